"""Column types and the mark that every column carries: personal (belongs to a human being) or plain."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, Column, DateTime, Dialect, Integer
from sqlalchemy.types import TypeDecorator

Id = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up only in a column declared INTEGER


class Instant(TypeDecorator[datetime]):
    """An aware instant. SQLite keeps no offset, so what is stored is always UTC; naive values are refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


def plain(name: str, *arguments: Any, **options: Any) -> Column[Any]:
    """A column that says nothing about a human being."""
    return Column(name, *arguments, info={"personal": False}, **options)


def personal(name: str, *arguments: Any, **options: Any) -> Column[Any]:
    """A column that may say something about a human being: emptied by erasure, left out of logs."""
    return Column(name, *arguments, info={"personal": True}, **options)
