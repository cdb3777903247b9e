"""The gallery as one HTML page that needs nothing else: no script, no file, no network.

The styles of bubbles and buttons are those of the pretended Telegram's page, so that both look alike.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from string import Template

from bot.gallery.examples import Examples
from bot.gallery.shots import Chapter, Commands, Drawn, Shot
from views.i18n import translator
from views.screen import Button, Screen
from views.start import LANGUAGE_NAMES

HERE = Path(__file__).parent
STYLES = HERE.parents[1] / "simulator" / "page" / "static" / "style"
_COMMAND = re.compile(r"(?<![\w/])/[a-z_]+")
_TAG = re.compile(r"(<[^>]*>)")


def page(chapters: Sequence[Chapter], locales: Sequence[str]) -> str:
    """The whole page."""
    template = Template((HERE / "page.html").read_text(encoding="utf-8"))
    drawn = [_chapter(number, chapter, locales) for number, chapter in enumerate(chapters)]
    return template.substitute(
        style="\n".join(_styles()),
        hiding="\n".join(_hiding(locale) for locale in locales),
        languages="\n".join(_language(locale) for locale in locales),
        contents="\n".join(
            f'<li><a href="#c{number}">{escape(chapter.title)}</a></li>'
            for number, chapter in enumerate(chapters)
        ),
        chapters="\n".join(drawn),
    )


def _styles() -> Iterator[str]:
    for file in (STYLES / "colours.css", STYLES / "chat.css", HERE / "page.css"):
        yield file.read_text(encoding="utf-8")


def _hiding(locale: str) -> str:
    return f":root:has(#show-{locale}:not(:checked)) .in-{locale} {{ display: none; }}"


def _language(locale: str) -> str:
    box = f'<input type="checkbox" id="show-{locale}" checked autocomplete="off">'
    return f'<label class="pick">{box} {escape(LANGUAGE_NAMES[locale])}</label>'


def _chapter(number: int, chapter: Chapter, locales: Sequence[str]) -> str:
    shots = {locale: list(chapter.shots(Examples(locale))) for locale in locales}
    figures = "\n".join(_figure(in_turn, locales) for in_turn in zip(*shots.values(), strict=True))
    return f'<section id="c{number}"><h2>{escape(chapter.title)}</h2>\n<div class="shots">{figures}</div></section>'


def _figure(shots: Sequence[Shot], locales: Sequence[str]) -> str:
    phones = "".join(
        f'<div class="phone in-{locale}" lang="{locale}">{drawn(shot.draw(translator(locale)))}</div>'
        for shot, locale in zip(shots, locales, strict=True)
    )
    return (
        f'<figure><figcaption>{escape(shots[0].title)}</figcaption><div class="pair">{phones}</div></figure>'
    )


def drawn(what: Drawn) -> str:
    """One screen as HTML."""
    if isinstance(what, Screen):
        return _message(what)
    return _over(what) if isinstance(what, str) else _commands(what)


def _over(text: str) -> str:
    return f'<div class="log"><div class="over-chat">{escape(text)}</div></div>'


def _commands(listed: Commands) -> str:
    lines = "".join(f"<li><b>/{escape(name)}</b> {escape(told)}</li>" for name, told in listed)
    return f'<ul class="commands">{lines}</ul>'


def _message(screen: Screen) -> str:
    quote = '<div class="quote"><span>…</span></div>' if screen.reply_to is not None else ""
    lock = '<div class="marks"><span>🔒</span></div>' if screen.protect else ""
    text = f'<div class="text" dir="auto">{_formatted(screen.text)}</div>'
    bubble = f'<div class="line"><div class="bubble">{quote}{text}{lock}</div></div>'
    rows = "".join(f'<div class="row">{"".join(map(_button, row))}</div>' for row in screen.rows)
    keyboard = f'<div class="keyboard">{rows}</div>' if rows else ""
    below = (
        f'<div class="foot reply-keyboard"><div class="key">{escape(screen.ask_location)}</div></div>'
        if screen.ask_location
        else ""
    )
    return f'<div class="log"><div class="message bot">{bubble}{keyboard}</div></div>{below}'


def _button(button: Button) -> str:
    classes = " ".join(filter(None, ("key", button.style, "leads" if button.url else None)))
    return f'<div class="{classes}" dir="auto">{escape(button.label)}</div>'


def _formatted(html: str) -> str:
    """Telegram's HTML is HTML already; only commands are made blue by the app itself."""
    return "".join(
        part
        if part.startswith("<")
        else _COMMAND.sub(lambda found: f'<span class="command">{found[0]}</span>', part)
        for part in _TAG.split(html)
    )
