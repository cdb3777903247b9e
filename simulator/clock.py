"""Virtual time: the wall clock plus an offset, so that tests reach "150 seconds later" without waiting."""

from datetime import UTC, datetime, timedelta


class Clock:
    """All dates and expiries of the simulated Telegram come from here."""

    def __init__(self, offset_seconds: float = 0.0) -> None:
        self.offset_seconds = offset_seconds

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.offset_seconds)

    def timestamp(self) -> int:
        return int(self.now().timestamp())

    def advance(self, seconds: float) -> None:
        self.offset_seconds += seconds

    def set(self, moment: datetime) -> None:
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        self.offset_seconds = (aware - datetime.now(UTC)).total_seconds()
