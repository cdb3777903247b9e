"""The buttons of a post's card: what a moderator can do with it now. Each carries the version that the card shows."""

from enum import StrEnum

from domain.cards import PostCard
from domain.moderation import Reason
from domain.posts import Kind, RevisionState
from domain.taxonomy import TAXONOMY, Risk, written
from views.callbacks import PostCardPress
from views.i18n import Translator
from views.screen import Button, Row, flow, grid
from views.taxonomy import category_label, reason_name, subcategory_name


class Menu(StrEnum):
    """Which buttons a card that waits shows."""

    MAIN = "main"
    REASONS = "reasons"
    CATEGORIES = "categories"
    SUBCATEGORIES = "subcategories"


def buttons(tr: Translator, facts: PostCard, menu: Menu, category: str = "") -> tuple[Row, ...]:
    """Of a card that waits; `category` is the one whose sub-categories are shown."""
    match menu:
        case Menu.REASONS:
            return _reasons(tr, facts)
        case Menu.CATEGORIES:
            return _categories(tr, facts)
        case Menu.SUBCATEGORIES:
            return _subcategories(tr, facts, category)
        case _:
            return _main(tr, facts)


def undo(tr: Translator, facts: PostCard) -> tuple[Row, ...]:
    """Whoever decided last may take it back, for a while."""
    return ((_button("↩️ " + tr._("Undo"), facts, "undo"),),) if facts.undoable else ()


def no_words(tr: Translator, facts: PostCard) -> tuple[Row, ...]:
    """Of a card that waits for a moderator's own words."""
    return ((_button(tr._("Back"), facts, "resume"),),)


def _main(tr: Translator, facts: PostCard) -> tuple[Row, ...]:
    """An operator only decides: words, questions and categories are for the town's moderators."""
    revision = facts.version.revision
    approve = _button("✅ " + tr._("Approve"), facts, "approve", style="success")
    reject = _button("❌ " + tr._("Reject"), facts, "reject", style="danger")
    if facts.operator:
        return ((approve, reject), *undo(tr, facts))
    more = [_button("👀 " + tr._("Claim"), facts, "claim")]
    if revision.state is RevisionState.PENDING:
        more.insert(0, _button("❓ " + tr._("Ask"), facts, "ask"))
    if facts.claim is not None:
        more.append(_button(tr._("Give back"), facts, "give_back"))
    more.append(_button("🗂 " + tr._("Change category"), facts, "categories"))
    if revision.risk is not Risk.RED:
        more.append(_button("🔴 " + tr._("Raise to red"), facts, "raise"))
    return (
        (approve, reject),
        *flow(tuple(more)),
        *undo(tr, facts),
    )


def _reasons(tr: Translator, facts: PostCard) -> tuple[Row, ...]:
    given = tuple(
        _button(reason_name(tr, reason), facts, "words" if reason is Reason.OTHER else "because", reason)
        for reason in Reason
        if reason is not Reason.OTHER or not facts.operator
    )
    return (*grid(given), _back(tr, facts, "back"))


def _categories(tr: Translator, facts: PostCard) -> tuple[Row, ...]:
    given = tuple(
        _button(category_label(tr, category), facts, "subcategories", category) for category in TAXONOMY
    )
    return (*flow(given), _back(tr, facts, "back"))


def _subcategories(tr: Translator, facts: PostCard, category: str) -> tuple[Row, ...]:
    """All but the present one; only a request can be for a whole category."""
    revision, parts = facts.version.revision, list[str | None](TAXONOMY[category].subcategories)
    if facts.version.post.kind is Kind.REQUEST:
        parts.append(None)
    given = tuple(
        _button(subcategory_name(tr, category, part), facts, "move", written((category, part)))
        for part in parts
        if (category, part) != (revision.category, revision.subcategory)
    )
    return (*flow(given), _back(tr, facts, "categories"))


def _back(tr: Translator, facts: PostCard, action: str) -> Row:
    return (_button(tr._("Back"), facts, action),)


def _button(label: str, facts: PostCard, action: str, value: str = "", style: str | None = None) -> Button:
    revision = facts.version.revision
    return Button(label, PostCardPress(action, revision.id, revision.version, value).pack(), style=style)
