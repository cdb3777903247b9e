"""Addresses people write into the configuration, and the form the program needs.

Each function returns the address to use or raises ValueError with the beginning of a sentence, which never
repeats the address: some hold a password.
"""

from importlib.util import find_spec
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

_DRIVERS = {
    "sqlite": "sqlite",
    "sqlite+aiosqlite": "sqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}


def database_address(url: str) -> str:
    """The same database with the driver the program speaks to it."""
    scheme, separator, rest = url.partition("://")
    driver = _DRIVERS.get(scheme)
    if driver is None or not separator:
        raise ValueError("is not an address of SQLite or PostgreSQL")
    if driver.startswith("sqlite") and not rest.startswith("/"):
        raise ValueError("has too few slashes, a file needs three and an absolute path four")
    if driver.startswith("postgresql") and find_spec("asyncpg") is None:
        raise ValueError('needs the driver asyncpg, install it with: pip install "handreich[postgresql]"')
    return f"{driver}://{rest}"


def base_address(url: str) -> str:
    """An http(s) address without the slash at its end."""
    _split(url, "http", "https")
    return url.rstrip("/")


def public_address(url: str) -> str:
    """Telegram calls https only; http is accepted on this machine, for trying out."""
    if not _is_loopback(_split(url, "http", "https")):
        _split(url, "https")
    return url


def loopback_address(url: str) -> str:
    """An http address that cannot leave this machine."""
    if not _is_loopback(_split(url, "http")):
        raise ValueError("is not an address on this machine")
    return url.rstrip("/")


def listen_address(address: str) -> str:
    """host:port, with brackets around an IPv6 host."""
    try:
        parts = urlsplit(f"//{address}")
        complete = bool(parts.hostname) and parts.port is not None and parts.netloc == address
    except ValueError:
        complete = False
    if not complete:
        raise ValueError("is not a host and a port")
    return address


def _split(url: str, *schemes: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - reading it raises for a port that is no number
    except ValueError:
        raise ValueError("is not a web address") from None
    if parts.scheme not in schemes or not parts.hostname:
        raise ValueError(f"is not an address that begins with {' or '.join(schemes)}://")
    return parts


def _is_loopback(parts: SplitResult) -> bool:
    host = parts.hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
