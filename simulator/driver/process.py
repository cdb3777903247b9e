"""The simulator as a process of its own: starting it, learning its address, ending it."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READY = "listening on "


@dataclass
class Process:
    """`options` are those of `python -m simulator` except the port."""

    options: list[str] = field(default_factory=list)
    url: str = ""
    running: subprocess.Popen[str] | None = None

    def start(self, port: int = 0) -> str:
        """Blocks until the simulator is ready; its address."""
        path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        command = [sys.executable, "-m", "simulator", "--port", str(port), *self.options]
        environment = os.environ | {"PYTHONPATH": path}
        self.running = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)  # noqa: S603
        assert self.running.stdout
        line = self.running.stdout.readline().strip()
        if not line.startswith(READY):
            raise RuntimeError(f"the simulator did not start: {line or 'it said nothing'}")
        self.url = line.removeprefix(READY)
        return self.url

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    @property
    def alive(self) -> bool:
        return self.running is not None and self.running.poll() is None

    def stop(self) -> None:
        if self.running is None:
            return
        if self.alive:
            self.running.terminate()
        self.running.communicate(timeout=10)

    def kill(self) -> None:
        """As a power cut would."""
        if self.running:
            self.running.kill()
            self.running.communicate(timeout=10)
