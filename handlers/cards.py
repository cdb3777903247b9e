"""Presses on cards in a moderation chat, and the reply that brings a moderator's own words."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from aiogram import Bot, Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from domain.clock import Clock
from domain.errors import Refusal, Refused
from domain.moderation import Purpose, Reason, Verdict
from domain.options import Options
from domain.sending import Outgoing
from domain.taxonomy import TAXONOMY
from handlers import members
from handlers.contents import given
from handlers.filters import Moderators, Pressed
from handlers.shown import Note
from handlers.talk import Talk
from handlers.who import Who
from services import (
    claims,
    decisions,
    filing,
    moderation,
    pressing,
    second_key,
    suspending,
    undoing,
    verifying,
    words,
)
from services.copies import adopting
from services.pressing import Press
from services.words import Awaited
from services.work import Read, Session, Work
from views import moderation as views
from views.callbacks import OrganisationCardPress, PostCardPress
from views.card_buttons import Menu
from views.i18n import Translator


class AwaitedReply(Filter):
    """A reply to a card that waits for this person's own words; other replies are talk among moderators."""

    async def __call__(self, message: Message, read: Read, who: Who) -> bool | dict[str, Any]:
        if message.reply_to_message is None:
            return False
        async with read() as session:
            awaited = await words.awaited_at(session, message.chat.id, message.reply_to_message.message_id)
        if awaited is None or not (who.anonymous or awaited.moderator_id == who.id):
            return False
        return {"awaited": awaited}


def router() -> Router:
    """Replies count only in a moderation chat; presses are checked by the services."""
    router = Router(name="cards")
    router.message.register(own_words, AwaitedReply(), Moderators())
    router.callback_query.register(post_card, Pressed(PostCardPress))
    router.callback_query.register(organisation_card, Pressed(OrganisationCardPress))
    return router


@dataclass(frozen=True)
class Turn:
    """What an act on a post's card needs. `eligible`: how many may decide, where that is in doubt."""

    session: Session
    now: datetime
    claim: Press
    options: Options
    tr: Translator
    eligible: int | None = None


@dataclass(frozen=True)
class Said:
    """What stands over the chat for whoever pressed; `alert` waits for OK."""

    text: str = ""
    alert: bool = False


async def post_card(
    query: CallbackQuery, press: PostCardPress, bot: Bot, talk: Talk, tr: Translator, who: Who, work: Work,
    read: Read, note: Note, clock: Clock, settings: Options,
) -> None:  # fmt: skip
    """A button of a post's card. What changes the post shows through the outbox."""
    operator = await _as_operator(bot, talk, who, settings, press.action in _OF_OPERATORS)
    claim = Press(talk.chat_id, who.id, who.first_name, press.revision_id, press.version, operator)
    if press.action in _MENUS:
        await _open(_MENUS[press.action], press.value, claim, talk, tr, note, clock)
        return
    act = _ACTS.get(press.action)
    if act is None:
        raise Refused(Refusal.STALE_BUTTON)
    eligible = await _eligible(bot, read, claim) if act is _approve else None
    async with adopting(work, note, clock.now(), Outgoing.POST_CARD, claim, talk.message_id) as session:
        said = await act(Turn(session, clock.now(), claim, settings, tr, eligible), press)
    await (talk.toast(said.text, alert=said.alert) if said.text else talk.hush())


async def _as_operator(bot: Bot, talk: Talk, who: Who, settings: Options, allowed: bool) -> bool:
    """Whether an operator presses in the private chat. Raises `Refused`: somebody who is no member of the chat, or an
    operator where that is not `allowed`."""
    if talk.chat_id != who.id or who.id not in settings.operators:
        await members.require(bot, talk, who)
        return False
    if not allowed:
        raise Refused(Refusal.STALE_BUTTON)
    return True


async def _alone(bot: Bot, read: Read, claim: Press) -> bool:
    """Whether somebody presses about their own application, and nobody else in the chat may decide."""
    async with read() as session:
        own = await second_key.own_application(session, claim)
    return own and await members.eligible(bot, claim.chat_id, claim.moderator_id) == 0


async def _eligible(bot: Bot, read: Read, claim: Press) -> int | None:
    """How many may decide, where there may be too few."""
    async with read() as session:
        doubt = await second_key.doubt(session, claim)
    return await members.eligible(bot, claim.chat_id, doubt.author_id) if doubt else None


async def organisation_card(
    query: CallbackQuery, press: OrganisationCardPress, bot: Bot, talk: Talk, tr: Translator, who: Who,
    work: Work, read: Read, note: Note, clock: Clock, settings: Options,
) -> None:  # fmt: skip
    """A button of an organisation's card."""
    operator = await _as_operator(bot, talk, who, settings, press.action in _KEYS)
    claim = Press(talk.chat_id, who.id, who.first_name, press.verification_id, press.version, operator)
    deed = _DEEDS.get(press.action)
    if deed is None:
        raise Refused(Refusal.STALE_BUTTON)
    alone = press.action in _KEYS and await _alone(bot, read, claim)
    screen, now = Outgoing.ORGANISATION_CARD, clock.now()
    async with adopting(work, note, now, screen, claim, talk.message_id) as session:
        called = alone and await second_key.call_about_organisation(session, now, claim, settings)
        if not called:
            await deed(session, now, claim)
    told = Said(views.operator_called(tr), alert=True)
    said = told if called else _said_of_organisation(tr, press.action)
    await (talk.toast(said.text, alert=said.alert) if said.text else talk.hush())


def _said_of_organisation(tr: Translator, action: str) -> Said:
    if action in _WORDS:
        return Said(views.reply_wanted(tr, _WORDS[action]), alert=True)
    return Said() if action == "resume" else Said(views.group_told(tr))


async def own_words(
    message: Message, awaited: Awaited, talk: Talk, who: Who, work: Work, clock: Clock, settings: Options
) -> None:
    """What a moderator wants to say in own words."""
    who.named()
    claim = Press(talk.chat_id, who.id, who.first_name, awaited.object_id, awaited.version)
    async with work() as session:
        if awaited.screen is Outgoing.ORGANISATION_CARD:
            await words.take_of_organisation(session, clock.now(), claim, given(message))
        else:
            await words.take(session, clock.now(), claim, given(message), settings)


async def _open(
    menu: Menu, category: str, claim: Press, talk: Talk, tr: Translator, note: Note, clock: Clock
) -> None:
    """Other buttons on the same card: nothing is decided. A copy that nobody remembers is remembered from now on: it would
    keep them for ever when another copy is decided."""
    if menu is Menu.SUBCATEGORIES and category not in TAXONOMY:
        raise Refused(Refusal.UNKNOWN_OPTION)
    now = clock.now()
    async with adopting(note, note, now, Outgoing.POST_CARD, claim, talk.message_id, redraw=False) as session:
        await pressing.check(session, claim)
        facts = await moderation.post_card(session, now, claim.object_id, operator=claim.operator)
    assert facts is not None
    await talk.show(views.card(tr, facts, menu, category))


async def _approve(turn: Turn, press: PostCardPress) -> Said:
    verdict = await second_key.approve(turn.session, turn.now, turn.claim, turn.options, turn.eligible)
    if verdict is None:
        return Said(views.operator_called(turn.tr), alert=True)
    return Said(views.noted(turn.tr, verdict))


async def _reject(turn: Turn, press: PostCardPress) -> Said:
    if press.value not in list(Reason) or press.value == Reason.OTHER:
        raise Refused(Refusal.UNKNOWN_OPTION)
    await decisions.reject(turn.session, turn.now, turn.claim, turn.options, Reason(press.value))
    return Said(views.noted(turn.tr, Verdict.REJECTED))


def _expect(purpose: Purpose) -> Callable[[Turn, PostCardPress], Awaitable[Said]]:
    async def act(turn: Turn, press: PostCardPress) -> Said:
        await words.expect(turn.session, turn.now, turn.claim, purpose)
        return Said(views.reply_wanted(turn.tr, purpose), alert=True)

    return act


async def _forget_words(turn: Turn, press: PostCardPress) -> Said:
    await words.forget(turn.session, turn.now, turn.claim)
    return Said()


async def _undo(turn: Turn, press: PostCardPress) -> Said:
    await undoing.undo(turn.session, turn.now, turn.claim, turn.options)
    return Said(views.undone(turn.tr))


async def _move(turn: Turn, press: PostCardPress) -> Said:
    await filing.move(turn.session, turn.now, turn.claim, turn.options, press.value)
    return Said(views.moved(turn.tr))


async def _raise(turn: Turn, press: PostCardPress) -> Said:
    await filing.raise_to_red(turn.session, turn.now, turn.claim, turn.options)
    return Said(views.raised(turn.tr))


async def _claim(turn: Turn, press: PostCardPress) -> Said:
    mine = await claims.claim(turn.session, turn.now, turn.claim)
    return Said(views.claimed(turn.tr) if mine else views.given_back(turn.tr))


async def _give_back(turn: Turn, press: PostCardPress) -> Said:
    await claims.give_back(turn.session, turn.now, turn.claim)
    return Said(views.given_back(turn.tr))


_OF_OPERATORS = ("back", "reject", "approve", "because", "undo")
_MENUS: Mapping[str, Menu] = {
    "back": Menu.MAIN,
    "reject": Menu.REASONS,
    "categories": Menu.CATEGORIES,
    "subcategories": Menu.SUBCATEGORIES,
}
_ACTS: Mapping[str, Callable[[Turn, PostCardPress], Awaitable[Said]]] = {
    "approve": _approve,
    "because": _reject,
    "words": _expect(Purpose.REJECT),
    "ask": _expect(Purpose.ASK),
    "resume": _forget_words,
    "undo": _undo,
    "move": _move,
    "raise": _raise,
    "claim": _claim,
    "give_back": _give_back,
}
_KEYS = ("verify", "refuse", "clear")  # what an operator may do with an organisation
_WORDS: Mapping[str, Purpose] = {"ask": Purpose.ASK, "suspend": Purpose.SUSPEND}
_DEEDS: Mapping[str, Callable[[Session, datetime, Press], Awaitable[None]]] = {
    "verify": verifying.verify,
    "refuse": verifying.refuse,
    "clear": verifying.clear,
    "lift": suspending.lift,
    "ask": partial(words.expect_of_organisation, purpose=Purpose.ASK),
    "suspend": partial(words.expect_of_organisation, purpose=Purpose.SUSPEND),
    "resume": words.forget_of_organisation,
}
