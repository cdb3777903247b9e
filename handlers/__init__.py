"""Telegram in, Telegram out: an update comes in, one service is asked, a screen goes out. No rules, no prose, no queries."""

from importlib import import_module

from aiogram import Router

# The first router that wants an update gets it: groups before people, and last whoever takes what nobody wanted.
ORDER = (
    "errors",
    "seats",
    "group_life",
    "groups",
    "contacts",
    "objections",
    "cards",
    "bans",
    "requests",
    "moderation",
    "lookup",
    "settings",
    "start",
    "menu",
    "answering",
    "preferences",
    "conversation",
    "own",
    "needs",
    "unexpected",
)


def routers() -> list[Router]:
    """Fresh routers of all features, in order. Built by functions, since a router belongs to one dispatcher."""
    return [import_module(f"handlers.{name}").router() for name in ORDER]
