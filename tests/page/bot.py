"""A bot moved by hand: the tests of the page need to decide what it says and when."""

import json
from typing import Any, Self

import aiohttp

from simulator.driver import Simulator

SECONDS = 10


class HandBot:
    """Speaks the Bot API over HTTP, as any bot would."""

    def __init__(self, sim: Simulator) -> None:
        self._base = f"{sim.url}/bot{sim.token}"
        self._offset = 0

    async def __aenter__(self) -> Self:
        self._client = aiohttp.ClientSession()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.close()

    async def calls(self, method: str, **params: Any) -> Any:
        """The result. Raises `AssertionError` with Telegram's words when it refuses."""
        values = {
            name: value if isinstance(value, str) else json.dumps(value) for name, value in params.items()
        }
        async with self._client.post(f"{self._base}/{method}", data=values) as answer:
            told = await answer.json()
        assert told["ok"], told
        return told["result"]

    async def says(self, chat_id: int, text: str, *rows: list[dict[str, str]], **params: Any) -> int:
        """Sends HTML with inline buttons; gives the message's id."""
        markup = {"reply_markup": {"inline_keyboard": list(rows)}} if rows else {}
        sent = await self.calls(
            "sendMessage", chat_id=chat_id, text=text, parse_mode="HTML", **markup | params
        )
        return int(sent["message_id"])

    async def hears(self, kind: str) -> Any:
        """The next update of that kind; earlier ones of other kinds are passed over."""
        while True:
            updates = await self.calls("getUpdates", offset=self._offset, timeout=SECONDS, limit=1)
            assert updates, f"no {kind} came within {SECONDS} s"
            self._offset = updates[0]["update_id"] + 1
            if kind in updates[0]:
                return updates[0][kind]

    async def answers(self, text: str, **params: Any) -> None:
        """Waits for a press and answers it over the chat."""
        press = await self.hears("callback_query")
        await self.calls("answerCallbackQuery", callback_query_id=press["id"], text=text, **params)
