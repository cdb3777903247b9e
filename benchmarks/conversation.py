"""Updates a second, CPU for an update and the time to the answer, at 1, 100 and 1,000 chats, beside bare bots."""

import asyncio
import resource
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.subjects import Subject
from benchmarks.telegram import Presser, telegram

STEPS = {1: 1200, 100: 30, 1000: 3}
PACED = {1: 1.0, 100: 1.0, 1000: 10.0}  # seconds between two presses of one person
PACED_STEPS = {1: 15, 100: 15, 1000: 2}


@dataclass(frozen=True)
class Figures:
    """What one subject reached with so many chats. Times in milliseconds."""

    subject: str
    chats: int
    rate: float
    cpu: float
    simulator_cpu: float
    p50: float
    p99: float


@dataclass(frozen=True)
class Start:
    """Seconds from start to first answer, and resident megabytes after it."""

    subject: str
    seconds: float
    megabytes: float


def own_cpu() -> float:
    """CPU seconds of this process: the simulator and the crowd in it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


async def starts(subject: Subject) -> Start:
    """Starts the subject alone, on what its first start has left: a bot makes its tables once."""
    with TemporaryDirectory() as folder:
        for _ in range(2):
            async with (
                telegram() as simulated,
                subject.running(simulated, Path(folder)) as (running, seconds),
            ):
                found = Start(subject.name, seconds, running.resident_mb())
        return found


async def converses(subject: Subject, chats: int, *, paced: bool = False) -> Figures:
    """Everybody presses as soon as they are answered, or `paced`: as people do, after a while."""
    steps, every = (PACED_STEPS[chats], PACED[chats]) if paced else (STEPS[chats], 0.0)
    with TemporaryDirectory() as folder:
        async with telegram() as simulated, subject.running(simulated, Path(folder)) as (running, _):
            crowd = [await simulated.newcomer(f"Person {number}") for number in range(chats)]
            await asyncio.gather(*(subject.ready(presser) for presser in crowd))
            cpu, own, begun = running.cpu_seconds(), own_cpu(), time.perf_counter()
            waits = await asyncio.gather(
                *(
                    _press(subject, presser, steps, every, every * place / chats)
                    for place, presser in enumerate(crowd)
                )
            )
            seconds = time.perf_counter() - begun
            answered = sorted(wait * 1000 for one in waits for wait in one)
            count = len(answered)
            return Figures(
                subject.name,
                chats,
                count / seconds,
                (running.cpu_seconds() - cpu) / count * 1000,
                (own_cpu() - own) / count * 1000,
                answered[count // 2],
                answered[int(count * 0.99)],
            )


async def _press(subject: Subject, presser: Presser, steps: int, every: float, begin: float) -> list[float]:
    """Presses every so many seconds, from `begin` on, or as soon as the press before was answered."""
    begun = time.perf_counter() + begin
    waits = []
    for number in range(steps):
        await asyncio.sleep(max(0.0, begun + every * number - time.perf_counter()))
        waits.append(await subject.step(presser, number))
    return waits
