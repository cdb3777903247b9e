"""Links as Telegram checks them: which it accepts, how it writes them down, and its reasons for refusing."""

import re
from urllib.parse import urlsplit

MENTION = re.compile(r"^(?:tg:(?://)?user\?id=)(\d+)$", re.IGNORECASE)
INTERNAL = ("tg", "ton", "tonsite")


class BadLink(Exception):
    """Not a link Telegram would take; the message is its reason."""


def mentioned_user(url: str) -> int:
    """The id in tg://user?id=…, 0 if it is another kind of link."""
    found = MENTION.match(url.strip())
    return int(found[1]) if found else 0


def check_link(url: str) -> str:
    """The link as Telegram keeps it, or BadLink."""
    link = url.strip()
    scheme, separator, rest = link.partition("://")
    if separator and scheme.lower() in INTERNAL:
        return f"{scheme.lower()}://{rest}"
    if separator and scheme.lower() not in ("http", "https"):
        raise BadLink("Unsupported URL protocol")
    return _checked_http(link if separator else f"http://{link}")


def checked_link(url: str) -> str:
    """As check_link, but an empty text for what Telegram silently drops."""
    try:
        return check_link(url)
    except BadLink:
        return ""


def _checked_http(url: str) -> str:
    if re.search(r"[\s\x00-\x1f]", url):
        raise BadLink("Wrong HTTP URL")
    parts = urlsplit(url)
    try:
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise BadLink("Wrong port number specified in the URL") from None
    if not host:
        raise BadLink("URL host is empty")
    if "." not in host.strip(".") or host.startswith(".") or ".." in host:
        raise BadLink("Wrong HTTP URL")
    authority = f"{parts.netloc.rpartition('@')[0]}@{host}" if "@" in parts.netloc else host
    authority += f":{port}" if port and port != {"http": 80, "https": 443}[parts.scheme.lower()] else ""
    tail = url.partition("://")[2][len(parts.netloc) :]
    return f"{parts.scheme.lower()}://{authority}{tail if tail.startswith('/') else '/' + tail}"
