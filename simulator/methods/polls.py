"""Polls: asking and closing. Votes come through the control interface."""

import json
from typing import Any
from uuid import uuid4

from simulator.entities import formatted
from simulator.errors import bad_request
from simulator.methods import api_method
from simulator.methods.editing import editable
from simulator.methods.sending import send
from simulator.requests import Request
from simulator.world import World

MAX_QUESTION = 300
MAX_OPTION = 100
MAX_OPTIONS = 12


@api_method("sendPoll")
def send_poll(world: World, request: Request) -> Any:
    question, _ = formatted(request.text("question"), request.text("question_parse_mode"), [])
    if not question:
        raise bad_request("poll question must be non-empty")
    if len(question) > MAX_QUESTION:
        raise bad_request(f"poll question length must not exceed {MAX_QUESTION}")
    options = [option_text(option) for option in request.json_list("options")]
    if not options:
        raise bad_request("poll must have at least 1 option")
    if len(options) > MAX_OPTIONS:
        raise bad_request(f"poll can't have more than {MAX_OPTIONS} options")
    return send(world, request, {"poll": poll_content(request, question, options)})


def poll_content(request: Request, question: str, options: list[str]) -> dict[str, Any]:
    return {
        "id": str(uuid4().int % 10**18),
        "question": question,
        "options": [
            {"persistent_id": str(number), "text": text, "voter_count": 0}
            for number, text in enumerate(options)
        ],
        "total_voter_count": 0,
        "is_closed": request.flag("is_closed"),
        "is_anonymous": request.flag("is_anonymous") if request.has("is_anonymous") else True,
        "type": request.text("type") or "regular",
        "allows_multiple_answers": request.flag("allows_multiple_answers"),
        "allows_revoting": True,
        "members_only": False,
    }


def option_text(option: Any) -> str:
    text = option.get("text") if isinstance(option, dict) else option
    if not isinstance(text, str) or not text.strip():
        raise bad_request("poll options must be non-empty")
    if len(text.strip()) > MAX_OPTION:
        raise bad_request(f"poll options length must not exceed {MAX_OPTION}")
    return text.strip()


@api_method("stopPoll")
def stop_poll(world: World, request: Request) -> Any:
    chat, message = editable(world, request)
    if "poll" not in message.content:
        raise bad_request("message is not a poll")
    if message.content["poll"]["is_closed"]:
        raise bad_request("poll has already been closed")
    poll = json.loads(json.dumps(message.content["poll"])) | {"is_closed": True}
    message.content = message.content | {"poll": poll}
    world.mark_changed(chat, message, "edit")
    return poll
