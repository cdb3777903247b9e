"""Control: bots and people, Start, links, blocking."""

from typing import Any

from simulator.actions import private
from simulator.control.base import Control, Wish, control
from simulator.errors import ControlError
from simulator.people import Bot, Person
from simulator.sight import message_view
from simulator.world import World

PHONES = "+1555555{:04d}"  # 555-01xx is reserved for fiction
PERSON_FIELDS = ("last_name", "username", "role")


@control("GET", "/bots")
def list_bots(reach: Control, wish: Wish) -> dict[str, Any]:
    return {"bots": [bot_view(bot) for bot in reach.world.memory.bots.values()]}


@control("POST", "/bots")
def make_bot(reach: Control, wish: Wish) -> dict[str, Any]:
    return bot_view(create_bot(reach.world, wish.values))


def bot_view(bot: Bot) -> dict[str, Any]:
    return {
        "id": bot.id,
        "token": bot.token,
        "username": bot.username,
        "name": bot.first_name,
        "privacy": bot.privacy,
        "commands": bot.commands,
    }


def create_bot(world: World, values: dict[str, Any]) -> Bot:
    """The id is the number in the token, as it is with real ones."""
    number = 1_000_001 + len(world.memory.bots)
    token = str(values.get("token") or f"{number}:TEST-token")
    digits = token.partition(":")[0]
    if not digits.isdigit() or digits.startswith("0") or ":" not in token:
        raise ControlError(f"{token!r} is no bot token: it begins with the bot's number and a colon", 400)
    name = values.get("name") or "Test bot"
    username = values.get("username") or f"test_{digits}_bot"
    existing = world.memory.bots.get(int(digits))
    if existing:
        existing.token, existing.username, existing.first_name = token, username, name
        return existing
    bot = Bot(int(digits), token, username, name, privacy=bool(values.get("privacy", True)))
    world.add_bot(bot)
    return bot


@control("PATCH", "/bots/{bot}")
def change_bot(reach: Control, wish: Wish) -> dict[str, Any]:
    bot = wish.bot()
    if wish.get("privacy") is not None:
        bot.privacy = bool(wish.get("privacy"))
    return bot_view(bot)


@control("GET", "/people")
def list_people(reach: Control, wish: Wish) -> dict[str, Any]:
    return {"people": [person_view(person) for person in reach.world.memory.people.values()]}


@control("POST", "/people")
def make_person(reach: Control, wish: Wish) -> dict[str, Any]:
    return person_view(create_person(reach.world, wish.values))


def person_view(person: Person) -> dict[str, Any]:
    return person.as_user() | {"name": person.name, "phone": person.phone, "role": person.role}


def create_person(world: World, values: dict[str, Any]) -> Person:
    first_name = values.get("first_name") or values.get("name")
    if not first_name:
        raise ControlError("'name' is missing", 400)
    person_id = int(values.get("id") or world.new_person_id())
    if person_id in world.memory.people or person_id in world.memory.bots:
        raise ControlError(f"the id {person_id} is taken")
    person = Person(
        id=person_id,
        first_name=first_name,
        language_code=values.get("language", "en"),
        phone=values.get("phone") or PHONES.format(100 + len(world.memory.people) % 100),
        **{name: values[name] for name in PERSON_FIELDS if values.get(name)},
    )
    world.memory.people[person.id] = person
    world.feed.publish("person", person=person.id)
    return person


@control("PATCH", "/people/{person}")
def change_person(reach: Control, wish: Wish) -> dict[str, Any]:
    """A new name, username or language (an empty text takes it away); `deactivated` for a deleted account."""
    person = wish.person()
    for name in ("first_name", "last_name", "username", "language_code", "phone", "deactivated"):
        if name in wish.values:
            value = wish.values[name]
            setattr(person, name, None if value == "" else value)
    return person_view(person)


@control("POST", "/start")
def start(reach: Control, wish: Wish) -> dict[str, Any]:
    message = private.start(reach.world, wish.person(), wish.bot(), wish.get("payload"))
    return message_view(reach.world, message)


@control("POST", "/open")
def open_link(reach: Control, wish: Wish) -> dict[str, Any]:
    return message_view(reach.world, private.open_link(reach.world, wish.person(), wish.need("url")))


@control("POST", "/block")
def block(reach: Control, wish: Wish) -> None:
    private.block(reach.world, wish.person(), wish.bot())


@control("POST", "/unblock")
def unblock(reach: Control, wish: Wish) -> None:
    private.unblock(reach.world, wish.person(), wish.bot())
