"""`handreich city`: lists and adds towns in the database, also while a bot is running on it, and binds their moderators."""

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from pydantic import ValidationError

from bot.complaints import NOT_CONFIGURED
from bot.config import TownEntry, load
from bot.config.sentences import sentences
from db.engine import Session, open_database
from domain.clock import SystemClock
from domain.towns import Town
from services import seats, towns

T = TypeVar("T")


def main(args: argparse.Namespace) -> int:
    deeds = {"list": _list, "add": _add, "code": _code, "confirm": _confirm}
    return deeds[args.verb](args)


def _list(args: argparse.Namespace) -> int:
    found = asyncio.run(_stored(load(args.config).database.url))
    for town in found:
        print(_line(town))
    if not found:
        print("There is no town yet. Add one with: handreich city add SLUG NAME --lat DEGREES --lon DEGREES")
    return 0


def _line(town: Town) -> str:
    chat = f"moderation chat {town.moderation_chat}" if town.moderation_chat else "no moderation chat yet"
    return (
        f"{town.slug}  {town.name}  {town.timezone}  {town.locale}  districts: {len(town.districts)}  {chat}"
    )


def _add(args: argparse.Namespace) -> int:
    given = {
        name: getattr(args, name) for name in TownEntry.model_fields if getattr(args, name, None) is not None
    }
    try:
        town = TownEntry.model_validate(given).as_town()
    except ValidationError as error:
        for at, what in sentences(error, TownEntry):
            print(f"handreich: {_argument(at)}: {what}", file=sys.stderr)
        return NOT_CONFIGURED
    url = load(args.config).database.url
    asyncio.run(_written(url, lambda session: towns.add(session, town)))
    print(f"{town.name} is added. Its link ends in ?start={town.slug}")
    if town.moderation_chat is None:
        _print_code(url, town.slug)
    return 0


def _code(args: argparse.Namespace) -> int:
    _print_code(load(args.config).database.url, args.slug)
    return 0


def _print_code(url: str, slug: str) -> None:
    now = SystemClock().now()
    code = asyncio.run(_written(url, lambda session: seats.new_code(session, now, slug)))
    print(
        "Its moderators need a private group. Add the bot there; then an administrator sends, within 24 hours and once:"
    )
    print(f"\n    /bind {code}\n")


def _confirm(args: argparse.Namespace) -> int:
    now = SystemClock().now()
    confirmed = asyncio.run(
        _written(load(args.config).database.url, lambda session: seats.confirm(session, now, args.slug))
    )
    print(f"Decisions go on in {confirmed.name}.")
    return 0


def _argument(at: Sequence[str | int]) -> str:
    """The argument as it was typed: SLUG, --moderation-chat, --district."""
    name = str(at[0])
    if name in ("slug", "name"):
        return name.upper()
    return "--" + name.replace("_", "-").removesuffix("s")


async def _stored(url: str) -> Sequence[Town]:
    async with open_database(url) as database:
        await database.migrate()
        async with database.read() as session:
            return await towns.list_towns(session)


async def _written(url: str, deed: Callable[[Session], Awaitable[T]]) -> T:
    """What the deed gives, done in one transaction."""
    async with open_database(url) as database:
        await database.migrate()
        async with database.write() as session:
            return await deed(session)
