"""A bar for work that takes long, on a terminal only: files and pipes get no control characters."""

import sys
from typing import TextIO

WIDTH = 40


class Progress:
    """Shows how much of `total` is done. Nothing is shown when there is little to do or nobody looks."""

    def __init__(self, total: int, what: str, stream: TextIO | None = None) -> None:
        self._total = total
        self._what = what
        self._stream = stream or sys.stderr
        self._shown = self._stream.isatty() and total > 0

    def tell(self, done: int) -> None:
        """So many are done by now."""
        if not self._shown:
            return
        filled = WIDTH * done // self._total
        bar = "█" * filled + "·" * (WIDTH - filled)
        self._stream.write(f"\r{bar} {done} of {self._total} {self._what}")
        if done >= self._total:
            self._stream.write("\n")
        self._stream.flush()
