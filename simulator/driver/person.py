"""People in tests: what they do and what they see."""

from dataclasses import dataclass
from typing import Any

from simulator.driver.chat import DEFAULT_WAIT, Chat, Group
from simulator.driver.client import Client
from simulator.driver.view import Message


@dataclass(frozen=True)
class Answer:
    """What a press led to: the bot's answerCallbackQuery, the link of a button, or the message it wrote."""

    text: str | None
    alert: bool
    url: str | None
    label: str
    message: Message | None = None

    @classmethod
    def of(cls, raw: dict[str, Any]) -> "Answer":
        answer = raw.get("answer") or {}
        shown = Message.of(raw["message"]) if "message" in raw else None
        url = answer.get("url") or raw.get("url")
        return cls(answer.get("text"), bool(answer.get("alert")), url, raw.get("pressed", ""), shown)


class Person:
    """`chat=None` means the private chat with the bot."""

    def __init__(self, client: Client, raw: dict[str, Any]) -> None:
        self.client = client
        self.id: int = raw["id"]
        self.name: str = raw["name"]
        self.phone: str = raw["phone"]
        self.username: str | None = raw.get("username")

    @property
    def chat(self) -> Chat:
        return Chat(self.client, self.id, f"{self.name} ⇄ bot")

    async def _do(self, path: str, chat: Chat | None = None, **wish: Any) -> dict[str, Any]:
        chat_id = chat.id if isinstance(chat, Group) else None
        return await self.client.call("POST", path, person=self.id, chat=chat_id, **wish)

    # Writing and sending

    async def starts(self, payload: str | None = None) -> Message:
        return Message.of(await self._do("/start", payload=payload))

    async def says(
        self, text: str, chat: Chat | None = None, reply_to: Message | int | None = None, **more: Any
    ) -> Message:
        """`more`: thread_id, anonymous, forwarded_from."""
        number = reply_to.id if isinstance(reply_to, Message) else reply_to
        return Message.of(await self._do("/say", chat, text=text, reply_to=number, **more))

    async def sends(self, kind: str, chat: Chat | None = None, **more: Any) -> Message:
        return Message.of(await self._do("/send", chat, kind=kind, **more))

    async def sends_sticker(self, chat: Chat | None = None, **more: Any) -> Message:
        return await self.sends("sticker", chat, **more)

    async def sends_photo(self, chat: Chat | None = None, caption: str | None = None, **more: Any) -> Message:
        return await self.sends("photo", chat, caption=caption, **more)

    async def sends_album(
        self, count: int = 2, chat: Chat | None = None, caption: str | None = None
    ) -> list[Message]:
        raw = await self._do("/album", chat, count=count, caption=caption)
        return [Message.of(message) for message in raw["messages"]]

    async def sends_document(self, chat: Chat | None = None, **more: Any) -> Message:
        return await self.sends("document", chat, **more)

    async def sends_voice(self, chat: Chat | None = None, **more: Any) -> Message:
        return await self.sends("voice", chat, **more)

    async def sends_location(self, latitude: float, longitude: float, chat: Chat | None = None) -> Message:
        return await self.sends("location", chat, latitude=latitude, longitude=longitude)

    async def sends_contact(self, chat: Chat | None = None, **card: Any) -> Message:
        """Without a card the person's own; else first_name, phone_number, user_id."""
        return await self.sends("contact", chat, **card)

    async def edits(self, message: Message | int, text: str, chat: Chat | None = None) -> Message:
        number = message.id if isinstance(message, Message) else message
        return Message.of(await self._do("/edit", chat, message_id=number, text=text))

    async def deletes(self, message: Message | int, chat: Chat | None = None) -> None:
        await self._do("/delete", chat, message_id=message.id if isinstance(message, Message) else message)

    async def votes(self, message: Message, *options: int, chat: Chat | None = None) -> None:
        await self._do("/vote", chat, message_id=message.id, options=list(options))

    # Buttons and links

    async def taps(
        self,
        label: str | None = None,
        chat: Chat | None = None,
        on: str | None = None,
        *,
        data: str | None = None,
        message: Message | int | None = None,
        within: float = DEFAULT_WAIT,
        wait_answer: bool = True,
    ) -> Answer:
        """Wait for the button on the newest message that has it, press it, and wait for the bot's answer.

        `on` is text the message must contain; `message` is one particular message.
        """
        number = message.id if isinstance(message, Message) else message
        where = {"on": on, "data": data, "message_id": number}
        times = {"timeout": within, "answer_timeout": within, "wait_answer": wait_answer}
        return Answer.of(await self._do("/tap", chat, label=label, **where, **times))

    async def forges(
        self,
        data: str,
        message: Message | int | None = None,
        chat: Chat | None = None,
        within: float = DEFAULT_WAIT,
        wait_answer: bool = True,
    ) -> Answer:
        """A callback query with any data; a message that is not there arrives as inaccessible."""
        number = message.id if isinstance(message, Message) else message
        times = {"answer_timeout": within, "wait_answer": wait_answer}
        return Answer.of(await self._do("/forge", chat, data=data, message_id=number, **times))

    async def opens(self, url: str | None) -> Message:
        """Follow a link to the bot, as from a button or an answer."""
        if not url:
            raise AssertionError(f"{self.name} was given no link to open")
        return Message.of(await self._do("/open", url=url))

    # Groups and the bot

    async def joins(self, group: Group) -> None:
        await self._do("/join", group)

    async def leaves(self, group: Group) -> None:
        await self._do("/leave", group)

    async def asks_to_join(self, group: Group, bio: str | None = None) -> None:
        await self._do("/join-request", group, bio=bio)

    async def blocks_bot(self) -> None:
        await self._do("/block")

    async def unblocks_bot(self) -> None:
        await self._do("/unblock")

    async def changes(self, **fields: Any) -> None:
        """E.g. `username="anna_g"` (None takes it away), `first_name=…`, `deactivated=True`."""
        told = {name: "" if value is None else value for name, value in fields.items()}
        await self.client.call("PATCH", f"/people/{self.id}", **told)

    # Seeing

    async def sees(self, text: str, chat: Chat | None = None, within: float = DEFAULT_WAIT) -> Message:
        """Wait for a bot message, new or edited since this person's last own act in the chat, with the text."""
        return Message.of(await self._do("/sees", chat, text=text, timeout=within))

    async def does_not_see(self, text: str, chat: Chat | None = None) -> None:
        await (chat or self.chat).does_not_see(text)
