"""Answers that take longer than a town promises."""

from collections.abc import Iterator
from datetime import timedelta

from bot.gallery.examples import CHAT, MINUTE, NOW, Examples
from bot.gallery.shots import Shot, shot
from domain.lookup import Queue, Waiting
from domain.posts import PostState
from domain.promises import DAY, Delay, Reminder, Stage
from views import promises

_LIMIT = timedelta(hours=12)


def moderators(show: Examples) -> Iterator[Shot]:
    """The two reminders."""
    posts = [show.post(number=number, state=PostState.PENDING) for number in ("A-7K3F", "A-9WXA")]
    lines = tuple(Waiting(one, None, NOW - DAY - n * 80 * MINUTE, 70 + n) for n, one in enumerate(posts))
    few, many = Queue(lines[:1], 1, NOW, CHAT), Queue(lines, 7, NOW, CHAT)
    for title, late in (("one", few), ("several", many)):
        yield shot(f"Overdue: {title}", promises.reminder, Reminder(Stage.LATE, _LIMIT, late))
        yield shot(f"After a day: {title}", promises.reminder, Reminder(Stage.VERY_LATE, DAY, late))


def author(show: Examples) -> Iterator[Shot]:
    """What the author is told."""
    for title, version in (("offer", show.post()), ("request", show.request())):
        yield shot(f"It takes longer: {title}", promises.delay, Delay(version, show.town, _LIMIT))
