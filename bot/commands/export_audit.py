"""`handreich export audit`: who did what to which object, when; a line of JSON for each entry, or a table."""

import argparse
import asyncio
import csv
import io
import json
from collections.abc import Iterable
from dataclasses import asdict, fields

from bot.config import load
from db.engine import open_database
from services import audit
from services.audit import Entry


def text(args: argparse.Namespace) -> str:
    """The trail as it is written."""
    entries = asyncio.run(_entries(load(args.config).database.url, args.town))
    return _table(entries) if args.csv is not None else "".join(f"{_line(entry)}\n" for entry in entries)


def _line(entry: Entry) -> str:
    return json.dumps(asdict(entry) | {"at": entry.at.isoformat()}, ensure_ascii=False)


def _table(entries: Iterable[Entry]) -> str:
    written = io.StringIO()
    table = csv.DictWriter(written, [field.name for field in fields(Entry)])
    table.writeheader()
    for entry in entries:
        facts = json.dumps(entry.facts, ensure_ascii=False) if entry.facts else ""
        table.writerow(asdict(entry) | {"at": entry.at.isoformat(), "facts": facts})
    return written.getvalue()


async def _entries(url: str, slug: str | None) -> list[Entry]:
    async with open_database(url) as database:
        await database.migrate()
        async with database.read() as session:
            return [entry async for entry in audit.read(session, slug)]
