"""Command line: `python -m simulator --port 8081`."""

import argparse
import asyncio
import contextlib
import json
import signal
import sys
from pathlib import Path

from aiohttp import web

from simulator.control.people import create_bot
from simulator.errors import ControlError
from simulator.scenery import furnish
from simulator.server import build
from simulator.state import load
from simulator.transcript import Transcript
from simulator.world import World

DEFAULT_TOKEN = "1000001:TEST-token"  # noqa: S105 (no secret: known to everyone who reads this)


def arguments(given: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m simulator", description="A Telegram Bot API server on loopback."
    )
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8081, help="0 takes a free port")
    parser.add_argument("--token", action="append", default=[], help="a bot token to know; may be repeated")
    parser.add_argument("--username", help="username of the first bot")
    parser.add_argument("--name", help="display name of the first bot")
    parser.add_argument("--state", type=Path, help="keep everything in this file over restarts")
    parser.add_argument("--transcript", action="store_true", help="print what happens in the chats")
    parser.add_argument("--world", type=Path, help="people and groups to begin with, as JSON")
    parser.add_argument("--loopback-webhooks", action="store_true", help="allow webhooks to http://127.0.0.1")
    return parser.parse_args(given)


def make_world(options: argparse.Namespace) -> World:
    known = bool(options.state and options.state.exists())
    world = World(load(options.state) if known else None)
    world.loopback_webhooks = options.loopback_webhooks
    for number, token in enumerate(options.token):
        own = {"username": options.username, "name": options.name} if number == 0 else {}
        create_bot(world, {"token": token} | own)
    return world


def say_line(line: str) -> None:
    print(line, flush=True)


async def serve(options: argparse.Namespace) -> int:
    world = make_world(options)
    transcript = Transcript(world)
    scenery = json.loads(options.world.read_text(encoding="utf-8")) if options.world else {}
    if not world.memory.bots and not scenery.get("bots"):
        create_bot(world, {"token": DEFAULT_TOKEN, "username": options.username, "name": options.name})
    if not world.memory.people:
        furnish(world, scenery)
        transcript.clear()  # how the scene was set is no part of the story
    # Requests that are being held must not keep a stopping server alive.
    runner = web.AppRunner(build(world, transcript, options.state), shutdown_timeout=0.5)
    await runner.setup()
    try:
        site = web.TCPSite(runner, options.host, options.port)
        await site.start()
        stop = told_to_stop()
        # The line that says "ready" is the first; what happens is told from then on.
        say_line(f"listening on http://{options.host}:{runner.addresses[0][1]}")
        transcript.show = say_line if options.transcript else None
        await stop.wait()
    except OSError as error:
        print(f"Port {options.port} on {options.host} cannot be used: {error.strerror}.", file=sys.stderr)
        return 2
    finally:
        await runner.cleanup()
    return 0


def told_to_stop() -> asyncio.Event:
    """Set by Ctrl+C and by SIGTERM; from then on both end the server in an orderly way."""
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    return stop


def main() -> int:
    with contextlib.suppress(KeyboardInterrupt):
        try:
            return asyncio.run(serve(arguments()))
        except (ControlError, json.JSONDecodeError, OSError) as problem:
            print(f"The simulator cannot start: {problem}.", file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
