"""`handreich import`: takes over a file, JSON or a table, in one transaction: all of it, or nothing."""

import argparse
import asyncio
import sys
from collections.abc import Iterable, Mapping

from bot.complaints import FAILED
from bot.config import Settings, load
from bot.config.problems import Problem
from bot.exchange.reading import ExchangeError, Read, read
from bot.progress import Progress
from db.engine import Session, open_database
from domain.clock import SystemClock
from domain.exchange import Report
from domain.options import Options
from services import import_checks, importing

_WHY = {
    "photos": "photos (their files belong to another bot)",
    "people": "people (they started another bot; their posts go through the town)",
    "moderation_chats": "moderation chats (they belong to another bot)",
    "closed_posts": "closed posts (there is nothing to review; --as-is keeps them)",
    "numbers": "numbers (other posts have them; these posts got new ones)",
}


def main(args: argparse.Namespace) -> int:
    settings = load(args.config)
    try:
        found = read(args.file)
        report = asyncio.run(_take(settings, found, as_is=args.as_is))
    except ExchangeError as error:
        for problem in error.problems:
            print(f"handreich: {args.file.name}: {problem}", file=sys.stderr)
        print("handreich: nothing was imported", file=sys.stderr)
        return FAILED
    if found.skipped:
        print(f"skipped   {', '.join(found.skipped)} (labels, nothing to store)")
    for line in _lines(report):
        print(line)
    return 0


async def _take(settings: Settings, found: Read, *, as_is: bool) -> Report:
    async with open_database(settings.database.url) as database:
        await database.migrate()
        async with database.write() as session:
            await _check(session, found)
            progress = Progress(len(found.bundle.posts), "posts")
            now, options = SystemClock().now(), Options(settings.risk)
            bot = settings.telegram.bot_id
            return await importing.store(session, now, found.bundle, options, bot, as_is, progress.tell)


async def _check(session: Session, found: Read) -> None:
    unknown = await import_checks.check(session, found.bundle)
    if unknown:
        problems = (Problem(found.place(one.where), _unknown(one.what, one.name)) for one in unknown)
        raise ExchangeError(dict.fromkeys(problems))


def _unknown(what: str, name: str) -> str:
    return f"there is no {what} {name!r}, neither in the file nor in the database"


def _lines(report: Report) -> Iterable[str]:
    yield from _counted("new", report.new)
    yield from _counted("known", report.known)
    yield from _counted(
        "left out", {_WHY.get(what, what): number for what, number in report.left_out.items()}
    )
    if not (report.new or report.known or report.left_out):
        yield "There was nothing in the file."


def _counted(word: str, counts: Mapping[str, int]) -> Iterable[str]:
    return (f"{word:<9} {number} {what}" for what, number in counts.items())
