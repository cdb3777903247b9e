"""Puts file, secret files and environment together and checks the whole, telling every problem at once."""

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from bot.config import sources
from bot.config.crosschecks import findings
from bot.config.problems import ConfigError, Location, Problem
from bot.config.sentences import sentences
from bot.config.settings import Settings

T = TypeVar("T")


def load(
    path: Path | None = None, environ: Mapping[str, str] = os.environ, *, demo: bool = False
) -> Settings:
    """The settings, or a ConfigError with all problems; `demo` also accepts what only the demo may use."""
    problems: list[Problem] = []
    file = _collect(problems, lambda: sources.read_file(config_file(path, environ)))
    secrets = _collect(problems, lambda: sources.read_secrets(environ)) or {}
    named = secrets | sources.variables(environ)
    unknown = [name for name in named if sources.location(name)[0] not in Settings.model_fields]
    problems += [Problem(name, _UNKNOWN) for name in sorted(unknown)]
    if file is None:
        # Without the file almost every key would seem to be missing.
        raise ConfigError(problems)
    known = {name: value for name, value in named.items() if name not in unknown}
    raw = {"telegram": {}} | sources.merged(file, sources.NamedValues(known)())
    settings, found = _check(raw, demo=demo)
    problems += _named(found, known)
    if problems or settings is None:
        raise ConfigError(problems)
    return settings


_UNKNOWN = (
    "is not a known variable; docs/configuration.md lists all keys, a variable is HANDREICH_<TABLE>__<KEY>"
)


def config_file(path: Path | None, environ: Mapping[str, str]) -> Path:
    """--config before HANDREICH_CONFIG before ./config.toml."""
    return path or Path(environ.get(sources.CONFIG) or sources.DEFAULT_FILE)


def _collect(problems: list[Problem], read: Callable[[], T]) -> T | None:
    try:
        return read()
    except ConfigError as error:
        problems += error.problems
        return None


def _check(raw: dict[str, Any], *, demo: bool) -> tuple[Settings | None, list[tuple[Location, str]]]:
    crossed = list(findings(raw, demo=demo))
    try:
        return Settings(**raw), crossed
    except ValidationError as error:
        return None, sentences(error, Settings) + crossed


def _named(found: Iterable[tuple[Location, str]], names: Iterable[str]) -> list[Problem]:
    """Each finding with the name its author knows: the variable's, if the value came from one."""
    origins: dict[Location, str] = {sources.location(name): name for name in names}
    problems = {Problem(_where(at, origins), what): None for at, what in found}
    return list(problems)


def _where(at: Location, origins: Mapping[Location, str]) -> str:
    for end in range(len(at), 0, -1):
        if at[:end] in origins:
            return origins[at[:end]] + _path(at[end:])
    return _path(at).removeprefix(".")


def _path(at: Location) -> str:
    """.towns[0].timezone"""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in at)
