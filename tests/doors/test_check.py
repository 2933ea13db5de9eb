"""`fifteen check`: one letter as a compiler tells it, a batch line by line."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from fifteen.doors.check import run

GOOD = (
    "Dear Ms Vega,\n\nI read your article on flood maps. Could we talk for fifteen minutes about "
    "how you moved from teaching into hydrology?\n\nKind regards,\nAna Lopez\n"
)
BAD = GOOD.replace("Kind", "I'm looking for a job.\n\nKind")


def called(*argv: str, stdin: str = "") -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    code = run(list(argv), io.StringIO(stdin), out, err)
    return code, out.getvalue(), err.getvalue()


def test_a_good_letter_says_nothing(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text(GOOD, "utf-8")
    assert called(str(letter), "--host", "Elena Vega", "--seeker", "Ana Lopez") == (0, "", "")


def test_a_finding_names_file_line_and_column(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text(BAD, "utf-8")
    code, out, err = called(str(letter))
    assert (code, err) == (1, "")
    assert out.startswith(f"{letter}:5:5 asks-for-job ") or out.startswith(
        f"{letter}:5:1 asks-for-job "
    )
    assert out.rstrip().endswith("[A1]")


def test_standard_input_and_context() -> None:
    code, out, _ = called("-", "--host", "Tom Baker", "--subject", "Hi", stdin=GOOD)
    assert code == 1
    assert "-:1:6 wrong-name" in out
    assert "- (subject):1:1 no-subject" in out


def test_advice_alone_is_no_stop() -> None:
    code, out, _ = called("-", stdin=GOOD.replace("Ana Lopez", ""))
    assert code == 0
    assert "no-sign-off" in out


@pytest.mark.parametrize(
    "argv",
    [[], ["--kind", "novel", "-"], ["/nowhere/letter.txt"], ["--jsonl", "/nowhere/x"], ["--what"]],
)
def test_what_cannot_run_says_so(argv: list[str]) -> None:
    code, out, err = called(*argv)
    assert (code, out) == (2, "")
    assert err


def batch(*lines: str) -> tuple[int, list[dict[str, Any]]]:
    code, out, _ = called("--jsonl", "-", stdin="\n".join(lines) + "\n")
    return code, [json.loads(line) for line in out.splitlines()]


def line(**more: Any) -> str:
    return json.dumps({"id": "x", "kind": "request", "body": GOOD, **more})


def test_a_batch_answers_line_by_line_in_order() -> None:
    code, answers = batch(
        line(id="a", context={"host": {"name": "Elena Vega"}, "tie": None}),
        line(id="b", body=BAD),
        line(id="c", kind="novel"),
        "no json",
        "[1]",
        line(id="d", body="x" * 100_001),
        line(id="e", body=None),
        line(id="f", channel="mail", subject=None),
    )
    assert code == 1
    assert [answer["id"] for answer in answers] == ["a", "b", "c", None, None, "d", "e", "f"]
    assert answers[0] == {"id": "a", "ready": True, "findings": []}
    finding = answers[1]["findings"][0]
    assert finding["rule"] == "asks-for-job"
    assert BAD[finding["start"] : finding["end"]] == finding["quote"]
    assert finding["row"] == "A1"
    assert [("error" in answer) for answer in answers] == [
        *(False, False, True, True, True, True, True, False),
    ]
    assert [f["rule"] for f in answers[7]["findings"]] == ["no-subject"]


def test_a_batch_of_good_letters_ends_with_zero() -> None:
    assert batch(line(), line())[0] == 0


def test_odd_context_is_no_context() -> None:
    code, answers = batch(
        line(context={"host": [], "tie": {"kind": "twin"}, "seeker": {"name": 5}, "debrief": 3})
    )
    assert (code, answers[0]["ready"]) == (0, True)
