"""Control: what the page shows around the chats: roles in their order, the time zone, a guided tour."""

from typing import Any

from simulator.control.base import Control, Wish, control
from simulator.errors import ControlError
from simulator.world import World

KNOWN = ("title", "roles", "timezone", "notice", "tour")


@control("GET", "/page")
def page(reach: Control, wish: Wish) -> dict[str, Any]:
    return reach.world.memory.page


@control("POST", "/page")
def set_page(reach: Control, wish: Wish) -> dict[str, Any]:
    """`title`, `roles` (words), `timezone` (a name), `notice` (a sentence), `tour`: replaces what is named."""
    return arrange_page(reach.world, wish.values)


def arrange_page(world: World, values: dict[str, Any]) -> dict[str, Any]:
    """Raises `ControlError` for anything the page does not know."""
    if unknown := set(values) - set(KNOWN):
        raise ControlError(f"the page has no {', '.join(sorted(unknown))}", 400)
    world.memory.page |= values
    world.feed.publish("page")
    return world.memory.page
