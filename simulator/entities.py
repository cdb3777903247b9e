"""Formatted texts: parse mode or given entities, what Telegram finds by itself (commands, links), and trimming."""

import re
from typing import Any

from simulator.errors import bad_request
from simulator.html_text import parse_html

Entity = dict[str, Any]
STYLES = ("bold", "italic", "underline", "strikethrough", "spoiler")
MAX_RAW_BYTES = 32768
FOUND_BY_TELEGRAM = (
    ("bot_command", re.compile(r"(?<![\w/@<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])")),
    ("url", re.compile(r"(?<![\w@/.-])(?:https?://[^\s<>\"]+|(?:[\w-]+\.)+(?:com|org|net|de|eu|info|me)(?:/[^\s<>\"]*)?)\b/?")),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")),
    ("mention", re.compile(r"(?<![\w@/])@[A-Za-z0-9_]{3,32}\b")),
    ("hashtag", re.compile(r"(?<![\w#@/&])#\w*[^\W\d]\w*")),
)  # fmt: skip


def utf16_length(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def utf16_slice(text: str, offset: int, length: int) -> str:
    raw = text.encode("utf-16-le")
    return raw[offset * 2 : (offset + length) * 2].decode("utf-16-le", "replace")


def formatted(text: str, parse_mode: str, given: list[Any]) -> tuple[str, list[Entity]]:
    """Text and entities as they will be shown; refuses what Telegram refuses."""
    if len(text.encode()) > MAX_RAW_BYTES:
        raise bad_request("text is too long")
    mode = parse_mode.lower()
    if mode == "html":
        text, entities = parse_html(text)
    elif mode in ("", "none"):
        entities = [entity for entity in given if isinstance(entity, dict)]
    else:
        # Markdown is not simulated; saying so beats showing a text Telegram would show differently.
        raise bad_request("unsupported parse_mode")
    return trimmed(text, entities)


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Without spaces around it, with entities moved along and Telegram's own findings added."""
    cleaned = text.replace("\r", "").translate(CONTROL_CHARACTERS)
    stripped = cleaned.strip(" \n\t\v\f")
    lead = utf16_length(cleaned[: len(cleaned) - len(cleaned.lstrip(" \n\t\v\f"))])
    size = utf16_length(stripped)
    moved = [clipped(entity, lead, size) for entity in entities]
    kept = [entity for entity in moved if entity["length"] > 0]
    return stripped, with_found(stripped, merged(kept))


CONTROL_CHARACTERS = {code: " " for code in range(32) if code not in (10, 13)}


def merged(entities: list[Entity]) -> list[Entity]:
    """Touching or overlapping pieces of one plain style become one, as Telegram keeps them."""
    result: list[Entity] = []
    for entity in entities:
        same = (other for other in result if other["type"] == entity["type"] and entity["type"] in STYLES)
        touching = next((o for o in same if o["offset"] + o["length"] >= entity["offset"]), None)
        if touching:
            end = max(touching["offset"] + touching["length"], entity["offset"] + entity["length"])
            touching["length"] = end - touching["offset"]
        else:
            result.append(dict(entity))
    return result


def clipped(entity: Entity, lead: int, size: int) -> Entity:
    begin = max(entity["offset"] - lead, 0)
    end = min(entity["offset"] + entity["length"] - lead, size)
    return entity | {"offset": begin, "length": end - begin}


def with_found(text: str, entities: list[Entity]) -> list[Entity]:
    """Add commands, links, mentions and hashtags where no link or code is yet."""
    taken = [entity for entity in entities if entity["type"] in ("text_link", "text_mention", "code", "pre")]
    found = list(entities)
    for kind, pattern in FOUND_BY_TELEGRAM:
        for match in pattern.finditer(text):
            offset, length = utf16_length(text[: match.start()]), utf16_length(match[0])
            if not any(overlap(offset, length, entity) for entity in taken):
                entity = {"type": kind, "offset": offset, "length": length}
                found.append(entity)
                taken.append(entity)
    return sorted(found, key=lambda entity: (entity["offset"], -entity["length"]))


def overlap(offset: int, length: int, entity: Entity) -> bool:
    return bool(offset < entity["offset"] + entity["length"] and entity["offset"] < offset + length)
