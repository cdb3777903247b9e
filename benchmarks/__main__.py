"""`make bench`: prints the tables of benchmarks/README.md."""

import argparse
import asyncio
import os
import platform
from importlib.metadata import version

from benchmarks.conversation import PACED, STEPS, Figures, Start, converses, starts
from benchmarks.outbox import Reach, reaches
from benchmarks.subjects import AIOGRAM_WITH_LIBRARIES, BARE_AIOGRAM, BARE_TELEGRAM, handreich

LIBRARIES = ("aiogram", "python-telegram-bot", "SQLAlchemy", "APScheduler")


async def main(only: list[str]) -> None:
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors,", end=" ")
    print(", ".join(f"{name} {version(name)}" for name in LIBRARIES), flush=True)
    if "start" in only:
        show_starts([await starts(subject) for subject in (AIOGRAM_WITH_LIBRARIES, handreich())])
    if "conversation" in only:
        subjects = (BARE_AIOGRAM, BARE_TELEGRAM, handreich())
        for chats in STEPS:
            show([await converses(subject, chats) for subject in subjects], "at the limit")
        for chats, every in PACED.items():
            found = [await converses(subject, chats, paced=True) for subject in subjects]
            show(found, f"a press every {every:.0f} s")
    if "outbox" in only:
        show_reach(await reaches())


def show(found: list[Figures], how: str) -> None:
    """One row a subject; ratios are to the first."""
    chats = found[0].chats
    print(f"\n| {chats} chats, {how} | updates/s | ratio | CPU ms | p50 ms | p99 ms | simulator's CPU ms |")
    print("|---|---|---|---|---|---|---|")
    for one in found:
        ratio = one.rate / found[0].rate
        print(
            f"| {one.subject} | {one.rate:.0f} | {ratio:.2f} | {one.cpu:.2f} | {one.p50:.1f} | {one.p99:.1f}"
            f" | {one.simulator_cpu:.2f} |",
            flush=True,
        )


def show_starts(found: list[Start]) -> None:
    """One row a subject; ratios are to the first."""
    print("\n| start | first answer s | ratio | memory MB | ratio |")
    print("|---|---|---|---|---|")
    first = found[0]
    for one in found:
        slower, larger = one.seconds / first.seconds, one.megabytes / first.megabytes
        print(
            f"| {one.subject} | {one.seconds:.2f} | {slower:.2f} | {one.megabytes:.0f} | {larger:.2f} |",
            flush=True,
        )


def show_reach(found: Reach) -> None:
    """The outbox beside what the limits allow."""
    print("\n| outbox | messages | seconds | allowed at best | reached | most in a second |")
    print("|---|---|---|---|---|---|")
    print(
        f"| {found.chats} groups in 20 towns | {found.messages} | {found.seconds:.1f} | {found.best}"
        f" | {found.best / found.seconds:.3f} | {found.most_in_a_second} |",
        flush=True,
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("only", nargs="*", default=["start", "conversation", "outbox"])
    asyncio.run(main(parser.parse_args().only))
