"""What Telegram shows of the bot: told at the first start, again only when it changed, and never in the way of a start."""

import asyncio
import json
from pathlib import Path
from typing import Any

from simulator.driver import Simulator
from tests.e2e.stage import Stage, set_up

TOLD = ("setMyName", "setMyDescription", "setMyShortDescription", "setMyCommands")
ALL = 3 * 5 + 1  # name, two descriptions and two menus in three languages, and the moderators' menu


async def told(stage: Stage, count: int) -> list[dict[str, Any]]:
    """What was told about the bot, once these are so many calls."""
    async with asyncio.timeout(30):
        while True:
            calls = [one for one in await stage.sim.requests() if one["method"] in TOLD]
            if len(calls) >= count:
                return [one["params"] for one in calls]
            await asyncio.sleep(0.05)


def menu(calls: list[dict[str, Any]], scope: dict[str, Any], language: str = "") -> dict[str, str]:
    [found] = [
        json.loads(one["commands"])
        for one in calls
        if "commands" in one and (json.loads(one["scope"]), one.get("language_code", "")) == (scope, language)
    ]
    return {one["command"]: one["description"] for one in found}


async def test_menus_names_and_descriptions_are_told_once_in_every_language(stage: Stage) -> None:
    calls = await told(stage, ALL)
    assert menu(calls, {"type": "all_private_chats"}, "de")["language"] == "Sprache ändern"
    assert menu(calls, {"type": "all_private_chats"})["offer"] == "Offer help"
    assert menu(calls, {"type": "all_group_chats"}, "en")["requests"] == "Our requests"
    assert "queue" in menu(calls, {"type": "chat", "chat_id": stage.moderation.id})
    names = {one.get("language_code", ""): one["name"] for one in calls if "name" in one}
    assert names["de"] != names["en"] == names[""]
    await stage.bot.restart()
    await stage.volunteer()
    assert len(await told(stage, ALL)) == ALL


async def test_what_telegram_refuses_is_a_line_in_the_log_and_the_bot_runs(tmp_path: Path) -> None:
    async with await Simulator.start() as sim:
        await sim.fault("setMyName", code=429, retry_after=70_000, times=1000)
        await sim.fault("setMyCommands", code=400, description="Bad Request: no", times=1)
        stage = await set_up(sim, f"sqlite:///{tmp_path / 'refused.sqlite3'}", tmp_path)
        await stage.bot.logs("profile_not_told", "name:de", "TelegramRetryAfter")
        await stage.bot.logs("profile_not_told", "commands:", "TelegramBadRequest")
        await stage.volunteer()
        assert await stage.bot.stop() == 0
