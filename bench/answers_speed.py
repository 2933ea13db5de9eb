"""Answers and sayings read in one run: how many a second, and whether memory grows with a batch.

python -m bench.answers_speed

Read are the labelled answers and sayings, over and over, as batches through the commands' own
door. All times are of this run, on this machine: read the ratio to the bare parsing of the lines.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from time import process_time
from typing import Any

from bench.replies.score import cases_of

HERE = Path(__file__).parent
BATCHES = (1_000, 10_000)  # lines; memory must not grow from one to the other
KINDS = {
    "answers": ("fifteen.doors.read", ("replies/build.jsonl", "replies/opened.jsonl")),
    "sayings": ("fifteen.doors.times", ("times/build.jsonl", "times/opened.jsonl")),
}
COUNTER = """
import resource, sys
from importlib import import_module
from time import process_time
class Lines:
    count = 0
    def write(self, text):
        Lines.count += text.count("\\n")
run = import_module(sys.argv[1]).run
start = process_time()
run(["--jsonl", "-"], sys.stdin, Lines(), sys.stderr)
print(Lines.count, process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def main() -> None:
    """Print the rate of each reader, beside JSON alone, and its peak memory by batch."""
    for kind, (module, names) in KINDS.items():
        cases = [case for name in names for case in cases_of(HERE / name)]
        lines = [json.dumps(case, ensure_ascii=False) for case in cases]
        peaks = []
        for size in BATCHES:
            count, took, peak = _batch(module, islice(cycle(lines), size))
            peaks.append(peak)
        bare = _bare(lines, size)
        print(f"{kind}: {count:,} read, {count / took:,.0f} a second of one core, ", end="")
        print(f"{took / bare:,.0f} times the parsing of their lines alone")
        told = ", ".join(f"{s:,}: {p / 1024:.1f} MB" for s, p in zip(BATCHES, peaks, strict=True))
        print(f"  peak memory by batch: {told}; ratio {peaks[-1] / peaks[0]:.2f}")
    print(f"  this bench itself: {_peak() / 1024:.1f} MB")


def _batch(module: str, lines: Iterator[str]) -> tuple[int, float, int]:
    command = [sys.executable, "-c", COUNTER, module]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as child:
        assert child.stdin is not None and child.stdout is not None
        for line in lines:
            child.stdin.write(f"{line}\n")
        child.stdin.close()
        count, took, peak = child.stdout.read().split()
    return int(count), float(took), int(peak)


def _bare(lines: list[str], size: int) -> float:
    start = process_time()
    kept: Any = None
    for line in islice(cycle(lines), size):
        kept = json.dumps(json.loads(line), ensure_ascii=False)
    assert kept
    return process_time() - start


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main()
