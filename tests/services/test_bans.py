"""Who is banned posts nothing; what they show rests or goes; they are told once and may appeal once."""

import random
from typing import Any

import pytest

from db import posts
from domain.bans import BanCard, Term, shadow
from domain.errors import Refusal, Refused
from domain.inputs import Typed
from domain.lives import Way
from domain.numbers import draw
from domain.options import Options
from domain.posts import Kind, PostState, Version
from domain.sending import Outgoing
from services import appeals, banned, bans, offers
from services.pressing import Press
from tests.services.towns import DAY_OPTIONS, MIA, MODERATION, PAUL, Here

SECRET = Options(
    quiet=DAY_OPTIONS.quiet, undo=DAY_OPTIONS.undo, secret=b"a secret", operators=frozenset({12})
)


@pytest.fixture
def there(here: Here) -> Here:
    here.options = SECRET
    return here


async def number_of(here: Here, revision_id: int) -> str:
    """Posts of these tests have numbers without a check character; gives this one a real number."""
    version = await newest(here, revision_id)
    real = draw(version.post.kind, 5, random.Random(revision_id).choice)
    async with here.database.write() as session:
        await session.exec_driver_sql(f"UPDATE posts SET number = '{real}' WHERE id = {version.post.id}")
    return real


async def newest(here: Here, revision_id: int) -> Version:
    async with here.database.read() as session:
        version = await posts.version_of_revision(session, revision_id)
        assert version is not None
        found = await posts.newest(session, version.post.id)
    assert found is not None
    return found


async def does(here: Here, deed: Any, *arguments: Any, **more: Any) -> Any:
    async with here.database.write() as session:
        return await deed(session, here.clock.now(), here.options, *arguments, **more)


async def bans_author(
    here: Here, revision_id: int, term: Term = Term.WEEK, by: tuple[int, str] = MIA
) -> BanCard:
    number = await number_of(here, revision_id)
    said = await does(here, bans.propose, MODERATION, by[0], f"{number} asks for money")
    pressed = Press(MODERATION, *by, said.ban.id, 0)
    made: BanCard = await does(here, bans.impose, pressed, term)
    return made


async def code(here: Here, deed: Any, *arguments: Any, **more: Any) -> Refusal:
    with pytest.raises(Refused) as refused:
        await does(here, deed, *arguments, **more)
    return refused.value.code


async def test_a_ban_for_a_time_pauses_what_is_live_and_ends_by_itself(there: Here) -> None:
    live, waiting = await there.posts_live(), await there.writes(text="Not read yet")
    await there.delivers()
    made = await bans_author(there, live)
    assert (await newest(there, live)).post.state is PostState.PAUSED
    assert (await newest(there, waiting)).post.state is PostState.CLOSED
    assert [chat for screen, chat, _ in await there.delivers() if screen is Outgoing.BANNED] == [1]
    assert await code(there, banned.check, 1, there.town) is Refusal.BANNED_UNTIL
    post = (await newest(there, live)).post
    assert await code(there, offers.act, 1, post.id, post.version, Way.RESUME) is Refusal.BANNED_UNTIL
    there.clock.advance(days=7)
    await does(there, banned.check, 1, there.town)
    await does(there, offers.act, 1, post.id, post.version, Way.RESUME)
    assert made.ban.person == shadow(b"a secret", 1)


async def test_a_ban_for_good_withdraws_and_only_who_may_lifts_it(there: Here) -> None:
    live = await there.posts_live()
    await bans_author(there, live, Term.GOOD)
    post = (await newest(there, live)).post
    assert post.state is PostState.CLOSED
    assert await code(there, offers.act, 1, post.id, post.version, Way.UNDO) is Refusal.BANNED
    assert await code(there, bans.unban, -999, MIA, post.number) is Refusal.WRONG_CHAT
    await does(there, bans.unban, MODERATION, PAUL, post.number)
    await does(there, banned.check, 1, there.town)
    assert await code(there, bans.unban, MODERATION, PAUL, post.number) is Refusal.NOT_BANNED
    told = [screen for screen, chat, _ in await there.delivers() if chat == 1]
    assert told.count(Outgoing.BAN_NEWS) == 1


async def test_only_an_operator_bans_everywhere(there: Here) -> None:
    live = await there.posts_live()
    with pytest.raises(Refused) as refused:
        await bans_author(there, live, Term.EVERYWHERE, MIA)
    assert refused.value.code is Refusal.OPERATORS_ONLY
    assert (await newest(there, live)).post.state is PostState.LIVE
    await bans_author(there, live, Term.EVERYWHERE, PAUL)
    elsewhere = there.town.__class__(**{**vars(there.town), "id": 99, "slug": "jena", "name": "Jena"})
    assert await code(there, banned.check, 1, elsewhere) is Refusal.BANNED
    number = (await newest(there, live)).post.number
    assert await code(there, bans.unban, MODERATION, MIA, number) is Refusal.OPERATORS_ONLY


async def test_two_moderators_ban_once_and_a_ban_is_of_its_town(there: Here) -> None:
    live, other = await there.posts_live(), await there.posts_live(text="Sandals")
    numbers = [await number_of(there, one) for one in (live, other)]
    first = await does(there, bans.propose, MODERATION, MIA[0], f"{numbers[0]} spam")
    second = await does(there, bans.propose, MODERATION, PAUL[0], f"{numbers[1]} spam")
    await does(there, bans.impose, Press(MODERATION, *MIA, first.ban.id, 0), Term.WEEK)
    late = Press(MODERATION, *PAUL, second.ban.id, 0)
    assert await code(there, bans.impose, late, Term.GOOD) is Refusal.BANNED_ALREADY
    foreign = Press(-77, *PAUL, second.ban.id, 0)
    assert await code(there, bans.impose, foreign, Term.GOOD) is Refusal.WRONG_CHAT
    elsewhere = there.town.__class__(**{**vars(there.town), "id": 99, "slug": "jena"})
    await does(there, banned.check, 1, elsewhere)


async def test_what_a_moderator_says_has_to_be_whole(there: Here) -> None:
    await there.volunteer(MIA[0], MIA[1])
    mine, theirs = await there.writes(author_id=MIA[0]), await there.posts_live()
    own, number = [await number_of(there, one) for one in (mine, theirs)]
    for said, expected in (
        ("", Refusal.POST_WANTED), ("A-2222 spam", Refusal.POST_UNKNOWN), (number, Refusal.BAN_REASON_WANTED),
        (f"{own} spam", Refusal.OWN_POST), (f"{number} {'x' * 301}", Refusal.TOO_LONG),
    ):  # fmt: skip
        assert await code(there, bans.propose, MODERATION, MIA[0], said) is expected
    made = await does(there, bans.propose, MODERATION, MIA[0], f"{number.replace('-', ' ')} spam and more")
    assert made.ban.words == "spam and more"


async def test_an_appeal_is_made_once_and_answered_once(there: Here) -> None:
    live = await there.posts_live()
    made = await bans_author(there, live, Term.GOOD)
    ban = made.ban.id
    assert await code(there, appeals.appeal, 2, ban) is Refusal.NOT_YOURS
    await does(there, appeals.appeal, 1, ban)
    assert await code(there, appeals.appeal, 1, ban) is Refusal.APPEALED_ALREADY
    await does(there, appeals.explain, 1, ban, Typed("It was a mistake", 5))
    assert await code(there, appeals.explain, 1, ban, Typed("And more", 6)) is Refusal.APPEALED_ALREADY
    assert [facts.ban.appeal for screen, _, facts in await there.delivers() if screen is Outgoing.APPEAL][-1]
    answer = Press(MODERATION, *PAUL, ban, 0)
    await does(there, appeals.answer, answer, lift=False)
    assert await code(there, appeals.answer, answer, lift=True) is Refusal.APPEAL_OVER
    assert await code(there, banned.check, 1, there.town) is Refusal.BANNED
    news = [chat for screen, chat, _ in await there.delivers() if screen is Outgoing.BAN_NEWS]
    assert news == [1]


async def test_a_lifted_appeal_lets_the_author_post_again(there: Here) -> None:
    live = await there.posts_live()
    made = await bans_author(there, live)
    await does(there, appeals.appeal, 1, made.ban.id)
    await does(there, appeals.answer, Press(MODERATION, *PAUL, made.ban.id, 0), lift=True)
    await does(there, banned.check, 1, there.town)
    assert await code(there, appeals.appeal, 1, made.ban.id) is Refusal.APPEAL_OVER


async def test_nobody_lifts_their_own_ban(there: Here) -> None:
    await there.volunteer(PAUL[0], PAUL[1])
    theirs = await there.posts_live(author_id=PAUL[0])
    await bans_author(there, theirs)
    number = (await newest(there, theirs)).post.number
    assert await code(there, bans.unban, MODERATION, PAUL, number) is Refusal.OWN_POST
    ban = (await does(there, bans.unban, MODERATION, MIA, number)).ban
    assert ban.ended_name == MIA[1]


async def test_a_ban_without_a_term_is_forgotten(there: Here) -> None:
    live = await there.posts_live()
    number = await number_of(there, live)
    old = await does(there, bans.propose, MODERATION, MIA[0], f"{number} spam")
    there.clock.advance(days=2)
    await does(there, bans.propose, MODERATION, MIA[0], f"{number} spam")
    late = Press(MODERATION, *MIA, old.ban.id, 0)
    assert await code(there, bans.impose, late, Term.GOOD) is Refusal.STALE_BUTTON


async def test_what_was_cancelled_comes_to_nothing(there: Here) -> None:
    live = await there.posts_live()
    made = await does(there, bans.propose, MODERATION, MIA[0], f"{await number_of(there, live)} spam")
    press = Press(MODERATION, *PAUL, made.ban.id, 0)
    async with there.database.write() as session:
        await bans.cancel(session, there.clock.now(), press)
    assert await code(there, bans.impose, press, Term.GOOD) is Refusal.STALE_BUTTON
    await does(there, banned.check, 1, there.town)


async def test_requests_stay_with_their_organisation(there: Here) -> None:
    await there.organisation(-50)
    need = await there.posts_live(Kind.REQUEST, chat_id=-50)
    await bans_author(there, need, Term.GOOD)
    assert (await newest(there, need)).post.state is PostState.LIVE
