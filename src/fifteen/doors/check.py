"""`fifteen check`: the check of letters, one file or a whole batch. Decides nothing itself.

Exit codes: 0 no finding that stops, 1 at least one that does, 2 it could not run.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TextIO

from fifteen.doors._lines import FINE, STOPPED, Parser, Unreadable, one_or_many, parsed
from fifteen.method.letters._lexicon import languages
from fifteen.method.letters.check import LONGEST, check
from fifteen.method.words import (
    Channel,
    Debrief,
    Finding,
    Letter,
    LetterContext,
    LetterKind,
    Level,
    Tie,
    TieKind,
)


def run(argv: list[str], stdin: TextIO, stdout: TextIO, stderr: TextIO) -> int:
    """Check one letter or a batch; the exit code. Findings go to stdout, troubles to stderr."""
    options = parsed(_parser(), argv, stdout, stderr)
    if isinstance(options, int):
        return options
    streams = (stdin, stdout, stderr)
    return one_or_many(options, streams, _single, (_answer, _stops), "letter")


def _parser() -> Parser:
    parser = Parser(prog="fifteen check", description="Check a letter before it leaves.")
    parser.add_argument("letter", nargs="?", help="a text file, or - for standard input")
    parser.add_argument("--jsonl", metavar="FILE", help="check a batch, one letter a line (or -)")
    parser.add_argument(
        "--kind",
        default="request",
        choices=[kind.value for kind in LetterKind],
        help="the kind of letter (request)",
    )
    parser.add_argument(
        "--language", default="", choices=languages(), help="the letter's language (found out)"
    )
    parser.add_argument("--host", help="the host's name")
    parser.add_argument("--organisation", help="the host's organisation")
    parser.add_argument("--role", help="the host's role")
    parser.add_argument("--seeker", help="your name")
    parser.add_argument(
        "--tie", choices=[kind.value for kind in TieKind], help="what joins you and the host"
    )
    parser.add_argument("--via", default="", help="who or what the tie goes through")
    parser.add_argument("--subject", help="the subject of the mail")
    parser.add_argument("--attachment", action="append", default=[], help="a file it carries")
    return parser


def _single(options: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    if not options.letter:
        raise Unreadable("Name a letter to check, - for standard input, or --jsonl FILE.")
    if options.letter == "-":
        body, name = stdin.read(LONGEST + 1), "-"
    else:
        name = options.letter
        with Path(name).open(encoding="utf-8-sig") as file:
            body = file.read(LONGEST + 1)
    _bounded(body)
    tie = Tie(TieKind(options.tie or "none"), options.via) if options.tie or options.via else None
    letter = Letter(
        LetterKind(options.kind),
        body,
        options.subject,
        attachments=tuple(options.attachment),
        language=options.language,
    )
    context = LetterContext(
        host_name=options.host,
        host_role=options.role,
        host_organisation=options.organisation,
        tie=tie,
        seeker_name=options.seeker,
    )
    findings = check(letter, context)
    for finding in findings:
        line, column = _place(body, finding)
        where = name if finding.field == "body" else f"{name} ({finding.field})"
        print(f"{where}:{line}:{column} {finding.rule} {finding.reason}", file=stdout)
    return STOPPED if any(f.level is Level.STOP for f in findings) else FINE


def _place(body: str, finding: Finding) -> tuple[int, int]:
    """Line and column, both from 1, as compilers count."""
    if finding.field != "body":
        return 1, finding.start + 1
    before = body[: finding.start]
    return before.count("\n") + 1, finding.start - (before.rfind("\n") + 1) + 1


def _answer(data: Mapping[str, Any]) -> dict[str, Any]:
    findings = check(letter_of(data), context_of(data.get("context")))
    return {"ready": not findings, "findings": [_told(f) for f in findings]}


def _stops(answer: Mapping[str, Any]) -> bool:
    return any(f["level"] == Level.STOP.value for f in answer.get("findings", ()))


def letter_of(data: Mapping[str, Any]) -> Letter:
    """The letter of one line of a batch. Raises Unreadable with what is wrong."""
    kind = data.get("kind") or "request"
    channel = data.get("channel") or "mail"
    body = data.get("body")
    if kind not in set(LetterKind):
        raise Unreadable(f"There is no kind of letter called {kind!r}.")
    if channel not in set(Channel):
        raise Unreadable(f"There is no channel called {channel!r}.")
    if not isinstance(body, str):
        raise Unreadable("The letter has no body.")
    _bounded(body)
    subject = data.get("subject")
    if not isinstance(subject, str):
        # A mail that says it is one and has no subject lacks it; otherwise nobody knows.
        subject = "" if data.get("channel") == "mail" or "subject" in data else None
    attachments = tuple(str(name) for name in _list(data.get("attachments")))
    language = data.get("language") or ""
    if language and language not in languages():
        raise Unreadable(f"There are no words for the language {language!r}.")
    return Letter(LetterKind(kind), body, subject, Channel(channel), attachments, language)


def _bounded(body: str) -> None:
    if len(body) > LONGEST:
        raise Unreadable(f"The body has more than {LONGEST:,} characters; that is no letter.")


def context_of(data: Any) -> LetterContext:
    """What is known around a letter; whatever is missing or of the wrong kind is not known."""
    known = data if isinstance(data, dict) else {}
    host, tie, seeker = (_dict(known.get(name)) for name in ("host", "tie", "seeker"))
    return LetterContext(
        host_name=_text(host.get("name")),
        host_role=_text(host.get("role")),
        host_organisation=_text(host.get("organisation")),
        tie=_tie(tie),
        seeker_name=_text(seeker.get("name")),
        debrief=_debrief(known.get("debrief")),
    )


def _tie(tie: Mapping[str, Any]) -> Tie | None:
    kind = tie.get("kind")
    if not isinstance(kind, str) or kind not in set(TieKind):
        return None
    return Tie(TieKind(kind), _text(tie.get("via")) or "")


def _debrief(data: Any) -> Debrief | None:
    if not isinstance(data, dict):
        return None
    hours = data.get("hours_since")
    known = isinstance(hours, int | float) and not isinstance(hours, bool)
    return Debrief(
        heard=_texts(data.get("heard")),
        their_promises=_texts(data.get("their_promises")),
        my_promises=_texts(data.get("my_promises")),
        resume_requested=data.get("resume_requested") is True,
        hours_since=float(hours) if known and hours is not None else None,
    )


def _dict(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(item for item in _list(value) if isinstance(item, str) and item.strip())


def _told(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "level": finding.level.value,
        "field": finding.field,
        "start": finding.start,
        "end": finding.end,
        "quote": finding.quote,
        "reason": finding.reason,
        "row": finding.row,
        "replacement": finding.replacement,
    }
