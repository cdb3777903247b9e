"""What Telegram shows of the bot before anything is pressed: within its limits, in every language."""

import re

import pytest

from views import profile
from views.i18n import LOCALES, translator
from views.profile import Menu


@pytest.mark.parametrize("locale", LOCALES)
def test_texts_are_within_telegrams_limits(locale: str) -> None:
    tr = translator(locale)
    assert 0 < len(profile.name(tr)) <= profile.NAME_LIMIT
    assert 0 < len(profile.short_description(tr)) <= profile.SHORT_LIMIT
    assert 0 < len(profile.description(tr)) <= profile.DESCRIPTION_LIMIT
    for menu in Menu:
        for command, description in profile.commands(tr, menu):
            assert re.fullmatch("[a-z0-9_]{1,32}", command)
            assert 3 <= len(description) <= 256


def test_the_commands_are_those_of_the_specification() -> None:
    def menu(kind: Menu) -> str:
        return " ".join(f"/{command}" for command in profile.COMMANDS[kind])

    assert menu(Menu.PRIVATE) == "/start /offer /my /needs /language /privacy /help /cancel"
    assert menu(Menu.GROUP) == "/request /requests /settings /status /help"
    assert menu(Menu.MODERATION) == "/queue /stats /find /ban /unban /log /help"
