"""What a command finds in a group that is not registered: the button that registers it, or brings back what it was."""

from domain.errors import Refusal, Refused
from handlers.talk import Talk
from services import joining
from services.work import Read
from views import groups as views
from views.i18n import Translator


async def offer_registration(refused: Refused, talk: Talk, tr: Translator, read: Read) -> None:
    """Raises any other refusal again. Call it after the session of the refused command is closed."""
    if refused.code is not Refusal.GROUP_NOT_REGISTERED:
        raise refused
    async with read() as session:
        former = await joining.former(session, talk.chat_id)
    await talk.send(views.unregistered(tr, former.name if former else None))
