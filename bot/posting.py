"""One row of the outbox becomes one message: facts from the database, the session closed, words, Telegram, the outcome."""

import asyncio
from dataclasses import dataclass
from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramMigrateToChat, TelegramRetryAfter
from aiogram.types import BufferedInputFile

from bot.pace import Gate
from bot.trouble import described, trouble_of
from bot.units import Units
from db import outbox
from db.outbox import Row
from domain.clock import Clock
from domain.retrying import Plan, Then, Trouble, plan
from domain.sending import Action
from handlers.calls import EditText, SendPhoto, SendPhotos, SendText, inline, media, reply
from services import outgoing
from services.people import chat_locale
from views.i18n import SOURCE, translator
from views.outgoing import SCREENS
from views.screen import Screen

log = structlog.get_logger()


@dataclass(frozen=True)
class Result:
    """What became of a row. `message_ids`: the new messages that show the object."""

    plan: Plan
    error: str | None = None
    message_ids: tuple[int, ...] = ()
    new_chat_id: int = 0
    asked_telegram: bool = True


OBSOLETE = Result(Plan(Then.OBSOLETE), asked_telegram=False)


@dataclass(frozen=True)
class _Drawn:
    screen: Screen
    message_ids: list[int]


class Posting:
    """Sends and edits through a client that does not ask the gate: the delivery worker did."""

    def __init__(self, bot: Bot, units: Units, clock: Clock, gate: Gate) -> None:
        self._bot = bot
        self._units = units
        self._clock = clock
        self._gate = gate

    async def post(self, row: Row) -> Result:
        """Never raises what Telegram, or a screen that cannot be drawn, is the cause of."""
        try:
            drawn = await self._draw(row)
        except Exception as error:
            log.error(
                "screen_broken", id=row.id, screen=row.screen, error=type(error).__name__, exc_info=True
            )
            return Result(
                Plan(Then.GIVE_UP), f"could not be drawn: {type(error).__name__}", asked_telegram=False
            )
        if drawn is None or (row.action is Action.EDIT and not drawn.message_ids):
            return OBSOLETE
        try:
            if row.action is Action.SEND:
                return Result(Plan(Then.DONE), message_ids=await self._send(row, drawn.screen))
            await (self._take_away if drawn.screen.gone else self._edit)(row, drawn)
            return Result(Plan(Then.DONE))
        except Exception as error:
            return self._failed(row, error)

    async def _draw(self, row: Row) -> _Drawn | None:
        async with self._units.read() as session:
            facts = await outgoing.FACTS[row.screen](session, self._clock.now(), row)
            locale = await chat_locale(session, row.chat_id)
            message_ids = []
            if row.action is Action.EDIT:
                message_ids = await outbox.card_messages(session, row.screen, row.object_id, row.chat_id)
        if facts is None:
            return None
        return _Drawn(SCREENS[row.screen](translator(locale or SOURCE), facts), message_ids)

    async def _send(self, row: Row, screen: Screen) -> tuple[int, ...]:
        where: dict[str, Any] = {
            "chat_id": row.chat_id,
            "message_thread_id": row.thread_id,
            "protect_content": screen.protect or None,
            "disable_notification": row.silent or None,
            "reply_parameters": reply(screen),
        }
        if len(screen.photos) > 1:
            album = await self._bot(SendPhotos(media=media(screen), **where))
            return tuple(int(one["message_id"]) for one in album)
        sent = await self._send_drawn(row, screen, where) if screen.picture is not None else None
        if screen.photos:
            sent = await self._bot(SendPhoto(photo=screen.photos[0], caption=screen.text, **where))
        elif sent is None:
            sent = await self._bot(SendText(text=screen.text, reply_markup=inline(screen), **where))
        return (int(sent["message_id"]),)

    async def _send_drawn(self, row: Row, screen: Screen, where: dict[str, Any]) -> dict[str, Any] | None:
        """The text below a picture of our own; None where that cannot be, and the text has to do alone."""
        assert screen.picture is not None
        try:
            drawn = await asyncio.to_thread(screen.picture)
        except Exception as error:
            kind = type(error).__name__
            log.error("picture_broken", id=row.id, screen=row.screen, error=kind, exc_info=True)
            return None
        file = BufferedInputFile(drawn, f"{row.screen}.png")
        try:
            return await self._bot(SendPhoto(photo=file, caption=screen.text, **where))
        except TelegramBadRequest as error:
            log.warning("picture_refused", id=row.id, screen=row.screen, error=described(error))
            return None

    async def _take_away(self, row: Row, drawn: _Drawn) -> None:
        """Telegram skips those that are gone already."""
        await self._bot.delete_messages(row.chat_id, drawn.message_ids)

    async def _edit(self, row: Row, drawn: _Drawn) -> None:
        # Usually one message; after a crash in flight there may be two copies of a card.
        for message_id in drawn.message_ids:
            try:
                await self._bot(
                    EditText(
                        chat_id=row.chat_id,
                        message_id=message_id,
                        text=drawn.screen.text,
                        reply_markup=inline(drawn.screen),
                    )
                )
            except Exception as error:
                if trouble_of(error) not in (Trouble.UNCHANGED, Trouble.CARD_GONE):
                    raise

    def _failed(self, row: Row, error: Exception) -> Result:
        trouble = trouble_of(error)
        if trouble is None:
            log.error(
                "posting_failed", id=row.id, screen=row.screen, error=type(error).__name__, exc_info=True
            )
            trouble = Trouble.REFUSED
        if trouble is Trouble.TOPIC_GONE and row.thread_id is None:
            trouble = Trouble.NO_RIGHTS  # the group itself is closed
        retry_after = error.retry_after if isinstance(error, TelegramRetryAfter) else None
        decided = plan(trouble, row.attempts, self._clock.now() - row.created_at, retry_after)
        if trouble is Trouble.SLOW_DOWN:
            self._gate.hold(row.chat_id, decided.after)
        new_chat_id = error.migrate_to_chat_id if isinstance(error, TelegramMigrateToChat) else 0
        return Result(decided, described(error), new_chat_id=new_chat_id)
