"""What reading an address book takes of memory, for the shapes that take most:
`python -m bench.books_memory [megabytes]`.

Each is read by a process of its own; the figure is the most it held while reading, beyond what it
held before, with the file itself: `BASE` and `TIMES` the file is the most that any may take. Of an
archive the file is the archive, not what it unpacks to."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from itertools import chain, islice, product
from pathlib import Path
from string import ascii_lowercase

from fifteen.adapters.people.cards_json import LARGEST
from fifteen.adapters.people.reading import Reading, read

BASE = 30_000_000  # bytes that any file may take
TIMES = 10
_TABLE = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
_MESSAGES = "FROM,TO,DATE,CONTENT\n"


def _words(size: int, line: str, head: str = "", tail: str = "") -> bytes:
    """So many bytes of lines that differ by a short word each."""
    letters = (product(ascii_lowercase, repeat=length) for length in (1, 2, 3, 4, 5))
    short = map("".join, chain.from_iterable(letters))
    count = max(1, (size - len(head)) // len(line.format("abcd").encode()))
    return (head + "".join(line.format(word) for word in islice(short, count)) + tail).encode()


def _lines(line: str, head: str = "", tail: str = "") -> Callable[[int], bytes]:
    return lambda size: _words(size, line, head, tail)


def _again(piece: bytes, most: int = sys.maxsize) -> Callable[[int], bytes]:
    return lambda size: piece * (min(size, most) // len(piece))


def _utf_16(size: int) -> bytes:
    return _words(size // 2, "{0}λ;β\n", "Name;Company\n").decode().encode("utf-16")


def _long_rows(size: int) -> bytes:
    row = "A" + ",ł" * min(300_000, size // 3) + "\n"
    return ("Name,E-mail\n" + row * max(1, size // 900_000)).encode()


def _long_card(size: int) -> bytes:
    notes = ("NOTE:\U0001f600" + "a" * 19_000 + "\n") * max(1, size // 19_010)
    return f"BEGIN:VCARD\nFN:A\n{notes}END:VCARD\n".encode()


def _pictures(size: int) -> bytes:
    picture = "QUJD" * min(70_000, size // 4)
    card = f"BEGIN:VCARD\nFN:A\nPHOTO;ENCODING=b:{picture}\nEND:VCARD\n"
    return card.encode() * max(1, size // len(card))


def _json(size: int) -> bytes:
    return b"[" + _again(b'["vcard",[["fn",{},"text","A"]]],', LARGEST - 100)(size) + b"0]"


def _json_lists(size: int) -> bytes:
    lists = _again(b"[],", LARGEST - 100)(size)
    return b'["vcard",[["fn",{},"text","A"],' + lists + b"[]]]"


def _archive(size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("Connections.csv", _words(size // 2, "{0},B,,,,,\n", _TABLE))
        packed.writestr("messages.csv", _words(size // 2, "{0} B,Mira H,2024-01-01,\n", _MESSAGES))
        packed.writestr("Profile.csv", "First Name,Last Name\nMira,H\n")
    return out.getvalue()


_WIDE = ("{0}" + ",ł" * 199 + "\n", "Name" + ",x" * 199 + "\n")

SHAPES: dict[str, tuple[str, Callable[[int], bytes]]] = {
    "one letter a line": ("p.txt", _again(b"A\n")),
    "one word a line": ("p.txt", _lines("{0}\n")),
    "a narrow table": ("p.csv", _lines("{0}\n", "Name,E-mail\n")),
    "a table of letters": ("p.csv", _lines("{0},b,c\n", "Name,Company,Role\n")),
    "Greek in UTF-16": ("p.csv", _utf_16),
    "a wide table": ("p.csv", _lines(*_WIDE)),
    "long rows": ("p.csv", _long_rows),
    "LinkedIn": ("Connections.csv", _lines("{0},B,,,,,\n", _TABLE)),
    "LinkedIn, packed": ("export.zip", _archive),
    "unreadable rows": ("p.csv", _again(b",x\n")),
    "tiny cards": ("p.vcf", _lines("BEGIN:VCARD\nFN:{0}\nEND:VCARD\n")),
    "empty cards": ("p.vcf", _again(b"BEGIN:VCARD\nEND:VCARD\n")),
    "a card of many lines": (
        "p.vcf",
        _lines("X:{0}\n", "BEGIN:VCARD\nFN:A\n", "END:VCARD\n"),
    ),
    "a card of long lines": ("p.vcf", _long_card),
    "cards with pictures": ("p.vcf", _pictures),
    "cards in JSON": ("p.json", _json),
    "empty lists in JSON": ("p.json", _json_lists),
    "signatures": ("p.txt", _lines("A {0}\nt@b.cc\n\n")),
}


def weigh(name: str, data: bytes) -> tuple[int, int]:
    """Bytes that reading takes, those of the file among them, in a process of its own, and how
    many people it found; 0 where it was refused."""
    told = subprocess.run(
        [sys.executable, "-m", "bench.books_memory", "--read", name],
        input=data,
        capture_output=True,
        check=True,
    )
    held, people = told.stdout.split()
    return int(held), int(people)


def _held(what: str) -> int:
    """Bytes that this process holds now (VmRSS), or held at most (VmHWM)."""
    text = Path("/proc/self/status").read_text("ascii")
    return int(text.partition(f"{what}:")[2].split()[0]) * 1024


def _read(name: str) -> None:
    """Read what comes on the standard input; tell what it took and how many people there are."""
    for other, small in SHAPES.values():
        read(small(500), other)  # whatever is made once is made now
    data = sys.stdin.buffer.read()
    Path("/proc/self/clear_refs").write_text("5", "ascii")  # the most held is what is held now
    before = _held("VmRSS")
    found = read(data, name)
    taken = _held("VmHWM") - before
    print(taken + len(data), len(found.rows) if isinstance(found, Reading) else 0)


def main(megabytes: float, only: str = "") -> None:
    """Print what each shape takes, or those whose name has `only` in it."""
    for shape, (name, made) in SHAPES.items():
        if only not in shape:
            continue
        data = made(int(megabytes * 1_000_000))
        held, people = weigh(name, data)
        over = max(0, held - BASE) / len(data)
        print(
            f"{shape:24} {len(data) / 1e6:7.2f} MB, {people:8,} people: {held / 1e6:6.1f} MB, "
            f"{held / len(data):5.1f} times; {over:5.1f} times beyond {BASE / 1e6:.0f} MB",
            flush=True,
        )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--read"]:
        _read(sys.argv[2])
    else:
        main(float(sys.argv[1]) if sys.argv[1:] else 2.0, *sys.argv[2:3])
