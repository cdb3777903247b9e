"""Webhook delivery: several lanes at once, in order within a lane, repeated with growing pauses until accepted."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import aiohttp

from simulator.updates import Update

if TYPE_CHECKING:
    from simulator.world import World

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
LOOK_SECONDS = 1.0
ANSWER_TIMEOUT = 60.0
SET_PAUSE = 1.0
CallMethod = Callable[[int, str, dict[str, str]], Awaitable[Any]]


class Webhooks:
    """The running deliveries of all bots. `call` runs a method that a bot put into its answer."""

    def __init__(self, world: "World") -> None:
        self.world = world
        self.call: CallMethod | None = None
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._next_set: dict[int, float] = {}

    def may_set(self, bot_id: int) -> bool:
        """Telegram takes a new webhook once a second."""
        if time.monotonic() < self._next_set.get(bot_id, 0.0):
            return False
        self._next_set[bot_id] = time.monotonic() + SET_PAUSE
        return True

    async def settle(self, bot_id: int) -> None:
        """Start, restart or stop delivery according to the bot's present settings."""
        await self._end(self._tasks.pop(bot_id, None))
        if self.world.mailbox(bot_id).webhook.get("url"):
            self._tasks[bot_id] = asyncio.create_task(self._deliver_all(bot_id))

    async def forget(self, bot_id: int) -> None:
        self._next_set.pop(bot_id, None)
        await self.settle(bot_id)

    async def stop(self) -> None:
        for bot_id in list(self._tasks):
            await self._end(self._tasks.pop(bot_id))

    async def _end(self, task: asyncio.Task[None] | None) -> None:
        if task:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _deliver_all(self, bot_id: int) -> None:
        """One task per lane that has mail, never more than the bot's max_connections."""
        mailbox = self.world.mailbox(bot_id)
        lanes: dict[str, asyncio.Task[None]] = {}
        try:
            async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ANSWER_TIMEOUT)) as session:
                while True:
                    news = self.world.mail(bot_id).wait(LOOK_SECONDS)
                    mailbox.drop_expired(self.world.clock.timestamp())
                    lanes = {lane: task for lane, task in lanes.items() if not task.done()}
                    for lane in dict.fromkeys(update.lane for update in mailbox.pending):
                        if lane not in lanes and len(lanes) < mailbox.webhook["max_connections"]:
                            lanes[lane] = asyncio.create_task(self._deliver_lane(bot_id, lane, session))
                    await news
        finally:
            for task in lanes.values():
                task.cancel()

    async def _deliver_lane(self, bot_id: int, lane: str, session: aiohttp.ClientSession) -> None:
        mailbox = self.world.mailbox(bot_id)
        pause = FIRST_PAUSE
        while update := next((update for update in mailbox.pending if update.lane == lane), None):
            body, problem = await _post(session, mailbox.webhook, update)
            if problem is None:
                await self._run_answer(bot_id, body)
                mailbox.drop(update)
                pause = FIRST_PAUSE
                continue
            mailbox.webhook |= {
                "last_error_date": self.world.clock.timestamp(),
                "last_error_message": problem,
            }
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        # This lane ends: the dispatcher looks again, in case mail arrived in this very moment.
        asyncio.get_running_loop().call_soon(self.world.mail(bot_id).fire)

    async def _run_answer(self, bot_id: int, body: bytes) -> None:
        """A bot may answer a webhook request with a method call; its result is never reported back."""
        try:
            call = json.loads(body)
        except ValueError:
            return
        if isinstance(call, dict) and call.get("method") and self.call:
            given = {key: value for key, value in call.items() if key != "method" and value is not None}
            params = {
                key: value if isinstance(value, str) else json.dumps(value) for key, value in given.items()
            }
            await self.call(bot_id, str(call["method"]), params)


async def _post(
    session: aiohttp.ClientSession, hook: dict[str, Any], update: Update
) -> tuple[bytes, str | None]:
    """The bot's answer, and the problem in Telegram's words if it did not take the update."""
    headers = {"X-Telegram-Bot-Api-Secret-Token": hook["secret"]} if hook.get("secret") else {}
    try:
        async with session.post(hook["url"], json=update.as_json(), headers=headers) as response:
            body = await response.read()
            if 200 <= response.status < 300:
                return body, None
            return body, f"Wrong response from the webhook: {response.status} {response.reason}"
    except TimeoutError:
        return b"", "Read timeout expired"
    except aiohttp.ClientConnectorError:
        return b"", "Connection refused"
    except aiohttp.ClientError:
        return b"", "Connection closed"
