"""Text and entities back to HTML, for those who look at a chat."""

from html import escape
from typing import Any

TAGS = {
    "bold": "b", "italic": "i", "underline": "u", "strikethrough": "s", "spoiler": "tg-spoiler", "code": "code",
    "blockquote": "blockquote", "expandable_blockquote": "blockquote expandable",
}  # fmt: skip


def opening(entity: dict[str, Any]) -> str:
    kind = entity["type"]
    if kind == "text_link":
        return f'<a href="{escape(entity["url"])}">'
    if kind == "text_mention":
        return f'<a href="tg://user?id={entity.get("user_id")}">'
    if kind == "pre":
        language = entity.get("language")
        return f'<pre><code class="language-{escape(language)}">' if language else "<pre>"
    return f"<{TAGS[kind]}>" if kind in TAGS else ""


def closing(entity: dict[str, Any]) -> str:
    kind = entity["type"]
    if kind in ("text_link", "text_mention"):
        return "</a>"
    if kind == "pre":
        return "</code></pre>" if entity.get("language") else "</pre>"
    return f"</{TAGS[kind].split()[0]}>" if kind in TAGS else ""


def to_html(text: str, entities: list[dict[str, Any]]) -> str:
    """Telegram nests entities properly, so inner ones simply close before outer ones."""
    ordered = sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))
    pieces: list[str] = []
    still_open: list[dict[str, Any]] = []
    position = 0
    for character in text:
        while still_open and still_open[-1]["offset"] + still_open[-1]["length"] <= position:
            pieces.append(closing(still_open.pop()))
        for entity in ordered:
            if entity["offset"] == position:
                pieces.append(opening(entity))
                still_open.append(entity)
        pieces.append(escape(character, quote=False))
        position += 1 + (character > "\uffff")
    pieces.extend(closing(entity) for entity in reversed(still_open))
    return "".join(pieces)
