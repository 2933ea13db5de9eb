"""`fifteen times`: which times do these words mean? One saying or a whole batch.

Exit codes: 0 understood, 1 something has to be asked back, 2 it could not run.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, TextIO

from fifteen.doors._lines import FINE, STOPPED, Parser, Unreadable, one_or_many, parsed
from fifteen.method.times import Asked, Span, Time, Understood, read

LONGEST = 100_000  # characters of one saying
_LENGTH = re.compile(r"PT(?:(\d{1,3})H)?(?:(\d{1,4})M)?")


def run(argv: list[str], stdin: TextIO, stdout: TextIO, stderr: TextIO) -> int:
    """Read one saying or a batch; the exit code. Times go to stdout, troubles to stderr."""
    options = parsed(_parser(), argv, stdout, stderr)
    if isinstance(options, int):
        return options
    streams = (stdin, stdout, stderr)
    return one_or_many(options, streams, _single, (_answer, _asks), "words")


def _parser() -> Parser:
    parser = Parser(prog="fifteen times", description="Which times do these words mean?")
    parser.add_argument("words", nargs="?", help="what they wrote, or - for standard input")
    parser.add_argument("--jsonl", metavar="FILE", help="a batch, one saying a line (or -)")
    parser.add_argument(
        "--written", help="when it was written, with its zone, as 2026-11-24T18:05:00-05:00 (now)"
    )
    parser.add_argument("--host-zone", default="", help="their zone, as America/New_York")
    parser.add_argument("--seeker-zone", default="", help="your zone, as Europe/Berlin")
    parser.add_argument(
        "--offered", action="append", default=[], help="a time you had offered, as START/PT15M"
    )
    parser.add_argument("--language", default="en", choices=["en", "de"])
    parser.add_argument("--country", default="", help="theirs, two letters: settles 3/4")
    return parser


def _single(options: argparse.Namespace, stdin: TextIO, stdout: TextIO) -> int:
    if not options.words:
        raise Unreadable("Write the words, - for standard input, or --jsonl FILE.")
    words = stdin.read(LONGEST + 1) if options.words == "-" else options.words
    told = read(
        asked_of(
            {
                "text": words,
                "written": options.written or datetime.now(UTC).astimezone().isoformat(),
                "host_zone": options.host_zone,
                "seeker_zone": options.seeker_zone,
                "offered": options.offered,
                "language": options.language,
                "country": options.country,
            }
        )
    )
    for time in told.times:
        print(f"{time.kind.value} {_iso(time.span.start)} {_iso(time.span.end)}", file=stdout)
    for span in told.ruled_out:
        print(f"not {_iso(span.start)} {_iso(span.end)}", file=stdout)
    if told.ask:
        print(f"ask {told.ask}", file=stdout)
    return STOPPED if told.ask else FINE


def _answer(data: Mapping[str, Any]) -> dict[str, Any]:
    return answer_of(read(asked_of(data)))


def answer_of(told: Understood) -> dict[str, Any]:
    """What was understood, as the batch form tells it."""
    return {
        "times": [time_of(time) for time in told.times],
        "not": [_span(span) for span in told.ruled_out],
        "ask": told.ask,
    }


def time_of(time: Time) -> dict[str, str]:
    """One time, as the batch form tells it."""
    return {"kind": time.kind.value, **_span(time.span), "zone": time.zone}


def _asks(answer: Mapping[str, Any]) -> bool:
    return bool(answer.get("ask"))


def asked_of(data: Mapping[str, Any]) -> Asked:
    """The question of one line of a batch. Raises Unreadable with what is wrong."""
    text = data.get("text")
    if not isinstance(text, str):
        raise Unreadable("There is no text.")
    if len(text) > LONGEST:
        raise Unreadable(f"The text has more than {LONGEST:,} characters.")
    zones = {name: _text(data.get(name)) for name in ("host_zone", "seeker_zone")}
    offered = data.get("offered")
    return Asked(
        text=text,
        written=_moment(data.get("written"), "written"),
        offered=tuple(_offer(one) for one in offered) if isinstance(offered, list) else (),
        language=_text(data.get("language")) or "en",
        country=_text(data.get("country")),
        minutes=data["minutes"] if isinstance(data.get("minutes"), int) else 15,
        **zones,
    )


def _offer(value: Any) -> Span:
    start, slash, end = str(value).partition("/")
    begins = _moment(start, "offered").astimezone(UTC)
    length = _LENGTH.fullmatch(end)
    if length:
        took = timedelta(hours=int(length[1] or 0), minutes=int(length[2] or 0))
        return Span(begins, begins + took)
    ends = _moment(end, "offered").astimezone(UTC) if slash else begins + timedelta(minutes=15)
    return Span(begins, ends)


def _moment(value: Any, name: str) -> datetime:
    try:
        moment = datetime.fromisoformat(str(value).strip().replace("Z", "+00:00"))
    except ValueError:
        raise Unreadable(f"{name!r} is no moment such as 2026-11-24T18:05:00-05:00.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _span(span: Span) -> dict[str, str]:
    return {"start": _iso(span.start), "end": _iso(span.end)}


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
