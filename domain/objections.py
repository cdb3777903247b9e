"""*Not for us*: why an offer was not for a group, and which change of its settings spares it the next one of that kind."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from domain.organisations import RADII_KM, Mode


class Objection(StrEnum):
    """Why an offer was not for a group."""

    TOO_FAR = "too_far"
    WRONG_KIND = "wrong_kind"
    NOT_NOW = "not_now"
    COVERED = "covered"
    LANGUAGE = "language"


REPEATED = 3  # so many equal reasons propose a change
OF_KIND = (Objection.WRONG_KIND, Objection.COVERED)  # counted for each kind by itself


@dataclass(frozen=True)
class Proposal:
    """One exact change: `radius` to `km`, `mode` to the next slower one, `unfollow` the kind, or `stop` it for two weeks."""

    change: str
    kind: tuple[str, str]
    km: int = 0
    mode: Mode = Mode.DAILY


@dataclass(frozen=True)
class Hearing:
    """What a group hears now: its mode, its radius (None: everywhere), what it follows, and how far away the nearest of the
    offers was that were too far (None: not known)."""

    mode: Mode
    radius_km: float | None
    follows: Collection[tuple[str, str | None]]
    nearest_km: float | None


def proposal(objection: Objection, kind: tuple[str, str], hearing: Hearing) -> Proposal | None:
    """The change that this reason asks for; None when there is none that would help."""
    match objection:
        case Objection.TOO_FAR:
            return _nearer(kind, hearing)
        case Objection.WRONG_KIND if kind in hearing.follows or (kind[0], None) in hearing.follows:
            return Proposal("unfollow", kind)
        case Objection.NOT_NOW if hearing.mode is not Mode.WEEKLY:
            slower = Mode.WEEKLY if hearing.mode is Mode.DAILY else Mode.DAILY
            return Proposal("mode", kind, mode=slower)
        case Objection.COVERED:
            return Proposal("stop", kind)
        case _:
            return None


def _nearer(kind: tuple[str, str], hearing: Hearing) -> Proposal | None:
    """The largest radius that would have spared the group all of them, smaller than the present one."""
    if hearing.nearest_km is None:
        return None
    limit = min(hearing.nearest_km, hearing.radius_km or hearing.nearest_km)
    km = max((radius for radius in RADII_KM if radius < limit), default=None)
    return Proposal("radius", kind, km=km) if km else None
