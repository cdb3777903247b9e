"""What waits longer than a town promises: a reminder for its moderators, an honest word for its author."""

from domain.posts import Kind
from domain.promises import Delay, Reminder, Stage
from views import lookup
from views.i18n import Translator
from views.screen import Screen, safe


def reminder(tr: Translator, facts: Reminder) -> Screen:
    """At first a short one; then the oldest cards by name, with links."""
    late, span = facts.late, tr.timedelta(facts.after, hours=True)
    count = tr.number(late.total)
    if facts.stage is not Stage.VERY_LATE:
        text = tr.n_(
            "⏰ {count} thing waits for longer than {span}. /queue leads to the cards.",
            "⏰ {count} things wait for longer than {span}. /queue leads to the cards.",
            late.total,
        )
        return Screen(text.format(count=count, span=span))
    head = tr.n_(
        "⏰ {count} thing still waits, for longer than {span}:",
        "⏰ {count} things still wait, for longer than {span}. The oldest:",
        late.total,
    ).format(count=count, span=span)
    lines = [lookup.line(tr, one, late) for one in late.lines]
    end = tr._("The authors know that it takes longer. /queue shows everything.")
    return Screen("\n".join((f"<b>{head}</b>", *lines, end)))


def delay(tr: Translator, facts: Delay) -> Screen:
    """For the author, once."""
    post, revision = facts.version.post, facts.version.revision
    text = tr._(
        "⏳ Your offer {number} ({title}) is not decided yet: it takes longer than the {span} that we promised. It is"
        " not lost. You need not do anything, I tell you the answer here."
    )
    if post.kind is Kind.REQUEST:
        text = tr._(
            "⏳ Your request {number} ({title}) is not decided yet: it takes longer than the {span} that we promised. It is"
            " not lost. You need not do anything, I tell you the answer here."
        )
    span = tr.timedelta(facts.limit, hours=True)
    return Screen(text.format(number=f"<b>{post.number}</b>", title=safe(revision.title), span=span))
