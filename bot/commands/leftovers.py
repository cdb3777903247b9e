"""What `handreich check` lists of the database: updates that could not be handled, messages that could not be delivered."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from bot.commands.probes import file_to_be_made
from db import migrate, operations
from db.engine import open_database
from db.operations import DeadLetter, GivenUp


async def left_over(url: str) -> list[str]:
    """Lines to print; none where there is no database yet, or one of another version."""
    if file_to_be_made(url):
        return []
    async with open_database(url) as database:
        if await migrate.current(database.url) != migrate.newest():
            return []
        async with database.read() as session:
            left = await operations.leftovers(session)
            letters = await operations.dead_letters(session)
            messages = await operations.given_up(session)
    return [
        *_listed("dead letters", "updates that could not be handled", left.dead, map(_letter, letters)),
        *_listed("given up", "messages that could not be delivered", left.given_up, map(_message, messages)),
    ]


def _listed(subject: str, words: str, count: int, lines: Iterable[str]) -> Iterator[str]:
    if not count:
        yield f"ok     {subject}: none"
        return
    yield f"look   {subject}: {count} {words}, the latest first"
    yield from (f"         {line}" for line in lines)


def _letter(one: DeadLetter) -> str:
    times = "1 attempt" if one.attempts == 1 else f"{one.attempts} attempts"
    return f"update {one.update_id} of chat {one.chat_id}, {_when(one.at)}: {one.error} after {times}"


def _message(one: GivenUp) -> str:
    return f"message {one.id} ({one.screen}) to chat {one.chat_id}, {_when(one.at)}: {one.error}"


def _when(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M} UTC"
