"""GET / and what belongs to it: static files, pictures of the chats, the stream of changes."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web

from simulator.control.events import stream_events
from simulator.world import World

STATIC = Path(__file__).parent / "static"
HEADERS = {
    # Everything the page needs comes from here: it works offline and nothing typed can load anything.
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data: blob:; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def page_routes(app: web.Application, world: World) -> None:
    """Adds the page to the server."""
    app.router.add_get("/", _file(STATIC / "index.html"))
    app.router.add_get("/events", stream_events(world))
    app.router.add_get("/page/files/{unique_id}", _picture(world))
    for file in sorted(STATIC.rglob("*")):
        if file.is_file():
            app.router.add_get(f"/page/{file.relative_to(STATIC).as_posix()}", _file(file))


def _file(file: Path) -> Handler:
    async def send(request: web.Request) -> web.StreamResponse:
        return web.FileResponse(file, headers=HEADERS)

    return send


def _picture(world: World) -> Handler:
    async def send(request: web.Request) -> web.StreamResponse:
        stored = world.memory.files.get(request.match_info["unique_id"])
        if stored is None:
            raise web.HTTPNotFound
        # What was sent may claim to be anything: only pictures are shown, the rest is offered for saving.
        kind = stored.mime if stored.mime.startswith("image/") and "svg" not in stored.mime else None
        headers = HEADERS if kind else HEADERS | {"Content-Disposition": "attachment"}
        return web.Response(
            body=stored.data, content_type=kind or "application/octet-stream", headers=headers
        )

    return send
