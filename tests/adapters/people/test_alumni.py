"""Which columns of an office's list are read, and what is said of one that cannot be."""

from __future__ import annotations

import pytest

from fifteen.adapters.people import alumni, opening


@pytest.mark.parametrize(
    ("headings", "facts"),
    [
        ("Name,E-mail,Role,Field", ["name", "email", "role", "field"]),
        ("Vorname,Nachname,E-Mail-Adresse,Fachgebiet", ["given", "family", "email", "field"]),
        ("Name,E-mail,Shoe size,E-Mail", ["name", "email", "", ""]),
    ],
)
def test_columns_are_known_by_their_headings(headings: str, facts: list[str]) -> None:
    assert alumni.columns(headings.split(",")) == facts


def test_every_column_that_the_page_names_is_read() -> None:
    named = alumni.READ.replace("(or ", ", ").replace(")", "").replace(" and ", ", ")
    cells = [one.strip() for one in named.split(",") if one.strip()]
    assert len(cells) == 10 and all(alumni.columns(cells)), cells


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["Ana Ruiz", "ana@x.example"], "The first line holds a person. Write headings above it"),
        (
            ["Name", "Electric post"],
            "Of the headings “Name”, “Electric post” none is known for mail",
        ),
        (["E-mail", "Who"], "none is known for names: call it Name."),
        (["x" * 500] * 90, "none is known for mail addresses: call it E-mail."),
    ],
)
def test_what_is_missing_is_said_with_what_was_found(cells: list[str], said: str) -> None:
    with pytest.raises(alumni.Unreadable) as refused:
        alumni.columns(cells)
    assert said in str(refused.value) and len(str(refused.value)) <= 300


@pytest.mark.parametrize(
    ("head", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "a picture"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"PK\x03\x04 and what follows", "a spreadsheet or an archive"),
        ("Name;E-mail\nJürgen Müller;j@x.example\n".encode("cp1252"), ""),
        ("Name\tE-mail\nZoë\tz@x.example\n".encode("utf-16"), ""),
    ],
)
def test_what_is_no_text_is_named(head: bytes, what: str) -> None:
    assert opening.not_text(head) == what
