"""A change of what is shown, side by side: marked where it differs, readable whatever was written, never too long."""

import re
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from domain.cards import PostCard, Record
from domain.details import Details
from domain.posts import Revision
from tests.views.limits import LONGEST, check, plain
from tests.views.test_groups_and_moderators import NOW, TOWN, said, version
from views import moderation
from views.changes import changed_text
from views.i18n import translator

TR = translator("en")


def drawn(before: Revision, **changes: Any) -> str:
    found = version()
    after = replace(found.revision, seq=2, **changes)
    card = PostCard(replace(found, revision=after), TOWN, None, True, Record(1, 0), (), before=before)
    return moderation.card(TR, card).text


def test_only_the_words_that_differ_are_marked() -> None:
    assert changed_text("Winter boots, size 38", "Winter boots, size 39 & new") == (
        "Winter boots, size <s>38</s> <b>39 &amp; new</b>"
    )
    assert changed_text("Coats, almost new, for children", "Coats, size 104 to 122, for children") == (
        "Coats, <s>almost new</s> <b>size 104 to 122</b>, for children"
    )
    assert changed_text("A table", "Two <chairs>, as good as new") == (
        "<s>A table</s>\n\n<b>Two &lt;chairs&gt;, as good as new</b>"
    )


@given(st.text(min_size=1, max_size=60), st.text(min_size=1, max_size=60))
def test_both_texts_can_be_read_out_of_it(before: str, after: str) -> None:
    marked = changed_text(before, after)
    plain(marked)
    new = re.sub(r"<s>.*?</s>\n*", "", marked, flags=re.DOTALL).replace("<b>", "").replace("</b>", "")
    assert "".join(plain(f"x{new}").split()) == "".join(f"x{after}".split())


def test_category_details_and_photos_are_marked_too() -> None:
    before = replace(version().revision, text="Boots", details=Details(photos=("a", "b")))
    text = drawn(before, text="Boots", subcategory="shoes", details=Details(photos=("a", "c"), online=True))
    assert "<s>📦 Goods: Clothing for children</s> → <b>📦 Goods: Shoes</b>" in text
    assert "<b>📷 The photos are others.</b>" in text
    assert "struck through" in text
    fewer = drawn(before, text="Boots", details=Details(photos=("a",)))
    assert "<s>📷 2 photos</s>" in fewer
    assert "<b>📷 1 photo</b>" in fewer


def test_what_does_not_fit_is_shown_as_it_is_now() -> None:
    found = version()
    card = PostCard(
        replace(found, revision=replace(found.revision, text=LONGEST[::-1])),
        TOWN,
        None,
        True,
        Record(1, 0),
        (said(),) * 7,
        before=replace(found.revision, created_at=NOW),
    )
    text = check(moderation.card(TR, card))
    assert "struck through" not in text
    assert LONGEST[::-1].strip() in text
