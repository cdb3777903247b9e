"""The command `handreich`: reads arguments, calls one module of bot/commands, turns errors into one sentence.

Nothing heavy is imported here, so that `--help` answers in a blink: every command is imported when it is chosen.
"""

import argparse
import gc
import sys
from collections.abc import Sequence
from importlib import import_module

from bot import __version__
from bot.arguments import parser


def main(argv: Sequence[str] | None = None) -> int:
    """Exit status: 0 done, 1 failed, 2 wrong arguments or configuration, 130 interrupted."""
    args = parser(__version__).parse_args(argv)
    try:
        return _run(args)
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if args.debug:
            raise
        return _complain(error)


def _run(args: argparse.Namespace) -> int:
    gc.disable()  # importing leaves hardly any garbage, but searching for it takes a fifth of the time
    command = import_module(f"bot.commands.{args.module}")
    gc.freeze()
    gc.enable()
    status: int = command.main(args)
    sys.stdout.flush()
    return status


def _complain(error: Exception) -> int:
    # Imported late: only an error pays for it.
    from bot.complaints import complaint

    status, sentence = complaint(error)
    if sentence:
        print(sentence, file=sys.stderr)
    return status
