"""The world that goes through the kills: towns with two moderators and one organisation each, and people in each."""

import asyncio
import random
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import update

from db.engine import open_database
from db.tables import bindings
from simulator.driver import Group, Person, Simulator
from tests.chaos.bots import ForkedBot
from tests.chaos.watch import Quiet, Watch

HEAD = """
[telegram]
token = "{token}"
api_base = "{url}"
[database]
url = "{database}"
[moderation]
undo_seconds = 0
[limits]
per_second = 0
per_chat_per_second = 0
per_group_per_minute = 0
[fair_use]
offers_per_day = 0
requests_per_day = 0
changes_per_day = 0
updates_per_minute = 0
[quiet_hours]
start = "00:00"
end = "00:00"
[log]
format = "json"
"""
TOWN = """
[[towns]]
slug = "{slug}"
name = "{name}"
timezone = "Europe/Berlin"
locale = "en"
moderation_chat = {chat}
lat = 50.88
lon = 12.08
districts = [
  {{ code = "east", name = "East Side", lat = 50.87, lon = 12.10 }},
  {{ code = "west", name = "West Side", lat = 50.87, lon = 12.05 }},
]
"""


@dataclass
class Town:
    """A town: who decides there, and the group that wants to hear of goods."""

    slug: str
    name: str
    moderators: tuple[Person, Person]
    moderation: Group
    group: Group


@dataclass
class World:
    """Everything and everyone. `closing`: nobody begins anything new."""

    sim: Simulator
    watch: Watch
    bot: ForkedBot
    database_url: str
    chance: random.Random
    towns: list[Town] = field(default_factory=list)
    people: list[tuple[Person, Town]] = field(default_factory=list)
    closing: bool = False


async def build(
    sim: Simulator, database_url: str, folder: Path, chance: random.Random, towns: int, people: int
) -> World:
    """Furnishes the pretended Telegram, starts the bot and registers every organisation."""
    sim.client = Quiet(sim.url)
    bot = ForkedBot(folder / "chaos.toml")
    world = World(sim, Watch(sim.client, int(sim.token.partition(":")[0])), bot, database_url, chance)
    heads = [await _town(world, number) for number in range(towns)]
    for number in range(people):
        person = await sim.person(f"Volunteer {number:03}")
        world.people.append((person, world.towns[number % towns]))
    write_config(world, folder / "chaos.toml")
    await world.watch.start()
    await bot.start()
    await asyncio.gather(
        *(_register(head, town) for head, town in zip(heads, world.towns, strict=True)),
    )
    async with open_database(database_url) as database, database.write() as session:
        # Above its number of the day a group gets a digest tomorrow; here every push shall arrive now.
        await session.execute(update(bindings).values(max_items=1_000_000))
    return world


def write_config(world: World, file: Path) -> None:
    facts = {"token": world.sim.token, "url": world.sim.url, "database": world.database_url}
    towns = [
        TOWN.format(slug=town.slug, name=town.name, chat=town.moderation.id, number=number)
        for number, town in enumerate(world.towns)
    ]
    file.write_text(HEAD.format(**facts) + "".join(towns))


async def _town(world: World, number: int) -> Person:
    sim, name = world.sim, f"Town {number:02}"
    maria, paul, head = [await sim.person(f"{who} of {name}") for who in ("Maria", "Paul", "Head")]
    moderation = await sim.group(f"Moderation {name}", creator=maria, admins=[paul])
    await moderation.adds_bot(by=maria)
    group = await sim.group(f"Clothing store {name}", creator=head)
    world.towns.append(Town(f"town-{number:02}", name, (maria, paul), moderation, group))
    return head


async def _register(head: Person, town: Town) -> None:
    """An organisation on its usual way: added, registered, verified, following goods at once."""
    group, patient = town.group, 60
    await group.adds_bot(by=head)
    answer = await head.taps("Register this group", chat=group, within=patient)
    await head.opens(answer.url)
    await head.taps("Agree", within=patient)
    await head.sees("What is the name", within=patient)
    await head.says(f"Store of {town.name}")
    await head.sees("What does your organisation do", within=patient)
    await head.says("We give clothes to people who need some.")
    shown = await head.sees("In which town", within=patient)
    if town.name not in shown.labels:
        await head.taps("More", message=shown, within=patient)
    await head.taps(town.name, within=patient)
    await head.sees("Who is the contact", within=patient)
    await head.says("Ms Weber, office")
    await head.taps("Skip", within=patient)
    await head.taps("Submit", within=patient)
    await town.moderators[0].taps("Verify", chat=town.moderation, within=patient)
    await group.sees("is verified", within=patient)
    await head.says("/settings", chat=group)
    await head.taps("Goods", chat=group, within=patient)
    await head.taps("At once", chat=group, within=patient)
