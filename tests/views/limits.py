"""What Telegram takes: measured on the text as it is shown, its markup read as Telegram reads it."""

from simulator.html_text import parse_html
from views.callbacks import LIMIT_BYTES, unpack
from views.pickers import BLANK
from views.screen import Screen

TEXT = 4096
BUTTONS = 100
LABEL = 64
AWKWARD = "<b>&\"'</i> <script> & 😀🧸 ‮"
LONGEST = (AWKWARD * 40)[:600]  # as long as a post may be


def plain(html: str) -> str:
    """The text as people read it. Fails where Telegram would refuse the markup."""
    return parse_html(html)[0]


def check(screen: Screen) -> str:
    """Fails when Telegram would refuse the screen; gives its text as people read it."""
    text = plain(screen.text)
    assert 0 < len(text.encode("utf-16-le")) // 2 <= TEXT
    buttons = [button for row in screen.rows for button in row]
    assert len(buttons) <= BUTTONS
    for button in buttons:
        assert 0 < len(button.label) <= LABEL, button
        assert button.label == BLANK or any(char.isalnum() for char in button.label), button
        assert (button.data is None) is (button.url is not None)
        assert button.data is None or (len(button.data.encode()) <= LIMIT_BYTES and unpack(button.data))
    return text
