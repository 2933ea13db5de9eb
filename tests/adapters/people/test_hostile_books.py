"""Files that are damaged, enormous, or something else: a clear word each time, never an error."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fifteen.adapters.people.headings import TARGETS
from fifteen.adapters.people.reading import Limits, Reading, read
from fifteen.method.words import Refusal

HEADINGS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
ROW = "Ana,Ruiz,,,Acme,Counsel,07 Feb 2024"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 9


def packed(members: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def refused(data: bytes, name: str = "Connections.csv", limits: Limits | None = None) -> str:
    found = read(data, name, limits=limits)
    assert isinstance(found, Refusal), found
    assert found.field == "file"
    assert "Nothing was imported." in found.message
    assert "Please" in found.message
    return found.message.partition(". ")[0]


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe", b"\0\0\0"])
def test_an_empty_file(data: bytes) -> None:
    assert refused(data) == "This file is empty"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (JPEG, "a picture"),
        (b"%PDF-1.7 ...", "a PDF document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1" + b"\0" * 600, "an Office file of the old kind"),
        (b"\x1f\x8b\x08abc", "a packed file"),
        (b"<!DOCTYPE html><html>Sign in</html>", "a web page"),
        (b'[["card", [["fn", {}, "text", "Ana Ruiz"]]]]', "data of a program"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "a calendar"),
        (bytes(range(1, 32)) * 200, "not text"),
    ],
)
def test_a_file_that_is_something_else(data: bytes, what: str) -> None:
    assert refused(data) == f"This file is {what}, not an address book"


def test_a_file_that_is_too_large() -> None:
    assert refused(b"Name\nAna\n" * 99, limits=Limits(file_bytes=500)).startswith(
        "This file is larger than"
    )


@pytest.mark.parametrize("name", ["Connections.csv", "people.txt", "people.vcf"])
@pytest.mark.parametrize("start", [HEADINGS + "\n", "BEGIN:VCARD\nFN:", "Ana Ruiz\n", '"'])
def test_a_line_that_does_not_end(name: str, start: str) -> None:
    message = refused(start.encode() + b"x," * 1_500_000, name)
    assert message.endswith("has more than 1,000,000 characters, as no list of people has")


def test_too_many_rows() -> None:
    data = f"{HEADINGS}\n{ROW}\n{ROW}\n{ROW}\n{ROW}\n".encode()
    assert refused(data, limits=Limits(rows=3)).startswith("This file has more than 3 rows")
    lines = b"Ana Ruiz\nTom Lee\nBo Low\n"
    assert refused(lines, "p.txt", Limits(rows=2)).startswith("This file has more than 2 lines")
    cards = b"BEGIN:VCARD\nFN:Ana\nEND:VCARD\n" * 4
    assert refused(cards, "p.vcf", Limits(rows=3)).startswith("This file has more than 3 cards")


def test_a_hundred_columns_are_read_and_three_hundred_are_not() -> None:
    def wide(count: int) -> bytes:
        names = ",".join(f"Extra {i}" for i in range(count))
        return f"{HEADINGS},{names}\n{ROW},{','.join('x' * count)}\n".encode()

    found = read(wide(93), "Connections.csv")
    assert isinstance(found, Reading)
    assert (len(found.columns), len(found.rows[0].facts.extra)) == (100, 93)
    assert refused(wide(300)) == "This file has 307 columns; up to 200 are read"


def test_a_row_far_wider_than_the_headings() -> None:
    found = read(f"{HEADINGS}\n{ROW}\n{ROW}{',x' * 300}\n".encode(), "Connections.csv")
    assert isinstance(found, Reading)
    assert [(u.line, u.why) for u in found.unreadable] == [(3, "It has more than 200 columns.")]


def test_formulas_are_kept_as_the_words_they_are() -> None:
    found = read(f"{HEADINGS}\n=cmd|'/c calc'!A1,Ruiz,,,+Acme,@x,\n".encode(), "x.csv")
    assert isinstance(found, Reading)
    assert found.rows[0].facts.given == "=cmd|'/c calc'!A1"


def test_many_unreadable_rows_are_counted_and_not_all_kept() -> None:
    found = read(f"{HEADINGS}\n{ROW}\n{',,x,,,,' * 1}\n".encode() + b",,x,,,,\n" * 1_500, "x.csv")
    assert isinstance(found, Reading)
    assert (len(found.unreadable), found.unreadable_count) == (1_000, 1_501)


def test_what_is_shown_of_an_unreadable_row_is_short_and_printable() -> None:
    found = read(f"{HEADINGS}\n{ROW}\n,,\x1b[31m{'y' * 500},,,,\n".encode(), "x.csv")
    assert isinstance(found, Reading)
    assert len(found.unreadable[0].text) == 80
    assert found.unreadable[0].text.isprintable()


@pytest.mark.parametrize(
    ("members", "message"),
    [
        ({"Connections.csv": "a" * 5_000_000}, "This archive unpacks to far more than its size"),
        ({"a.zip": b"PK\x03\x04x"}, "This archive holds further archives"),
        ({"Connections.csv": b"PK\x03\x04x"}, "This archive holds a further archive"),
        ({"Profile.pdf": "x"}, "There is no address book in this archive"),
        ({"a.csv": "Name", "b.csv": "Name"}, "This archive holds several lists and none"),
        ({"xl/workbook.xml": "<x/>"}, "This file is a spreadsheet or a document"),
    ],
)
def test_archives_with_a_trick_or_without_a_book(members: dict[str, str], message: str) -> None:
    assert refused(packed(members), "export.zip").startswith(message)


def test_a_damaged_and_a_locked_archive() -> None:
    whole = packed({"Connections.csv": f"{HEADINGS}\n{ROW}\n" * 50})
    assert refused(whole[:-30]).startswith("This archive is damaged")
    locked = bytearray(whole)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.find(mark) + offset] |= 1  # the flag "encrypted"
    assert refused(bytes(locked)).startswith("This archive is locked by a password")


def test_rows_that_are_no_people_at_all() -> None:
    found = read(f"{HEADINGS}\n,,,,,,07 Feb 2024\n".encode(), "Connections.csv")
    assert isinstance(found, Reading)  # the columns can still be mapped by hand
    assert (found.rows, found.unreadable_count) == ((), 1)
    assert refused(b"---\n***\n", "people.txt") == "No person was found in this file"


_pieces = st.sampled_from(
    [
        HEADINGS,
        ROW,
        "\n",
        "\r\n",
        "\r",
        '"',
        '""',
        ",",
        ";",
        "\t",
        "\x00",
        "Name",
        "é",
        "李雷",
        "|",
        "BEGIN:VCARD",
        "END:VCARD",
        "FN:Ana",
        "N:Ruiz;Ana",
        "ORG:a;b",
        "ADR:;;",
        "EMAIL:",
        "=\n",
        " ",
        "NOTE;ENCODING=QUOTED-PRINTABLE:=C3=",
        "TEL;A,a,a",
        "AGENT:",
        'x.TEL;TYPE="',
        "URL:",
        "\\",
    ]
)
_names = st.sampled_from(["a.csv", "a.vcf", "a.txt", "a.zip", ""])


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.builds(b"PK\x03\x04".__add__, st.binary())), _names)
def test_no_bytes_are_too_odd(data: bytes, name: str) -> None:
    assert isinstance(read(data, name), (Reading, Refusal))


@settings(max_examples=500, deadline=None)
@given(
    st.lists(_pieces, max_size=30).map("".join),
    _names,
    st.sampled_from(["utf-8", "utf-16", "utf-8-sig", "utf-16-be"]),
    st.dictionaries(st.sampled_from(HEADINGS.split(",")), st.sampled_from([*TARGETS, "?"])),
)
def test_no_text_is_too_odd(text: str, name: str, code: str, own: dict[str, str]) -> None:
    found = read(text.encode(code), name, own)
    assert isinstance(found, (Reading, Refusal))
    if isinstance(found, Reading):
        assert all(row.facts.name for row in found.rows)
        assert set(found.mapping) <= set(found.columns)
