"""The HTTP server: /bot<token>/<method> as Telegram answers it, files, and the control interface beside it."""

import asyncio
import inspect
import time
from collections import deque
from pathlib import Path
from typing import Any

from aiohttp import web

from simulator.control import control_routes
from simulator.errors import ApiError, too_many_requests
from simulator.faults import Fault
from simulator.methods import load_all
from simulator.page import page_routes
from simulator.people import Bot
from simulator.requests import Request, Upload, read_parameters
from simulator.state import Keeper
from simulator.transcript import Transcript
from simulator.world import World

MAX_BODY = 60 * 1024 * 1024
KEPT_REQUESTS = 50_000
SENDING = ("send", "edit", "copy", "forward")


class BotApi:
    """Answers bots, and remembers every request they made."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.methods = load_all()
        self.requests: deque[dict[str, Any]] = deque(maxlen=KEPT_REQUESTS)
        self.counted = 0
        world.webhooks.call = self.call_for

    async def handle(self, request: web.Request) -> web.StreamResponse:
        token, method = request.match_info["token"], request.match_info["method"]
        try:
            bot = self.bot_of(token)
            params, files = await read_parameters(request)
        except ApiError as error:
            return web.json_response(error.as_json(), status=error.code)
        fault = self.world.faults.take(method, params)
        if fault and fault.delay:
            await asyncio.sleep(fault.delay)
        if fault and fault.drop == "before":
            self.remember(method, params, files, 0, "connection cut before the effect")
            return _cut(request)
        if fault and fault.body is not None and fault.drop is None:
            self.remember(method, params, files, fault.code or 502, "malformed body")
            return web.Response(body=fault.body, status=fault.code or 502, content_type="text/html")
        status, answer = await self.answer(bot, method, params, files, fault)
        if fault and fault.drop == "after":
            return _cut(request)
        if fault and fault.late:
            await asyncio.sleep(fault.late)
        headers = {"Retry-After": str(answer["parameters"]["retry_after"])} if status == 429 else None
        return web.json_response(answer, status=status, headers=headers)

    def bot_of(self, token: str) -> Bot:
        number, separator, _ = token.partition(":")
        if not separator or not number.isdigit() or number.startswith("0") or len(token) > 80:
            raise ApiError(401, "Unauthorized: invalid token specified")
        bot = self.world.bot_by_token(token)
        if bot is None:
            raise ApiError(401, "Unauthorized")
        return bot

    async def answer(
        self,
        bot: Bot,
        method: str,
        params: dict[str, str],
        files: dict[str, Upload],
        fault: Fault | None = None,
    ) -> tuple[int, dict[str, Any]]:
        """Status and body of the answer, after the effect."""
        entry = self.remember(method, params, files, 200, None)
        try:
            if fault and (ordered := fault.error()):
                raise ordered
            result = await self.run(Request(bot, method, params, files))
        except ApiError as error:
            entry |= {"status": error.code, "description": error.description}
            return error.code, error.as_json()
        finally:
            entry["seconds"] = time.monotonic() - entry["at"]
        polled = method.lower() == "getupdates"
        entry |= {"result": len(result), "updates": result} if polled else {"result": result}
        return 200, {"ok": True, "result": result}

    async def run(self, request: Request) -> Any:
        function = self.methods.get(request.method.lower())
        if function is None:
            raise ApiError(404, "Not Found: method not found")
        paced = self.is_sending(request.method)
        chat_id = request.integer("chat_id")
        if paced and (seconds := self.world.pace.wait_needed(chat_id)):
            raise too_many_requests(seconds)
        result = function(self.world, request)
        if inspect.isawaitable(result):
            result = await result
        if paced:
            for _ in range(len(result) if isinstance(result, list) else 1):
                self.world.pace.record(chat_id)
        return result

    def is_sending(self, method: str) -> bool:
        return method.lower().startswith(SENDING) and method.lower() != "sendchataction"

    async def call_for(self, bot_id: int, method: str, params: dict[str, str]) -> Any:
        """A method that a bot put into its answer to a webhook request."""
        return await self.answer(self.world.memory.bots[bot_id], method, params, {})

    def remember(
        self,
        method: str,
        params: dict[str, str],
        files: dict[str, Upload],
        status: int,
        description: str | None,
    ) -> dict[str, Any]:
        self.counted += 1
        entry = {
            "number": self.counted,
            "at": time.monotonic(),
            "time": self.world.clock.now().isoformat(),
            "method": method,
            "params": params,
            "files": {name: upload.name for name, upload in files.items()},
            "status": status,
            "description": description,
        }
        self.requests.append(entry)
        return entry

    async def download(self, request: web.Request) -> web.StreamResponse:
        try:
            self.bot_of(request.match_info["token"])
            wanted = request.match_info["path"]
            stored = next((file for file in self.world.memory.files.values() if file.name == wanted), None)
            if stored is None:
                raise ApiError(404, "Not Found")
        except ApiError as error:
            return web.json_response(error.as_json(), status=error.code)
        return web.Response(body=stored.data, content_type=stored.mime)


def _cut(request: web.Request) -> web.StreamResponse:
    """Close the connection without an answer."""
    if request.transport:
        request.transport.abort()
    return web.Response(status=500)


async def not_found(request: web.Request) -> web.StreamResponse:
    return web.json_response(ApiError(404, "Not Found").as_json(), status=404)


def build(world: World, transcript: Transcript, state_file: Path | None) -> web.Application:
    """The whole application, ready to be served."""
    app = web.Application(client_max_size=MAX_BODY)
    bot_api = BotApi(world)
    app.router.add_route("*", "/bot{token:[^/]*}/{method:[^/]+}", bot_api.handle)
    app.router.add_get("/file/bot{token:[^/]*}/{path:.+}", bot_api.download)
    control_routes(app, world, bot_api.requests, transcript)
    page_routes(app, world)
    app.router.add_route("*", "/{path:.*}", not_found)
    keeper = Keeper(world, state_file) if state_file else None

    async def lifetime(app: web.Application) -> Any:
        for bot_id in world.memory.bots:
            await world.webhooks.settle(bot_id)
        task = asyncio.create_task(keeper.run()) if keeper else None
        yield
        await world.webhooks.stop()
        if task and keeper:
            task.cancel()
            keeper.close()

    app.cleanup_ctx.append(lifetime)
    return app
