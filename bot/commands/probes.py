"""What `handreich check` tries: each probe returns how things stand or raises what is wrong."""

import asyncio
from pathlib import Path

import aiohttp
from sqlalchemy.engine import make_url

from bot.complaints import Complaint
from db import migrate
from db.engine import open_database

PATIENCE = aiohttp.ClientTimeout(total=15)


async def database_state(url: str) -> str:
    """Whether the database can be reached, and which version its tables have."""
    if file := file_to_be_made(url):
        return f"{file} is not there yet and will be made at the first start"
    async with open_database(url) as database:
        async with asyncio.timeout(15), database.write():
            pass
        found, wanted = await migrate.current(database.url), migrate.newest()
    return (
        "reached, its tables are up to date"
        if found == wanted
        else "reached, its tables are brought up at the next start"
    )


def file_to_be_made(url: str) -> Path | None:
    """The SQLite file, if only the first start will make it: looking into it would make it now."""
    place = make_url(url)
    if place.get_backend_name() != "sqlite" or not place.database:
        return None
    file = Path(place.database)
    return file if file.parent.is_dir() and not file.exists() else None


async def who_is(api_base: str, token: str) -> str:
    """The name of the bot the token belongs to."""
    async with aiohttp.ClientSession(timeout=PATIENCE) as client:
        try:
            async with client.get(f"{api_base}/bot{token}/getMe") as response:
                answer = await response.json(content_type=None)
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            # The address holds the token, so the library's own text is not repeated.
            raise Complaint(
                f"{api_base} does not answer ({type(error).__name__}); is the network up?"
            ) from None
    if not isinstance(answer, dict):
        raise Complaint(f"{api_base} does not answer like a Bot API server; look at telegram.api_base")
    if answer.get("error_code") in (401, 404):
        raise Complaint("Telegram does not know it; write the one that @BotFather gave you")
    if not answer.get("ok"):
        raise Complaint(f"Telegram answers: {answer.get('description')}")
    return f"belongs to @{answer['result'].get('username')}"
