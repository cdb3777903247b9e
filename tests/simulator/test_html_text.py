"""HTML texts: what the simulator reads must be what TDLib reads, refusals word by word."""

import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from simulator.errors import ApiError
from simulator.html_text import parse_html

tdjson = pytest.importorskip("tdjson", reason="tdjson, the judge of HTML texts, cannot be imported here")

KINDS = {
    "Bold": "bold", "Italic": "italic", "Underline": "underline", "Strikethrough": "strikethrough",
    "Spoiler": "spoiler", "Code": "code", "Pre": "pre", "PreCode": "pre", "TextUrl": "text_link",
    "MentionName": "text_mention", "BlockQuote": "blockquote", "ExpandableBlockQuote": "expandable_blockquote",
    "CustomEmoji": "custom_emoji", "DateTime": "date_time",
}  # fmt: skip
ARGUMENTS = ("url", "user_id", "language", "unix_time", "custom_emoji_id")


@pytest.fixture(scope="module", autouse=True)
def _quiet() -> None:
    ask({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0})


def ask(question: dict[str, Any]) -> Any:
    return json.loads(tdjson.td_execute(json.dumps(question).encode()))


def judged(text: str) -> Any:
    """Text and entities as TDLib reads them, or its refusal."""
    mode = {"@type": "textParseModeHTML"}
    answer = ask({"@type": "parseTextEntities", "text": text, "parse_mode": mode})
    if answer["@type"] == "error":
        message = answer["message"]
        return "Bad Request: " + message[0].lower() + message[1:]
    return answer["text"], canonical([judged_entity(entity) for entity in answer["entities"]])


def judged_entity(entity: dict[str, Any]) -> dict[str, Any]:
    kind = entity["type"]
    extra = {name: kind[name] for name in ARGUMENTS if kind.get(name)}
    place = {"offset": entity["offset"], "length": entity["length"]}
    return {"type": KINDS[kind["@type"].removeprefix("textEntityType")]} | place | extra


def canonical(entities: list[dict[str, Any]]) -> list[str]:
    """Without order: two entities over the same text may come either way."""
    return sorted(json.dumps(entity, sort_keys=True) for entity in entities)


def ours(text: str) -> Any:
    try:
        read, entities = parse_html(text)
    except ApiError as refusal:
        return refusal.description
    return read, canonical(entities)


TAGS = (
    "b", "i", "u", "s", "strong", "em", "del", "ins", "strike", "code", "pre", "tg-spoiler", "blockquote", "B", "div",
    "br", "span", "a", "",
)  # fmt: skip
WITH_ATTRIBUTES = (
    '<a href="https://example.org/a?b=1&amp;c=2">', "<a href=example.org>", '<a href="">', "<a href='tg://user?id=42'>",
    '<span class="tg-spoiler">', '<code class="language-python">', "<blockquote expandable>", '<b class="x">',
    '<tg-emoji emoji-id="5368324170671202286">', '<tg-time unix="1700000000">', "<a href>", "<a =x>", '<a href="x',
    "<i\n>", "<b / >", "</ b>", "</>", "</b >",
)  # fmt: skip
LOOSE = (
    "&lt;",
    "&gt;",
    "&amp;",
    "&quot;",
    "&nbsp;",
    "&",
    "&#65;",
    "&#x1F600;",
    "&#0;",
    "&#xD800;",
    "&ltx",
    "<",
    ">",
)
WORDS = ("hello ", " ", "\n", "ä", "👍", "👨‍👩‍👧", "ж", '"', "'", "/", "x@y", "example.com")
PIECES = st.one_of(
    st.sampled_from(TAGS).map(lambda tag: f"<{tag}>"),
    st.sampled_from(TAGS).map(lambda tag: f"</{tag}>"),
    st.sampled_from(WITH_ATTRIBUTES),
    st.sampled_from(LOOSE),
    st.sampled_from(WORDS),
    st.text(max_size=3),
)
WELL_FORMED = st.recursive(
    st.sampled_from(WORDS + LOOSE[:8]),
    lambda inner: st.one_of(
        st.builds(lambda tag, text: f"<{tag}>{text}</{tag}>", st.sampled_from(TAGS[:14]), inner),
        st.builds(lambda text: f'<a href="https://example.org/x">{text}</a>', inner),
        st.builds(lambda one, two: one + two, inner, inner),
    ),
    max_leaves=8,
)


def sendable(text: str) -> bool:
    """Surrogates and zero bytes cannot come over HTTP as text."""
    return "\0" not in text and not any("\ud800" <= character <= "\udfff" for character in text)


@settings(max_examples=600, deadline=None)
@example(["<pre>", '<code class="language-py">', "x", "</code>", "</pre>"])
@example(["<b>", "👍", "</B>"])
@example(["a < b"])
@example(["<À", "<b>"])
@given(st.lists(PIECES, max_size=8))
def test_any_text_is_read_or_refused_as_tdlib_does(pieces: list[str]) -> None:
    text = "".join(pieces)
    if sendable(text):
        assert ours(text) == judged(text)


@settings(max_examples=400, deadline=None)
@given(WELL_FORMED)
def test_well_formed_texts_have_the_entities_of_tdlib(text: str) -> None:
    assert ours(text) == judged(text)
