"""Answers the person who is acting: turns a `Screen` into calls of the Bot API, whatever the message below it allows."""

from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, InaccessibleMessage, Message

from handlers.calls import EditText, SendText, inline, markup
from views.screen import Screen

# Harmless: the screen shows already what it should, or the press is too old to be answered.
_UNCHANGED = "message is not modified"
_TOO_LATE = "query is too old"
# The message below the button cannot carry the answer, so a new one is sent instead.
_NOT_EDITABLE = (
    "message to edit not found",
    "message can't be edited",
    "there is no text in the message to edit",
)


class Talk:
    """Bound to one update. `message` is the one that was written, or the one whose button was pressed; `pressed` tells
    which."""

    def __init__(
        self,
        bot: Bot,
        message: Message | InaccessibleMessage | None,
        query: CallbackQuery | None,
        chat_id: int,
        bot_name: str = "",
    ) -> None:
        self.bot = bot
        self.bot_name = bot_name
        self._message = message
        self._query = query  # until it is answered
        self.pressed = query is not None
        self.chat_id = chat_id
        self.message_id = message.message_id if message else None

    def below(self) -> "Talk":
        """The same, but what is shown is a new message, also after a press."""
        return Talk(self.bot, self._message, None, self.chat_id, self.bot_name)

    async def show(self, screen: Screen) -> int:
        """Shows the screen where the person looks: a press edits its message, anything else is followed by a new one.

        Gives the id of the message that shows it.
        """
        if not self.pressed or self.message_id is None:
            return await self.send(screen)
        try:
            return self.message_id if await self.edited(self.message_id, screen) else await self.send(screen)
        finally:
            await self.hush()

    async def edited(self, message_id: int, screen: Screen) -> bool:
        """Redraws one of our messages in this chat, if it can carry the screen; gives whether it does."""
        try:
            await self.edit(message_id, screen)
        except TelegramBadRequest as error:
            if not any(words in error.message for words in _NOT_EDITABLE):
                raise
            return False
        return True

    async def send(self, screen: Screen) -> int:
        """A new message below (in the same topic)."""
        below = self._message
        topic = below.message_thread_id if isinstance(below, Message) and below.is_topic_message else None
        sent = await self.bot(
            SendText(
                chat_id=self.chat_id,
                message_thread_id=topic,
                text=screen.text,
                reply_markup=markup(screen),
                protect_content=screen.protect or None,
            )
        )
        return int(sent["message_id"])

    async def edit(self, message_id: int, screen: Screen) -> int:
        """Redraws one of our messages in this chat."""
        try:
            await self.bot(
                EditText(
                    chat_id=self.chat_id, message_id=message_id, text=screen.text, reply_markup=inline(screen)
                )
            )
        except TelegramBadRequest as error:
            if _UNCHANGED not in error.message:
                raise
        return message_id

    async def drop_buttons(self, message_id: int) -> None:
        """Takes the buttons off an older message; that it is gone or has none is just as well."""
        try:
            await self.bot.edit_message_reply_markup(chat_id=self.chat_id, message_id=message_id)
        except TelegramBadRequest:
            return

    async def toast(self, text: str, *, alert: bool = False) -> None:
        """A line over the chat for the one who pressed; `alert` waits for OK. At most 200 characters."""
        await self._answer_query(text=text, show_alert=alert or None)

    async def open(self, url: str) -> None:
        """Leads the one who pressed to a t.me link."""
        await self._answer_query(url=url)

    async def hush(self) -> None:
        """Ends the spinner on a pressed button, if nothing else has."""
        if self._query is not None:
            await self._answer_query()

    async def _answer_query(self, **answer: Any) -> None:
        query, self._query = self._query, None
        if query is None:
            return
        try:
            await self.bot.answer_callback_query(query.id, **answer)
        except TelegramBadRequest as error:
            if _TOO_LATE not in error.message:
                raise
