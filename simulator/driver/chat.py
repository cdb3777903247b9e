"""Chats in tests: what they show, and groups with those who run them."""

from typing import TYPE_CHECKING, Any

from simulator.driver.client import Client
from simulator.driver.view import Button, Message

if TYPE_CHECKING:
    from simulator.driver.person import Person

DEFAULT_WAIT = 10.0


class Chat:
    """A private chat (with the person's id) or a group."""

    def __init__(self, client: Client, chat_id: int, title: str) -> None:
        self.client = client
        self.id = chat_id
        self.title = title

    async def view(self, newest: int | None = None) -> dict[str, Any]:
        return await self.client.call("GET", "/chat", chat=self.id, newest=newest)

    async def messages(self, deleted: bool = False, newest: int | None = None) -> list[Message]:
        """All messages, or only so many of the newest; the oldest first. Deleted ones only if asked for."""
        found = [Message.of(raw) for raw in (await self.view(newest))["messages"]]
        return [message for message in found if deleted or not message.deleted]

    async def bot_messages(self) -> list[Message]:
        return [message for message in await self.messages() if message.by_bot and not message.raw["service"]]

    async def last(self) -> Message:
        """The newest message of the bot."""
        found = await self.bot_messages()
        if not found:
            raise AssertionError(f"the bot has written nothing in {self.title}")
        return found[-1]

    async def buttons(self) -> list[Button]:
        """The buttons of the newest message that has some."""
        for message in reversed(await self.messages()):
            if message.buttons:
                return [button for row in message.buttons for button in row]
        return []

    async def keyboard(self) -> list[list[str]]:
        """The labels of the keyboard shown in place of the letters."""
        return [[face["text"] for face in row] for row in (await self.view())["keyboard"]]

    async def sees(self, text: str, within: float = DEFAULT_WAIT) -> Message:
        """Wait until a message of the bot here contains the text."""
        return Message.of(await self.client.call("POST", "/sees", chat=self.id, text=text, timeout=within))

    async def does_not_see(self, text: str) -> None:
        """Nothing the bot shows here at this moment contains the text."""
        for message in await self.bot_messages():
            if text in message.text:
                raise AssertionError(f"{text!r} is shown in {self.title}:\n{message.text}")

    async def transcript(self) -> str:
        return "\n".join((await self.client.call("GET", "/transcript", chat=self.id))["lines"])


class Group(Chat):
    """A group with its people; `by` is who acts, without it the creator."""

    async def _act(self, path: str, by: "Person | None", **wish: Any) -> dict[str, Any]:
        return await self.client.call("POST", path, chat=self.id, by=by.id if by else None, **wish)

    async def adds_bot(
        self, by: "Person | None" = None, as_admin: bool = False, payload: str | None = None, **rights: bool
    ) -> None:
        await self._act("/add-bot", by, as_admin=as_admin, payload=payload, rights=rights or None)

    async def removes_bot(self, by: "Person | None" = None) -> None:
        await self._act("/remove-bot", by)

    async def adds(self, person: "Person", by: "Person | None" = None) -> None:
        await self.client.call("POST", "/join", chat=self.id, person=person.id, by=by.id if by else None)

    async def removes(self, person: "Person", by: "Person | None" = None) -> None:
        await self.client.call("POST", "/leave", chat=self.id, person=person.id, by=by.id if by else None)

    async def promotes(
        self, who: "Person | str", by: "Person | None" = None, anonymous: bool = False, **rights: bool
    ) -> None:
        """`who` is a person, or "bot"."""
        user = who if isinstance(who, str) else who.id
        await self._act("/promote", by, user=user, anonymous=anonymous, rights=rights)

    async def demotes(self, who: "Person | str", by: "Person | None" = None) -> None:
        await self._act("/demote", by, user=who if isinstance(who, str) else who.id)

    async def upgrades(self, by: "Person | None" = None) -> "Group":
        """The supergroup this basic group becomes; the old one is only a forwarding address then."""
        raw = await self._act("/upgrade", by)
        return Group(self.client, raw["chat_id"], self.title)

    async def is_deleted(self, by: "Person | None" = None) -> None:
        await self._act("/delete-group", by)

    async def renames(self, title: str, by: "Person | None" = None) -> None:
        await self._act("/rename", by, title=title)
        self.title = title

    async def goes_public(self, username: str | None) -> None:
        """With None it is private again."""
        await self.client.call("POST", "/username", chat=self.id, username=username)

    async def topic(self, name: str, by: "Person | None" = None) -> int:
        """A new topic; its thread id."""
        return int((await self._act("/topics", by, name=name))["thread_id"])

    async def changes_topic(self, does: str, thread_id: int, by: "Person | None" = None) -> None:
        """`does`: close, reopen or delete."""
        await self._act("/topic", by, thread_id=thread_id, does=does)

    async def permits(self, **permissions: bool) -> None:
        """What ordinary members may do, e.g. `can_send_messages=False`."""
        await self._act("/permissions", None, permissions=permissions)

    async def members(self) -> dict[int, str]:
        return {int(user): status for user, status in (await self.view())["members"].items()}
