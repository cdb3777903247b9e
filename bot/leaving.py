"""The bot leaves groups that nobody registers: it would only read along. They are told first."""

import structlog
from aiogram import Bot

from bot.trouble import is_transient
from bot.units import Units
from domain.clock import Clock
from services import group_life

log = structlog.get_logger()


async def leave_unregistered(bot: Bot, units: Units, clock: Clock) -> None:
    """Says farewell where it is time, and leaves the groups that were told. What fails for a moment is done next time."""
    async with units.read() as session:
        unregistered = await group_life.unregistered(session, clock.now())
        told = await group_life.to_leave(session)
    if unregistered:
        async with units.note() as session:
            await group_life.say_farewells(session, clock.now())
    for chat_id in told:
        try:
            await bot.leave_chat(chat_id)
        except Exception as error:
            if is_transient(error):
                continue
            log.warning("not_left", chat_id=chat_id, error=type(error).__name__)
        async with units.note() as session:
            await group_life.left(session, clock.now(), chat_id)
        log.info("left_group", chat_id=chat_id)
