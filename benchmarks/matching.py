"""The best twenty requests for one new offer, at a thousand to a million open requests, on both databases.

The data: 1,000 towns with Zipf sizes, kinds as often as in the labelled cases, radii around 5 km, a fixed seed. Each
request is stored whole: post, revision and packing, as the bot does.
"""

import os
import sqlite3
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Engine, event, text

from benchmarks.crowds import NOW, offers_of, prepare, rows_of
from db import candidates, partners
from db.candidates import Scope
from db.engine import Database, Session, open_database
from db.posts import showable
from db.tables import posts
from domain.matching import failing
from domain.posts import Version
from domain.sides import given, wanted
from domain.towns import Town
from tests.conftest import on_postgresql

SIZES = (1_000, 10_000, 100_000, 1_000_000)
ASKED, ASKED_IN_LARGEST, SCANS = 400, 200, 5
NAIVE_UP_TO = 10_000
TABLES = ("posts", "revisions", "open_posts")
BATCH_OFFERS, BATCH_REQUESTS = 10_000, 100_000


@dataclass(frozen=True)
class Row:
    """One line of the table, in milliseconds. `database` is the time inside it alone, of `whole`."""

    database: str
    size: int
    p50: float
    p99: float
    whole_p50: float
    largest_p50: float
    largest_p99: float
    scan: float
    naive: float | None


@dataclass(frozen=True)
class Batch:
    """All pairs of many offers, in seconds: in sets, and one offer after the other (from a sample)."""

    database: str
    pairs: int
    together: float
    one_by_one: float


class Stopwatch:
    """Adds up the time that statements take in the database."""

    def __init__(self) -> None:
        self.seconds = 0.0
        event.listen(Engine, "before_cursor_execute", self._before)
        event.listen(Engine, "after_cursor_execute", self._after)

    def _before(self, *_: Any) -> None:
        self._since = time.perf_counter()

    def _after(self, *_: Any) -> None:
        self.seconds += time.perf_counter() - self._since


async def measures(told: Callable[[Row], None], batched: Callable[[Batch], None], most: int) -> None:
    """Every size on every database; PostgreSQL if HANDREICH_TEST_POSTGRESQL names a server."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.sqlite3"
        async with open_database(f"sqlite:///{path}") as database:
            await _measure("sqlite", database, _sqlite_loader(path), told, batched, most)
    server = os.environ.get("HANDREICH_TEST_POSTGRESQL")
    if server:
        async with on_postgresql() as url, open_database(url) as database:
            await _measure("postgresql", database, _postgresql_loader(url), told, batched, most)


Loader = Callable[[dict[str, list[dict[str, Any]]]], Awaitable[None]]


async def _measure(
    name: str,
    database: Database,
    load: Loader,
    told: Callable[[Row], None],
    batched: Callable[[Batch], None],
    most: int,
) -> None:
    await database.migrate()
    async with database.write() as session:
        known = await prepare(session)
    watch, random, done = Stopwatch(), Random(8), 0
    for size in (one for one in SIZES if one <= most):
        while done < size:
            step = min(50_000, size - done)
            await load(rows_of(random, done, step, known))
            done += step
        async with database.write() as session:
            await session.execute(text("ANALYZE"))
        told(await _row(name, database, watch, size, known))
        if size == BATCH_REQUESTS:
            batched(await _batch(name, database, load, watch, known))


async def _row(name: str, database: Database, watch: Stopwatch, size: int, known: list[Town]) -> Row:
    inside, whole = await _ask(database, watch, offers_of(Random(5), ASKED, known), known)
    largest, _ = await _ask(database, watch, offers_of(Random(6), ASKED_IN_LARGEST, known[:1]), known)
    some = offers_of(Random(7), SCANS, known)
    async with database.read() as session:
        scan = _at([await _scan(name, session, one) for one in some], 50)
        naive = await _naive(session, some[0], known) if size <= NAIVE_UP_TO else None
    return Row(
        name,
        size,
        _at(inside, 50),
        _at(inside, 99),
        _at(whole, 50),
        _at(largest, 50),
        _at(largest, 99),
        scan,
        naive,
    )


async def _ask(
    database: Database, watch: Stopwatch, offers: list[Version], known: list[Town]
) -> tuple[list[float], list[float]]:
    here = {town.id: town for town in known}
    inside, whole = [], []
    warm = offers_of(
        Random(4), len(offers), known
    )  # others of the same kinds, so that statements are prepared
    async with database.read() as session:
        for number, offer in enumerate([*warm, *offers]):
            watch.seconds, since = 0.0, time.perf_counter()
            await partners.requests_for(session, NOW, offer, here[offer.post.town_id], 20)
            if number >= len(warm):
                inside.append(watch.seconds * 1000)
                whole.append((time.perf_counter() - since) * 1000)
    return inside, whole


async def _scan(name: str, session: Session, offer: Version) -> float:
    """The same rows by reading the whole table."""
    if name == "postgresql":
        for what in ("indexscan", "bitmapscan", "indexonlyscan"):
            await session.execute(text(f"SET enable_{what} = off"))
    hint = "NOT INDEXED" if name == "sqlite" else ""
    statement = text(
        f"SELECT post_id FROM open_posts {hint}"  # noqa: S608
        " WHERE kind = 'request' AND town_id = :town AND category = :category AND subcategory IN (:part, '')"
        " AND lat BETWEEN :low AND :high ORDER BY confirmed DESC LIMIT 20"
    )
    mine = offer.revision
    values = {"town": offer.post.town_id, "category": mine.category, "part": mine.subcategory}
    band = {"low": (mine.lat or 0) - 0.1, "high": (mine.lat or 0) + 0.1}
    since = time.perf_counter()
    (await session.execute(statement, values | band)).all()
    spent = (time.perf_counter() - since) * 1000
    if name == "postgresql":
        await session.execute(text("RESET ALL"))
    return spent


async def _naive(session: Session, offer: Version, known: list[Town]) -> float:
    """Everything that is live, loaded and judged one by one."""
    here = {town.id: town for town in known}
    since = time.perf_counter()
    mine = given(offer, here[offer.post.town_id])
    found = await showable(session, NOW, posts.c.kind == "request")
    wishes = [wanted(one, here[one.post.town_id], verified=True, cleared=False) for one in found]
    _ = [wish for wish in wishes if not failing(mine, wish, NOW)]
    return (time.perf_counter() - since) * 1000


async def _batch(name: str, database: Database, load: Loader, watch: Stopwatch, known: list[Town]) -> Batch:
    """All pairs of 10,000 stored offers; then some of them asked for one after the other."""
    await load(rows_of(Random(9), 2_000_000, BATCH_OFFERS, known, offers=True))
    async with database.write() as session:
        await session.execute(text("ANALYZE"))
    async with database.read() as session:
        since = time.perf_counter()
        pairs = len((await session.execute(candidates.request_pairs(NOW, Scope()))).all())
        together = time.perf_counter() - since
    inside, _ = await _ask(database, watch, offers_of(Random(9), ASKED, known), known)
    async with database.write() as session:
        await session.execute(text("DELETE FROM open_posts WHERE kind = 'offer'"))
    return Batch(name, pairs, together, sum(inside) / len(inside) * BATCH_OFFERS / 1000)


def _at(found: list[float], percent: int) -> float:
    return sorted(found)[min(len(found) - 1, len(found) * percent // 100)]


def _sqlite_loader(path: Path) -> Loader:
    async def load(rows: dict[str, list[dict[str, Any]]]) -> None:
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA synchronous = OFF")
        for table in TABLES:
            names = list(rows[table][0])
            marks = ", ".join("?" * len(names))
            columns = ", ".join(f'"{name}"' for name in names)
            insert = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 - names of our own
            connection.executemany(
                insert, (tuple(_plain(one) for one in row.values()) for row in rows[table])
            )
        connection.commit()
        connection.close()

    return load


def _plain(value: Any) -> Any:
    """As SQLite stores it: instants in UTC, without saying so."""
    return value.strftime("%Y-%m-%d %H:%M:%S.%f") if isinstance(value, datetime) else value


def _postgresql_loader(url: str) -> Loader:
    async def load(rows: dict[str, list[dict[str, Any]]]) -> None:
        import asyncpg  # type: ignore[import-untyped]

        connection = await asyncpg.connect(url)
        for table in TABLES:
            records = [tuple(row.values()) for row in rows[table]]
            await connection.copy_records_to_table(table, records=records, columns=list(rows[table][0]))
        await connection.close()

    return load
