"""`handreich check`: tries configuration, database and token, and says in one line each what is wrong. What could not be
handled or delivered is listed too, by ids: it needs a look, but nothing is wrong with the set-up."""

import argparse
import asyncio
from collections.abc import Awaitable

from bot.complaints import FAILED, NOT_CONFIGURED, complaint
from bot.config import ConfigError, Settings, load
from bot.config.marks import marks


def main(args: argparse.Namespace) -> int:
    try:
        settings = load(args.config)
        rules = marks(settings)()
    except ConfigError as error:
        for problem in error.problems:
            print(f"wrong  configuration: {problem}")
        return NOT_CONFIGURED
    print(f"ok     configuration: {_summary(settings)}")
    print(f"ok     marks: {len(rules.groups)} rules, {_origin(settings)}")
    return asyncio.run(_check(settings))


def _summary(settings: Settings) -> str:
    return f"{len(settings.towns)} towns, {len(settings.operators)} operators, {settings.telegram.mode}"


def _origin(settings: Settings) -> str:
    file = settings.moderation.marks_file
    return "as they come with the program" if file is None else f"from {file}"


async def _check(settings: Settings) -> int:
    # Imported here: a broken configuration is told without waiting for the database library.
    from bot.commands.leftovers import left_over
    from bot.commands.probes import database_state, who_is

    fine = [
        await _tell("database", database_state(settings.database.url)),
        await _tell("token", who_is(settings.telegram.api_base, settings.telegram.token.get_secret_value())),
    ]
    if fine[0]:
        for line in await left_over(settings.database.url):
            print(line)
    return 0 if all(fine) else FAILED


async def _tell(subject: str, probe: Awaitable[str]) -> bool:
    try:
        print(f"ok     {subject}: {await probe}")
    except Exception as error:
        sentence = complaint(error)[1].removeprefix("handreich: ")
        print(f"wrong  {subject}: {sentence}")
        return False
    return True
