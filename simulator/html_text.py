"""HTML texts read exactly as TDLib reads them, with its refusals; works on bytes because its offsets are bytes."""

from dataclasses import dataclass
from typing import Any

from simulator.errors import bad_request
from simulator.html_entities import decode_entity
from simulator.links import checked_link, mentioned_user

SPACES = b" \t\r\n\0\v"
ENTITY_OF_TAG = {
    "i": "italic", "em": "italic", "b": "bold", "strong": "bold", "s": "strikethrough",
    "strike": "strikethrough", "del": "strikethrough", "u": "underline", "ins": "underline",
    "tg-spoiler": "spoiler", "span": "spoiler",
}  # fmt: skip
TAGS = frozenset(ENTITY_OF_TAG) | {"a", "pre", "code", "blockquote", "tg-emoji", "tg-time"}


@dataclass
class OpenTag:
    name: str
    argument: str
    offset: int
    position: int


class HtmlReader:
    """One pass over the bytes; `units` counts UTF-16 code units, as entity offsets do."""

    def __init__(self, text: str) -> None:
        self.source = text.encode() + b"\0"
        self.end = len(self.source) - 1
        self.result = bytearray()
        self.units = 0
        self.open: list[OpenTag] = []
        self.entities: list[dict[str, Any]] = []

    def read(self) -> tuple[str, list[dict[str, Any]]]:
        position = 0
        while position < self.end:
            byte = self.source[position]
            if byte == ord("<"):
                ending = self.source[position + 1] == ord("/")
                position = self.end_tag(position) if ending else self.start_tag(position)
            else:
                position = self.character(position)
        if self.open:
            name = self.open[-1].name
            raise parse_error(f'Can\'t find end tag corresponding to start tag "{name}"')
        return self.decoded_text(), self.finished_entities()

    def decoded_text(self) -> str:
        try:
            return self.result.decode()
        except UnicodeDecodeError:
            raise parse_error(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            ) from None

    def finished_entities(self) -> list[dict[str, Any]]:
        for entity in self.entities:
            if entity["type"] == "code":
                entity.pop("language", None)
        return sorted(self.entities, key=_entity_order)

    def character(self, position: int) -> int:
        byte = self.source[position]
        if byte == ord("&"):
            code, after = decode_entity(self.source, position)
            if code:
                self.units += 1 + (code > 0xFFFF)
                self.result += chr(code).encode("utf-8", "surrogatepass")
                return after
        if byte & 0xC0 != 0x80:
            self.units += 1 + (byte >= 0xF0)
        self.result.append(byte)
        return position + 1

    # Start tags

    def start_tag(self, begin: int) -> int:
        position = self.skip_until(begin + 1, SPACES + b">")
        if position >= self.end:
            raise parse_error(f"Unclosed start tag at byte offset {begin}")
        name = self.lowered(begin + 1, position)
        if name not in TAGS:
            raise parse_error(f'Unsupported start tag "{name}" at byte offset {begin}')
        argument, position = self.attributes(name, begin, position)
        if name == "tg-time" and not argument:
            raise parse_error("Invalid date-time specified")
        if name == "span" and argument != "spoiler":
            raise parse_error(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self.open.append(OpenTag(name, argument, self.units, len(self.result)))
        return position + 1

    def attributes(self, tag: str, begin: int, position: int) -> tuple[str, int]:
        argument = ""
        while self.source[position] != ord(">"):
            position = self.skip_spaces(position)
            if self.source[position] == ord(">"):
                break
            start = position
            position = self.skip_until(position, SPACES + b"=>/\"'")
            name = self.slice(start, position)
            if not name:
                raise parse_error(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
            position = self.skip_spaces(position)
            if self.source[position] != ord("="):
                if position >= self.end:
                    raise parse_error(f'Unclosed start tag "{tag}" at byte offset {begin}')
                value: str = ""
            else:
                value, position = self.attribute_value(tag, begin, self.skip_spaces(position + 1))
            argument = _argument(tag, name, value, argument)
        return argument, position

    def attribute_value(self, tag: str, begin: int, position: int) -> tuple[str, int]:
        if position >= self.end:
            raise parse_error(f'Unclosed start tag "{tag}" at byte offset {begin}')
        if self.source[position] in b"'\"":
            value, position = self.quoted(position)
        else:
            value, position = self.name_token(position)
        if position >= self.end:
            raise parse_error(f"Unclosed start tag at byte offset {begin}")
        return value, position

    def quoted(self, position: int) -> tuple[str, int]:
        quote = self.source[position]
        position += 1
        value = bytearray()
        while position < self.end and self.source[position] != quote:
            code, after = decode_entity(self.source, position)
            value += (
                chr(code).encode("utf-8", "surrogatepass") if code else self.source[position : position + 1]
            )
            position = after if code else position + 1
        if self.source[position] == quote:
            position += 1
        return value.decode("utf-8", "replace"), position

    def name_token(self, begin: int) -> tuple[str, int]:
        position = begin
        while chr(self.source[position]).isascii() and (
            chr(self.source[position]).isalnum() or self.source[position] in b".-"
        ):
            position += 1
        if self.source[position] not in SPACES + b">":
            raise parse_error(f"Unexpected end of name token at byte offset {begin}")
        return self.lowered(begin, position), position

    # End tags

    def end_tag(self, begin: int) -> int:
        if not self.open:
            raise parse_error(f"Unexpected end tag at byte offset {begin}")
        position = self.skip_until(begin + 2, SPACES + b">")
        found = self.lowered(begin + 2, position)
        position = self.skip_spaces(position)
        if self.source[position] != ord(">"):
            raise parse_error(f"Unclosed end tag at byte offset {begin}")
        tag = self.open[-1]
        if found and found != tag.name:
            raise parse_error(
                f'Unmatched end tag at byte offset {begin}, expected "</{tag.name}>", found "</{found}>"'
            )
        self.open.pop()
        if self.units > tag.offset:
            self.close(tag)
        return position + 1

    def close(self, tag: OpenTag) -> None:
        span = {"offset": tag.offset, "length": self.units - tag.offset}
        if tag.name in ENTITY_OF_TAG:
            self.entities.append({"type": ENTITY_OF_TAG[tag.name]} | span)
        elif tag.name == "blockquote":
            kind = "expandable_blockquote" if tag.argument else "blockquote"
            self.entities.append({"type": kind} | span)
        elif tag.name == "a":
            self.close_link(tag, span)
        elif tag.name == "tg-emoji":
            if not tag.argument.isdigit():
                raise parse_error("Invalid custom emoji identifier specified")
            self.entities.append({"type": "custom_emoji"} | span | {"custom_emoji_id": tag.argument})
        elif tag.name == "tg-time":
            self.entities.append({"type": "date_time"} | span | {"unix_time": int(tag.argument)})
        else:
            self.close_code(tag, span)

    def close_link(self, tag: OpenTag, span: dict[str, int]) -> None:
        url = tag.argument or self.result[tag.position :].decode("utf-8", "replace")
        user_id = mentioned_user(url)
        if user_id:
            self.entities.append({"type": "text_mention"} | span | {"user_id": user_id})
        elif link := checked_link(url):
            self.entities.append({"type": "text_link"} | span | {"url": link})

    def close_code(self, tag: OpenTag, span: dict[str, int]) -> None:
        """`<pre><code class="language-x">` in either nesting is one block with a language."""
        other = "code" if tag.name == "pre" else "pre"
        last = self.entities[-1] if self.entities else {}
        language = last.get("language") if tag.name == "pre" else tag.argument
        if language and last.get("type") == other and {key: last[key] for key in span} == span:
            last |= {"type": "pre", "language": language}
            return
        extra = {"language": tag.argument} if tag.name == "code" and tag.argument else {}
        self.entities.append({"type": tag.name} | span | extra)

    # Walking

    def skip_until(self, position: int, stops: bytes) -> int:
        while self.source[position] not in stops:
            position += 1
        return position

    def skip_spaces(self, position: int) -> int:
        while position < self.end and self.source[position] in SPACES:
            position += 1
        return position

    def lowered(self, begin: int, end: int) -> str:
        """Only A to Z have small letters here."""
        return self.source[begin:end].lower().decode("utf-8", "replace")

    def slice(self, begin: int, end: int) -> str:
        return self.source[begin:end].decode("utf-8", "replace")


def parse_error(text: str) -> Exception:
    return bad_request(f"can't parse entities: {text}")


def _argument(tag: str, name: str, value: str, before: str) -> str:
    if tag == "a" and name == "href":
        return value
    if tag == "code" and name == "class" and value.startswith("language-"):
        return value[9:]
    if tag == "span" and name == "class" and value.startswith("tg-"):
        return value[3:]
    if tag == "tg-emoji" and name == "emoji-id":
        return value
    if tag == "tg-time" and name == "unix" and value.isdigit():
        return value
    if tag == "blockquote" and name == "expandable":
        return "1"
    return before


# Outer entities come before inner ones; of two over the same text Telegram puts quotes and blocks outside.
_RANK = {
    name: rank
    for rank, name in enumerate((
        "blockquote", "expandable_blockquote", "pre", "code", "text_link", "text_mention", "bold", "italic",
        "underline", "strikethrough", "spoiler", "custom_emoji", "date_time",
    ))
}  # fmt: skip


def _entity_order(entity: dict[str, Any]) -> tuple[int, int, int]:
    return entity["offset"], -entity["length"], _RANK.get(entity["type"], 99)


def parse_html(text: str) -> tuple[str, list[dict[str, Any]]]:
    """The text without tags and its entities, or the refusal Telegram would give."""
    return HtmlReader(text).read()
