"""The methods of the Bot API that are simulated, by name; whatever is not here is answered 404."""

from collections.abc import Awaitable, Callable
from typing import Any

from simulator.requests import Request
from simulator.world import World

Answer = Any | Awaitable[Any]
Method = Callable[[World, Request], Answer]
METHODS: dict[str, Method] = {}


def api_method(name: str) -> Callable[[Method], Method]:
    """Register under the Bot API's name; names are case-insensitive."""

    def register(function: Method) -> Method:
        METHODS[name.lower()] = function
        return function

    return register


def load_all() -> dict[str, Method]:
    """Import every module of this folder so that each registers its methods."""
    from simulator.methods import (  # noqa: F401
        account,
        answering,
        chats,
        deleting,
        editing,
        forwarding,
        links,
        media,
        members,
        pins,
        polls,
        sending,
        updates,
    )

    return METHODS
