"""Log lines: a machine name and ids, never what people typed."""

import logging
import sys
import traceback
from pathlib import Path
from typing import Any

import structlog

from bot.config.settings import Log

DEEPEST = 6  # places named of an error, the last one is where it arose


def set_up(settings: Log) -> None:
    """Text for people or JSON for machines, on standard error."""
    level = getattr(logging, settings.level.upper())
    as_json = settings.format == "json"
    finish: list[Any] = (
        [_error_without_words, structlog.processors.JSONRenderer()]
        if as_json
        else [_error_without_words, structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())]
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *finish,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        # Asked for anew with each line: whoever takes standard error's place, for a while, gets the lines of that while.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
    # The libraries' own lines may quote messages; only their alarms are wanted, and ours say the same without quotes.
    logging.basicConfig(level=logging.CRITICAL, stream=sys.stderr, format="%(levelname)s %(name)s")


def _error_without_words(logger: Any, method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Where an error happened, not what it said: the words of exceptions may quote what people typed."""
    if event.pop("exc_info", None) and (error := sys.exc_info()[1]):
        frames = traceback.extract_tb(error.__traceback__)[-DEEPEST:]
        event["at"] = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames]
    return event
