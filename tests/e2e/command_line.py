"""`handreich …` typed by an operator while the bot of a stage runs, and a second town that speaks German."""

import asyncio
import sys
from pathlib import Path

from simulator.driver import Group, Person
from tests.conventions.tree import ROOT
from tests.e2e.stage import Stage

PLACE = ("--lat", "50.9271", "--lon", "11.5892")


async def typed(stage: Stage, folder: Path, *arguments: str, status: int = 0) -> str:
    """What the command prints. Fails when it ends with another status."""
    config = folder / "command.toml"
    config.write_text(f'[telegram]\ntoken = "{stage.sim.token}"\n[database]\nurl = "{stage.database_url}"\n')
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *arguments, "--config", str(config)),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    assert process.returncode == status, said.decode()
    return said.decode()


async def german_town(stage: Stage, folder: Path) -> Group:
    """Jena, whose moderators Maria and Paul sit in a group of their own."""
    group = await stage.sim.group("Moderation Jena", creator=stage.maria, admins=[stage.paul])
    await group.adds_bot(by=stage.maria)
    chat = ("--moderation-chat", str(group.id))
    await typed(stage, folder, "city", "add", "jena", "Jena", *PLACE, "--locale", "de", *chat)
    return group


async def volunteer_of(stage: Stage, town: str, name: str = "Anna") -> Person:
    """Somebody who pressed Start for this town and agreed."""
    person = await stage.sim.person(name)
    await person.starts(town)
    await person.taps("Agree")
    await person.sees("What would you like to do?")
    return person
