"""Content that is not text: photos, albums, documents, voice, stickers, places, contacts, polls."""

import base64
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from simulator.actions.talking import post_as_person, text_of_person
from simulator.chats import Chat
from simulator.errors import ControlError
from simulator.files import described, keep_file, photo_content, sample_picture
from simulator.messages import Message
from simulator.people import Person
from simulator.world import World

Wish = dict[str, Any]


def _photo(world: World, person: Person, wish: Wish) -> dict[str, Any]:
    """The picture given (`picture`, base64), else a plain one."""
    given = wish.get("picture")
    try:
        data = base64.b64decode(given, validate=True) if given else sample_picture()
    except ValueError:
        raise ControlError("a picture is given as base64", 400) from None
    return {"photo": photo_content(world, data)}


def _document(world: World, person: Person, wish: Wish) -> dict[str, Any]:
    name, mime = wish.get("file_name", "notes.pdf"), wish.get("mime_type", "application/pdf")
    data = str(wish.get("data", "A document.")).encode()
    stored = keep_file(world, "document", data, f"documents/file_{len(world.memory.files)}", mime)
    stored.stated_size = int(wish.get("file_size", 0))
    return {"document": described(stored) | {"file_name": name, "mime_type": mime}}


def _voice(world: World, person: Person, wish: Wish) -> dict[str, Any]:
    stored = keep_file(world, "voice", b"OggS", f"voice/file_{len(world.memory.files)}.oga", "audio/ogg")
    return {"voice": described(stored) | {"duration": int(wish.get("duration", 3)), "mime_type": "audio/ogg"}}


def _video(world: World, person: Person, wish: Wish) -> dict[str, Any]:
    stored = keep_file(world, "video", b"mp4", f"videos/file_{len(world.memory.files)}.mp4", "video/mp4")
    shape = {"width": 640, "height": 360, "duration": 5, "mime_type": "video/mp4"}
    return {"video": described(stored) | shape}


def _sticker(world: World, person: Person, wish: Wish) -> dict[str, Any]:
    stored = keep_file(
        world, "sticker", b"RIFF", f"stickers/file_{len(world.memory.files)}.webp", "image/webp"
    )
    shape = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
    return {"sticker": described(stored) | shape | {"emoji": wish.get("emoji", "🙂")}}


def _location(world: World, person: Person, wish: Wish) -> dict[str, Any]:
    if "latitude" not in wish or "longitude" not in wish:
        raise ControlError("a location needs latitude and longitude", 400)
    return {"location": {"latitude": float(wish["latitude"]), "longitude": float(wish["longitude"])}}


def _contact(world: World, person: Person, wish: Wish) -> dict[str, Any]:
    """The person's own card unless another one is described."""
    if "first_name" not in wish:
        return own_contact(person)
    card = {"phone_number": wish.get("phone_number", "+15555550199"), "first_name": wish["first_name"]}
    return {"contact": card | ({"user_id": int(wish["user_id"])} if "user_id" in wish else {})}


def own_contact(person: Person) -> dict[str, Any]:
    card: dict[str, Any] = {"phone_number": person.phone, "first_name": person.first_name}
    if person.last_name:
        card["last_name"] = person.last_name
    return {"contact": card | {"user_id": person.id}}


def _poll(world: World, person: Person, wish: Wish) -> dict[str, Any]:
    options = wish.get("options", ["Yes", "No"])
    return {
        "poll": {
            "id": str(uuid4().int % 10**18),
            "question": wish.get("question", "Shall we?"),
            "options": [{"persistent_id": str(n), "text": text, "voter_count": 0} for n, text in enumerate(options)],
            "total_voter_count": 0, "is_closed": False, "is_anonymous": True, "type": "regular",
            "allows_multiple_answers": False, "allows_revoting": True, "members_only": False,
        }
    }  # fmt: skip


def _dice(world: World, person: Person, wish: Wish) -> dict[str, Any]:
    return {"dice": {"emoji": "🎲", "value": 4}}


KINDS: dict[str, Callable[[World, Person, Wish], dict[str, Any]]] = {
    "photo": _photo, "document": _document, "voice": _voice, "video": _video, "sticker": _sticker,
    "location": _location, "contact": _contact, "poll": _poll, "dice": _dice,
}  # fmt: skip


def send_thing(world: World, person: Person, chat: Chat, kind: str, wish: Wish, **fields: Any) -> Message:
    if kind not in KINDS:
        raise ControlError(f"people can send {', '.join(KINDS)}; not {kind!r}", 400)
    return post_as_person(world, person, chat, KINDS[kind](world, person, wish) | caption(wish), **fields)


def caption(wish: Wish) -> dict[str, Any]:
    if not wish.get("caption"):
        return {}
    text = text_of_person(wish["caption"])
    return {"caption": text["text"]} | ({"caption_entities": text["entities"]} if "entities" in text else {})


def send_album(
    world: World, person: Person, chat: Chat, count: int, wish: Wish, **fields: Any
) -> list[Message]:
    """An album reaches a bot as one update per picture, held together by media_group_id."""
    if not 2 <= count <= 10:
        raise ControlError("an album has 2 to 10 pictures", 400)
    group = str(uuid4().int % 10**17)
    contents = [
        _photo(world, person, wish) | (caption(wish) if number == 0 else {}) for number in range(count)
    ]
    return [
        post_as_person(world, person, chat, content, media_group_id=group, **fields) for content in contents
    ]
