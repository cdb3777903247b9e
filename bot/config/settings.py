"""Every key of the configuration, its form and its default.

The description of a field is what to write there: it ends the sentence when something else was written.
docs/configuration.md explains the same keys to people; a test compares both.
"""

import re
from collections.abc import Callable
from datetime import time
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.config.addresses import (
    base_address,
    database_address,
    listen_address,
    loopback_address,
    public_address,
)
from bot.config.towns import TownEntry
from domain.taxonomy import Risk


def _of_form(pattern: str) -> Callable[[SecretStr], SecretStr]:
    """A check of a secret; pydantic's own pattern does not look into one."""

    def check(secret: SecretStr) -> SecretStr:
        if not re.fullmatch(pattern, secret.get_secret_value()):
            raise ValueError("does not have the right form")
        return secret

    return check


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Telegram(_Table):
    """How the bot reaches Telegram, and Telegram the bot."""

    token: Annotated[SecretStr, AfterValidator(_of_form(r"[0-9]+:[A-Za-z0-9_-]+"))] = Field(
        description="the token @BotFather gave you, like 123456:ABC-DEF"
    )
    api_base: Annotated[str, AfterValidator(base_address)] = Field(
        default="https://api.telegram.org",
        description="the address of a Bot API server, like https://api.telegram.org",
    )
    mode: Literal["polling", "webhook"] = Field(default="polling", description='"polling" or "webhook"')
    webhook_url: Annotated[str, AfterValidator(public_address)] | None = Field(
        default=None,
        description="the https address Telegram shall call, like https://bot.example.org/telegram",
    )
    webhook_secret: Annotated[SecretStr, AfterValidator(_of_form(r"[A-Za-z0-9_-]{16,256}"))] | None = Field(
        default=None, description="16 to 256 characters of A-Z, a-z, 0-9, _ and -"
    )
    webhook_listen: Annotated[str, AfterValidator(listen_address)] = Field(
        default="127.0.0.1:8080", description="host:port, like 127.0.0.1:8080"
    )
    introduce: bool = Field(default=True, description="true or false")

    @property
    def bot_id(self) -> int:
        """Telegram's id of the bot: the first part of its token."""
        return int(self.token.get_secret_value().partition(":")[0])

    @property
    def listen_host(self) -> str:
        return self.webhook_listen.rpartition(":")[0].strip("[]")

    @property
    def listen_port(self) -> int:
        return int(self.webhook_listen.rpartition(":")[2])


class Database(_Table):
    """Where everything is kept. The address may hold a password, so it never shows itself."""

    url: Annotated[str, AfterValidator(database_address)] = Field(
        default="sqlite:///handreich.sqlite3",
        repr=False,
        description="sqlite:///file.sqlite3 or postgresql://user:password@host/database",
    )


class Limits(_Table):
    """How fast the bot may speak; 0 means without limit."""

    per_second: int = Field(default=30, ge=0, description="a whole number, 0 for no limit")
    per_chat_per_second: int = Field(default=1, ge=0, description="a whole number, 0 for no limit")
    per_group_per_minute: int = Field(default=20, ge=0, description="a whole number, 0 for no limit")


_COUNT = "a whole number, 0 for no limit"


class FairUse(_Table):
    """How much one person may do; 0 means without limit."""

    offers_per_day: int = Field(default=10, ge=0, description=_COUNT)
    requests_per_day: int = Field(default=30, ge=0, description=_COUNT)
    changes_per_day: int = Field(default=30, ge=0, description=_COUNT)
    updates_per_minute: int = Field(default=60, ge=0, description=_COUNT)


class QuietHours(_Table):
    """From `start` to just before `end`, in the town's time; the same time twice means never."""

    start: time = Field(default=time(21), description='a time of day, like "21:00"')
    end: time = Field(default=time(8), description='a time of day, like "08:00"')


class Moderation(_Table):
    """How moderators decide, and how they are helped."""

    undo_seconds: int = Field(default=120, ge=0, le=3600, description="seconds up to 3600, 0 for no Undo")
    ban_secret: Annotated[SecretStr, AfterValidator(_of_form(r"\S{16,256}"))] | None = Field(
        default=None, description="16 to 256 characters without spaces"
    )
    marks_file: Path | None = Field(
        default=None,
        description='the path of a file with rules, like "marks.toml"; `handreich marks --rules` prints one',
    )


def _listen_or_nothing(address: str) -> str:
    return listen_address(address) if address else ""


class Health(_Table):
    """Where the bot can be watched; empty means nowhere."""

    listen: Annotated[str, AfterValidator(_listen_or_nothing)] = Field(
        default="", description='host:port, like 127.0.0.1:9464, or "" for nowhere'
    )

    @property
    def host(self) -> str:
        return self.listen.rpartition(":")[0].strip("[]")

    @property
    def port(self) -> int:
        return int(self.listen.rpartition(":")[2])


class Demo(_Table):
    """Only for `handreich demo`, which starts the bot with a pretended clock."""

    clock_url: Annotated[str, AfterValidator(loopback_address)] | None = Field(
        default=None, description="an address on this machine, like http://127.0.0.1:8081/clock"
    )


class Log(_Table):
    """What the bot writes about its work."""

    level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description='"debug", "info", "warning" or "error"'
    )
    format: Literal["text", "json"] = Field(
        default="text", description='"text" for people or "json" for machines'
    )


class Settings(BaseSettings):
    """The whole configuration, checked. `load` makes it; tests may build it directly."""

    model_config = SettingsConfigDict(
        env_prefix="HANDREICH_", env_nested_delimiter="__", extra="forbid", frozen=True
    )

    telegram: Telegram = Field(description="a table [telegram] with at least a token")
    database: Database = Field(default=Database(), description="a table [database]")
    operators: tuple[Annotated[int, Field(gt=0)], ...] = Field(
        default=(), description="a list of user ids, like [12345678]"
    )
    towns: tuple[TownEntry, ...] = Field(default=(), description="tables [[towns]]")
    limits: Limits = Field(default=Limits(), description="a table [limits]")
    fair_use: FairUse = Field(default=FairUse(), description="a table [fair_use]")
    risk: dict[str, Risk] = Field(
        default={}, description='"green", "yellow" or "red" for a name like "goods/baby"'
    )
    quiet_hours: QuietHours = Field(default=QuietHours(), description="a table [quiet_hours]")
    moderation: Moderation = Field(default=Moderation(), description="a table [moderation]")
    health: Health = Field(default=Health(), description="a table [health]")
    demo: Demo = Field(default=Demo(), description="a table [demo]")
    log: Log = Field(default=Log(), description="a table [log]")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what `load` hands over: it reads the sources itself, to name the source of every problem."""
        return (init_settings,)
