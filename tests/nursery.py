"""Starts bots quickly: the program is imported once, in a server, and every bot is a fork of it that runs `handreich run`.

Importing the libraries takes longer than everything else a start does, and the tests start hundreds of bots. Each is a
process of its own nevertheless: it can be killed, and shares nothing with the others.
"""

import asyncio
import os
import sys
from collections.abc import Callable
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from signal import Signals
from typing import BinaryIO

PROGRAM = "bot.commands.run"
LONGEST_LINE = 16 * 2**20  # bytes; tracebacks are one line
_NURSERY = get_context("forkserver")
_NURSERY.set_forkserver_preload([PROGRAM, "tests.rules_read"])


class Born:
    """A running bot: `hear` gets every line that it logs."""

    def __init__(self, process: ForkServerProcess, said: BinaryIO, hear: Callable[[str], None]) -> None:
        assert process.pid
        self.pid = process.pid
        self._process = process
        self._hearing = asyncio.create_task(_hear(said, hear))

    @property
    def alive(self) -> bool:
        return self._process.is_alive()

    async def ended(self) -> int:
        """Waits for its end and its last words; gives the exit status, or the negative number of a signal."""
        loop, gone = asyncio.get_running_loop(), asyncio.Event()
        if self._process.exitcode is None:
            loop.add_reader(self._process.sentinel, gone.set)
            try:
                await gone.wait()
            finally:
                loop.remove_reader(self._process.sentinel)
        await self._hearing
        self._process.join()
        assert self._process.exitcode is not None
        return self._process.exitcode

    async def end(self, number: Signals) -> int:
        """Sends the signal and waits for the end; see `ended`."""
        if self.alive:
            os.kill(self.pid, number)
        return await self.ended()


async def give_birth(config: Path, hear: Callable[[str], None], *, follows_clock: bool = False) -> Born:
    """A bot with this configuration file. It has begun to start. `follows_clock`: the simulator's is its own, which
    otherwise only the demo may have."""
    ours, theirs = Pipe(duplex=False)
    process = _NURSERY.Process(target=_live, args=(str(config), theirs, follows_clock), daemon=True)
    await asyncio.to_thread(process.start)  # the first one waits for the imports
    theirs.close()
    said = os.fdopen(os.dup(ours.fileno()), "rb", buffering=0)
    ours.close()
    return Born(process, said, hear)


async def _hear(said: BinaryIO, hear: Callable[[str], None]) -> None:
    reader = asyncio.StreamReader(
        limit=LONGEST_LINE
    )  # a longer one would end the hearing, and the bot wait for ever
    loop = asyncio.get_running_loop()
    pipe, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), said)
    async for line in reader:
        hear(line.decode(errors="replace").rstrip())
    pipe.close()


def _live(config: str, words: Connection, follows_clock: bool) -> None:
    os.dup2(words.fileno(), sys.stderr.fileno())
    words.close()
    for name in [name for name in os.environ if name.startswith("HANDREICH_")]:
        del os.environ[name]
    sys.exit(_follow(config) if follows_clock else _run(config))


def _run(config: str) -> int:
    from bot.cli import main

    return main(["run", "--config", config])


def _follow(config: str) -> int:
    """What `handreich run` does, with the demo's right to another clock."""
    from bot import logs
    from bot.config import load
    from bot.running import run

    settings = load(Path(config), {}, demo=True)
    logs.set_up(settings.log)
    asyncio.run(run(settings))
    return 0
