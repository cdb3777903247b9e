"""A bare python-telegram-bot: the same as `bare_aiogram`, with updates handled side by side."""

import sys

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes, MessageHandler, filters

ROWS = [[InlineKeyboardButton(f"Choice {number}", callback_data=str(number))] for number in range(11)]
KEYBOARD = InlineKeyboardMarkup(ROWS)


async def greet(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message
    await update.message.reply_text("Where to? 0", reply_markup=KEYBOARD)


async def press(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    query = update.callback_query
    assert query
    assert update.effective_message
    turn = int((update.effective_message.text or "0").rpartition(" ")[2]) + 1
    await query.edit_message_text(f"Where to? {turn}", reply_markup=KEYBOARD)
    await query.answer()


def main(base: str, token: str) -> None:
    built = Application.builder().token(token).base_url(f"{base}/bot").concurrent_updates(100)
    application = built.connection_pool_size(100).pool_timeout(60).build()
    application.add_handler(MessageHandler(filters.ALL, greet))
    application.add_handler(CallbackQueryHandler(press))
    application.run_polling()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
