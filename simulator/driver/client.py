"""The HTTP side of the driver: control requests, with refusals as AssertionErrors that show the transcript."""

from typing import Any

import aiohttp

# Longer than any wait the server itself limits.
PATIENCE = aiohttp.ClientTimeout(total=120)


class Refused(AssertionError):
    """The simulator could not do or did not see what the test wanted."""

    def __init__(self, message: str, status: int, facts: dict[str, Any]) -> None:
        super().__init__(message)
        self.status = status
        self.facts = facts


class Client:
    def __init__(self, url: str) -> None:
        self.url = url
        self._session: aiohttp.ClientSession | None = None

    @property
    def session(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=0)
            self._session = aiohttp.ClientSession(timeout=PATIENCE, connector=connector)
        return self._session

    async def call(self, verb: str, path: str, **wish: Any) -> dict[str, Any]:
        """One control request; None values are left out."""
        body = {name: value for name, value in wish.items() if value is not None}
        as_query = {name: str(value) for name, value in body.items()}
        how: dict[str, Any] = {"params": as_query} if verb == "GET" else {"json": body}
        async with self.session.request(verb, f"{self.url}/control{path}", **how) as response:
            answer: dict[str, Any] = await response.json()
        if response.status < 400:
            return answer
        message = f"{answer.get('error')}"
        if response.status in (408, 409, 504):
            message += "\n\nAll chats:\n" + await self.transcript()
        raise Refused(message, response.status, answer)

    async def transcript(self) -> str:
        async with self.session.get(f"{self.url}/control/transcript") as response:
            lines: list[str] = (await response.json())["lines"]
        return "\n".join(lines)

    async def close(self) -> None:
        if self._session:
            await self._session.close()
