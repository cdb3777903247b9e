"""Registration of control requests, and the wishes they carry."""

import inspect
import json
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from simulator.actions.private import started_chat
from simulator.chats import Chat
from simulator.errors import ApiError, ControlError
from simulator.people import Bot, Person
from simulator.transcript import Transcript
from simulator.world import World

DEFAULT_TIMEOUT = 10.0


@dataclass
class Control:
    """What a control request can reach."""

    world: World
    requests: deque[dict[str, Any]]
    transcript: Transcript


class Wish:
    """The JSON body (or the query of a GET) with readable refusals for what is missing."""

    def __init__(self, world: World, values: dict[str, Any]) -> None:
        self.world = world
        self.values = values

    def get(self, name: str, default: Any = None) -> Any:
        value = self.values.get(name)
        return default if value is None else value

    def need(self, name: str) -> Any:
        if self.values.get(name) is None:
            raise ControlError(f"{name!r} is missing", 400)
        return self.values[name]

    @property
    def timeout(self) -> float:
        return float(self.get("timeout", DEFAULT_TIMEOUT))

    def person(self, name: str = "person") -> Person:
        return self.world.person(as_number(self.need(name)))

    def bot(self) -> Bot:
        return self.world.bot(as_number(self.get("bot")))

    def chat(self) -> Chat:
        """The chat named; without a name the person's private chat with the bot."""
        named = self.get("chat")
        if named is not None:
            return self.world.chat_named(as_number(named), self.bot())
        return started_chat(self.world, self.person(), self.bot())

    def group(self) -> Chat:
        return self.world.chat_named(as_number(self.need("chat")), self.bot())


def as_number(value: Any) -> Any:
    """Ids arrive as numbers or as text in a query."""
    return int(value) if isinstance(value, str) and value.lstrip("-").isdigit() else value


Handler = Callable[[Control, Wish], Any | Awaitable[Any]]
HANDLERS: dict[tuple[str, str], Handler] = {}


def control(verb: str, path: str) -> Callable[[Handler], Handler]:
    def register(function: Handler) -> Handler:
        HANDLERS[verb, path] = function
        return function

    return register


def control_routes(
    app: web.Application, world: World, requests: deque[dict[str, Any]], transcript: Transcript
) -> None:
    from simulator.control import chats, groups, measuring, page, people, playing, talking, waiting  # noqa: F401
    from simulator.control.events import stream_events

    reach = Control(world, requests, transcript)
    for (verb, path), handler in HANDLERS.items():
        app.router.add_route(verb, f"/control{path}", _http(reach, handler))
    app.router.add_get("/control/events", stream_events(world))


def _http(reach: Control, handler: Handler) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            wish = Wish(reach.world, await _values(request))
            result = handler(reach, wish)
            if inspect.isawaitable(result):
                result = await result
        except ControlError as refusal:
            return web.json_response({"error": str(refusal)} | refusal.facts, status=refusal.status)
        except ApiError as refusal:
            return web.json_response({"error": refusal.description}, status=400)
        return web.json_response(result if result is not None else {})

    return handle


async def _values(request: web.Request) -> dict[str, Any]:
    values: dict[str, Any] = dict(request.query) | dict(request.match_info)
    if request.can_read_body:
        try:
            body = json.loads(await request.text())
        except ValueError:
            raise ControlError("the body is not JSON", 400) from None
        if not isinstance(body, dict):
            raise ControlError("the body must be a JSON object", 400)
        values |= body
    return values
