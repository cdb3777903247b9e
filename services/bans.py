"""Bans: a moderator says by a post's number whose posts are wanted no more, and why; a term makes it hold in the town."""

from datetime import datetime

from db import bans as stored
from db import posts, towns
from db.engine import Session
from domain import bans
from domain.bans import PROPOSED_FOR, WORDS_LIMIT, Ban, BanCard, BanNews, Term
from domain.errors import Refusal, Refused
from domain.lives import Way, ways
from domain.options import Options
from domain.posts import Kind, PostState, Version
from domain.sending import Outgoing
from domain.towns import Town
from services import audit, lives, lookup, outbox
from services.audit import Role, Thing
from services.lives import Actor
from services.moderation import at_night
from services.pressing import Press


async def propose(
    session: Session, now: datetime, options: Options, chat_id: int, moderator_id: int, said: str
) -> BanCard:
    """/ban with a number and a reason: nothing holds before a term is pressed. Raises `Refused`."""
    town, version, words = await _said(session, chat_id, said)
    author_id = version.post.author_id
    if author_id is None:
        raise Refused(Refusal.NOBODY_TO_BAN)
    if author_id == moderator_id:
        raise Refused(Refusal.OWN_POST)
    if not words:
        raise Refused(Refusal.BAN_REASON_WANTED)
    if len(words) > WORDS_LIMIT:
        raise Refused(Refusal.TOO_LONG, length=len(words), limit=WORDS_LIMIT)
    person = bans.shadow(options.secret, author_id)
    await _not_yet(session, now, person, town.id)
    await stored.forget_proposed(session, now - PROPOSED_FOR, now)
    made = await stored.propose(session, now, person, town.id, version.post.id, words)
    return await card(session, now, options, made, moderator_id)


async def impose(session: Session, now: datetime, options: Options, press: Press, term: Term) -> BanCard:
    """A term: the ban holds, the author is told, and what they show rests or goes. Raises `Refused`."""
    ban, town = await of_chat(session, press)
    version = await posts.newest(session, ban.post_id) if ban.post_id else None
    if version is None or version.post.author_id is None:
        raise Refused(Refusal.POST_GONE)
    if version.post.author_id == press.moderator_id:
        raise Refused(Refusal.OWN_POST)
    everywhere = term is Term.EVERYWHERE
    if everywhere and press.moderator_id not in options.operators:
        raise Refused(Refusal.OPERATORS_ONLY)
    await towns.hold(session, town.id)  # of two moderators who ban the same person one comes first
    await _not_yet(session, now, ban.person, town.id)
    values = {"everywhere": everywhere, "until": bans.ends(now, term), "banned_name": press.name}
    if not await stored.impose(session, ban.id, now, **values):
        raise Refused(Refusal.STALE_BUTTON)
    await _note(session, now, press.moderator_id, "ban", ban, days=bans.DAYS.get(term), everywhere=everywhere)
    await _take_away(session, now, options, press.moderator_id, version.post.author_id, town, term)
    await _tell(session, now, Outgoing.BANNED, ban, version.post.author_id, town)
    return await card(session, now, options, ban.id, press.moderator_id)


async def cancel(session: Session, now: datetime, press: Press) -> None:
    """*Cancel*: nobody is banned. Raises `Refused` when somebody was, or it was cancelled before."""
    ban, _ = await of_chat(session, press)
    if not await stored.drop(session, ban.id, now):
        raise Refused(Refusal.STALE_BUTTON)


async def unban(
    session: Session, now: datetime, options: Options, chat_id: int, moderator: tuple[int, str], said: str
) -> BanCard:
    """/unban with a number: the author may post again, and is told. Raises `Refused`."""
    town, version, _ = await _said(session, chat_id, said)
    if version.post.author_id == moderator[0]:
        raise Refused(Refusal.OWN_POST)
    found = await _of_author(session, now, options, version, town)
    mine = [ban for ban in found if not ban.everywhere or moderator[0] in options.operators]
    if not mine:
        raise Refused(Refusal.OPERATORS_ONLY if found else Refusal.NOT_BANNED)
    for ban in mine:
        await lift(session, now, ban, Press(chat_id, *moderator, ban.id, 0))
    return await card(session, now, options, mine[0].id, moderator[0])


async def lift(session: Session, now: datetime, ban: Ban, press: Press) -> None:
    """Ends a ban that holds; who was banned is told. Raises `Refused` when somebody else was faster."""
    if not await stored.lift(session, ban.id, now, press.name):
        raise Refused(Refusal.APPEAL_OVER)
    await _note(session, now, press.moderator_id, "unban", ban)
    await tell_news(session, now, ban, BanNews.LIFTED)


async def said_before(
    session: Session,
    now: datetime,
    options: Options,
    chat_id: int,
    moderator_id: int,
    said: str,
    *,
    lifted: bool = False,
) -> BanCard:
    """What came of a /ban, or with `lifted` of an /unban, that had its effect before. Raises `Refused` when it is gone."""
    town, version, _ = await _said(session, chat_id, said)
    author_id = version.post.author_id
    person = bans.shadow(options.secret, author_id) if author_id is not None else None
    ban = await stored.latest(session, version.post.id, person, town.id, lifted=lifted)
    if ban is None:
        raise Refused(Refusal.STALE_BUTTON)
    return await card(session, now, options, ban.id, moderator_id)


async def card(session: Session, now: datetime, options: Options, ban_id: int, person_id: int) -> BanCard:
    """A ban as it stands, for this moderator. Raises `Refused` when it is gone."""
    ban = await stored.by_id(session, ban_id)
    if ban is None:
        raise Refused(Refusal.STALE_BUTTON)
    version = await posts.newest(session, ban.post_id) if ban.post_id else None
    town = await towns.by_id(session, ban.town_id)
    return BanCard(ban, town, version, ban.state(now), person_id in options.operators)


async def facts(session: Session, now: datetime, ban_id: int) -> BanCard | None:
    """What a message about a ban shows; None when the ban is gone."""
    ban = await stored.by_id(session, ban_id)
    if ban is None:
        return None
    version = await posts.newest(session, ban.post_id) if ban.post_id else None
    return BanCard(ban, await towns.by_id(session, ban.town_id), version, ban.state(now))


async def of_chat(session: Session, press: Press) -> tuple[Ban, Town]:
    """The ban that a moderator pressed about. Raises `Refused` for a press from another chat than its town's."""
    ban = await stored.by_id(session, press.object_id)
    town = await towns.by_moderation_chat(session, press.chat_id)
    if town is None or (ban is not None and ban.town_id != town.id):
        raise Refused(Refusal.WRONG_CHAT)
    if ban is None:
        raise Refused(Refusal.STALE_BUTTON)
    return ban, town


async def tell_news(session: Session, now: datetime, ban: Ban, news: BanNews) -> None:
    """Tells who is or was banned, and draws every message about the ban anew."""
    version = await posts.newest(session, ban.post_id) if ban.post_id else None
    town = await towns.by_id(session, ban.town_id)
    for screen in (Outgoing.APPEAL, Outgoing.BANNED):
        await outbox.redraw(session, now, screen, ban.id, news)
    if version is not None and version.post.author_id is not None:
        await _tell(session, now, Outgoing.BAN_NEWS, ban, version.post.author_id, town, news)


async def _said(session: Session, chat_id: int, said: str) -> tuple[Town, Version, str]:
    """Town, post and the words behind its number: "A-7K3F why" or "A 7K3F why"."""
    words = said.split()
    taken = next((n for n in (1, 2) if lookup.numbers_in(" ".join(words[:n]))), 1)
    version = await lookup.post_of(session, chat_id, " ".join(words[:taken]))
    return await towns.by_id(session, version.post.town_id), version, " ".join(words[taken:])


async def _not_yet(session: Session, now: datetime, person: str, town_id: int) -> None:
    held = await stored.holding(session, now, person, town_id)
    if held:
        raise Refused(Refusal.BANNED_ALREADY, name=held[0].banned_name or "")


async def _of_author(
    session: Session, now: datetime, options: Options, version: Version, town: Town
) -> list[Ban]:
    """Bans of whoever wrote the post; of somebody erased, those that were said by this post."""
    if version.post.author_id is None:
        return await stored.of_post(session, now, version.post.id)
    return await stored.holding(session, now, bans.shadow(options.secret, version.post.author_id), town.id)


async def _take_away(
    session: Session,
    now: datetime,
    options: Options,
    moderator_id: int,
    author_id: int,
    town: Town,
    term: Term,
) -> None:
    """For a time what is live is paused, for good it is withdrawn; what nobody has released yet is withdrawn."""
    actor = Actor(Role.MODERATOR, moderator_id)
    gentle = Way.PAUSE if term in bans.DAYS else Way.WITHDRAW
    for version in await posts.own(session, author_id, Kind.OFFER):
        post = version.post
        if post.town_id != town.id and term is not Term.EVERYWHERE:
            continue
        way = Way.WITHDRAW if post.state is PostState.PENDING else gentle
        if way in ways(post, now):
            await lives.act(session, now, options, actor, version, post.version, way)
        if post.state is not PostState.PENDING:
            await lives.out_of_queue(session, now, post.id)


async def _note(
    session: Session, now: datetime, person_id: int, action: str, ban: Ban, **more: int | None
) -> None:
    town, post = ban.town_id, ban.post_id or 0
    await audit.note(session, now, Role.MODERATOR, person_id, action, Thing.POST, post, town, **more)


async def _tell(
    session: Session,
    now: datetime,
    screen: Outgoing,
    ban: Ban,
    person_id: int,
    town: Town,
    news: BanNews | None = None,
) -> None:
    params = {"news": news} if news else None
    silent = at_night(now, town)
    await outbox.send(session, now, screen, ban.id, person_id, key=news or "", params=params, silent=silent)
