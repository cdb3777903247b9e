"""Control: playing a story that comes as data."""

from typing import Any

from simulator.control.base import Control, Wish, control
from simulator.player import Player


@control("POST", "/play")
async def play(reach: Control, wish: Wish) -> dict[str, Any]:
    """`{"steps": […]}`; the answer names the first step that failed and what the chat showed."""
    return await Player(reach, wish.need("steps"), wish.timeout).play()
