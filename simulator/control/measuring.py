"""Control: the clock, faults, pace, the bot's requests and settings of the server."""

from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from simulator.control.base import Control, Wish, control
from simulator.errors import ControlError
from simulator.limits import Limits


@control("GET", "/clock")
def clock(reach: Control, wish: Wish) -> dict[str, str]:
    return {"now": reach.world.clock.now().isoformat()}


@control("POST", "/clock")
def set_clock(reach: Control, wish: Wish) -> dict[str, str]:
    """`{"set": ISO}` or `{"advance": seconds}`."""
    if wish.get("set") is not None:
        try:
            reach.world.clock.set(datetime.fromisoformat(wish.get("set")))
        except ValueError:
            raise ControlError(f"{wish.get('set')!r} is no ISO date and time", 400) from None
    elif wish.get("advance") is not None:
        reach.world.clock.advance(float(wish.get("advance")))
    else:
        raise ControlError("'set' or 'advance' is missing", 400)
    reach.world.feed.publish("clock")
    return {"now": reach.world.clock.now().isoformat()}


@control("GET", "/faults")
def faults(reach: Control, wish: Wish) -> dict[str, Any]:
    return {"faults": [asdict(fault) for fault in reach.world.faults.ordered]}


@control("POST", "/faults")
def order_fault(reach: Control, wish: Wish) -> dict[str, Any]:
    return asdict(reach.world.faults.order(wish.values))


@control("DELETE", "/faults")
def clear_faults(reach: Control, wish: Wish) -> None:
    reach.world.faults.ordered.clear()


@control("GET", "/pace")
def pace(reach: Control, wish: Wish) -> dict[str, Any]:
    return reach.world.pace.report()


@control("POST", "/pace")
def set_pace(reach: Control, wish: Wish) -> dict[str, Any]:
    """`enforce`, `overall`, `per_chat`, `per_group_minute`; `reset` forgets what was measured."""
    known = {field.name for field in fields(Limits)}
    for name, value in wish.values.items():
        if name == "reset":
            reach.world.pace.reset()
        elif name in known:
            setattr(reach.world.pace.limits, name, bool(value) if name == "enforce" else int(value))
        else:
            raise ControlError(f"unknown limit {name!r}", 400)
    return reach.world.pace.report()


@control("GET", "/requests")
def requests(reach: Control, wish: Wish) -> dict[str, Any]:
    """Everything the bot asked for, oldest first; `method` selects, `after` skips what is known."""
    method, after = wish.get("method"), int(wish.get("after", 0))
    found = [entry for entry in reach.requests if entry["number"] > after]
    if method:
        found = [entry for entry in found if entry["method"].lower() == method.lower()]
    return {"requests": found}


@control("GET", "/updates")
def updates(reach: Control, wish: Wish) -> dict[str, Any]:
    """What waits for the bot, unconfirmed."""
    mailbox = reach.world.mailbox(wish.bot().id)
    return {
        "pending": [update.as_json() for update in mailbox.pending],
        "next_id": mailbox.next_id,
        "allowed": mailbox.allowed,
    }


@control("POST", "/settings")
def settings(reach: Control, wish: Wish) -> dict[str, bool]:
    """`loopback_webhooks` lets bots set webhooks to http://127.0.0.1, which Telegram refuses; `hushed` prints no lines."""
    if wish.get("hushed") is not None:
        reach.transcript.hushed = bool(wish.get("hushed"))
    if wish.get("loopback_webhooks") is not None:
        reach.world.loopback_webhooks = bool(wish.get("loopback_webhooks"))
    return {"loopback_webhooks": reach.world.loopback_webhooks, "hushed": reach.transcript.hushed}


@control("POST", "/reset")
async def reset(reach: Control, wish: Wish) -> None:
    """Forget everything but the bots, for the next test in the same process."""
    reach.world.forget()
    reach.requests.clear()
    reach.transcript.clear()
    for bot_id in reach.world.memory.bots:
        await reach.world.webhooks.forget(bot_id)
        reach.world.polls.forget(bot_id)
    reach.world.feed.publish("reset")
