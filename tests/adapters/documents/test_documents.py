"""One contract for every member, and what each of them does besides."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from shutil import which

import pytest
from docx import Document as read_docx

from fifteen.adapters.documents import docx, memory, pdf
from fifteen.adapters.documents.shape import Paper, Size, paper_of, paragraphs, plain
from fifteen.method.one_page import Line, OnePage

MEMBERS = (pdf, docx, memory)
BODY = (
    "Dear Ana,\n\nThank you for your time,\nand for the cardboard.\n\nKind regards,\nMira Halonen"
)
MARKUP = '#panic("x") *a* _b_ $x^2$ <label> @ref \\ `c` // no\n#import "@preview/x:1.0.0": *\n= One'
HOSTILE = (
    MARKUP,
    "\x00\x01\x07\x1b[31mred\x7f\x9b\ud800\ufffe",
    "\u202eevil\u202c \u2066inside\u2069 \ufeff",
    "שלום, מה שלומך?\n\nمرحبا يا صديقي",
    "漢字 かな 한국어 \U0001f600 \U0001d518 e\u0301",
    "]]></w:t><w:p/> & <!-- x --> %00 {{ 1 }}",
    "x" * 100_000,
    "\n" * 5_000 + "word " * 20_000,
    "",
)


@pytest.mark.parametrize("member", MEMBERS)
def test_a_letter_becomes_a_file_of_its_kind(member: object) -> None:
    made = member.letter(Paper(BODY, "Thank you", "Thanks: Ana Ruiz", "Mira Halonen"))  # type: ignore[attr-defined]
    assert (made.media, made.suffix) == (member.MEDIA, member.SUFFIX)  # type: ignore[attr-defined]
    assert made.lost == ()
    assert len(made.data) > 50


@pytest.mark.parametrize("member", MEMBERS)
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_text(member: object, text: str) -> None:
    for size in (Size.A4, Size.A6) if len(text) < 1_000 else (Size.A4,):
        made = member.letter(Paper(text, text[:300], text[:300], text[:300], size))  # type: ignore[attr-defined]
        assert made.data


@pytest.mark.parametrize("member", MEMBERS)
def test_the_same_letter_has_the_same_words_everywhere(member: object) -> None:
    made = member.letter(Paper(f"{BODY}\n\n{MARKUP}", "Thank you"))  # type: ignore[attr-defined]
    said = words_of(made.data, made.suffix)
    for word in (
        "Thank you",
        "Dear Ana,",
        "and for the cardboard.",
        '#panic("x") *a* _b_',
        "= One",
    ):
        assert word in said, (made.suffix, said)


def words_of(data: bytes, suffix: str) -> str:
    if suffix == "pdf":
        if which("pdftotext") is None:
            pytest.skip("pdftotext is missing: apt install poppler-utils")
        done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=data, capture_output=True)
        return done.stdout.decode()
    if suffix == "docx":
        return "\n".join(p.text for p in read_docx(io.BytesIO(data)).paragraphs)
    return data.decode()


# PDF


def test_a_pdf_is_tagged_carries_its_fonts_and_fetches_nothing() -> None:
    made = pdf.letter(Paper(BODY, "Thank you", "Thanks: Ana Ruiz", "Mira Halonen")).data
    assert made.startswith(b"%PDF-")
    assert b"/MarkInfo" in made and b"/Lang" in made
    assert b"FontFile" in made
    assert not re.search(rb"/URI|/JavaScript|/Launch|/EmbeddedFile", made)


def test_signs_that_no_font_has_are_named_and_drawn_as_boxes() -> None:
    made = pdf.letter(Paper("Dear Ana \U00013000"))
    assert made.lost in (("\U00013000",), ())  # a computer may have a font for it
    assert made.data.startswith(b"%PDF-")


def test_a_card_that_fits_is_one_page_and_a_longer_text_goes_on() -> None:
    short, long = Paper(BODY, size=Size.A6), Paper(f"{BODY} " * 12, size=Size.A6)
    assert [pages(pdf.letter(one).data) for one in (short, long)] == [
        1,
        pages(pdf.letter(long).data),
    ]
    assert pages(pdf.letter(long).data) > 1


def pages(data: bytes) -> int:
    return int(max(re.findall(rb"/Count (\d+)", data), key=int))


LINE = Line(0, 2, "How they got in", "What did you read first?", True, False, False)
PLAN = OnePage(
    name="Ana Ruiz",
    work="Curator, Harbour Science Museum",
    when="Today at ten, by phone",
    goal="A further person to talk to",
    minutes=15,
    lines=(LINE,) * 8,
    spare=("What surprised you?",),
    ready=(("Water, paper, pen", True), ("The number", False)),
    known=(("Role", "Curator"),),
    blank=("Organisation",),
    expect="",
)


def test_a_plan_is_one_page_however_much_is_known() -> None:
    full = OnePage(
        name="x" * 300,
        work="y" * 500,
        when="now",
        goal="z",
        minutes=60,
        lines=(LINE,) * 16,
        spare=("word " * 300,) * 2,
        ready=(("word " * 40, True),) * 8,
        known=(("What you read", f"{MARKUP} " * 400),) * 5,
        blank=("Role",),
        expect="",
    )
    empty = OnePage("", "", "", "", 5, (), (), (), (), (), "")
    assert [pages(pdf.plan(one).data) for one in (PLAN, full, empty)] == [1, 1, 1]


# DOCX


def test_a_word_file_has_title_author_and_the_size_of_the_paper() -> None:
    made = docx.letter(Paper(BODY, "Thank you", "Thanks: Ana Ruiz", "Mira", Size.LETTER))
    there = read_docx(io.BytesIO(made.data))
    assert there.core_properties.title == "Thanks: Ana Ruiz"
    assert there.core_properties.author == "Mira"
    assert round(there.sections[0].page_width.mm) == 216
    assert there.paragraphs[0].runs[0].bold


def test_a_word_file_marks_what_runs_from_right_to_left() -> None:
    made = docx.letter(Paper("שלום\n\nHello"))
    body = zipfile.ZipFile(io.BytesIO(made.data)).read("word/document.xml").decode()
    assert body.count("<w:bidi ") == 1
    assert body.count("<w:rtl/>") == 1


# the shape


def test_paragraphs_are_divided_by_empty_lines_and_keep_their_lines() -> None:
    made = paragraphs("One\r\ntwo\r\n \r\n\r\nThree\n")
    assert [p.lines for p in made] == [("One", "two"), ("Three",)]


def test_nothing_but_writing_is_left_of_a_text() -> None:
    assert plain("a\x00b\u202ec\r\nd\te\u2028f") == "abc\nd e\nf"


def test_the_sheet_is_the_one_of_the_country() -> None:
    assert [paper_of(country) for country in ("US", "de", "")] == [Size.LETTER, Size.A4, Size.A4]
