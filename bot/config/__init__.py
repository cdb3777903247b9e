"""The configuration: config.toml, then secret files, then the environment; the later one wins.

Whoever needs it calls `load` and gets `Settings`, or a `ConfigError` that lists every problem at once.
Importing this package imports pydantic, so the command line does it only when a command needs it.
"""

from bot.config.loading import load
from bot.config.problems import ConfigError, Problem
from bot.config.settings import Settings
from bot.config.towns import DistrictEntry, TownEntry

__all__ = ["ConfigError", "DistrictEntry", "Problem", "Settings", "TownEntry", "load"]
