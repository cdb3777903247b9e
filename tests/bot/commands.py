"""The command line as an operator uses it: one configuration, one database, what was printed."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main

CONFIG = '[telegram]\ntoken = "{bot}:token"\napi_base = "http://127.0.0.1:9"\n[database]\nurl = "{url}"\n'


@dataclass
class Operator:
    """Somebody at a terminal."""

    folder: Path
    config: Path
    capsys: pytest.CaptureFixture[str]

    @classmethod
    def at(cls, folder: Path, url: str, capsys: pytest.CaptureFixture[str], bot: int = 1) -> "Operator":
        """With a configuration for this database."""
        config = folder / f"config-{bot}.toml"
        config.write_text(CONFIG.format(bot=bot, url=url))
        return cls(folder, config, capsys)

    def types(self, *arguments: str) -> tuple[int, str, str]:
        """Exit status, output and errors."""
        self.capsys.readouterr()
        status = main([*arguments, "--config", str(self.config)])
        said = self.capsys.readouterr()
        return status, said.out, said.err

    def gets(self, *arguments: str) -> str:
        """The output of a command that works."""
        status, out, err = self.types(*arguments)
        assert (status, err) == (0, ""), err
        return out

    def gets_json(self, *arguments: str) -> list[Any]:
        """One value for each line."""
        return [json.loads(line) for line in self.gets(*arguments).splitlines()]

    def writes(self, name: str, content: Any) -> str:
        """A file; anything but text as JSON. Gives its path."""
        file = self.folder / name
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        file.write_text(text, encoding="utf-8")
        return str(file)
