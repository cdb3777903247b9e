"""A town in a fresh database, for tests of what people do there."""

import pytest

from db.engine import Database
from tests.conftest import StandingClock
from tests.services.towns import Here, settle_in


@pytest.fixture
async def here(database: Database, clock: StandingClock) -> Here:
    return await settle_in(database, clock)
