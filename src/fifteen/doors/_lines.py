"""What the doors without a database share: arguments, and batches of one JSON object a line."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TextIO

FINE, STOPPED, FAILED = 0, 1, 2


class Unreadable(Exception):
    """Something that cannot be judged, in a sentence for the one who sent it."""


class Usage(Exception):
    """Help that was asked for, or what was wrong with the command."""

    def __init__(self, text: str, asked: bool) -> None:
        super().__init__(text)
        self.asked = asked


class Parser(argparse.ArgumentParser):
    """A parser that raises `Usage` instead of leaving the program."""

    def error(self, message: str) -> Any:
        raise Usage(f"{self.format_usage()}{message}", asked=False)

    def print_help(self, file: Any = None) -> None:
        raise Usage(self.format_help().rstrip(), asked=True)


def parsed(
    parser: Parser, argv: list[str], stdout: TextIO, stderr: TextIO
) -> argparse.Namespace | int:
    """The options, or the exit code where help was asked for or the command is wrong."""
    try:
        return parser.parse_args(argv)
    except Usage as usage:
        print(usage, file=stdout if usage.asked else stderr)
        return FINE if usage.asked else FAILED


Answer = Callable[[Mapping[str, Any]], dict[str, Any]]


def batch(
    name: str, stdin: TextIO, stdout: TextIO, answer: Answer, stops: Callable[[Any], bool]
) -> int:
    """One answer a line, in order; nothing is kept, so that a batch needs no more than a line.

    `answer` gives what stands beside the id, or raises `Unreadable`, which becomes an "error".
    """
    if name == "-":
        return _answers(stdin, stdout, answer, stops)
    with Path(name).open(encoding="utf-8-sig") as file:
        return _answers(file, stdout, answer, stops)


def _answers(lines: TextIO, stdout: TextIO, answer: Answer, stops: Callable[[Any], bool]) -> int:
    code = FINE
    for line in lines:
        if not line.strip():
            continue
        told = _told(line, answer)
        stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
        code = STOPPED if stops(told) else code
    return code


def _told(line: str, answer: Answer) -> dict[str, Any]:
    key: Any = None
    try:
        data = _object(line)
        key = data.get("id")
        return {"id": key, **answer(data)}
    except Unreadable as trouble:
        return {"id": key, "error": str(trouble)}


def _object(line: str) -> Mapping[str, Any]:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        raise Unreadable("This line is not JSON.") from None
    if not isinstance(data, dict):
        raise Unreadable("This line is not a JSON object.")
    return data


Single = Callable[[argparse.Namespace, TextIO, TextIO], int]


def one_or_many(
    options: argparse.Namespace,
    streams: tuple[TextIO, TextIO, TextIO],
    single: Single,
    many: tuple[Answer, Callable[[Any], bool]],
    what: str,
) -> int:
    """Answer what was named, or a batch; the exit code. What cannot be read is said to stderr."""
    stdin, stdout, stderr = streams
    try:
        if options.jsonl is not None:
            return batch(options.jsonl, stdin, stdout, *many)
        return single(options, stdin, stdout)
    except (OSError, UnicodeDecodeError) as trouble:
        print(f"Could not read the {what}: {trouble}", file=stderr)
    except Unreadable as trouble:
        print(str(trouble), file=stderr)
    return FAILED
