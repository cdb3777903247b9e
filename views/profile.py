"""How the bot shows itself in Telegram, before anybody has pressed anything: name, descriptions, command menus."""

from collections.abc import Mapping
from enum import StrEnum

from views.i18n import N_, Translator

NAME_LIMIT, SHORT_LIMIT, DESCRIPTION_LIMIT = 64, 120, 512  # characters that Telegram takes


class Menu(StrEnum):
    """The kinds of chats that have a menu of their own."""

    PRIVATE = "private"
    GROUP = "group"
    MODERATION = "moderation"


COMMANDS: Mapping[Menu, Mapping[str, str]] = {
    Menu.PRIVATE: {
        "start": N_("The menu"),
        "offer": N_("Offer help"),
        "my": N_("My offers"),
        "needs": N_("What is needed"),
        "language": N_("Change the language"),
        "privacy": N_("What is stored, and who is responsible"),
        "help": N_("How it works"),
        "cancel": N_("Stop what I am writing"),
    },
    Menu.GROUP: {
        "request": N_("Say what we need"),
        "requests": N_("Our requests"),
        "settings": N_("What we hear of, and when"),
        "status": N_("How our organisation stands"),
        "help": N_("How it works"),
    },
    Menu.MODERATION: {
        "queue": N_("What waits, oldest first"),
        "stats": N_("How it goes: numbers of the last 30 days"),
        "find": N_("Find a post by number or words"),
        "ban": N_("Ban the author of a post"),
        "unban": N_("Let a banned author post again"),
        "log": N_("What happened to a post"),
        "help": N_("How it works"),
    },
}


def commands(tr: Translator, menu: Menu) -> tuple[tuple[str, str], ...]:
    """(command, description) in the order of the menu. Plain text."""
    return tuple((command, tr._(text)) for command, text in COMMANDS[menu].items())


def name(tr: Translator) -> str:
    """The bot's name over its chat. Plain text."""
    return tr._("Handreich · help in your town")


def short_description(tr: Translator) -> str:
    """Shown where somebody passes the bot on. Plain text."""
    return tr._(
        "Offer help in your town, or say what your organisation needs. Moderators read every post first."
    )


def description(tr: Translator) -> str:
    """Shown in the empty chat, above the button *Start*. Plain text."""
    return tr._(
        "You have something to give, or time to help? Say it here in a few steps. A moderator of your town reads it first."
        " Then it reaches exactly the organisations that look for it. They see your contact only if you say yes.\n\n"
        "You are an organisation? Add me to your group.\n\nPress Start."
    )
