"""The demo's clock: it follows the simulator's, which somebody may set ahead."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import aiohttp

LOOK_SECONDS = 0.3


class FollowedClock:
    """This machine's clock plus the difference last told by `url` (JSON with an ISO instant in `now`)."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    async def look(self) -> None:
        """Asks once. Raises `aiohttp.ClientError` when nobody answers."""
        async with aiohttp.ClientSession() as client:
            await self._ask(client)

    async def follow(self) -> None:
        """Asks again and again; never returns."""
        async with aiohttp.ClientSession() as client:
            while True:
                with suppress(aiohttp.ClientError):
                    await self._ask(client)
                await asyncio.sleep(LOOK_SECONDS)

    async def _ask(self, client: aiohttp.ClientSession) -> None:
        async with client.get(self._url) as answer:
            told = datetime.fromisoformat((await answer.json())["now"])
        self._ahead = told - datetime.now(UTC)
