"""Starting the simulator: its one line, a port that is taken, a world from a file, a state that survives."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from simulator.driver import Process, Simulator

TINY_WORLD = {
    "people": [{"name": "Anna", "language": "de", "id": 501}, {"name": "Maria", "started": True}],
    "groups": [
        {"title": "Moderation", "id": -100700, "creator": "Maria", "members": ["Anna"], "bot": "admin"}
    ],
    "clock": "2030-01-01T10:00:00+00:00",
}
TINY_GROUP = [{"title": "Empty", "creator": "Otto", "bot": True}]


def run(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "simulator", *options]
    return subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)


def test_a_taken_port_is_said_in_one_sentence(server: Process) -> None:
    ended = run("--port", str(server.port))
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.count("\n") == 1
    assert f"Port {server.port} on 127.0.0.1 cannot be used" in ended.stderr


def test_a_broken_world_file_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "world.json").write_text('{"persons": []}')
    ended = run("--port", "0", "--world", str(tmp_path / "world.json"))
    assert ended.returncode == 2
    assert ended.stderr == "The simulator cannot start: the world file has unknown parts: persons.\n"


async def test_a_world_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "world.json").write_text(json.dumps(TINY_WORLD))
    async with await Simulator.start(world=tmp_path / "world.json") as sim:
        people, groups = await sim.people(), await sim.groups()
        assert people["Anna"].id == 501
        assert (await groups["Moderation"].members())[1000001] == "administrator"
        assert (await sim.now()).year == 2030
        await people["Maria"].says("hello")


@pytest.mark.parametrize("kill", [False, True], ids=["stopped", "killed"])
async def test_a_restart_with_state_changes_nothing_for_the_bot(
    tmp_path: Path, api_of: Any, kill: bool
) -> None:
    async with await Simulator.start(state=tmp_path / "state.json") as sim:
        api = api_of(sim)
        anna = await sim.person("Anna")
        group = await sim.group("Store", members=[anna])
        await group.adds_bot()
        await anna.starts()
        sent = await api.ok("sendMessage", chat_id=anna.id, text="<b>hello</b>", parse_mode="HTML")
        await anna.sends_photo()
        before = await sim.updates()
        await saved(tmp_path / "state.json", before[-1]["update_id"] + 1)
        await sim.restart(kill=kill)
        assert await sim.updates() == before
        assert (await anna.chat.last()).html == "<b>hello</b>"
        await anna.says("still here")
        updates = await api.updates()
        assert updates[-1]["update_id"] > before[-1]["update_id"]
        file_id = before[-1]["message"]["photo"][-1]["file_id"]
        assert await api.ok("sendPhoto", chat_id=anna.id, photo=file_id)
        assert await api.ok("editMessageText", chat_id=anna.id, message_id=sent["message_id"], text="bye")


async def saved(path: Path, next_id: int) -> None:
    """The file is written shortly after each change."""
    for _ in range(100):
        text = await asyncio.to_thread(lambda: path.read_text() if path.exists() else "")
        if f'"next_id": {next_id}' in text:
            return
        await asyncio.sleep(0.05)
    raise AssertionError("the state was not written")


async def test_the_transcript_is_printed_as_it_happens(tmp_path: Path) -> None:
    """After the line that says where it listens, also when a world was made before."""
    (tmp_path / "world.json").write_text(json.dumps({"people": [{"name": "Otto"}], "groups": TINY_GROUP}))
    process = Process(["--transcript", "--world", str(tmp_path / "world.json")])
    await asyncio.to_thread(process.start)
    sim = Simulator(process.url)
    assert process.running
    assert process.running.stdout
    try:
        await (await sim.person("Anna")).starts()
        line = await asyncio.wait_for(asyncio.to_thread(process.running.stdout.readline), 5)
        assert line.endswith("[Anna ⇄ bot] Anna: /start\n")
    finally:
        await sim.stop()
        await asyncio.to_thread(process.stop)
