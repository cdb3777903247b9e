"""The audit trail only grows, on both databases; only the id of somebody erased is taken out."""

import csv
import io
import json
import threading
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import DBAPIError

from bot.cli import main
from db.tables import audit
from services.audit import Entry, read
from tests.services.towns import Here


async def entries(here: Here) -> list[Entry]:
    async with here.database.read() as session:
        return [entry async for entry in read(session)]


@pytest.mark.parametrize(
    "change",
    [
        delete(audit),
        update(audit).values(action="x"),
        update(audit).values(actor_id=7),
        update(audit).values(facts={}),
    ],
)
async def test_no_entry_is_changed_or_deleted(here: Here, change: object) -> None:
    await here.posts_live()
    before = await entries(here)
    assert before
    with pytest.raises(DBAPIError, match="append-only"):
        async with here.database.write() as session:
            await session.execute(change)  # type: ignore[call-overload]
    assert await entries(here) == before


async def test_the_id_of_somebody_erased_is_taken_out(here: Here) -> None:
    await here.posts_live()
    async with here.database.write() as session:
        await session.execute(update(audit).values(actor_id=None))
        assert await session.scalar(select(func.count()).where(audit.c.actor_id.is_not(None))) == 0


async def test_the_trail_is_written_as_lines_and_as_a_table(
    here: Here, database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    await here.posts_live()
    config = tmp_path / "config.toml"
    config.write_text(f'[telegram]\ntoken = "1:token"\n[database]\nurl = "{database_url}"\n')

    def written(*options: str) -> str:
        done = threading.Thread(target=lambda: main(["export", "audit", *options, "--config", str(config)]))
        done.start()  # the command has an event loop of its own
        done.join()
        return capsys.readouterr().out

    [line] = [json.loads(line) for line in written().splitlines()]
    assert (line["role"], line["actor"], line["action"], line["town"]) == (
        "moderator",
        11,
        "approved",
        "gera",
    )
    [row] = list(csv.DictReader(io.StringIO(written("--csv"))))
    assert (row["at"], row["action"]) == (line["at"], "approved")
    assert written("--town", "gera")
    assert not written("--town", "jena")
