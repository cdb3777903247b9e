"""A bare aiogram bot: a message is answered with a button, a press edits the message and is answered. Nothing is kept.

With the word `libraries` it also starts an SQLAlchemy engine and an APScheduler, as any bot with a memory would.
"""

import asyncio
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

ROWS = [[InlineKeyboardButton(text=f"Choice {number}", callback_data=str(number))] for number in range(11)]
KEYBOARD = InlineKeyboardMarkup(inline_keyboard=ROWS)


async def greet(message: Message) -> None:
    await message.answer("Where to? 0", reply_markup=KEYBOARD)


async def press(query: CallbackQuery) -> None:
    assert isinstance(query.message, Message)
    turn = int((query.message.text or "0").rpartition(" ")[2]) + 1
    await query.message.edit_text(f"Where to? {turn}", reply_markup=KEYBOARD)
    await query.answer()


async def main(base: str, token: str, *, libraries: bool) -> None:
    if libraries:
        from apscheduler.schedulers.asyncio import AsyncIOScheduler
        from sqlalchemy import create_engine

        create_engine("sqlite:///:memory:")
        AsyncIOScheduler().start()
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(base)))
    dispatcher = Dispatcher()
    dispatcher.message.register(greet)
    dispatcher.callback_query.register(press)
    await dispatcher.start_polling(bot, handle_signals=False)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], libraries=sys.argv[3:] == ["libraries"]))
