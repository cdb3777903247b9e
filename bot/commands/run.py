"""`handreich run`: the bot itself."""

import argparse
import asyncio

from bot import logs
from bot.config import load
from bot.running import run


def main(args: argparse.Namespace) -> int:
    """Runs until it is told to stop."""
    settings = load(args.config)
    logs.set_up(settings.log)
    asyncio.run(run(settings))
    return 0
