"""Server-sent events: the stream of changes, for a page that shows the chats live."""

import json
from collections.abc import Awaitable, Callable

from aiohttp import web

from simulator.changes import Change
from simulator.world import World

HEARTBEAT_SECONDS = 15.0


def news_after(world: World, number: int) -> Callable[[], list[Change] | None]:
    return lambda: world.feed.since(number) or None


def stream_events(world: World) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def events(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"}
        )
        await response.prepare(request)
        seen = int(request.query.get("after", request.headers.get("Last-Event-ID", world.feed.number)))
        seen = min(seen, world.feed.number)  # whoever comes from before a restart
        while True:
            changes = await world.feed.until(news_after(world, seen), HEARTBEAT_SECONDS)
            for change in changes or []:
                seen = change.number
                data = json.dumps(vars(change), ensure_ascii=False)
                await response.write(f"id: {seen}\nevent: {change.kind}\ndata: {data}\n\n".encode())
            if not changes:
                await response.write(b": still here\n\n")

    return events
