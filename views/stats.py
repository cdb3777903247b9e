"""How it goes in a town: one picture, and the same in words below it."""

from datetime import timedelta

from domain.stats import DAYS, Stats
from views.i18n import Translator
from views.screen import Screen, safe
from views.taxonomy import category_name

CAPTION_LIMIT = 1024  # characters below a picture


def stats(tr: Translator, facts: Stats) -> Screen:
    """What came in the last days, how fast it was decided, and what waits."""
    head = tr._("📊 {town}: the last {days} days").format(town=safe(facts.town.name), days=tr.number(DAYS))
    lines = [f"<b>{head}</b>", _came(tr, facts), _usual(tr, facts), _waits(tr, facts), _approved(tr, facts)]
    if facts.categories:
        listed = " · ".join(
            f"{category_name(tr, code)} {tr.number(count)}" for code, count in facts.categories
        )
        lines.append(tr._("By category: {list}").format(list=listed))
    return Screen("\n".join(lines), picture=lambda: _picture(tr, facts))


def _picture(tr: Translator, facts: Stats) -> bytes:
    """The same, drawn. Takes its time: not on the event loop."""
    from views.charts import Board, Tile, draw  # Pillow is loaded only by who wants to see it

    last = facts.first + timedelta(days=DAYS - 1)
    share = "–" if facts.share is None else tr.percent(facts.share)
    usual = "–" if facts.usual is None else tr.timedelta(facts.usual)
    oldest = ""
    if facts.oldest is not None:
        oldest = tr._("the oldest for {span}").format(span=tr.timedelta(facts.now - facts.oldest))
    return draw(
        Board(
            title=tr._("Moderation in {town}").format(town=facts.town.name),
            period=tr._("{first} to {last}").format(
                first=tr.short_date(facts.first), last=tr.short_date(last)
            ),
            tiles=(
                Tile(tr._("posts"), tr.number(facts.posts)),
                Tile(tr._("median time to decision"), usual),
                Tile(tr._("waiting now"), tr.number(facts.waiting), oldest),
                Tile(tr._("approved"), share),
            ),
            days_title=tr._("Posts a day"),
            days=facts.daily,
            day_labels=tuple(
                (day, tr.day_and_month(facts.first + timedelta(days=day))) for day in range(2, DAYS, 7)
            ),
            bars_title=tr._("Posts by category"),
            bars=tuple((category_name(tr, code), count) for code, count in facts.categories),
            number=tr.number,
        )
    )


def _came(tr: Translator, facts: Stats) -> str:
    text = tr.n_("{count} post came, {rate} a day", "{count} posts came, {rate} a day", facts.posts)
    return text.format(count=tr.number(facts.posts), rate=tr.number(round(facts.posts / DAYS, 1)))


def _usual(tr: Translator, facts: Stats) -> str:
    if facts.usual is None:
        return tr._("Nothing was decided.")
    return tr._("Median time to decision: {span}").format(span=tr.timedelta(facts.usual))


def _waits(tr: Translator, facts: Stats) -> str:
    if facts.oldest is None:
        return tr._("Nothing waits.")
    text = tr.n_("{count} waits, for {span}", "{count} wait, the oldest for {span}", facts.waiting)
    return text.format(count=tr.number(facts.waiting), span=tr.timedelta(facts.now - facts.oldest))


def _approved(tr: Translator, facts: Stats) -> str:
    decided = facts.approved + facts.rejected
    if facts.share is None:
        return tr._("Approved: –")
    text = tr._("Approved: {share} ({approved} of {decided})")
    return text.format(
        share=tr.percent(facts.share), approved=tr.number(facts.approved), decided=tr.number(decided)
    )
