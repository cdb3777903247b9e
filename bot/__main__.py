"""Lets `python -m bot` do what the command `handreich` does."""

import sys

from bot.cli import main

if __name__ == "__main__":
    sys.exit(main())
