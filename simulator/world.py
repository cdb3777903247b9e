"""Everything that exists: people, bots, chats, mailboxes, files, the clock and the stream of changes."""

import random
from dataclasses import dataclass, field
from typing import Any

from simulator.changes import ChangeFeed, Signal
from simulator.chats import Chat
from simulator.clock import Clock
from simulator.delivery.polls import Polls
from simulator.delivery.webhooks import Webhooks
from simulator.errors import ControlError
from simulator.faults import Faults
from simulator.limits import Pace
from simulator.messages import Message
from simulator.people import FIXED_ACCOUNTS, Bot, Person
from simulator.updates import Mailbox


@dataclass
class StoredFile:
    """A file of any kind; `file_id` differs by bot and is made when shown, this id is the same for all."""

    unique_id: str
    kind: str
    data: bytes
    name: str
    mime: str
    width: int = 0
    height: int = 0
    # Larger than the data for people who "send" a file too big to download.
    stated_size: int = 0

    @property
    def size(self) -> int:
        return self.stated_size or len(self.data)


@dataclass
class Press:
    """A press on an inline button, until the bot has answered it."""

    id: str
    bot_id: int
    person_id: int
    chat: str
    message_id: int
    data: str
    created: int
    answer: dict[str, Any] | None = None


@dataclass
class Memory:
    """What survives a restart with --state."""

    people: dict[int, Person] = field(default_factory=dict)
    bots: dict[int, Bot] = field(default_factory=dict)
    chats: dict[str, Chat] = field(default_factory=dict)
    mailboxes: dict[int, Mailbox] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    presses: dict[str, Press] = field(default_factory=dict)
    next_private_message_id: int = 1
    next_person_id: int = 5_000_000_001
    next_group_id: int = 4_000_001
    clock_offset: float = 0.0
    # What the page shows around the chats; `control/page.py` says what it may hold.
    page: dict[str, Any] = field(default_factory=dict)
    # Whether the file was written by an orderly stop; after a kill ids jump, as what was last may be missing.
    closed: bool = False


def _latest_change(memory: Memory) -> int:
    """After a restart changes are counted on, so that "since then" keeps its meaning."""
    numbers = [message.changed_at for chat in memory.chats.values() for message in chat.messages.values()]
    numbers += [number for chat in memory.chats.values() for number in chat.last_actions.values()]
    return max(numbers, default=0)


class World:
    """Memory plus what lives only while the server runs."""

    def __init__(self, memory: Memory | None = None) -> None:
        self.memory = memory or Memory()
        self.clock = Clock(self.memory.clock_offset)
        self.feed = ChangeFeed(_latest_change(self.memory))
        self.faults = Faults()
        self.pace = Pace()
        self.loopback_webhooks = False
        self.polls = Polls(self)
        self.webhooks = Webhooks(self)
        self._mail: dict[int, Signal] = {}

    def forget(self) -> None:
        """Begin anew with the same bots. Update ids go on: a polling client keeps its offset."""
        old = self.memory
        self.memory = Memory()
        for bot in old.bots.values():
            fresh = Bot(bot.id, bot.token, bot.username, bot.first_name)
            self.memory.bots[bot.id] = fresh
            self.memory.mailboxes[bot.id] = Mailbox(next_id=old.mailboxes[bot.id].next_id)
        self.clock.offset_seconds = 0.0
        self.faults.ordered.clear()
        self.pace = Pace()

    # People and bots

    def person(self, who: int | str) -> Person:
        """By id or by name; the control interface names people as tests do."""
        for person in self.memory.people.values():
            if who in (person.id, person.first_name, person.name):
                return person
        raise ControlError(f"there is no person {who!r}", 404)

    def new_person_id(self) -> int:
        self.memory.next_person_id += random.randrange(1, 50)
        return self.memory.next_person_id

    def bot_by_token(self, token: str) -> Bot | None:
        return next((bot for bot in self.memory.bots.values() if bot.token == token), None)

    def bot(self, who: int | str | None = None) -> Bot:
        """By id, username or token; without a name the first one made."""
        for bot in self.memory.bots.values():
            if who is None or who in (bot.id, bot.username, bot.token):
                return bot
        raise ControlError(f"there is no bot {who!r}", 404)

    def add_bot(self, bot: Bot) -> None:
        self.memory.bots[bot.id] = bot
        self.memory.mailboxes.setdefault(bot.id, Mailbox())

    def mailbox(self, bot_id: int) -> Mailbox:
        return self.memory.mailboxes[bot_id]

    def mail(self, bot_id: int) -> Signal:
        """Fires whenever an update was put into that bot's mailbox."""
        return self._mail.setdefault(bot_id, Signal())

    def user(self, user_id: int) -> dict[str, Any]:
        if user_id in self.memory.bots:
            return self.memory.bots[user_id].as_user()
        if user_id in self.memory.people:
            return self.memory.people[user_id].as_user()
        return FIXED_ACCOUNTS.get(user_id, {"id": user_id, "is_bot": False, "first_name": ""})

    def name_of(self, user_id: int) -> str:
        user = self.user(user_id)
        return " ".join(filter(None, (user["first_name"], user.get("last_name"))))

    # Chats

    def private_key(self, bot_id: int, person_id: int) -> str:
        return f"{bot_id}:{person_id}"

    def private_chat(self, bot_id: int, person_id: int) -> Chat | None:
        return self.memory.chats.get(self.private_key(bot_id, person_id))

    def group(self, chat_id: int) -> Chat | None:
        return self.memory.chats.get(str(chat_id))

    def group_by_username(self, username: str) -> Chat | None:
        wanted = username.lstrip("@").lower()
        found = (chat for chat in self.memory.chats.values() if (chat.username or "").lower() == wanted)
        return next(found, None)

    def chat_named(self, which: int | str, bot: Bot | None = None) -> Chat:
        """A group by id or title, a private chat by its key or the person's id."""
        chat = self.memory.chats.get(str(which))
        if chat is None and isinstance(which, int):
            chat = self.private_chat((bot or self.bot()).id, which)
        if chat is None:
            titled = [chat for chat in self.memory.chats.values() if chat.title == which]
            chat = next((chat for chat in titled if not chat.migrated_to and not chat.deleted), None)
        if chat is None:
            raise ControlError(f"there is no chat {which!r}", 404)
        return chat

    def bots_in(self, chat: Chat) -> list[Bot]:
        if chat.is_private:
            return [self.memory.bots[chat.bot_id]] if chat.bot_id in self.memory.bots else []
        return [self.memory.bots[m.user_id] for m in chat.present_members() if m.user_id in self.memory.bots]

    def new_message_id(self, chat: Chat) -> int:
        """Supergroups and channels count for themselves; private chats and basic groups share one counter."""
        if chat.kind in ("supergroup", "channel"):
            chat.next_message_id += 1
            return chat.next_message_id - 1
        self.memory.next_private_message_id += 1
        return self.memory.next_private_message_id - 1

    def keep_message(self, chat: Chat, message: Message, kind: str = "message") -> Message:
        """Put a new message into its chat and tell everyone who follows."""
        chat.messages[message.id] = message
        message.changed_at = self.feed.number + 1
        self.feed.publish(kind, chat.key, message.sender_id, message.id)
        return message

    def mark_changed(self, chat: Chat, message: Message, kind: str) -> None:
        message.changed_at = self.feed.number + 1
        self.feed.publish(kind, chat.key, message.sender_id, message.id)
