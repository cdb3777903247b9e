"""`handreich gallery`: one page with every screen in every language, to look at; nothing runs for it."""

import argparse
from pathlib import Path

from bot.gallery.chapters import CHAPTERS
from bot.gallery.page import page
from views.i18n import LOCALES


def main(args: argparse.Namespace) -> int:
    """Writes the page and says where it is."""
    out: Path = args.out
    out.write_text(page(CHAPTERS, LOCALES), encoding="utf-8")
    print(f"Every screen in every language: open {out} in a browser.")
    return 0
