"""`python -m tests.chaos`: the long form, with a printed report. Exit status 1 when something was lost or came twice."""

import argparse
import asyncio
import random
import sys
import tempfile
from pathlib import Path

from tests.chaos.story import Plan, play


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--towns", type=int, default=20)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--seed", type=int, default=random.randrange(1_000_000))
    parser.add_argument("--database", help="address of an empty database (else a new SQLite file)")
    args = parser.parse_args()
    plan = Plan(args.seed, args.kills, args.towns, args.people)
    with tempfile.TemporaryDirectory(prefix="handreich-chaos-") as folder:
        url = args.database or f"sqlite:///{folder}/chaos.sqlite3"
        accounts = asyncio.run(play(plan, url, Path(folder)))
    return 1 if accounts.findings else 0


if __name__ == "__main__":
    sys.exit(main())
