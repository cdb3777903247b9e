"""What an organisation's group reads: the greeting, its standing, its requests, help."""

from domain.groups import Arrival, GroupNews, GroupStatus, News
from domain.organisations import Mode
from views.callbacks import GroupPress, ReconnectPress, SettingsPress
from views.i18n import N_, Translator
from views.organisations import group_words, state_name
from views.screen import Button, Row, Screen, safe

_NEWS = {
    News.FURTHER: N_(
        "👥 <b>{name}</b> has added a further group with a code from one of its own groups. {group}. You need not do"
        " anything. If this surprises you, please call the organisation."
    ),
    News.LOST: N_(
        "🔌 The connection of <b>{name}</b> in {town} to its group is lost: I was removed, or the group is gone. {group}."
        " Requests and settings are kept. Add me to the group again and press <i>Reconnect</i>."
    ),
    News.MUTE: N_(
        "🔇 I may not write in the group of <b>{name}</b> any more. {group}. Please let me write there again. What waits"
        " comes then."
    ),
    News.TOPIC_LOST: N_(
        "📌 The topic that I wrote in is closed or gone, so I write here now. /settings in another topic can change that."
    ),
    News.REGISTRAR_LEFT: N_(
        "👋 Whoever registered this group has left it. Everything goes on as before: every administrator can change the"
        " settings. If the contact person of <b>{name}</b> is another one now, please tell the moderators of {town}."
    ),
}


def greeting(tr: Translator, former: str | None = None) -> Screen:
    """The bot came into a group. `former`: the organisation that the group was registered for before."""
    text = tr._(
        "Hello. I am Handreich: volunteers tell me what they can give, and I bring it to organisations that need it.\n\nIs"
        " this the group of an organisation? Then an administrator presses <i>Register this group</i>."
    )
    return _with_ways_in(tr, text, former)


def news(tr: Translator, facts: GroupNews) -> Screen:
    """What happened to a group, for the moderators, for who registered it, or for the group."""
    text = tr._(_NEWS[facts.news]).format(
        name=safe(facts.name), town=safe(facts.town.name), group=group_words(tr, facts.group)
    )
    return Screen(text)


def farewell(tr: Translator, facts: Arrival) -> Screen:
    """Nobody registered the group in time."""
    text = tr._(
        "Nobody has registered this group for an organisation within a week, so I leave it now. You can add me again at any"
        " time."
    )
    return Screen(text)


def unregistered(tr: Translator, former: str | None = None) -> Screen:
    """Answers a command of a group that is not registered. `former`: as in `greeting`."""
    text = tr._("This group is not registered. An administrator can do that: <i>Register this group</i>.")
    return _with_ways_in(tr, text, former)


def registered_again(tr: Translator) -> Screen:
    """The former registration holds again."""
    return Screen(
        tr._(
            "Welcome back. This group is registered as before. /status shows how it stands, /settings all settings."
        )
    )


def already_registered(tr: Translator) -> Screen:
    """The bot is in a group that is registered: it was here before, or somebody pressed an old button."""
    return Screen(tr._("This group is registered. /status shows how it stands, /help what I can do."))


def write_request(tr: Translator) -> Screen:
    """Answers /request: the questions are asked in private."""
    text = tr._("What do you need? I ask you in our private chat. The request is your organisation's.")
    return Screen(text, ((Button("✍️ " + tr._("Write the request"), GroupPress("request").pack()),),))


def status(tr: Translator, facts: GroupStatus) -> Screen:
    """How the group's organisation stands, and when it hears something next."""
    lines = [
        tr._("<b>{name}</b> in {town}: {state}").format(
            name=safe(facts.name), town=safe(facts.town.name), state=state_name(tr, facts.state)
        ),
        tr.n_("{count} open request", "{count} open requests", facts.open_requests).format(
            count=tr.number(facts.open_requests)
        ),
    ]
    if facts.mode is Mode.AT_ONCE:
        lines.append(tr._("What fits comes at once."))
    if facts.next_digest_at is not None:
        lines.append(_digest(tr, facts))
    text = tr.n_(
        "{count} offer was given to you this month.",
        "{count} offers were given to you this month.",
        facts.received,
    )
    lines.append(text.format(count=tr.number(facts.received)))
    lines.append(tr._("/requests: look after them. /settings changes what comes here and when."))
    return Screen("\n".join(lines))


def manual(tr: Translator) -> Screen:
    """What can be done in an organisation's group."""
    return Screen(
        tr._(
            "<b>What I do here</b>\n\n/request: say what your organisation needs\n/requests: your requests and their"
            " states\n/settings: what you want to hear of, and when (administrators)\n/status: how your organisation"
            " stands\n/help: this text"
        )
    )


def _digest(tr: Translator, facts: GroupStatus) -> str:
    assert facts.next_digest_at is not None
    due = tr.datetime(facts.next_digest_at, facts.town.zone)
    waiting = tr.n_("{count} post waits for it", "{count} posts wait for it", facts.waiting)
    return tr._("Next digest: {time}; {waiting}.").format(
        time=due, waiting=waiting.format(count=tr.number(facts.waiting))
    )


def _with_ways_in(tr: Translator, text: str, former: str | None) -> Screen:
    if not former:
        return Screen(text, _ways_in(tr))
    text += "\n\n" + tr._(
        "This group was registered for <b>{name}</b>. <i>Reconnect</i> brings that back, with all settings."
    ).format(name=safe(former))
    again = Button("🔌 " + tr._("Reconnect"), ReconnectPress().pack(), style="success")
    return Screen(text, ((again,), *_ways_in(tr)))


def _ways_in(tr: Translator) -> tuple[Row, ...]:
    register = Button(tr._("Register this group"), GroupPress("register").pack(), style="primary")
    return ((register,), (Button("🌐 " + tr._("Language"), SettingsPress("language").pack()),))
