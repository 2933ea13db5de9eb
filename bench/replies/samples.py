"""How real files are read: reply texts and bounces of other projects' test sets, as percentages.

    python -m bench.replies.samples FOLDER [--errors]

FOLDER holds `replies/labels.jsonl` and `bounces/*-labels.csv` as other projects' corpora are laid
out there. Compared are words, not spaces: a reply is right where it is the expected text with or
without the signature, as each file's own convention has it.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fifteen.adapters.mail import message as mail
from fifteen.method.answers import AnswerClass, Message, read


def main(argv: list[str]) -> None:
    """Print the percentages, and with --errors the files that are read otherwise."""
    folder = Path(argv[0])
    errors = "--errors" in argv
    for name, results in (
        ("replies", _replies(folder / "replies")),
        ("bounces", _bounces(folder / "bounces")),
    ):
        counts: Counter[tuple[str, bool]] = Counter()
        for kind, file, right, told in results:
            counts[kind, right] += 1
            if errors and not right:
                print(f"{kind}: {file}\n    {told}")
        print(f"\n{name}")
        for kind in sorted({kind for kind, _ in counts}):
            good, bad = counts[kind, True], counts[kind, False]
            print(f"  {kind:34} {good} of {good + bad}, {100 * good / (good + bad):.1f} %")


def message_of(raw: bytes) -> Message:
    """A mail file as a message."""
    found = mail.parse(raw)
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


def _replies(folder: Path) -> Iterator[tuple[str, str, bool, str]]:
    for line in (folder / "labels.jsonl").read_text("utf-8").splitlines():
        label = json.loads(line)
        path = folder / label["file"]
        if not path.exists():
            continue
        told = read(_written(path)).reply
        right = _judged(told, label, folder)
        if right is not None:
            yield label["file"].split("/")[0], label["file"], right, f"{told!r} {label}"[:900]


def _written(path: Path) -> Message:
    if path.suffix == ".eml":
        return message_of(path.read_bytes())
    text = path.read_text("utf-8", "replace")
    return Message(mail.text_of(text) if path.suffix == ".html" else text)


def _judged(told: str, label: dict[str, Any], folder: Path) -> bool | None:
    """Whether a reply is as its label has it; None where the label says nothing about it."""
    verdicts = []
    if "expected_reply_file" in label:
        expected = folder / label["expected_reply_file"]
        verdicts.append(_fits(told, expected.read_text("utf-8", "replace")))
    for key in label:
        if key.startswith("reply_equals"):
            verdicts.append(_fits(told, label[key]))
    for pattern in label.get("reply_matches_re", []):
        verdicts.append(bool(re.search(pattern.strip("/"), told, re.MULTILINE)))
    for word in label.get("reply_lacks", []):
        verdicts.append(bool(told) and word not in told)
    for check in label.get("checks", []):
        if check["message"] == 0 and check["field"] == "body":
            whole = check["op"] == "equals"
            verdicts.append(_fits(told, check["text"]) if whole else check["text"] in told)
    return all(verdicts) if verdicts else None


def _fits(told: str, expected: str) -> bool:
    """The same words; fewer where what is missing at the end is a closing and a signature."""
    a, b = told.split(), expected.split()
    return a == b or (bool(a) and b[: len(a)] == a and len(b) - len(a) <= _SIGNATURE)


_SIGNATURE = 25  # words


def _bounces(folder: Path) -> Iterator[tuple[str, str, bool, str]]:
    for name in ("sisimai", "flufl"):
        with (folder / f"{name}-labels.csv").open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        for file_name in dict.fromkeys(row["file"] for row in rows):
            own = [row for row in rows if row["file"] == file_name]
            path = folder / (file_name if "/" in file_name else f"{name}/{file_name}")
            told = read(message_of(path.read_bytes()))
            kind = told.main
            if any(row.get("reason") in ("feedback", "vacation") for row in own):
                continue
            yield f"{name}, known as a bounce", file_name, kind is AnswerClass.BOUNCE, kind.value
            if name == "flufl":
                named = own[0]["permanent_failure_recipients"].split(";")
                named += own[0]["temporary_failure_recipients"].split(";")
                named = [one.strip().lower() for one in named if "@" in one]
                if named:
                    right = told.found.address.lower() in named
                    yield (
                        f"{name}, address found",
                        file_name,
                        right,
                        f"{told.found.address} {named}",
                    )
            elif own[0].get("dsn"):
                status = {row["dsn"] for row in own if row["dsn"].encode() in path.read_bytes()}
                if not status:
                    continue  # a code that the file itself does not name
                right = told.found.status in status
                yield f"{name}, status found", file_name, right, f"{told.found.status} {status}"


if __name__ == "__main__":
    main(sys.argv[1:])
