"""*Not for us* and *Photos* below an offer in a group; a proposed change of settings is accepted by administrators."""

from aiogram import Bot, Router
from aiogram.types import CallbackQuery, ReplyParameters

from domain.clock import Clock
from domain.errors import Refusal, Refused
from domain.objections import Objection
from domain.options import Options
from domain.taxonomy import TAXONOMY, Risk
from handlers import administrators
from handlers.filters import Group, Pressed
from handlers.talk import Talk
from handlers.who import Who
from services import alerts, objecting
from services.work import Read, Work
from views import alerts as alert_views
from views import objections as views
from views.callbacks import ObjectionPress, PhotosPress, ProposalPress
from views.i18n import Translator


def router() -> Router:
    """Any member may say why something does not fit, or look at its photos."""
    router = Router(name="objections")
    router.callback_query.register(pressed, Group(), Pressed(ObjectionPress))
    router.callback_query.register(accepted, Group(), Pressed(ProposalPress))
    router.callback_query.register(photos, Group(), Pressed(PhotosPress))
    return router


async def pressed(
    query: CallbackQuery,
    press: ObjectionPress,
    talk: Talk,
    tr: Translator,
    work: Work,
    read: Read,
    clock: Clock,
) -> None:
    """*Not for us* opens the reasons on the same card; one of them is kept, and may lead to a proposal."""
    if press.action in ("why", "back"):
        async with read() as session:
            item = await alerts.card_in(session, clock.now(), talk.chat_id, press.alert_id)
        await talk.show(alert_views.card(tr, item, why=press.action == "why"))
        return
    if press.action != "because" or press.value not in list(Objection):
        raise Refused(Refusal.STALE_BUTTON)
    reason = Objection(press.value)
    async with work() as session:
        found = await objecting.against(session, clock.now(), talk.chat_id, press.alert_id, reason)
    item, change = found
    await talk.edited(talk.message_id or 0, alert_views.card(tr, item))
    if change is not None:
        await talk.below().send(views.proposed(tr, change))
    await talk.toast(views.thanks(tr))


async def accepted(
    query: CallbackQuery, press: ProposalPress, bot: Bot, talk: Talk, tr: Translator, who: Who, work: Work,
    clock: Clock, settings: Options,
) -> None:  # fmt: skip
    """*Yes, change that*."""
    await administrators.require(bot, talk, who)
    category = TAXONOMY.get(press.category)
    if category is None or press.subcategory not in category.subcategories:
        raise Refused(Refusal.UNKNOWN_OPTION)
    change = views.proposal_of(press)
    async with work() as session:
        await objecting.apply(session, clock.now(), talk.chat_id, who.id, settings, change)
    await talk.show(views.applied(tr, change))


async def photos(
    query: CallbackQuery, press: PhotosPress, bot: Bot, talk: Talk, read: Read, clock: Clock
) -> None:
    """The photos, one message each, so that each can be replaced when the offer is erased."""
    async with read() as session:
        item = await alerts.card_in(session, clock.now(), talk.chat_id, press.alert_id)
    await talk.hush()
    for photo in item.version.revision.details.photos:
        await bot.send_photo(
            talk.chat_id,
            photo,
            caption=item.version.post.number,
            message_thread_id=administrators.topic_of(query.message),
            protect_content=item.version.revision.risk is Risk.RED or None,
            reply_parameters=ReplyParameters(
                message_id=talk.message_id or 0, allow_sending_without_reply=True
            ),
        )
