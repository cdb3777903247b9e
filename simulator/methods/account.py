"""What a bot sets for itself: commands, names, descriptions, the menu button and default rights."""

import json
import re
from typing import Any

from simulator.errors import bad_request
from simulator.methods import Method, api_method
from simulator.requests import Request
from simulator.rights import ADMINISTRATOR_RIGHTS, GROUP_RIGHTS
from simulator.world import World

SCOPES = (
    "default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat", "chat_administrators",
    "chat_member",
)  # fmt: skip
MAX_COMMANDS = 100


def scope_key(world: World, request: Request) -> str:
    """Scope and language as one text, so that commands of each are kept apart."""
    scope = request.json("scope") or {"type": "default"}
    if not isinstance(scope, dict) or scope.get("type") not in SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    if scope["type"].startswith("chat") and not known_chat(world, request, scope.get("chat_id")):
        raise bad_request("chat not found")
    language = request.text("language_code")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad_request("invalid language code specified")
    return json.dumps([scope, language], sort_keys=True)


def known_chat(world: World, request: Request, chat_id: Any) -> bool:
    text = str(chat_id)
    if text.lstrip("-").isdigit():
        return bool(world.group(int(text)) or world.private_chat(request.bot.id, int(text)))
    return text.startswith("@") and world.group_by_username(text) is not None


def read_command(command: Any) -> dict[str, str]:
    if not isinstance(command, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    name = str(command.get("command", "")).lstrip("/").lower()
    text = str(command.get("description", ""))
    if not 1 <= len(name) <= 32:
        raise bad_request("command must be non-empty" if not name else "command is too long")
    if not re.fullmatch(r"[a-z0-9_]+", name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not text.strip():
        raise bad_request("command description must be non-empty")
    if len(text) > 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": text}


@api_method("setMyCommands")
def set_my_commands(world: World, request: Request) -> bool:
    commands = request.json_list("commands")
    if len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    key = scope_key(world, request)
    request.bot.commands[key] = [read_command(command) for command in commands]
    return True


@api_method("getMyCommands")
def get_my_commands(world: World, request: Request) -> list[dict[str, str]]:
    return request.bot.commands.get(scope_key(world, request), [])


@api_method("deleteMyCommands")
def delete_my_commands(world: World, request: Request) -> bool:
    request.bot.commands.pop(scope_key(world, request), None)
    return True


def _texts(kind: str, store: str, longest: int) -> tuple[Method, Method]:
    """Setter and getter of a text that exists once per language."""

    def set_text(world: World, request: Request) -> bool:
        if len(request.text(kind)) > longest:
            raise bad_request(f"{kind} is too long")
        getattr(request.bot, store)[request.text("language_code")] = request.text(kind)
        return True

    def get_text(world: World, request: Request) -> dict[str, str]:
        texts = getattr(request.bot, store)
        return {kind: texts.get(request.text("language_code")) or texts.get("", "")}

    return set_text, get_text


for _name, _kind, _store, _longest in (
    ("MyName", "name", "names", 64),
    ("MyDescription", "description", "descriptions", 512),
    ("MyShortDescription", "short_description", "short_descriptions", 120),
):
    _setter, _getter = _texts(_kind, _store, _longest)
    api_method(f"set{_name}")(_setter)
    api_method(f"get{_name}")(_getter)


@api_method("setChatMenuButton")
def set_chat_menu_button(world: World, request: Request) -> bool:
    button = request.json("menu_button") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in ("default", "commands", "web_app"):
        raise bad_request("can't parse menu button: unsupported type specified")
    if request.has("chat_id") and not world.private_chat(request.bot.id, request.integer("chat_id")):
        raise bad_request("chat not found")
    request.bot.menu_buttons[request.text("chat_id")] = button
    return True


@api_method("getChatMenuButton")
def get_chat_menu_button(world: World, request: Request) -> dict[str, Any]:
    buttons = request.bot.menu_buttons
    return buttons.get(request.text("chat_id")) or buttons.get("", {"type": "commands"})


@api_method("setMyDefaultAdministratorRights")
def set_my_default_administrator_rights(world: World, request: Request) -> bool:
    rights = request.json("rights") or {}
    request.bot.default_rights[request.text("for_channels")] = {k: bool(v) for k, v in rights.items()}
    return True


@api_method("getMyDefaultAdministratorRights")
def get_my_default_administrator_rights(world: World, request: Request) -> dict[str, bool]:
    rights = request.bot.default_rights.get(request.text("for_channels"), {})
    names = ("is_anonymous", *ADMINISTRATOR_RIGHTS, *GROUP_RIGHTS)
    return {name: rights.get(name, False) for name in names}
