"""Invitations and answers as other programs have written them: every one of the samples beside the
checkout is read, for what its own project says of it. Where the samples are not here, this says so.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from fifteen.adapters.calendars import replies
from fifteen.adapters.calendars.replies import Said

SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "calendar"
pytestmark = pytest.mark.skipif(
    not SAMPLES.exists(), reason="the samples of other programs are not here"
)

_OURS = "k1-Z@fifteen.invalid"
_METHOD = re.compile(r"^METHOD:([A-Z]+)", re.MULTILINE)


def ours(text: str) -> bytes:
    """The same file about a talk of ours, with the line ends of the standard."""
    text = re.sub(r"^UID:.*(?:\n[ \t].*)*", f"UID:{_OURS}", text, flags=re.MULTILINE)
    return (
        text.replace("DTSTAMP:**ANY**", "DTSTAMP:20261125T080000Z").replace("\n", "\r\n").encode()
    )


@cache
def cases() -> list[dict[str, Any]]:
    if not SAMPLES.exists():
        return []
    path = SAMPLES / "sabre-vobject" / "itip-broker-cases.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def messages() -> list[tuple[str, str]]:
    """Every iTIP message in those cases: as it came, or as it was to be sent."""
    found: list[tuple[str, str]] = []
    for case in cases():
        texts = [case.get("itip")]
        sent = case.get("expected_messages") or []
        texts += [one.get("message") for one in sent if isinstance(one, dict)]
        found += [(case["test"], text) for text in texts if text and _METHOD.search(text)]
    return found


def of(method: str) -> list[tuple[str, str]]:
    return [(name, text) for name, text in messages() if _method(text) == method]


def _method(text: str) -> str:
    match = _METHOD.search(text)
    return match[1] if match else ""


def test_all_that_the_samples_hold_is_used() -> None:
    assert len(of("REPLY")) == 18
    assert len(of("REQUEST")) + len(of("CANCEL")) >= 10


@pytest.mark.parametrize(("name", "text"), of("REPLY"), ids=lambda one: one[:60])
def test_every_answer_of_theirs_is_read_as_they_mean_it(name: str, text: str) -> None:
    guest = re.search(
        r"^ATTENDEE[^\n]*?PARTSTAT=([A-Z-]+)[^\n]*?:mailto:([^\n]+)", text, re.MULTILINE
    )
    assert guest is not None, name
    found = replies.read(ours(text))
    if guest[1] == "NEEDS-ACTION":
        assert found is None, "they have not decided yet"
        return
    assert found is not None, name
    assert found.said is Said(guest[1].lower())
    assert found.guest == guest[2].strip().lower()
    number = re.search(r"^SEQUENCE:(\d+)", text, re.MULTILINE)
    assert found.version == (int(number[1]) if number else None)
    assert replies.read(text.encode()) is None, "it is about no talk of ours"


@pytest.mark.parametrize(
    ("name", "text"), [*of("REQUEST"), *of("CANCEL"), *of("PUBLISH")], ids=lambda one: one[:60]
)
def test_what_invites_or_calls_off_is_no_answer(name: str, text: str) -> None:
    assert replies.read(ours(text)) is None


def files() -> list[Path]:
    kinds = (".ics", ".txt", ".vcs")
    return [path for path in sorted(SAMPLES.rglob("*")) if path.suffix in kinds]


@pytest.mark.parametrize("path", files(), ids=lambda path: path.name)
def test_no_file_of_other_programs_is_taken_for_an_answer_or_breaks_the_reader(path: Path) -> None:
    """Invitations, free times and holidays of a dozen programs, right and broken ones; as a file,
    in a mail, and with the name of a talk of ours in it."""
    raw = path.read_bytes()
    head = b"From: ana@x.example\r\nMIME-Version: 1.0\r\nContent-Type: text/calendar\r\n\r\n"
    assert replies.read(raw) is None
    assert replies.read(head + raw) is None
    assert replies.read(ours(raw.decode("utf-8", "replace"))) is None, "nobody answers in it"
