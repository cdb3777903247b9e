"""`handreich export`: everything that a town can take along, as a file that `handreich import` takes over."""

import argparse
import asyncio
import json
import sys

from bot.commands import export_audit
from bot.complaints import Complaint
from bot.config import Settings, load
from bot.exchange.writing import as_json, as_table
from bot.progress import Progress
from db.engine import open_database
from domain.exchange import Bundle
from domain.options import Options
from services import exporting


def main(args: argparse.Namespace) -> int:
    if "audit" in (args.what, args.csv):
        return _written(args, export_audit.text(args), "The audit trail is")
    settings = load(args.config)
    options = Options(settings.risk)
    found = asyncio.run(_read(settings, args.town))
    if args.csv is not None:
        text = as_table(found, args.csv, options)
    else:
        text = json.dumps(as_json(found, options), ensure_ascii=False, indent=1) + "\n"
    return _written(args, text, f"{len(found.posts)} posts of {len(found.towns)} towns are")


def _written(args: argparse.Namespace, text: str, what: str) -> int:
    if args.output is None:
        sys.stdout.write(text)
    else:
        args.output.write_text(text, encoding="utf-8")
        print(f"{what} in {args.output}")
    return 0


async def _read(settings: Settings, slug: str | None) -> Bundle:
    async with open_database(settings.database.url) as database:
        await database.migrate()
        async with database.write() as session:
            await exporting.give_references(session)
        async with database.read() as session:
            try:
                town = await exporting.town_of(session, slug)
            except LookupError:
                raise Complaint(f"there is no town {slug!r}; `handreich city list` shows all") from None
            progress = Progress(await exporting.count_posts(session, town), "posts")
            return await exporting.bundle(session, settings.telegram.bot_id, town, progress.tell)
