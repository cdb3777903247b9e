"""`make bench`: prints the tables of benchmarks/README.md."""

import argparse
import asyncio
import os
import platform
from importlib.metadata import version

from benchmarks import matching
from benchmarks.conversation import PACED, STEPS, Figures, Start, converses, starts
from benchmarks.outbox import Reach, reaches
from benchmarks.subjects import AIOGRAM_WITH_LIBRARIES, BARE_AIOGRAM, BARE_TELEGRAM, handreich

MATCHING = """
| matching | requests | p50 ms | p99 ms | with the rules, p50 | largest town p50 | p99 | table scan | load and filter |
|---|---|---|---|---|---|---|---|---|"""
LIBRARIES = ("aiogram", "python-telegram-bot", "SQLAlchemy", "APScheduler")


async def main(only: list[str], most: int) -> None:
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
    if "matching" in only:
        print(MATCHING)
        await matching.measures(show_matching, show_batch, most)


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


def show_matching(one: matching.Row) -> None:
    """One size on one database."""
    naive = "–" if one.naive is None else f"{one.naive:.0f}"
    print(
        f"| {one.database} | {one.size:,} | {one.p50:.2f} | {one.p99:.2f} | {one.whole_p50:.2f}"
        f" | {one.largest_p50:.2f} | {one.largest_p99:.2f} | {one.scan:.1f} | {naive} |",
        flush=True,
    )


def show_batch(one: matching.Batch) -> None:
    """All pairs of many offers."""
    print(
        f"\n{one.database}: {matching.BATCH_OFFERS:,} offers against {matching.BATCH_REQUESTS:,} requests:"
        f" {one.pairs:,} pairs in {one.together:.1f} s in sets; the best 20 one by one {one.one_by_one:.1f} s\n",
        flush=True,
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("only", nargs="*", default=["start", "conversation", "outbox", "matching"])
    parser.add_argument("--most", type=int, default=matching.SIZES[-1], help="requests to match against")
    asked = parser.parse_args()
    asyncio.run(main(asked.only, asked.most))
