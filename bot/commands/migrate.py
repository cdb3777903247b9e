"""`handreich migrate`: brings the tables of the database to this version, which `run` also does at its start."""

import argparse
import asyncio

from bot.config import load
from db.engine import open_database


def main(args: argparse.Namespace) -> int:
    asyncio.run(_migrate(load(args.config).database.url))
    print("The tables of the database are up to date.")
    return 0


async def _migrate(url: str) -> None:
    async with open_database(url) as database:
        await database.migrate()
