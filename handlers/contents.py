"""What a message in a private chat holds, freed from how Telegram words it; and which messages want no answer."""

from collections import OrderedDict

from aiogram.enums import ContentType
from aiogram.filters import Filter
from aiogram.types import Message

from domain.inputs import Input, Located, Pictured, Sent, Typed
from domain.pickers import Photos
from handlers.who import Who
from services import conversation
from services.work import Read

# What people send. Anything else is Telegram telling that something happened (a pinned message, a changed timer).
_SENT = frozenset(
    {
        ContentType.ANIMATION,
        ContentType.AUDIO,
        ContentType.CHECKLIST,
        ContentType.CONTACT,
        ContentType.DICE,
        ContentType.DOCUMENT,
        ContentType.GAME,
        ContentType.LIVE_PHOTO,
        ContentType.LOCATION,
        ContentType.PAID_MEDIA,
        ContentType.PHOTO,
        ContentType.POLL,
        ContentType.RICH_MESSAGE,
        ContentType.STICKER,
        ContentType.STORY,
        ContentType.TEXT,
        ContentType.UNKNOWN,
        ContentType.VENUE,
        ContentType.VIDEO,
        ContentType.VIDEO_NOTE,
        ContentType.VOICE,
    }
)
_REMEMBERED = 200  # albums: more than can arrive at the same time


def given(message: Message) -> Input:
    """The message as an answer."""
    if message.location:
        return Located(message.location.latitude, message.location.longitude, message.message_id)
    if message.photo:
        return Pictured(message.photo[-1].file_id, message.message_id, message.media_group_id)
    if message.text is not None:
        return Typed(message.text, message.message_id, forwarded=message.forward_origin is not None)
    return Sent(message.content_type)


def is_command(message: Message) -> bool:
    """Whether the text is meant as a command, known or not."""
    return (message.text or "").startswith("/")


class Unanswered(Filter):
    """A message that nobody typed, or a later part of an album (each part is an update of its own) where no photos are
    asked for."""

    def __init__(self) -> None:
        self._albums: OrderedDict[str, int] = OrderedDict()

    async def __call__(self, message: Message, who: Who, read: Read) -> bool:
        if message.content_type not in _SENT:
            return True
        if message.media_group_id is None or not self._is_later(message.media_group_id, message.message_id):
            return False
        async with read() as session:
            scene = await conversation.scene(session, who.id)
        return scene is None or not scene.asks(Photos)

    def _is_later(self, album: str, message_id: int) -> bool:
        first = self._albums.setdefault(album, message_id)
        if len(self._albums) > _REMEMBERED:
            self._albums.popitem(last=False)
        return first != message_id
