"""The best partners of one post, found without looking at all of them.

From each strip (`db/strips`) a few rows are taken first; a strip is read on only where it can still hold something better
than the worst of the best so far. What packed numbers promise is checked by the rules themselves: the answer is theirs.
"""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from math import inf, nextafter
from typing import Generic, TypeVar

from db.asking import Asker
from db.engine import Session
from db.strips import FIRST_LOOK, MORE, Order, Part, Strip, first_look, further, strips_of
from domain.packing import Reach
from domain.posts import Kind
from domain.scoring import DISTANCE, EQUAL, FRESHNESS, WHOLE, cents

AT_ONCE = 8  # rows judged beyond those wanted
_LAST = 2**62
_SLACK = 0.02  # points by which promises may be rounded
_ANYWHERE = 400.0  # degrees
T = TypeVar("T")
Key = tuple[int, int, int]  # hundredths of points, microseconds of the confirmation, post
_FIRST: Key = (2**31 - 1, _LAST, _LAST)
_LEAST: Key = (-1, 0, 0)


@dataclass(frozen=True)
class Judged(Generic[T]):
    """What a row is worth in truth; `key` sorts, largest first."""

    key: Key
    found: T


Judge = Callable[[list[int]], Awaitable[dict[int, Judged[T]]]]


@dataclass
class _Reading:
    """How far a strip of a town was read. `last` is the last row as (key, latitude); None: it is read to its end."""

    town_id: int
    strip: Strip
    last: tuple[Key, float] | None
    in_band: bool = False  # read on by key, no more outward


async def best(
    session: Session,
    asker: Asker,
    town_ids: Collection[int],
    limit: int,
    judge: Judge[T],
    without: Collection[int] = (),
) -> list[T]:
    """The best `limit` partners in these towns, best first; none of the organisations `without`."""
    search = _Search(session, asker, limit, judge, tuple(without))
    readings = [one for town_id in town_ids for one in await search.look(town_id)]
    await search.judge_best()
    while open_ones := [one for one in readings if search.may_hold_better(one)]:
        for one in open_ones:
            await search.read_on(one)
        await search.judge_best()
    return search.result()


class _Search(Generic[T]):
    """One search under way."""

    def __init__(
        self, session: Session, asker: Asker, limit: int, judge: Judge[T], without: tuple[int, ...]
    ) -> None:
        self._session = session
        self._asker = asker
        self._limit = limit
        self._judge = judge
        self._values = asker.values | ({"without": without} if without else {})
        self._chosen = bool(without)
        self._promised: dict[int, Key] = {}  # rows that were not judged yet
        self._judged: dict[int, Judged[T]] = {}

    async def look(self, town_id: int) -> list[_Reading]:
        """The first rows of all strips of a town."""
        strips = strips_of(self._asker)
        statement = first_look(self._asker.shape, strips, self._chosen)
        values = self._values | {"town": town_id} | _band(self._asker, self._asker.hard_limit_km, None)
        lasts: dict[int, list[tuple[Key, float]]] = {}
        for number, post_id, promised, confirmed, lat, _ in await self._session.execute(statement, values):
            key = (promised, confirmed, post_id)
            self._promised[post_id] = key
            lasts.setdefault(number, []).append((key, lat))
        return [
            _Reading(town_id, strip, lasts[number][-1])
            for number, strip in enumerate(strips)
            if len(lasts.get(number, ())) == FIRST_LOOK
        ]

    async def judge_best(self) -> None:
        """Judges rows, the most promising first, until none that is left promises more than the worst of the best."""
        waiting = sorted(self._promised.items(), key=lambda item: item[1], reverse=True)
        at = 0
        while at < len(waiting) and waiting[at][1] > self._worst():
            some = [post_id for post_id, _ in waiting[at : at + self._limit + AT_ONCE]]
            self._judged |= await self._judge(some)
            for post_id in some:
                self._promised.pop(post_id)
            at += len(some)

    def may_hold_better(self, reading: _Reading) -> bool:
        """Whether a strip may go on with something better than the worst of the best."""
        return reading.last is not None and self._ceiling(reading) > self._worst()

    async def read_on(self, reading: _Reading) -> None:
        """The next rows of a strip that may be good enough."""
        assert reading.last is not None
        (promised, confirmed, post_id), lat = reading.last
        banded = reading.strip.order is not Order.NEWEST
        if banded and not reading.in_band:
            promised, confirmed, post_id = _FIRST
        values = {"enough": self._worst()[0], "after_confirmed": confirmed, "after_post": post_id}
        values |= {"town": reading.town_id} | ({"after_cents": promised} if banded else {})
        statement = further(self._asker.shape, reading.strip, self._chosen)
        band = _band(self._asker, self._far_enough(reading.strip), lat) if banded else {}
        rows = (await self._session.execute(statement, self._values | values | band)).all()
        for row in rows:
            if row.post_id not in self._judged:
                self._promised[row.post_id] = (row.cents, row.confirmed, row.post_id)
        reading.in_band = True
        reading.last = (
            ((rows[-1].cents, rows[-1].confirmed, rows[-1].post_id), lat) if len(rows) == MORE else None
        )

    def result(self) -> list[T]:
        """The best, best first."""
        return [one.found for one in self._sorted()[: self._limit]]

    def _sorted(self) -> list[Judged[T]]:
        return sorted(self._judged.values(), key=lambda one: one.key, reverse=True)

    def _worst(self) -> Key:
        """The key that something must exceed to be among the best."""
        found = self._sorted()
        return found[self._limit - 1].key if len(found) >= self._limit else _LEAST

    def _ceiling(self, reading: _Reading) -> Key:
        """The most that the rest of a strip can be worth."""
        assert reading.last is not None
        (promised, confirmed, post_id), lat = reading.last
        if reading.in_band and reading.strip.order is not Order.NEWEST:
            return promised, confirmed, post_id
        points = self._asker.most + (EQUAL if reading.strip.part is Part.SAME else WHOLE)
        points += self._distance_points(reading.strip, lat)
        if reading.strip.order is Order.NEWEST:
            return cents(points - self._stale(confirmed)), confirmed, post_id
        return cents(points), _LAST, _LAST

    def _stale(self, confirmed: int) -> float:
        """Points that an offer confirmed then cannot have any more."""
        if self._asker.shape.kind is Kind.REQUEST:
            return 0.0
        fresh: float = (confirmed - self._asker.values["born"]) * self._asker.values["per_microsecond"]
        return FRESHNESS - min(FRESHNESS, max(0.0, fresh))

    def _distance_points(self, strip: Strip, lat: float) -> float:
        if strip.reach is Reach.NOWHERE:
            return DISTANCE if self._asker.packed.online else DISTANCE / 2
        if not self._asker.shape.placed:
            return DISTANCE / 2
        if strip.order is Order.NEWEST:
            return DISTANCE
        way: float = abs(lat - self._asker.packed.lat) * self._asker.values["km_per_degree"]
        return DISTANCE * max(0.0, 1 - way / self._asker.limit_km)

    def _far_enough(self, strip: Strip) -> float | None:
        """Kilometres beyond which nothing of a strip can be good enough; None when that is nowhere."""
        at_hand = self._asker.most + (EQUAL if strip.part is Part.SAME else WHOLE)
        wanted = self._worst()[0] / 100 - _SLACK - at_hand
        hard = self._asker.hard_limit_km
        if wanted <= 0 or not self._asker.values["km_per_degree"]:
            return hard
        soft = self._asker.limit_km * max(0.0, 1 - wanted / DISTANCE)
        return soft if hard is None else min(soft, hard)


def _band(asker: Asker, km: float | None, beyond: float | None) -> dict[str, float]:
    """The degrees to look through: up to so far away, from a latitude on that was reached already."""
    here, east = asker.packed.lat, asker.packed.lon
    north, across = (_ANYWHERE, _ANYWHERE) if km is None else asker.degrees(km)
    return {
        "up_from": here if beyond is None else beyond,
        "up_to": here + north,
        "down_from": here if beyond is None else nextafter(beyond, inf),
        "down_to": here - north,
        "west": east - across,
        "east": east + across,
    }
