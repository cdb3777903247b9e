"""What happened in the demo town before anybody watches: life.json, told as stories for the simulator to play.

People who have nothing to do with each other act side by side, so that a week takes seconds.
"""

import asyncio
import json
from datetime import datetime, timedelta
from typing import Any

from bot.demo.stage import HERE, play, set_clock

Step = dict[str, Any]
CLOCK_SECONDS = 0.5  # the bot looks at the simulator's clock a little more often than this
BEGINNING = 20  # characters of a post that are quoted wherever the bot speaks of it
MODERATOR = {"who": "Maria", "in": "Moderation Gera"}


async def furnish(url: str, today: datetime) -> None:
    """Plays everything that happened before `today`. Raises `Complaint` with the step that did not come true."""
    life = json.loads((HERE / "life.json").read_text(encoding="utf-8"))
    newcomers = {post["who"] for moment in life["moments"] for post in moment["posts"] if "in" not in post}
    first = True
    for moment in life["moments"]:
        await set_clock(url, (today - timedelta(hours=moment["hours_ago"])).isoformat())
        await asyncio.sleep(CLOCK_SECONDS)
        if first:
            await _together(url, [registration(one) for one in life["organisations"]])
            await _together(url, [arrival(name) for name in sorted(newcomers)])
        first = False
        await play(url, moment.get("after", []))
        await _together(url, [posting(post) for post in moment["posts"]])


async def _together(url: str, stories: list[list[Step]]) -> None:
    await asyncio.gather(*(play(url, story) for story in stories))


def registration(one: Step) -> list[Step]:
    """A group gets the bot, registers, is verified, and says what it wants to hear of."""
    who, group, name = {"who": one["who"]}, {"who": one["who"], "in": one["in"]}, one["name"]
    return [
        group | {"adds_bot": True},
        group | {"taps": "Register this group"},
        who | {"opens": True},
        who | {"taps": "Agree"},
        who | {"sees": "name"},
        who | {"says": name},
        who | {"says": one["about"]},
        who | {"says": one["who"]},
        who | {"taps": "Skip"},
        who | {"taps": "Submit"},
        MODERATOR | {"taps": "Verify", "on": name},
        {"in": one["in"], "sees": "verified"},
        group | {"says": "/settings"},
        *(group | {"taps": label, "on": "Settings of"} for label in (*one["follows"], one["how"])),
    ]


def arrival(name: str) -> list[Step]:
    """Somebody finds the bot and agrees."""
    who = {"who": name}
    return [
        who | {"starts": True, "payload": "gera"},
        who | {"taps": "Agree"},
        who | {"sees": "What would you"},
    ]


def posting(post: Step) -> list[Step]:
    """An offer, or a request of the group `in`, and the moderator's press unless it still waits."""
    who = {"who": post["who"]}
    begin = [who | {"says": "/offer"}]
    if "in" in post:
        group = who | {"in": post["in"]}
        begin = [group | {"says": "/request"}, group | {"taps": "Write the request"}, who | {"opens": True}]
    category, part = post["kind"]
    released = [MODERATOR | {"taps": "Approve", "on": post["text"]}]
    told = [({"in": post["in"]} if "in" in post else who) | {"sees": post["text"][:BEGINNING]}]
    return [
        *begin,
        who | {"taps": category},
        who | {"taps": part},
        who | {"sees": "describe"},
        who | {"says": post["text"]},
        *(who | {"taps": label} for label in post["answers"]),
        who | {"taps": "Submit"},
        who | {"sees": "Your number is"},
        *([] if post.get("waits") else released + told),
    ]
