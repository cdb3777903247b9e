"""The code for a further group, in private."""

from domain.organisations import Code
from views.i18n import Translator
from views.links import group_link
from views.menu import menu_row
from views.screen import Button, Screen, safe


def code(tr: Translator, facts: Code, bot_name: str) -> Screen:
    """The code with what to do with it. Nobody but the administrator sees it."""
    text = tr._(
        "The code for a further group of <b>{name}</b>:\n\n<code>{code}</code>\n\nIt works once, until {time}. The button"
        " adds me to the other group with it. If I am there already, an administrator presses <i>Register this group</i>"
        " there and sends the code instead of a name."
    ).format(name=safe(facts.name), code=facts.text, time=tr.datetime(facts.expires_at, facts.town.zone))
    add = Button("➕ " + tr._("Add me to the other group"), url=group_link(bot_name, facts.text))
    return Screen(text, ((add,), menu_row(tr)))
