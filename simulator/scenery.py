"""A world as data: bots, people and groups that exist before anything happens (`--world FILE`)."""

from datetime import datetime
from typing import Any

from simulator.actions.private import open_chat
from simulator.control.base import Wish
from simulator.control.groups import create_group
from simulator.control.page import arrange_page
from simulator.control.people import create_bot, create_person
from simulator.errors import ControlError
from simulator.world import World

KNOWN = ("bots", "people", "groups", "clock", "page")


def furnish(world: World, data: dict[str, Any]) -> None:
    """Each entry has the fields of the control interface's /bots, /people and /groups."""
    if unknown := set(data) - set(KNOWN):
        raise ControlError(f"the world file has unknown parts: {', '.join(sorted(unknown))}", 400)
    if "clock" in data:
        world.clock.set(datetime.fromisoformat(data["clock"]))
    if "page" in data:
        arrange_page(world, data["page"])
    for bot in data.get("bots", []):
        create_bot(world, bot)
    for entry in data.get("people", []):
        person = create_person(world, entry)
        if entry.get("started"):
            open_chat(world, person, world.bot())
    for group in data.get("groups", []):
        create_group(world, Wish(world, group))
