"""Hostile address books: saved ones changed by chance, each read within bounds or refused.

`python -m bench.fuzz [inputs] [seed]` reads so many (100,000); whatever raises, takes longer than a
second for each megabyte of it, or is neither read nor refused is kept in `bench/people/corpus`,
which the suite reads in full each time.
"""

from __future__ import annotations

import io
import random
import sys
import time
import tracemalloc
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from fifteen.adapters.people.reading import Reading, read
from fifteen.method.words import Refusal

CORPUS = Path(__file__).parent / "people" / "corpus"
_SAMPLES = Path(__file__).parents[2] / "shared" / "samples" / "vcards"
_LARGEST = 60_000  # bytes of a sample that is used
_SECONDS = 1.0  # for each megabyte, and for whatever is smaller
_TIMES_THE_FILE = 10
_FLOOR = 4_000_000  # bytes of memory that any file may take
_WEIGHED = 500  # one in so many is weighed: weighing takes ten times as long
_TOKENS = (
    *(b'"', b'""', b",", b";", b"\t", b"\r", b"\n", b"\r\n", b"\0", b"\xff\xfe", b"\xef\xbb\xbf"),
    *(
        b"BEGIN:VCARD\n",
        b"END:VCARD\n",
        b"N:",
        b"FN:",
        b"=\n",
        b"=3D",
        b";ENCODING=QUOTED-PRINTABLE",
    ),
    *(b"\\n", b"\\,", b"A" * 500, b"@", b"=CMD|", b"PK\x03\x04", b"\xf0\x9f\x98\x80", b"\xc3"),
    *(b"First Name,Last Name,URL\n", b"Vorname;Nachname\n", b" " * 80, b"....", b"\xe2\x80\xae"),
)


def samples() -> list[tuple[str, bytes]]:
    """Address books to begin with: small ones of our own, those kept, and those of others."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("Connections.csv", _LINKEDIN)
        packed.writestr("messages.csv", "FROM,TO,DATE,CONTENT\nAna,Mira,2024-01-01,hi\n")
    own = [
        ("Connections.csv", _LINKEDIN.encode()),
        ("contacts.csv", _OUTLOOK.encode("cp1252")),
        ("google.csv", _GOOGLE.encode("utf-16")),
        ("cards.vcf", _CARDS.encode()),
        ("Pasted lines.txt", _LINES.encode()),
        ("cards.json", _JCARD.encode()),
        ("archive.zip", out.getvalue()),
    ]
    files = [*CORPUS.glob("*"), *(p for p in _SAMPLES.rglob("*") if p.suffix == ".vcf")]
    kept = [(p.name, p.read_bytes()) for p in sorted(files) if p.is_file()]
    return [*own, *((name, data) for name, data in kept if len(data) <= _LARGEST)]


_LINKEDIN = (
    'Notes:\n"Some are missing"\n\nFirst Name,Last Name,URL,Email Address,Company,Position,'
    'Connected On\nAna,Ruiz,https://www.linkedin.com/in/ana,,"Acme, Inc",Counsel,07 Feb 2024\n'
)
_OUTLOOK = "Vorname;Nachname;E-Mail-Adresse;Firma\r\nJürgen;Müller;j@a.example;Acme\r\n"
_GOOGLE = 'Name,Given Name,E-mail 1 - Value,Notes\nAna Ruiz,Ana,a@b.example,"two\nlines"\n'
_CARDS = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:R=C3=BCiz;Ana\r\n"
    "item1.EMAIL;TYPE=WORK:ana@acme.example\r\nNOTE:one\\ntwo\r\n  folded\r\n"
    "PHOTO;ENCODING=BASE64:aGFsbG8=\r\nEND:VCARD\r\n"
)
_JCARD = (
    '["vcard",[["version",{},"text","4.0"],["fn",{},"text","Ana Ruiz"],["n",{},"text",["Ruiz",'
    '"Ana","",["Dr.","Prof."],""]],["tel",{"type":["work","cell"],"group":"a"},"uri","tel:+49-30-1"],'
    '["org",{},"text",["Acme, Inc.","Law"]],["note",{},"text","one\\ntwo; three"]]]'
)
_LINES = "Ana Ruiz, counsel at Acme, via Tom\n\nTom Lee\n+49 170 1234567\ntom@lee.example\n"


def changed(chance: random.Random, books: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    """One of the books with a few changes."""
    name, data = chance.choice(books)
    text = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 6, 12))):
        at = chance.randrange(len(text) + 1)
        kind = chance.randrange(6)
        if kind == 0:
            text[at:at] = chance.choice(_TOKENS) * chance.choice((1, 1, 2, 40))
        elif kind == 1:
            del text[at : at + chance.choice((1, 1, 3, 50))]
        elif kind == 2 and text:
            text[at % len(text)] = chance.randrange(256)
        elif kind == 3:
            part = text[at : at + chance.randrange(200)]
            text[at:at] = part * chance.choice((1, 3, 30))
        elif kind == 4:
            other = chance.choice(books)[1]
            start = chance.randrange(len(other) + 1)
            text[at:at] = other[start : start + chance.randrange(400)]
        else:
            text = text[:at]
    if chance.random() < 0.1:
        name = chance.choice(books)[0]
    return name, bytes(text)


def inputs(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """So many changed books, the same each time."""
    chance, books = random.Random(seed), samples()
    for _ in range(count):
        yield changed(chance, books)


def trouble(name: str, data: bytes, weigh: bool = False) -> str:
    """What is wrong with how this is read; empty where nothing is."""
    if weigh:
        tracemalloc.start()
    start = time.process_time()
    try:
        answer = read(data, name)
    except Exception as error:  # that is what is looked for
        return f"raised {type(error).__name__}"
    finally:
        peak = tracemalloc.get_traced_memory()[1] if weigh else 0
        if weigh:
            tracemalloc.stop()
    took = time.process_time() - start
    if not isinstance(answer, (Reading, Refusal)):
        return "neither read nor refused"
    if not weigh and took > _SECONDS * max(1.0, len(data) / 1_000_000):
        return f"took {took:.1f} s"
    if peak > _FLOOR + _TIMES_THE_FILE * len(data):
        return f"took {peak:,} bytes for {len(data):,}"
    return ""


def main(count: int, seed: int) -> None:
    """Read so many; keep what fails."""
    found: Counter[str] = Counter()
    start = time.monotonic()
    for number, (name, data) in enumerate(inputs(count, seed)):
        if wrong := trouble(name, data, weigh=number % _WEIGHED == 0):
            found[wrong.split(" ")[0]] += 1
            CORPUS.mkdir(exist_ok=True)
            (CORPUS / f"{seed}-{number}-{name.replace(' ', '-')}").write_bytes(data)
            print(f"{number}: {wrong}", flush=True)
    rate = count / (time.monotonic() - start)
    print(
        f"{count:,} books from seed {seed}: {sum(found.values())} in trouble; {rate:.0f} a second"
    )
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    words = [int(word) for word in sys.argv[1:]]
    main(*(words + [100_000, 1][len(words) :]))
