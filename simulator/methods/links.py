"""Invite links and reactions."""

from typing import Any
from uuid import uuid4

from simulator.access import chat_to_read, chat_to_write, has_right
from simulator.errors import bad_request
from simulator.methods import api_method
from simulator.requests import Request
from simulator.world import World

REACTIONS = frozenset(
    "👍👎❤🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳🌚🌭💯🤣⚡🍌🏆💔🤨😐🍓🍾💋🖕😈😴😭🤓👻👀🎃🙈😇😨🤝✍🤗🫡🎅🎄☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾😡"
)


@api_method("createChatInviteLink")
def create_chat_invite_link(world: World, request: Request) -> dict[str, Any]:
    chat = chat_to_read(world, request)
    if chat.is_private or not has_right(chat, request.bot.id, "can_invite_users"):
        raise bad_request("not enough rights to manage chat invite link")
    if request.flag("creates_join_request") and request.integer("member_limit"):
        raise bad_request("member limit can't be specified for links requiring administrator approval")
    link: dict[str, Any] = {
        "invite_link": f"https://t.me/+{uuid4().hex[:16]}",
        "creator": request.bot.as_user(),
        "creates_join_request": request.flag("creates_join_request"),
        "is_primary": False,
        "is_revoked": False,
    }
    if request.has("name"):
        link["name"] = request.text("name")
    link |= {name: request.integer(name) for name in ("expire_date", "member_limit") if request.has(name)}
    chat.invite_links[link["invite_link"]] = link
    return link


@api_method("setMessageReaction")
def set_message_reaction(world: World, request: Request) -> bool:
    wanted = request.json_list("reaction")
    chat = chat_to_write(world, request)
    message = chat.message(request.integer("message_id"))
    if message is None:
        raise bad_request("message to react not found")
    for reaction in wanted:
        emoji = str(reaction.get("emoji", "")).rstrip("\ufe0f") if isinstance(reaction, dict) else ""
        if emoji not in REACTIONS:
            raise bad_request("REACTION_INVALID")
    message.reactions[str(request.bot.id)] = wanted
    world.mark_changed(chat, message, "reaction")
    return True
