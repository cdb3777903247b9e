"""Compiles the translations while a wheel is built.

A checkout needs no compiled catalogues, it reads the .po files themselves (views/i18n.py). A wheel
carries the compiled ones instead, made in a temporary folder so that building never writes into the tree.
"""

import tempfile
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface[Any]):
    """Adds locales/<language>/LC_MESSAGES/handreich.mo for every .po of the source tree."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        self._folder = tempfile.TemporaryDirectory(prefix="handreich-catalogues-")
        for source in sorted(Path(self.root, "locales").glob("*/LC_MESSAGES/*.po")):
            inside = source.relative_to(self.root).with_suffix(".mo")
            compiled = Path(self._folder.name, inside)
            compiled.parent.mkdir(parents=True)
            _compile(source, compiled)
            build_data["force_include"][str(compiled)] = inside.as_posix()

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            self._folder.cleanup()


def _compile(source: Path, target: Path) -> None:
    with source.open("rb") as readable, target.open("wb") as writable:
        write_mo(writable, read_po(readable))
