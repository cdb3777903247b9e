"""What can be typed after `handreich`. Only argparse: the help must not wait for heavy imports.

README.md names every command; a test compares.
"""

import argparse
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    # Generic for the type checker only; at run time the class takes no parameters.
    _Verbs: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]

_CONFIG = "configuration file (else HANDREICH_CONFIG, else ./config.toml)"
EPILOG = "Exit status: 0 done, 1 failed, 2 wrong arguments or configuration."


def parser(version: str) -> argparse.ArgumentParser:
    """The whole command line; `module` names the module of bot/commands that was chosen."""
    top = argparse.ArgumentParser(
        prog="handreich",
        description="A Telegram bot with which a town coordinates voluntary help for refugees.",
        epilog=EPILOG,
    )
    top.add_argument("--version", action="version", version=f"handreich {version}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def add(name: str, summary: str, to: "_Verbs" = commands, module: str = "") -> argparse.ArgumentParser:
        command = to.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
        command.set_defaults(module=module or name)
        command.add_argument("--debug", action="store_true", help="show where in the program an error arose")
        if name not in ("demo", "gallery"):
            command.add_argument("--config", type=Path, metavar="PATH", help=_CONFIG)
        return command

    add("run", "run the bot")
    demo = add("demo", "play one whole story with a pretended Telegram; needs no configuration and no token")
    demo.add_argument(
        "--port", type=_port, default=0, metavar="N", help="port of the pretended Telegram (else any free)"
    )
    gallery = add("gallery", "write a page that shows every screen in every language")
    gallery.add_argument(
        "--out", type=Path, default=Path("gallery.html"), metavar="FILE", help="else gallery.html, here"
    )
    add("check", "say whether configuration, database and token are right")
    add("migrate", "bring the tables of the database to this version")
    marks = add("marks", "say what moderators would be warned of, for every post of an import file")
    marks.add_argument("file", type=Path, nargs="?", metavar="FILE", help='JSON with a list "posts"')
    marks.add_argument("--json", action="store_true", help="print the codes of every post as JSON")
    marks.add_argument(
        "--rules", action="store_true", help="print the rules that come with the program, to be copied"
    )
    city = commands.add_parser("city", help="list or add towns", description="List or add towns.")
    verbs = city.add_subparsers(title="commands", metavar="COMMAND", required=True)
    add("list", "list the towns of the database", verbs, "city").set_defaults(verb="list")
    for verb, summary in (
        ("code", "print a new code with which a group is bound as the moderation chat"),
        ("confirm", "let decisions go on in a moderation chat that became public"),
    ):
        known = add(verb, summary, verbs, "city")
        known.set_defaults(verb=verb)
        known.add_argument("slug", metavar="SLUG", help="short code of the town")
    new = add("add", "add a town; a running bot serves it without a restart", verbs, "city")
    new.set_defaults(verb="add")
    _town(new)
    taking = add(
        "import", "take over towns, organisations and posts from a JSON or CSV file", module="importing"
    )
    taking.add_argument(
        "file", type=Path, metavar="FILE", help="*.json or *.csv; docs/exchange.md tells the form"
    )
    taking.add_argument(
        "--as-is", action="store_true", help="keep the states of posts; else they go to review"
    )
    leaving = add("export", "write towns, organisations and posts as JSON or CSV")
    leaving.add_argument(
        "what",
        nargs="?",
        choices=("audit",),
        metavar="audit",
        help="who did what, when; a line of JSON for each entry",
    )
    leaving.add_argument("--town", metavar="SLUG", help="only this town; else all")
    leaving.add_argument(
        "--csv",
        nargs="?",
        const="audit",
        choices=("offers", "requests", "organisations", "audit"),
        help="a table of these, in place of JSON",
    )
    leaving.add_argument("--output", type=Path, metavar="FILE", help="else it is written to the terminal")
    _explain(add("explain", "say why an offer fits a request or subscription, or why not"))
    return top


def _explain(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "offer", nargs="?", metavar="OFFER", help="number of the offer, or its id in an import"
    )
    command.add_argument(
        "wanted", nargs="?", metavar="REQUEST-or-SUBSCRIPTION", help="the same of the other side"
    )
    command.add_argument("--json", action="store_true", help="one line of JSON for each pair")
    command.add_argument(
        "--at",
        type=_instant,
        metavar="INSTANT",
        help="judge for this moment, like 2026-11-23T06:00:00Z; else now",
    )
    instead = command.add_mutually_exclusive_group()
    instead.add_argument(
        "--pairs", type=Path, metavar="FILE", help='JSON list of {"offer": …, "request" or "subscription": …}'
    )
    instead.add_argument(
        "--for",
        dest="asked",
        metavar="REQUEST",
        help="all offers that fit it, best first; of an offer, who it fits",
    )
    instead.add_argument("--serving", metavar="OFFER", help="which organisations may be shown an offer now")


def _instant(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no instant with an offset, like 2026-11-23T06:00:00Z")
    return found


def _town(command: argparse.ArgumentParser) -> None:
    command.add_argument("slug", metavar="SLUG", help="short code of a-z, 0-9 and -, part of the town's link")
    command.add_argument("name", metavar="NAME", help="name of the town")
    command.add_argument("--lat", type=float, required=True, metavar="DEGREES", help="north of the equator")
    command.add_argument("--lon", type=float, required=True, metavar="DEGREES", help="east of Greenwich")
    command.add_argument("--timezone", metavar="NAME", help="like Europe/Berlin, which is the default")
    command.add_argument("--locale", metavar="CODE", help="language of the moderators: de (default) or en")
    command.add_argument(
        "--moderation-chat", type=int, metavar="ID", help="id of the moderators' group, negative"
    )
    command.add_argument("--controller", metavar="TEXT", help="who is responsible for the data")
    command.add_argument("--privacy-contact", metavar="TEXT", help="how to reach data protection")
    command.add_argument("--donation-text", metavar="TEXT", help="where money can be given")
    command.add_argument(
        "--district",
        type=_district,
        action="append",
        dest="districts",
        metavar="CODE:NAME:LAT:LON",
        help="a part of the town; may be given several times",
    )


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port, 0 to 65535")
    return int(text)


def _district(text: str) -> dict[str, str]:
    parts = text.split(":")
    if len(parts) != 4:
        raise argparse.ArgumentTypeError(f"{text!r} is not CODE:NAME:LAT:LON, like north:North:50.9:12.1")
    return dict(zip(("code", "name", "lat", "lon"), parts, strict=True))
