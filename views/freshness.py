"""How fresh a post is, in words."""

from datetime import timedelta

from views.i18n import Translator


def confirmed(tr: Translator, days: int) -> str:
    """🕒 Confirmed 2 days ago"""
    if days < 1:
        return "🕒 " + tr._("Confirmed today")
    return "🕒 " + tr._("Confirmed {ago}").format(ago=tr.ago(timedelta(days=days)))
