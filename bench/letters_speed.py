"""The check of letters in one run: a 150-word letter, a batch, hostile input, beside other tools.

python -m bench.letters_speed [--alone] [--short | --full]

`--alone` leaves the other tools out. The batch is a sample of ten thousand letters; `--full` makes
it a hundred thousand (some minutes), `--short` a thousand. Proselint and write-good are fetched
into a scratch folder that goes away afterwards; where they cannot be had, a line says so and why.
All times are of this run, on this machine: read the ratios.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from subprocess import PIPE, Popen
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from fifteen.method.letters.check import check
from fifteen.method.words import Letter, LetterContext, LetterKind, Tie, TieKind

ROUNDS = 300
BATCHES = (1_000, 10_000)  # letters; memory must not grow from one to the other
FULL = 100_000
GOAL = 2.0  # ms for 150 words
GOAL_WORDS = 150
PIECE = 200  # letters written to the command at once
LETTERS = Path(__file__).parent / "letters"
OPEN = sorted(path for path in LETTERS.glob("*.jsonl") if not path.stem.startswith("closed"))
PIPES: dict[str, int] = {"stdin": PIPE, "stdout": PIPE}
WAIT = 300  # seconds for another tool
PROSELINT = """
import json, sys, time
from proselint.checks import __register__
from proselint.registry import CheckRegistry
from proselint.tools import LintFile
CheckRegistry().register_many(__register__)
texts = json.load(open(sys.argv[1]))
def lint(text):
    LintFile(source="<letter>", content=text).lint()
lint(texts[0])
start = time.process_time()
for text in texts: lint(text)
print(time.process_time() - start)
"""
WRITE_GOOD = """
const good = require("write-good"), fs = require("fs");
const texts = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
good(texts[0]);
const start = process.hrtime.bigint();
for (const text of texts) good(text);
console.log(Number(process.hrtime.bigint() - start) / 1e9);
"""
PARAGRAPH = (
    "I read your article on flood maps in the Delta magazine, and have wanted to ask you about it "
    "ever since. I teach geography in Bonn, and after nine years I am trying to find out whether "
    "hydrology is work that would suit me. Priya Nair, with whom you studied in Delft, thought "
    "that you might not mind a question or two. "
)
BODY = (
    f"Dear Ms Vega,\n\n{PARAGRAPH}\n\nCould we talk for fifteen minutes, by phone or over a coffee "
    "near your office, about how you moved from teaching to Arup and what the days are like now? I "
    "would also like to hear which courses were worth the trouble. To be plain, I am not asking "
    "for a job or for an introduction to anybody who has one to give; I have work that I like, and "
    "want to understand yours. If this month does not suit you, I understand that very well, and "
    "wish you a dry spring.\n\nKind regards,\nAna Lopez\nBonn, 0123 456\n"
)


def main() -> None:
    letter = Letter(LetterKind.REQUEST, BODY, "Your article on flood maps")
    context = LetterContext(
        host_name="Elena Vega",
        host_organisation="Arup",
        tie=Tie(TieKind.REFERRED, "Priya Nair"),
        seeker_name="Ana Lopez",
    )
    findings = check(letter, context)  # reads and compiles the words, once
    checked = best(lambda: check(letter, context))
    bare = best(lambda: re.findall(r"\w+", BODY))
    print(f"{len(BODY.split())} words, {len(findings)} findings")
    print(
        f"check {checked * 1e3:.2f} ms (goal {GOAL} ms), bare pass {bare * 1e6:.0f} us, "
        f"ratio {checked / bare:.0f}"
    )
    different(context)
    batch()
    hostile()
    if "--alone" not in sys.argv:
        beside()


def different(context: LetterContext) -> None:
    """Letters of about that length, each read once by a process that has just begun, and again."""
    lengths = range(GOAL_WORDS - 30, GOAL_WORDS + 31)
    every = (json.loads(line) for path in OPEN for line in path.read_text("utf-8").splitlines())
    bodies = [data["body"] for data in every if len(data["body"].split()) in lengths]
    words = sum(len(body.split()) for body in bodies)
    for name in ("read for the first time", "read again"):
        start = process_time()
        for body in bodies:
            check(Letter(LetterKind.REQUEST, body), context)
        each = (process_time() - start) / words * GOAL_WORDS
        print(
            f"{len(bodies)} different letters of about {GOAL_WORDS} words, {name}: "
            f"{each * 1e3:.2f} ms for {GOAL_WORDS}"
        )


def batch() -> None:
    """`fifteen check --jsonl -` on many letters: time for each, and the most memory it ever had."""
    lines = [
        line
        for name in ("dev", "build", "opened", "reported", "rounds")
        for line in (LETTERS / f"{name}.jsonl").read_text("utf-8").splitlines()
    ]
    sizes = BATCHES[:1] if "--short" in sys.argv else BATCHES
    if "--full" in sys.argv:
        sizes = (BATCHES[0], FULL)
    elif len(sizes) > 1:
        print(f"the batch is a sample of {sizes[-1]:,} letters; --full makes it {FULL:,}")
    for size in sizes:
        seconds, most, answered = _streamed(lines, size)
        print(
            f"fifteen check, a batch of {size:,} ({len(lines)} different): {answered:,} answers, "
            f"{seconds / size * 1e3:.2f} ms a letter, at most {most} MB"
        )


def _streamed(lines: list[str], size: int) -> tuple[float, int, int]:
    """Seconds of processor time, MB at most and answers of one command that is sent letters."""
    with Popen([sys.executable, "-m", "fifteen", "check", "--jsonl", "-"], **PIPES) as command:
        assert command.stdin is not None
        assert command.stdout is not None
        count = ThreadPoolExecutor(1).submit(sum, (1 for _ in command.stdout))
        for start in range(0, size, PIECE):
            numbers = range(start, min(size, start + PIECE))
            piece = "\n".join(lines[number % len(lines)] for number in numbers)
            command.stdin.write(f"{piece}\n".encode())
        command.stdin.close()
        answered = count.result()
        _, _, used = os.wait4(command.pid, 0)
        command.returncode = 0  # it is over and was waited for
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, answered


def hostile() -> None:
    """Input that is no letter: twice as long takes about twice the time."""
    for name, piece in (
        ("sentences", "Would you please keep me in mind for a job, if one comes up? "),
        ("one word", "a"),
        ("brackets", "[<{("),
        ("quotation marks", "\"'"),
        ("tags", "<p <style> <!-- "),
        ("denials", "not looking for a job, "),
        ("lengths", "twenty-1-2-3- minutes "),
        ("line ends", "\n"),
        ("every plane", "".join(chr(plane << 16 | 0x41) for plane in range(17))),
        ("right to left", "\u202eשלום, if a job opens up. "),
    ):
        text = piece * (100_000 // len(piece) + 1)
        times = [_once(text[:length]) for length in (50_000, 100_000)]
        print(f"{name}, 100,000 characters: {times[1]:.2f} s, {times[1] / times[0]:.1f} x the half")
    times = [_once("a" * length) for length in (500_000, 1_000_000)]
    print(f"one word of a megabyte: {times[1]:.2f} s, {times[1] / times[0]:.1f} x the half")


def _once(body: str) -> float:
    start = process_time()
    check(Letter(LetterKind.REQUEST, body), LetterContext())
    return process_time() - start


def beside() -> None:
    """The same letters in proselint (PyPI) and write-good (npm), each in one process of its own."""
    bodies = [
        json.loads(line)["body"]
        for line in (LETTERS / "build.jsonl").read_text("utf-8").splitlines()[:100]
    ]
    words = sum(len(body.split()) for body in bodies)
    start = process_time()
    for body in bodies:
        check(Letter(LetterKind.REQUEST, body), LetterContext())
    own = process_time() - start
    each = own / len(bodies)
    print(
        f"check on {len(bodies)} different letters: {each * 1e3:.2f} ms a letter of "
        f"{words / len(bodies):.0f} words, {own / words * 150e3:.2f} ms for 150"
    )
    with TemporaryDirectory() as scratch:
        place = Path(scratch)
        (place / "letters.json").write_text(json.dumps(bodies), "utf-8")
        (place / "lint.py").write_text(PROSELINT, "utf-8")
        (place / "good.js").write_text(WRITE_GOOD, "utf-8")
        pip = [sys.executable, "-m", "pip", "install", "-q", "--target", scratch, "proselint"]
        npm = ["npm", "install", "--silent", "--prefix", scratch, "write-good"]
        for name, fetch, run in (
            ("proselint", pip, [sys.executable, "lint.py", "letters.json"]),
            ("write-good", npm, ["node", "good.js", "letters.json"]),
        ):
            took = _other(fetch, run, place)
            told = took if isinstance(took, str) else f"{took / own:.1f} x the time of the check"
            print(f"{name} on the same {len(bodies)} letters: {told}")


def _other(fetch: list[str], run: list[str], place: Path) -> float | str:
    """Seconds that another tool needs; why there are none where it cannot be fetched or run."""
    try:
        subprocess.run(fetch, check=True, capture_output=True, timeout=WAIT)
        done = subprocess.run(run, check=True, capture_output=True, timeout=WAIT, cwd=place)
        return float(done.stdout.split()[-1])
    except FileNotFoundError as missing:
        return f"not measured, {missing.filename} is not installed here"
    except subprocess.CalledProcessError as failed:
        return f"not measured, {failed.cmd[0]} failed: {_last(failed.stderr)}"
    except (OSError, ValueError, IndexError, subprocess.SubprocessError) as failed:
        return f"not measured, {type(failed).__name__}"


def _last(said: bytes) -> str:
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return lines[-1].strip()[:120] if lines else "it said nothing"


def best(run: object) -> float:
    """The fastest of many rounds, in seconds: the one least disturbed."""
    assert callable(run)
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        run()
        times.append(perf_counter() - start)
    return min(times)


if __name__ == "__main__":
    main()
