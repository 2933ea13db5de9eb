"""People of whom a file has nothing but a mail address."""

from __future__ import annotations

import pytest

from fifteen.adapters.people.reading import Reading, read
from fifteen.method.facts import Facts, clean
from fifteen.method.letters._drafts_names import greeted
from fifteen.method.people import parse_line
from fifteen.method.same import Index


def people(text: str, name: str) -> list[Facts]:
    found = read(text.encode(), name)
    assert isinstance(found, Reading), found
    return [row.facts for row in found.rows]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("tom@lee.example\nana.ruiz@acme.example\n", "p.txt"),
        ("E-mail: tom@lee.example\n<ana.ruiz@acme.example>\n", "p.txt"),
        ("E-mail\ntom@lee.example\nana.ruiz@acme.example\n", "p.csv"),
        ("Name,E-mail\n,tom@lee.example\n,ana.ruiz@acme.example\n", "p.csv"),
        (
            "BEGIN:VCARD\nEMAIL:tom@lee.example\nEND:VCARD\n"
            "BEGIN:VCARD\nFN:\nORG:Acme\nEMAIL:ana.ruiz@acme.example\nEND:VCARD\n",
            "p.vcf",
        ),
    ],
)
def test_the_address_stands_for_the_name(text: str, name: str) -> None:
    found = people(text, name)
    assert [facts.email for facts in found] == ["tom@lee.example", "ana.ruiz@acme.example"]
    assert [facts.name for facts in found] == [facts.email for facts in found]
    assert [facts.given + facts.family for facts in found] == ["", ""]


def test_a_card_of_an_organisation_is_nobody_still() -> None:
    card = "BEGIN:VCARD\nFN:Acme\nORG:Acme\nEMAIL:hello@acme.example\nEND:VCARD\n"
    found = read(f"{card}BEGIN:VCARD\nFN:Tom\nEND:VCARD\n".encode(), "p.vcf")
    assert isinstance(found, Reading)
    assert [row.facts.name for row in found.rows] == ["Tom"]
    assert found.unreadable[0].why == "This card is an organisation, not a person."


def test_a_table_whose_names_are_in_a_column_we_do_not_know_asks_first() -> None:
    found = read(b"Wer,E-Mail\nAna Ruiz,ana@acme.example\n", "p.csv")
    assert isinstance(found, Reading)
    assert found.rows == ()


def test_a_line_that_is_an_address_names_itself() -> None:
    assert parse_line("ana@acme.example, via Tom").name == "ana@acme.example"
    assert parse_line("Ana Ruiz, ana@acme.example").name == "Ana Ruiz"


def test_nobody_is_greeted_by_an_address() -> None:
    assert greeted("ana@acme.example", first_name=True) == ""


def test_a_name_that_comes_later_is_taken_and_an_address_replaces_no_name() -> None:
    bare = clean(name="ana@acme.example", email="ana@acme.example")
    named = clean(name="Ana Ruiz", given="Ana", family="Ruiz", email="ana@acme.example")
    later = Index([("1", bare)]).match(named)
    assert (later.kind, later.changes) == ("changed", {"name": ("ana@acme.example", "Ana Ruiz")})
    before = Index([("1", named)]).match(bare)
    assert (before.kind, before.changes) == ("same", {})
    assert Index([("1", bare)]).match(bare).kind == "same"
