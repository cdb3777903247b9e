"""*What is needed*: the live requests of a town, a few on each page, and one of them with *I can help*."""

from dataclasses import replace

from domain.needs import ALL, FOLLOWED, FollowedNeed, Need, NeedsByCategory, NeedsPage
from domain.taxonomy import TAXONOMY, Risk
from domain.towns import Town
from views.callbacks import NeedPress
from views.freshness import confirmed
from views.i18n import Translator
from views.menu import item, menu_row
from views.paging import page_row
from views.posts import BUTTON_LIMIT, body, listed, shortened
from views.screen import Button, Row, Screen, grid, safe
from views.taxonomy import category_label, kind_label

_FOLLOWED_SIGN = "⭐ "


def needs(tr: Translator, facts: NeedsPage) -> Screen:
    """A page of requests, a button for each."""
    title = _title(tr, facts.town)
    if facts.kinds != ALL:
        title += "\n" + _kinds(tr, facts.kinds)
    if not facts.needs:
        return _nothing(tr, facts, title)
    entries = (_entry(tr, facts.town, need) for need in facts.needs)
    buttons = tuple((_open(tr, facts, need),) for need in facts.needs)
    pages = facts.page + 2 if facts.more else facts.page + 1
    turning = page_row(tr, facts.page, pages, lambda to: NeedPress("list", facts.kinds, to).pack())
    return Screen("\n\n".join((title, *entries)), (*buttons, *turning, _choose(tr), *_ways_out(tr)))


def _title(tr: Translator, town: Town) -> str:
    return "<b>" + tr._("What is needed in {town}").format(town=safe(town.name)) + "</b>"


def _nothing(tr: Translator, facts: NeedsPage, title: str) -> Screen:
    text = tr._("Nothing is asked for at the moment. You can offer help all the same.")
    choose = () if facts.kinds == ALL else (_choose(tr),)
    return Screen(f"{title}\n\n{text}", (*choose, *_ways_out(tr)))


def _kinds(tr: Translator, kinds: str) -> str:
    return _FOLLOWED_SIGN + tr._("What I follow") if kinds == FOLLOWED else category_label(tr, kinds)


def _choose(tr: Translator) -> Row:
    return (Button("🗂 " + tr._("By category"), NeedPress("kinds").pack()),)


def _ways_out(tr: Translator) -> tuple[Row, ...]:
    return ((item(tr._("Offer help"), "offer", "🤝"),), menu_row(tr))


def _entry(tr: Translator, town: Town, need: Need) -> str:
    post, revision = need.version.post, need.version.revision
    head = f"<b>{post.number}</b> · {category_label(tr, revision.category)}"
    return "\n".join(
        (head, safe(need.organisation), listed(tr, revision, town), confirmed(tr, need.age_days))
    )


def _open(tr: Translator, facts: NeedsPage, need: Need) -> Button:
    post, revision = need.version.post, need.version.revision
    red = revision.risk is Risk.RED
    words = kind_label(tr, revision.category, revision.subcategory) if red else revision.title
    press = NeedPress("show", facts.kinds, facts.page, post.id)
    return Button(shortened(f"{post.number} · {words}", BUTTON_LIMIT), press.pack())


def by_category(tr: Translator, facts: NeedsByCategory) -> Screen:
    """The categories of which something is needed, with how much."""
    title = _title(tr, facts.town)
    ask = tr._("What would you like to look at?")
    followed = sum(count for category, count in facts.counts.items() if category in facts.follows)
    first = [_counted(tr, "📋 " + tr._("Everything"), ALL, sum(facts.counts.values()))]
    if facts.follows:
        first.append(_counted(tr, _FOLLOWED_SIGN + tr._("What I follow"), FOLLOWED, followed))
    rest = tuple(
        _counted(tr, category_label(tr, category), category, facts.counts[category])
        for category in TAXONOMY
        if category in facts.counts
    )
    ways = ((item(tr._("Needs I follow"), "follows", "⚙️"),), menu_row(tr))
    return Screen(f"{title}\n\n{ask}", (*((one,) for one in first), *grid(rest), *ways))


def _counted(tr: Translator, label: str, kinds: str, count: int) -> Button:
    words = tr._("{label} ({count})").format(label=label, count=tr.number(count))
    return Button(words, NeedPress("list", kinds).pack())


def followed(tr: Translator, facts: FollowedNeed) -> Screen:
    """Told of itself: something new is needed that the volunteer follows."""
    shown = one(tr, facts.town, facts.need, FOLLOWED, 0)
    text = _FOLLOWED_SIGN + tr._("Something new is needed that you follow.")
    settings = (item(tr._("Needs I follow"), "follows", "⚙️"), *menu_row(tr))
    return replace(shown, text=f"{text}\n\n{shown.text}", rows=(shown.rows[0], settings))


def one(tr: Translator, town: Town, need: Need, kinds: str, page: int) -> Screen:
    """One request as a whole; of a red one only what a list may tell, too."""
    revision = need.version.revision
    head = f"<b>{need.version.post.number}</b> · " + tr._("{organisation} (verified)").format(
        organisation=safe(need.organisation)
    )
    words = body(tr, revision, town)
    if revision.risk is Risk.RED:
        care = tr._("This needs special care. The organisation tells you more when it answers you.")
        words = f"{category_label(tr, revision.category)}\n{listed(tr, revision, town)}\n\n{care}"
    help_ = Button(
        "🤝 " + tr._("I can help"),
        NeedPress("help", kinds, page, need.version.post.id).pack(),
        style="success",
    )
    back = Button(tr._("Back"), NeedPress("list", kinds, page).pack())
    text = "\n\n".join((head, words, confirmed(tr, need.age_days)))
    return Screen(text, ((help_,), (back, *menu_row(tr))))
