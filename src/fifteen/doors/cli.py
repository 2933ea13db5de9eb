"""The command line: the same actions as the pages. `fifteen --help` teaches it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import Any

from fifteen import __version__
from fifteen.doors import check, read, times

OK = 0
REFUSED = 1
UNUSABLE = 2

EXIT_CODES = """exit codes:
  0  done
  1  refused: the message says what to do (for `check`: a stop was found)
  2  could not run: wrong arguments, no such file or person
"""

_ABOUT = (
    "Fifteen runs your informational interviews: from the first name to the letter of thanks.\n"
    "Without a command it starts, prints a one-time link and opens it in your browser."
)


def parser() -> argparse.ArgumentParser:
    """All commands and their options; docs/commands.md is compared with it."""
    top = argparse.ArgumentParser(
        "fifteen",
        description=_ABOUT,
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"fifteen {__version__}")
    top.add_argument("--port", type=int, default=None, help="the first port to try (8015)")
    top.add_argument("--no-browser", action="store_true", help="print the link, open nothing")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    for name, words, arguments in _COMMANDS:
        sub = commands.add_parser(
            name,
            help=words,
            description=words,
            epilog=EXIT_CODES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        for flags, options in arguments:
            sub.add_argument(*flags, **options)
    return top


_JSON: tuple[tuple[str, ...], dict[str, Any]] = (
    ("--json",),
    {"action": "store_true", "help": "print JSON"},
)
_NAME: tuple[tuple[str, ...], dict[str, Any]] = (
    ("name",),
    {"metavar": "NAME", "help": "the name, or a part that only one person has"},
)


def _file(name: str, words: str, **more: Any) -> tuple[tuple[str, ...], dict[str, Any]]:
    return ("file",), {"metavar": name, "help": words, **more}


def _option(flag: str, words: str, **more: Any) -> tuple[tuple[str, ...], dict[str, Any]]:
    return (flag,), {"help": words, **more}


_COMMANDS: tuple[tuple[str, str, tuple[tuple[tuple[str, ...], dict[str, Any]], ...]], ...] = (
    (
        "import",
        "Bring an address book: LinkedIn, Google or Outlook CSV, vCard, or names one a line.",
        (
            _file("FILE", "the file to bring"),
            _option("--dry-run", "say what would happen, write nothing", action="store_true"),
            _JSON,
        ),
    ),
    (
        "onet",
        "Bring your own O*NET download: what can be read up of each kind of work.",
        (_file("FILE", "the zip of its text files, or those files", nargs="+"),),
    ),
    ("today", "The next steps of today, most urgent first, with the reason.", (_JSON,)),
    ("person", "Where one person stands, what is next, what happened.", (_NAME, _JSON)),
    (
        "record",
        "Record what happened with a person, in one word.",
        (
            _NAME,
            _option("verb", "what happened; `fifteen record --verbs` lists the words"),
            _option("note", "their words, or yours", nargs="?", default=""),
            _option("--on", "the day it happened, as 2026-11-24 (today)", metavar="DATE"),
            _option("--until", "for put-off: when to write again", metavar="DATE"),
        ),
    ),
    ("check", "Check a letter before it leaves; see `fifteen check --help`.", ()),
    ("read", "What kind of answer is it; see `fifteen read --help`.", ()),
    ("times", "Which times do these words mean; see `fifteen times --help`.", ()),
    (
        "export",
        "Take everything out: one zip with JSON lines, a CSV and the letters as text.",
        (_file("FILE.zip", "the zip to write; never written over"),),
    ),
    (
        "restore",
        "Read such a zip back into an empty Fifteen.",
        (_file("FILE.zip", "the zip that `export` made"),),
    ),
    (
        "backup",
        "Keep a complete copy of the database, also while Fifteen runs.",
        (_file("FILE", "where to (the data folder)", nargs="?"),),
    ),
    ("rebuild", "Compute from the journal again what is kept for the lists.", ()),
    ("serve", "On a server: serve everybody who has an account; see docs/server.md.", ()),
    ("worker", "On a server: run what works behind the pages, until SIGTERM.", ()),
    ("migrate", "On a server: bring the tables up to date and raise the walls.", ()),
    (
        "copy",
        "On a server: copy everything, each campaign sealed with its own key.",
        (
            (("copy",), {"metavar": "COPY", "help": "the copy to write"}),
            (("keys",), {"metavar": "KEYS", "help": "the file of keys, over the one before"}),
        ),
    ),
    (
        "copy-back",
        "On a server: read such a copy into an empty database.",
        (
            (("copy",), {"metavar": "COPY", "help": "what `copy` made"}),
            (("keys",), {"metavar": "KEYS", "help": "the newest file of keys"}),
        ),
    ),
    (
        "invite",
        "On a server: let these mail addresses make an account.",
        ((("email",), {"metavar": "MAIL", "nargs": "+", "help": "one or more mail addresses"}),),
    ),
    (
        "programme",
        "On a server: make a programme, with the first member of its office.",
        (
            (("name",), {"metavar": "NAME", "help": "what it is called"}),
            (("email",), {"metavar": "MAIL", "help": "who works at its office"}),
            (("--zone",), {"default": "UTC", "help": "its time zone, such as Europe/Berlin"}),
        ),
    ),
    (
        "relay",
        "On any server: show hosts the pages of people at home; see docs/relay.md.",
        (
            _option("--data", "the folder the pages are kept in", metavar="FOLDER"),
            _option("--listen", "host and port (127.0.0.1:8020)", default="127.0.0.1:8020"),
            _option("--address", "the address it has in the world", metavar="URL", default=""),
            _option("--behind", "the proxy in front of it, by its address", default=""),
            _option("--code", "print a code that lets one computer in", action="store_true"),
        ),
    ),
    (
        "demo",
        "Load the demo campaign, or take it away again.",
        (_option("--remove", "take the demo away", action="store_true"),),
    ),
)


_ON_A_SERVER = ("serve", "worker", "migrate", "copy", "copy-back", "invite", "programme")
"""Commands of a server: settings from the environment, libraries of the extra `server`."""

_WITHOUT_DATABASE = {"check": check.run, "read": read.run, "times": times.run}
"""Commands that need no database and no Django: texts as they come."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] and arguments[0] in _WITHOUT_DATABASE:
        run_alone = _WITHOUT_DATABASE[arguments[0]]
        return run_alone(arguments[1:], sys.stdin, sys.stdout, sys.stderr)
    if arguments[:2] == ["record", "--verbs"]:
        arguments = ["record", "-", "verbs"]
    options = parser().parse_args(arguments)
    os.umask(0o077)
    if options.command == "relay":
        from fifteen.relay import running

        return running.run(options)
    if options.command in _ON_A_SERVER:
        return _on_a_server(options)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fifteen.settings")
    # Django must know its settings before anything that touches the store is loaded, and `check`
    # must not wait for it.
    from fifteen.doors.commands import run

    return run(options)


def _on_a_server(options: argparse.Namespace) -> int:
    try:
        from fifteen.server import running
    except ModuleNotFoundError as missing:
        print(
            f"fifteen: the libraries of a server are not here ({missing.name}).\n"
            "         pipx install 'fifteen[server]' brings them.",
            file=sys.stderr,
        )
        return UNUSABLE
    return running.run(options)


if __name__ == "__main__":
    sys.exit(main())
