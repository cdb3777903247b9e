"""`handreich marks`: what moderators would be warned of, for every post of an import file; for trying out changed rules."""

import argparse
import json
import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.complaints import Complaint
from bot.config import load
from bot.config.loading import config_file
from bot.config.marks import marks
from domain.marks import Mark, Rules, Subject
from domain.posts import Kind, PostState
from domain.rulebook import SHIPPED, shipped_rules
from services.marks import Draft, of_drafts

_OPEN = (PostState.PENDING, PostState.LIVE)


def main(args: argparse.Namespace) -> int:
    """Prints the shipped rules, or the marks of a file."""
    if args.rules:
        print(SHIPPED.read_text(encoding="utf-8"), end="")
        return 0
    if args.file is None:
        raise Complaint(
            "name a file with posts, or write --rules to see the rules that come with the program"
        )
    found = {draft.id: listed for draft, listed in of_drafts(_rules(args.config), list(_drafts(args.file)))}
    print(_as_json(found) if args.json else _as_text(found))
    return 0


def _rules(path: Path | None) -> Rules:
    """Those of the configuration; without one, those that come with the program."""
    if path is None and not config_file(None, os.environ).exists():
        return shipped_rules()
    return marks(load(path))()


def _as_json(found: Mapping[str, tuple[Mark, ...]]) -> str:
    codes = {name: [mark.code.value for mark in listed] for name, listed in found.items()}
    return json.dumps(codes, ensure_ascii=False, indent=1)


def _as_text(found: Mapping[str, tuple[Mark, ...]]) -> str:
    lines = [
        f"{name}  {mark.code}: {', '.join(mark.words) or mark.number}"
        for name, listed in found.items()
        for mark in listed
    ]
    marked = sum(map(bool, found.values()))
    return "\n".join([*lines, f"{marked} of {len(found)} posts have marks."])


def _drafts(file: Path) -> Iterator[Draft]:
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise Complaint(f"{file}: this is no JSON in UTF-8: {error}") from error
    listed = data.get("posts") if isinstance(data, dict) else None
    if not isinstance(listed, list):
        raise Complaint(f'{file}: there is no list "posts" in it')
    for place, post in enumerate(listed):
        try:
            yield _draft(post)
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise Complaint(f"{file}: posts[{place}] cannot be used: {_reason(error)}") from error


def _draft(post: Mapping[str, Any]) -> Draft:
    created = (
        datetime.fromisoformat(post["created_at"])
        if post.get("created_at")
        else datetime(1, 1, 1, tzinfo=UTC)
    )
    return Draft(
        str(post["id"]),
        Subject(Kind(post["kind"]), str(post["category"]), post.get("subcategory")),
        str(post.get("town")),
        str(post.get("author")),
        post["text"].strip(),
        created if created.tzinfo else created.replace(tzinfo=UTC),
        post.get("state", PostState.PENDING) in _OPEN,
    )


def _reason(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)
