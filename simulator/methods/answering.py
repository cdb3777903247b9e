"""Answering presses on inline buttons, once and in time."""

from simulator.errors import bad_request
from simulator.links import BadLink, check_link
from simulator.methods import api_method
from simulator.requests import Request
from simulator.updates import CALLBACK_KEPT_SECONDS
from simulator.world import World

TOO_LATE = "query is too old and response timeout expired or query ID is invalid"
MAX_ANSWER = 200


@api_method("answerCallbackQuery")
def answer_callback_query(world: World, request: Request) -> bool:
    press = world.memory.presses.get(request.text("callback_query_id"))
    if press is None or press.bot_id != request.bot.id or press.answer is not None:
        raise bad_request(TOO_LATE)
    if world.clock.timestamp() - press.created >= CALLBACK_KEPT_SECONDS:
        raise bad_request(TOO_LATE)
    if len(request.text("text")) > MAX_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    press.answer = {
        "text": request.text("text") or None,
        "alert": request.flag("show_alert"),
        "url": checked_answer_link(request),
    }
    world.feed.publish(
        "answer", press.chat, press.person_id, press.message_id, press=press.id, **press.answer
    )
    return True


def checked_answer_link(request: Request) -> str | None:
    """Bots may open their own t.me links this way; other links are for games only."""
    if not request.has("url"):
        return None
    try:
        url = check_link(request.text("url"))
    except BadLink:
        raise bad_request("URL_INVALID") from None
    own = (
        f"https://t.me/{request.bot.username}",
        f"http://t.me/{request.bot.username}",
        "tg://resolve?domain=",
    )
    if not url.lower().startswith(tuple(prefix.lower() for prefix in own)):
        raise bad_request("URL_INVALID")
    return url
