"""Every command and every key of the configuration is explained where people look for it."""

import argparse
import re
import tomllib
from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel

from bot.arguments import parser
from bot.config import Settings
from tests.conventions.tree import ROOT


def commands(top: argparse.ArgumentParser, before: str = "handreich") -> Iterator[str]:
    """handreich run, handreich city add, ..."""
    # argparse offers no public way to ask for sub-commands.
    below = [action for action in top._actions if isinstance(action, argparse._SubParsersAction)]
    if not below:
        yield before
    for action in below:
        for name, command in action.choices.items():
            yield from commands(command, f"{before} {name}")


def keys(model: type[BaseModel], before: str = "") -> Iterator[str]:
    """telegram.token, towns.districts.code, ...; only the innermost ones of tables."""
    for name, field in model.model_fields.items():
        inner = [kind for kind in (field.annotation, *get_args(field.annotation)) if _is_table(kind)]
        yield from keys(inner[0], f"{before}{name}.") if inner else [before + name]
        if inner and get_args(field.annotation) and before:
            yield before + name


def _is_table(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `(handreich [a-z ]+)` \|", readme, re.MULTILINE))
    assert documented == set(commands(parser("")))


def test_every_key_is_in_the_configuration_guide_and_no_other() -> None:
    guide = (ROOT / "docs/configuration.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([a-z_.]+)` \|", guide, re.MULTILINE)) == set(keys(Settings))


def test_every_key_is_in_the_example() -> None:
    words = set(re.findall(r"\w+", (ROOT / "config.example.toml").read_text(encoding="utf-8")))
    assert not [key for key in keys(Settings) if key.rpartition(".")[2] not in words]


def test_the_example_is_valid_toml_with_every_table() -> None:
    example = tomllib.loads((ROOT / "config.example.toml").read_text(encoding="utf-8"))
    assert set(example) == set(Settings.model_fields) - {"demo"}
