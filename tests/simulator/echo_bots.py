"""The same small bot in two libraries, both unchanged: it echoes, shows a button, and thanks for the press."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from socket import socket
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web
from telegram import InlineKeyboardButton as PtbButton
from telegram import InlineKeyboardMarkup as PtbMarkup
from telegram import Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes, MessageHandler, filters

from simulator.driver import Simulator

SECRET = "s3cret"
Running = Callable[[Simulator], AbstractAsyncContextManager[None]]
AnyApplication = Application[Any, Any, Any, Any, Any, Any]


def free_port() -> int:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def aiogram_bot(sim: Simulator) -> tuple[Bot, Dispatcher]:
    bot = Bot(sim.token, session=AiohttpSession(api=TelegramAPIServer.from_base(sim.url)))
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def echo(message: Message) -> None:
        button = InlineKeyboardButton(text="👍 Thanks", callback_data="thanks")
        await message.answer(
            f"Echo: {message.text}", reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]])
        )

    @dispatcher.callback_query()
    async def pressed(query: CallbackQuery) -> None:
        if isinstance(query.message, Message):
            await query.message.edit_text("You are welcome")
        await query.answer("Pressed")

    return bot, dispatcher


@asynccontextmanager
async def aiogram_polling(sim: Simulator) -> AsyncIterator[None]:
    bot, dispatcher = aiogram_bot(sim)
    task = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False, close_bot_session=True))
    try:
        yield
    finally:
        with suppress(RuntimeError):
            await dispatcher.stop_polling()
        await task


@asynccontextmanager
async def aiogram_webhook(sim: Simulator) -> AsyncIterator[None]:
    bot, dispatcher = aiogram_bot(sim)
    app = web.Application()
    SimpleRequestHandler(dispatcher, bot, secret_token=SECRET).register(app, path="/hook")
    runner = web.AppRunner(app)
    await runner.setup()
    port = free_port()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await bot.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token=SECRET)
    try:
        yield
    finally:
        await bot.delete_webhook()
        await runner.cleanup()
        await bot.session.close()


async def ptb_echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message
    markup = PtbMarkup([[PtbButton("👍 Thanks", callback_data="thanks")]])
    await update.message.reply_text(f"Echo: {update.message.text}", reply_markup=markup)


async def ptb_pressed(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.callback_query
    await update.callback_query.edit_message_text("You are welcome")
    await update.callback_query.answer("Pressed")


def ptb_application(sim: Simulator) -> AnyApplication:
    builder = Application.builder().token(sim.token).base_url(f"{sim.url}/bot")
    application = builder.base_file_url(f"{sim.url}/file/bot").build()
    application.add_handler(MessageHandler(filters.ALL, ptb_echo))
    application.add_handler(CallbackQueryHandler(ptb_pressed))
    return application


@asynccontextmanager
async def ptb_polling(sim: Simulator) -> AsyncIterator[None]:
    async with ptb_application(sim) as application:
        assert application.updater
        await application.start()
        await application.updater.start_polling()
        try:
            yield
        finally:
            await application.updater.stop()
            await application.stop()


@asynccontextmanager
async def ptb_webhook(sim: Simulator) -> AsyncIterator[None]:
    """With the "custom webhook" of its documentation: its own listener needs another package."""
    application = ptb_application(sim)

    async def receive(request: web.Request) -> web.Response:
        assert request.headers["X-Telegram-Bot-Api-Secret-Token"] == SECRET
        await application.update_queue.put(Update.de_json(await request.json(), application.bot))
        return web.Response()

    app = web.Application()
    app.router.add_post("/hook", receive)
    runner = web.AppRunner(app)
    await runner.setup()
    port = free_port()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    async with application:
        await application.start()
        await application.bot.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token=SECRET)
        try:
            yield
        finally:
            await application.bot.delete_webhook()
            await application.stop()
            await runner.cleanup()
