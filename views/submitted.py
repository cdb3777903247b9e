"""After *Submit*: the number, the place in the queue, when the answer comes, and what happens next."""

from datetime import timedelta

from domain.drafts import Scene
from domain.posts import Version
from domain.submitted import Submitted
from domain.waiting import Outlook
from views.callbacks import DraftPress
from views.i18n import Translator
from views.links import group_link
from views.menu import item, menu_row
from views.screen import Button, Row, Screen, safe
from views.taxonomy import standing

ALL_THE_SAME = "anyway"  # *Submit*, though an own offer says nearly the same
SHORTEST = timedelta(minutes=5)  # nobody should wait for an answer that comes sooner


def submitted(tr: Translator, done: Submitted, bot_name: str) -> Screen:
    """Thanks, and everything that can be said about the answer."""
    if done.number is None:
        return _registered(tr, done, bot_name)
    queue = " ".join(filter(None, (_queue(tr, done.ahead), _outlook(tr, done.outlook))))
    return Screen("\n\n".join((_thanks(tr, done), queue, _next(tr, done))), _after(tr, done))


def similar(tr: Translator, scene: Scene, other: Version) -> Screen:
    """Before a second offer that says nearly the same as an own one that is open."""
    nonce, post = scene.draft.nonce, other.post
    text = tr._(
        "You have a similar offer: <b>{number}</b>, “{title}” ({state}). You can change that one to what you have just"
        " written, or send both."
    ).format(number=post.number, title=safe(other.revision.title), state=standing(tr, other))
    rows = (
        (
            Button(
                tr._("Change that one"),
                DraftPress(nonce, "restart", f"into-{post.id}").pack(),
                style="primary",
            ),
        ),
        (Button(tr._("Submit all the same"), DraftPress(nonce, "submit", ALL_THE_SAME).pack()),),
        (Button(tr._("Back"), DraftPress(nonce, "continue").pack()),),
    )
    return Screen(text, rows)


def _registered(tr: Translator, done: Submitted, bot_name: str) -> Screen:
    text = tr._(
        "Thank you. The moderators of {town} will check the registration. You will read the answer in your group."
    )
    if done.joined:
        text = tr._("Thank you. The group speaks for your organisation in {town} now.")
    back = Button(tr._("Back to the group"), url=group_link(bot_name, "back"))
    return Screen(text.format(town=safe(done.town.name)), ((back,), menu_row(tr)))


def _thanks(tr: Translator, done: Submitted) -> str:
    if done.draft.post_id is None:
        return tr._("Thank you. Your number is <b>{number}</b>.").format(number=done.number)
    if not done.released:
        text = tr._("Thank you. Your change of <b>{number}</b> waits for the moderators.")
        return text.format(number=done.number)
    return tr._(
        "Thank you. Your change of <b>{number}</b> waits for the moderators. What they released before stays as it is"
        " until then."
    ).format(number=done.number)


def _queue(tr: Translator, ahead: int) -> str:
    if not ahead:
        return tr._("Nothing else is waiting: yours is next.")
    text = tr.n_("{count} post is waiting before yours.", "{count} posts are waiting before yours.", ahead)
    return text.format(count=tr.number(ahead))


def _outlook(tr: Translator, outlook: Outlook | None) -> str:
    if outlook is None:
        return ""
    if outlook.late:
        return tr._("At the moment the answers take longer than usual. Nothing is lost.")
    if outlook.usual is None:
        hours = round(outlook.limit / timedelta(hours=1))
        text = tr.n_(
            "The answer shall come within {count} hour.", "The answer shall come within {count} hours.", hours
        )
        return text.format(count=tr.number(hours))
    return tr._("Lately the answer took about {span}.").format(
        span=tr.timedelta(max(outlook.usual, SHORTEST))
    )


def _next(tr: Translator, done: Submitted) -> str:
    if done.draft.form == "request":
        return tr._("Next, a moderator reads it. You will hear the answer in your group.")
    return tr._("Next, a moderator reads it. I will tell you the answer here. You need not do anything.")


def _after(tr: Translator, done: Submitted) -> tuple[Row, ...]:
    own = () if done.draft.form == "request" else (item(tr._("My offers"), "my", "📋"),)
    return ((*own, *menu_row(tr)),)
