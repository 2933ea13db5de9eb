"""`fifteen times`: one saying on the command line, a batch line by line."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from fifteen.doors.times import run

SPECIFIED = {
    "id": "t1",
    "text": "Thursday after 3 works, not the 3rd though",
    "written": "2026-11-24T18:05:00-05:00",
    "host_zone": "America/New_York",
    "seeker_zone": "Europe/Berlin",
    "offered": ["2026-11-26T15:00:00Z/PT15M"],
    "language": "en",
}
WHEN = ("--written", "2026-11-24T18:05:00-05:00", "--host-zone", "America/New_York")


def called(*argv: str, stdin: str = "") -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    code = run(list(argv), io.StringIO(stdin), out, err)
    return code, out.getvalue(), err.getvalue()


def batch(*lines: Any) -> tuple[int, list[dict[str, Any]]]:
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    code, out, _ = called("--jsonl", "-", stdin=text)
    return code, [json.loads(line) for line in out.splitlines()]


def test_the_batch_form_is_the_specified_one() -> None:
    code, (answer,) = batch(SPECIFIED)
    assert code == 0
    assert answer.pop("times") == [
        {
            "kind": "window",
            "start": "2026-11-26T20:00:00Z",
            "end": "2026-11-26T22:00:00Z",
            "zone": "America/New_York",
        }
    ]
    assert answer == {"id": "t1", "not": [], "ask": None}


def test_a_batch_goes_on_after_what_it_cannot_read() -> None:
    code, answers = batch(
        "no json", "[1]", {"id": 2}, {"id": 3, "text": "Tuesday", "written": "x"}, SPECIFIED
    )
    assert ["error" in answer for answer in answers] == [True, True, True, True, False]
    assert [answer["id"] for answer in answers] == [None, None, 2, 3, "t1"]
    assert code == 0


def test_missing_and_strange_context_is_not_known() -> None:
    strange = {**SPECIFIED, "host_zone": None, "offered": None, "language": 5, "country": []}
    assert batch(strange)[1][0]["times"][0]["zone"] == "-0500"
    assert batch({**SPECIFIED, "host_zone": "Mars/Olympus"})[1][0]["ask"] is None


def test_an_offer_may_name_its_end_or_its_length() -> None:
    for offer in ("2026-11-26T15:00:00Z/PT15M", "2026-11-26T15:00:00Z/2026-11-26T15:15:00Z"):
        told = batch({**SPECIFIED, "text": "Works for me", "offered": [offer]})[1][0]
        assert told["times"][0]["kind"] == "offered"
        assert told["times"][0]["end"] == "2026-11-26T15:15:00Z"


def test_one_saying_on_the_command_line() -> None:
    code, out, err = called("Friday at 10, not before 9", *WHEN)
    assert (code, err) == (0, "")
    assert out == "exact 2026-11-27T15:00:00Z 2026-11-27T15:15:00Z\n"


def test_a_question_back_is_told_by_the_exit_code() -> None:
    code, out, _ = called("-", *WHEN, stdin="Friday at 6")
    assert code == 1
    assert out.startswith("ask ")


@pytest.mark.parametrize("argv", [[], ["--language", "xx", "a"], ["--jsonl", "/nowhere"], ["--x"]])
def test_what_cannot_run_says_so(argv: list[str]) -> None:
    code, _, err = called(*argv)
    assert code == 2
    assert err
