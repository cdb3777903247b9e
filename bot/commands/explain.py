"""`handreich explain`: why an offer fits a request or subscription, and why not, for one pair or for many."""

import argparse
import asyncio
import json
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.commands.reasons import table
from bot.complaints import FAILED, Complaint
from bot.config import load
from db.engine import Session, open_database
from domain.clock import SystemClock
from services import explaining
from services.explaining import Judged, Serving, Unnamed

_WRONG = 2
_WORDS = {"wish": "request or subscription"}
_USAGE = "name an offer and a request or subscription, or give --pairs, --for or --serving"


def main(args: argparse.Namespace) -> int:
    alone = sum(one is not None for one in (args.pairs, args.asked, args.serving))
    if (args.offer is None or args.wanted is None) is not bool(alone) or (alone and args.offer is not None):
        print(f"handreich: {_USAGE}", file=sys.stderr)
        return _WRONG
    url = load(args.config).database.url
    at = args.at or SystemClock().now()
    try:
        lines = asyncio.run(_lines(url, args, at))
    except Unnamed as unnamed:
        for what, name in unnamed.names:
            print(f"handreich: there is no {_WORDS.get(what, what)} {name!r}", file=sys.stderr)
        return FAILED
    for line in lines:
        print(line)
    return 0


async def _lines(url: str, args: argparse.Namespace, at: datetime) -> list[str]:
    async with open_database(url) as database:
        await database.migrate()
        async with database.read() as session:
            return await _asked(session, args, at)


async def _asked(session: Session, args: argparse.Namespace, at: datetime) -> list[str]:
    if args.pairs is not None:
        judged = await explaining.judge(session, at, _pairs(args.pairs))
        return [json.dumps(_named(one) | _facts(one), ensure_ascii=False) for one in judged]
    if args.serving is not None:
        return _serving(await explaining.serving(session, at, args.serving), args)
    if args.asked is not None:
        return await _fitting(session, args, at)
    (one,) = await explaining.judge(session, at, [(args.offer, args.wanted)])
    return [json.dumps(_facts(one))] if args.json else table(one, at)


async def _fitting(session: Session, args: argparse.Namespace, at: datetime) -> list[str]:
    """All that fits a request; of an offer, the requests and subscriptions that it fits."""
    if await explaining.is_offer(session, args.asked):
        judged, names = await explaining.wishes_for(session, at, args.asked), ("request", "subscription")
    else:
        judged, names = await explaining.offers_for(session, at, args.asked), ("offer", "offer")
    lines = []
    for one in judged:
        name = one.offer if names[0] == "offer" else one.other
        if args.json:
            lines.append(json.dumps({names[one.follows]: name} | _facts(one), ensure_ascii=False))
        else:
            parts = "  ".join(f"{part} {points:.1f}" for part, points in one.parts.named().items())
            lines.append(f"{name:<16} {one.parts.total:5.1f}  {parts}")
    return lines or ([] if args.json else ["Nothing fits."])


def _serving(found: Serving, args: argparse.Namespace) -> list[str]:
    if args.json:
        return [json.dumps({"offer": args.serving} | vars(found), ensure_ascii=False)]
    return [
        f"fits requests       {', '.join(found.fitting_requests) or '-'}",
        f"is before           {', '.join(found.open_organisations) or '-'}",
        f"free places         {found.free_places}",
    ]


def _named(one: Judged) -> dict[str, str]:
    return {"offer": one.offer, "subscription" if one.follows else "request": one.other}


def _facts(one: Judged) -> dict[str, Any]:
    return {
        "match": not one.failing,
        "failing_conditions": list(one.failing),
        "score": round(one.parts.total, 2),
        "parts": {part: round(points, 2) for part, points in one.parts.named().items()},
        "risk": one.risk,
    }


def _pairs(file: Path) -> Sequence[tuple[str, str]]:
    """A list of objects with `offer` and `request` or `subscription`. Raises `Complaint`."""
    try:
        raw = json.loads(file.read_text(encoding="utf-8-sig"))
        return [(str(one["offer"]), str(one.get("request") or one["subscription"])) for one in raw]
    except ValueError as error:
        raise Complaint(f"{file.name}: is not JSON: {error}") from None
    except (KeyError, TypeError, AttributeError):
        wanted = 'a list of {"offer": …, "request": …} or {"offer": …, "subscription": …}'
        raise Complaint(f"{file.name}: is not {wanted}") from None
