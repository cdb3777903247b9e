"""Builds everything once and holds it together while the bot runs."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramAPIError
from aiogram.types import Update

from bot.config import Settings
from bot.counts import Counts
from bot.delivery import Delivery
from bot.leaving import leave_unregistered
from bot.middlewares import Introduce
from bot.pace import Gate
from bot.posting import Posting
from bot.profile import Profile
from bot.receiver import Receiver, forget_old
from bot.schedule import Schedule
from bot.sweep import Sweep
from bot.telegram import connect
from bot.units import Units
from db.engine import Database
from db.inbox import Arrival
from domain.cadence import QuietHours
from domain.clock import Clock
from domain.fair_use import FairUse
from domain.marks import Rules
from domain.options import Options
from domain.pacing import Pace
from handlers import routers
from services import (
    contacts,
    digests,
    freshness,
    lapsing,
    moderation,
    promises,
    releasing,
    retention,
    seats,
    widening,
)


class Assembly:
    """All parts of a running bot. Nothing runs yet after it is built."""

    def __init__(
        self, settings: Settings, database: Database, clock: Clock, bot_name: str, rules: Callable[[], Rules]
    ) -> None:
        self._database = database
        self._clock = clock
        self.options = options(settings, bot_name, rules)
        gate = Gate(Pace(**settings.limits.model_dump()))
        token, base = settings.telegram.token.get_secret_value(), settings.telegram.api_base
        self.answering = connect(token, base, gate)
        self.sending = connect(token, base)
        queued = asyncio.Event()
        self.units = Units(database, clock, queued.set)
        self.counts = Counts()
        self.receiver = Receiver(database, clock, self._feed, queued.set, counts=self.counts)
        posting = Posting(self.sending, self.units, clock, gate)
        self.delivery = Delivery(self.units, clock, gate, posting, queued, self.counts, self.options.quiet)
        self.profile = Profile(self.sending, self.units, clock, texts=settings.telegram.introduce)
        self._sweep = Sweep(self.units, clock, self.counts)
        self.schedule = self._schedule()
        self._dispatcher = dispatcher(Introduce(self.units, clock, self.options))

    async def close(self) -> None:
        """Ends the connections to Telegram."""
        for bot in (self.answering, self.sending):
            await bot.session.close()

    async def _feed(self, arrival: Arrival) -> None:
        update = Update.model_validate_json(arrival.payload, context={"bot": self.answering})
        await self._dispatcher.feed_update(self.answering, update, arrival=arrival)

    def _schedule(self) -> Schedule:
        schedule = Schedule()
        schedule.every(1, "digests", self._queue_digests)
        schedule.every(1, "releases", self._publish)
        schedule.every(5, "places", self._widen)
        schedule.every(2, "sweep", self._sweep.tick)
        schedule.every(30, "questions", self._lapse)
        schedule.every(5, "cards", self._queue_cards)
        schedule.every(2, "promises", self._remind)
        schedule.every(2, "freshness", self._look_after_lives)
        schedule.every(2, "contacts", self._look_after_contacts)
        schedule.every(20, "profile", self.profile.keep, at_once=True)
        schedule.every(600, "chats", self._watch)
        schedule.every(5, "leaving", self._leave_unregistered)
        schedule.every(60, "drafts", self._drop_drafts)
        schedule.every(3600, "inbox", self._forget)
        return schedule

    async def _queue_digests(self) -> None:
        now, queued = self._clock.now(), True
        async with self.units.read() as session:
            if not await digests.any_due(session, now):
                return
        while queued:  # a few groups at a time: nobody waits long for his answer
            async with self.units.note() as session:
                queued = bool(await digests.queue_due(session, now, self.options))

    async def _publish(self) -> None:
        async with self.units.read() as session:
            if not await releasing.any_due(session, self._clock.now()):
                return
        async with self.units.note() as session:
            await releasing.publish_due(session, self._clock.now(), self.options)

    async def _widen(self) -> None:
        async with self.units.read() as session:
            if not await widening.any_due(session, self._clock.now()):
                return
        async with self.units.note() as session:
            await widening.widen_due(session, self._clock.now(), self.options)

    async def _lapse(self) -> None:
        async with self.units.read() as session:
            if not await lapsing.any_due(session, self._clock.now()):
                return
        async with self.units.note() as session:
            await lapsing.lapse_due(session, self._clock.now())

    async def _queue_cards(self) -> None:
        async with self.units.note() as session:
            await moderation.queue_missing_cards(session, self._clock.now())

    async def _watch(self) -> None:
        """Telegram tells nobody that a group became public: so moderation chats are looked at. Where that works, cards that
        could not be sent are tried again."""
        async with self.units.read() as session:
            chats = await seats.known_chats(session)
        for chat_id in chats:
            with suppress(TelegramAPIError):  # a chat that is gone is found out when something is sent
                chat = await self.sending.get_chat(chat_id)
                async with self.units.note() as session:
                    await seats.seen(session, self._clock.now(), chat_id, chat.username)
                    await moderation.queue_failed_cards(session, self._clock.now(), chat_id)

    async def _look_after_lives(self) -> None:
        now = self._clock.now()
        async with self.units.read() as session:
            due = await freshness.is_due(session, now)
        if due:
            async with self.units.note() as session:
                await freshness.look_after(session, now, self.options)

    async def _look_after_contacts(self) -> None:
        now = self._clock.now()
        async with self.units.read() as session:
            due = await contacts.is_due(session, now)
        if due:
            async with self.units.note() as session:
                await contacts.look_after(session, now, self.options)

    async def _remind(self) -> None:
        now = self._clock.now()
        async with self.units.read() as session:
            due = await promises.any_due(session, now, self.options)
        if due:
            async with self.units.note() as session:
                await promises.keep(session, now, self.options)

    async def _leave_unregistered(self) -> None:
        await leave_unregistered(self.sending, self.units, self._clock)

    async def _drop_drafts(self) -> None:
        async with self.units.read() as session:
            if not await retention.any_due(session, self._clock.now()):
                return
        async with self.units.note() as session:
            await retention.drop_due(session, self._clock.now())

    async def _forget(self) -> None:
        await forget_old(self._database, self._clock)


def dispatcher(introduce: Introduce) -> Dispatcher:
    """aiogram's dispatcher with our middleware and all handlers."""
    built = Dispatcher(disable_fsm=True)  # conversations are drafts in the database
    built.update.outer_middleware(introduce)
    built.include_routers(*routers())
    return built


def options(settings: Settings, bot_name: str, rules: Callable[[], Rules]) -> Options:
    """What rules need of the configuration."""
    quiet = QuietHours(settings.quiet_hours.start, settings.quiet_hours.end)
    undo = timedelta(seconds=settings.moderation.undo_seconds)
    secret = settings.moderation.ban_secret or settings.telegram.token
    operators = frozenset(settings.operators)
    fair = FairUse(**settings.fair_use.model_dump())
    hidden = secret.get_secret_value().encode()
    return Options(settings.risk, quiet, operators, bot_name, rules, undo, fair, hidden)


async def name_of(bot: Bot) -> str:
    """The bot's own name, without the @. Raises what aiogram raises when Telegram does not answer."""
    return (await bot.get_me()).username or ""
