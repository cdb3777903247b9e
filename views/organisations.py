"""An organisation's card in the moderation chat, and what its group is told about its place in the town."""

from datetime import timedelta

from domain.cards import OrganisationCard, Standing
from domain.organisations import Application, GroupFacts, OrganisationState
from views.callbacks import GroupPress, OrganisationCardPress
from views.i18n import N_, Translator
from views.moderation import asked_back, awaited, decided, needs_operator, shown_decisions
from views.screen import Button, Row, Screen, safe
from views.taxonomy import ORGANISATIONS

_NEWS = {
    "applied": N_(
        "📨 <b>{name}</b> is passed on to the moderators of {town}. You can write requests already with /request: they are"
        " kept and looked at as soon as you are verified. I tell you here."
    ),
    "verified": N_(
        "✅ <b>{name}</b> is verified in {town}. From now on this group hears of what fits. /settings: choose what and how"
        " often. /request: say what you need."
    ),
    "refused": N_(
        "❌ The moderators of {town} did not take <b>{name}</b>. If you think this is a mistake, please talk to the town."
        " An administrator can register the group again."
    ),
    "suspended": N_(
        "⏸ The moderators of {town} have suspended <b>{name}</b>. Nothing comes here now, and your requests are kept but not"
        " shown. Please talk to the town."
    ),
    "lifted": N_(
        "✅ <b>{name}</b> is no longer suspended in {town}. This group hears of what fits again, and your requests are"
        " shown."
    ),
    "late": N_(
        "⏳ The moderators of {town} have not decided about <b>{name}</b> yet: it takes longer than the {span} that were"
        " promised. It is not lost. You need not do anything, I tell you the answer here."
    ),
    "cleared": N_(
        "🔴 <b>{name}</b> may now also see offers that need special care, like housing. They come here like all others."
    ),
}


def card(tr: Translator, facts: OrganisationCard) -> Screen:
    """Name, purpose, evidence, who applied, group, namesakes, and what was decided."""
    lines = [f"🏢 <b>{safe(facts.said.name)}</b>", *_said(tr, facts.said), *_background(tr, facts)]
    if facts.state is OrganisationState.APPLIED:
        lines.append(
            tr._("Please call the organisation before you decide, at a number that you found yourself.")
        )
    elif facts.state is OrganisationState.VERIFIED and not facts.cleared:
        lines.append(tr._("Posts of the red class, like housing, are shown only if you clear it for red."))
    lines += [decided(tr, one, facts.town) for one in shown_decisions(facts.decisions)]
    if facts.lapses_at is not None and facts.state is OrganisationState.APPLIED:
        lines.append(asked_back(tr, facts.lapses_at, facts.town))
    if facts.operator:
        lines.append(needs_operator(tr, facts.town))
    if waits_for_words(facts):
        lines.append(awaited(tr, facts.words_for))
    return Screen("\n\n".join(lines), _buttons(tr, facts), protect=True)


def standing(tr: Translator, facts: Standing) -> Screen:
    """What the group is told."""
    span = tr.timedelta(timedelta(hours=facts.town.moderation_limit_hours), hours=True)
    text = tr._(_NEWS[facts.news]).format(name=safe(facts.name), town=safe(facts.town.name), span=span)
    if facts.words:
        text += "\n\n" + tr._("The moderators wrote:") + f"\n<i>{safe(facts.words)}</i>"
    again = Button(tr._("Register this group"), GroupPress("register").pack())
    return Screen(text, ((again,),) if facts.state is OrganisationState.REFUSED else ())


def state_name(tr: Translator, state: OrganisationState) -> str:
    """verified"""
    return tr._(ORGANISATIONS[state])


def group_words(tr: Translator, group: GroupFacts) -> str:
    """Group: Store (12 members, private). HTML."""
    known = []
    if group.members is not None:
        members = tr.n_("{count} member", "{count} members", group.members)
        known.append(members.format(count=tr.number(group.members)))
    if group.public is not None:
        known.append(tr._("public: everybody can read along") if group.public else tr._("private"))
    title = tr._("Group: {titles}").format(titles=safe(group.title))
    return f"{title} ({', '.join(known)})" if known else title


def _said(tr: Translator, said: Application) -> list[str]:
    """What the organisation tells of itself."""
    lines = []
    if said.contact:
        lines.append("👤 " + tr._("Contact person: {contact}").format(contact=safe(said.contact)))
    if said.evidence:
        evidence = tr._("Web page or register number: {evidence}")
        lines.append("🔗 " + evidence.format(evidence=safe(said.evidence)))
    return [*([safe(said.about)] if said.about else []), *(["\n".join(lines)] if lines else [])]


def _background(tr: Translator, facts: OrganisationCard) -> list[str]:
    since = tr.datetime(facts.since, facts.town.zone)
    lines = [tr._("State: {state}").format(state=state_name(tr, facts.state))]
    lines += ["👥 " + group_words(tr, group) for group in facts.groups]
    lines += ["⚠️ " + tr._("same name as {name}").format(name=safe(twin)) for twin in facts.twins]
    applied = tr._("Applied on {time} by {name}") if facts.applicant else tr._("Applied on {time}")
    lines.append("🕒 " + applied.format(time=since, name=safe(facts.applicant or "")))
    return ["\n".join(lines)]


def waits_for_words(facts: OrganisationCard) -> bool:
    """Whether a moderator's own words can still come; an application may lapse before that."""
    over = facts.state is OrganisationState.REFUSED or facts.operator
    return facts.waits_for_words and not over


def _buttons(tr: Translator, facts: OrganisationCard) -> tuple[Row, ...]:
    if waits_for_words(facts):
        return ((_button(tr._("Back"), facts, "resume"),),)
    match facts.state:
        case OrganisationState.APPLIED:
            verify = _button("✅ " + tr._("Verify"), facts, "verify", "success")
            first = (verify, _button("❌ " + tr._("Refuse"), facts, "refuse", "danger"))
            if facts.operator:
                return (first,)
            asking = (_button("❓ " + tr._("Ask"), facts, "ask"),)
            return (first, asking) if facts.lapses_at is None else (first,)
        case OrganisationState.VERIFIED:
            suspend = (_button("⏸ " + tr._("Suspend"), facts, "suspend", "danger"),)
            clear = (_button("🔴 " + tr._("Clear for red"), facts, "clear"),)
            if facts.operator:
                return () if facts.cleared else (clear,)
            return (suspend,) if facts.cleared else (clear, suspend)
        case OrganisationState.SUSPENDED if not facts.operator:
            return ((_button(tr._("Lift the suspension"), facts, "lift"),),)
        case _:
            return ()


def _button(label: str, facts: OrganisationCard, action: str, style: str | None = None) -> Button:
    press = OrganisationCardPress(action, facts.verification_id, facts.version)
    return Button(label, press.pack(), style=style)
