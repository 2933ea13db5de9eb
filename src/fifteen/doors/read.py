"""`fifteen read`: what kind of answer is it? A batch of messages, one a line.

Exit codes: 0 read, 2 it could not run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TextIO

from fifteen.adapters.mail import message as mail
from fifteen.doors import times
from fifteen.doors._lines import FAILED, Parser, Unreadable, batch, parsed
from fifteen.method import tongues
from fifteen.method.answers import Found, Message, Reading, read


def run(argv: list[str], stdin: TextIO, stdout: TextIO, stderr: TextIO) -> int:
    """Read a batch; the exit code. Answers go to stdout, troubles to stderr."""
    options = parsed(_parser(), argv, stdout, stderr)
    if isinstance(options, int):
        return options
    try:
        return batch(options.jsonl, stdin, stdout, _answer, lambda _: False)
    except (OSError, UnicodeDecodeError) as trouble:
        print(f"Could not read the messages: {trouble}", file=stderr)
    return FAILED


def _parser() -> Parser:
    parser = Parser(prog="fifteen read", description="What kind of answer is it?")
    parser.add_argument("--jsonl", metavar="FILE", required=True, help="one message a line (or -)")
    return parser


def _answer(data: Mapping[str, Any]) -> dict[str, Any]:
    return answer_of(read(message_of(data)))


def message_of(data: Mapping[str, Any]) -> Message:
    """The message of one line of a batch, whole or in parts. Raises Unreadable."""
    raw, text = data.get("raw"), data.get("text")
    if isinstance(raw, str) and raw.strip():
        told = _of_mail(mail.parse(raw))
    elif isinstance(text, str):
        told = Message(text[: mail.LONGEST_TEXT])
    elif isinstance(data.get("html"), str):
        told = Message(mail.text_of(data["html"])[: mail.LONGEST_TEXT])
    else:
        raise Unreadable("There is neither a raw message nor a text.")
    return _with_request(_with_headers(told, data), data)


def _of_mail(found: mail.Mail) -> Message:
    return Message(
        found.text,
        found.subject,
        found.sender,
        found.to,
        found.cc,
        found.written,
        found.headers,
        found.report,
    )


def _with_headers(told: Message, data: Mapping[str, Any]) -> Message:
    headers = data.get("headers")
    own = headers if isinstance(headers, dict) else {}
    named = {str(name).lower(): _one(value) for name, value in own.items()}
    named = {**told.headers, **named}
    return replace(
        told,
        headers=named,
        subject=_one(data.get("subject")) or told.subject or named.get("subject", ""),
        sender=_one(data.get("from")) or told.sender or named.get("from", ""),
        to=_one(data.get("to")) or told.to or named.get("to", ""),
        cc=_one(data.get("cc")) or told.cc or named.get("cc", ""),
        written=_when(data.get("date")) or told.written or mail.moment(named.get("date", "")),
    )


def _with_request(told: Message, data: Mapping[str, Any]) -> Message:
    request = data.get("request")
    known = request if isinstance(request, dict) else {}
    offered = known.get("times")
    spans = times.asked_of(
        {
            "text": "",
            "written": "2026-01-01T00:00:00+00:00",
            "offered": [one for one in offered if isinstance(one, str)]
            if isinstance(offered, list)
            else [],
        }
    ).offered
    language = _one(data.get("language"))
    return replace(
        told,
        asked=_one(known.get("text")),
        asked_on=_when(known.get("sent")),
        offered=spans,
        language=language if language in ("en", "de") else tongues.likely(told.text),
        host_zone=_one(data.get("host_zone")),
        seeker_zone=_one(data.get("seeker_zone")),
    )


def _one(value: Any) -> str:
    if isinstance(value, list):
        value = ", ".join(str(one) for one in value[:_MOST])
    return value[:_LONGEST] if isinstance(value, str) else ""


_LONGEST, _MOST = 20_000, 200  # characters of a field, entries of a list


def _when(value: Any) -> datetime | None:
    if not isinstance(value, str) or not value.strip():
        return None
    try:
        found = datetime.fromisoformat(value.strip().replace("Z", "+00:00"))
    except ValueError:
        return mail.moment(value)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def answer_of(told: Reading) -> dict[str, Any]:
    """What was read, as the batch form tells it."""
    return {
        "main": told.main.value,
        "also": [one.value for one in told.also],
        "reply": told.reply,
        "found": _found(told.found),
        "spans": [
            {"class": one.answer.value, "start": one.start, "end": one.end} for one in told.evidence
        ],
    }


def _found(found: Found) -> dict[str, Any]:
    told: dict[str, Any] = {
        "times": [times.time_of(time) for time in found.times],
        "phone": found.phone,
        "people": [
            {"name": one.name, "email": one.email, "role": one.role} for one in found.people
        ],
        "until": str(found.until) if found.until else "",
        "link": found.link,
        "address": found.address,
        "status": found.status,
        "return": str(found.back_on) if found.back_on else "",
        "new_address": found.new_address,
    }
    told = {name: value for name, value in told.items() if value}
    if found.permanent is not None:
        told["permanent"] = found.permanent
    return told
