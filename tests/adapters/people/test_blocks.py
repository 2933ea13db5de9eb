"""Pasted signatures and directories: a block of lines is one person."""

from __future__ import annotations

import pytest

from fifteen.adapters.people.blocks import as_line
from fifteen.adapters.people.reading import Reading, read
from fifteen.method.facts import Facts


def people(text: str) -> list[Facts]:
    found = read(text.encode(), "Pasted lines.txt")
    assert isinstance(found, Reading), found
    return [row.facts for row in found.rows]


def test_a_signature_is_one_person() -> None:
    (ana,) = people(
        "-- \nAna Ruiz\nSenior counsel at Acme\nTel: +49 30 1234567\nFax: +49 30 1234568\n"
        "E-Mail: ana@acme.example\nwww.acme.example\n"
    )
    assert (ana.name, ana.role, ana.organisation) == ("Ana Ruiz", "Senior counsel", "Acme")
    assert (ana.email, ana.phone) == ("ana@acme.example", "+49 30 1234567")
    assert ana.link == "www.acme.example"


def test_blocks_of_a_directory_are_one_person_each_and_leaders_part_cells() -> None:
    ana, tom, bo = people(
        "Ana Ruiz\ncounsel at Acme\nana@acme.example\n\nTom Lee\n+49 170 1234567\n\n"
        "Bo Low ........ teacher ........ bo@calder.example\n"
    )
    assert (ana.organisation, ana.email) == ("Acme", "ana@acme.example")
    assert (tom.name, tom.phone) == ("Tom Lee", "+49 170 1234567")
    assert (bo.name, bo.role, bo.email) == ("Bo Low", "teacher", "bo@calder.example")


def test_a_list_of_names_stays_one_person_a_line() -> None:
    found = people("Ana Ruiz, counsel, ana@acme.example\nTom Lee, tom@lee.example\nBo Low\n")
    assert [one.name for one in found] == ["Ana Ruiz", "Tom Lee", "Bo Low"]
    assert [one.name for one in people("Ana Ruiz\nTom Lee\nBo Low\n")] == [
        *("Ana Ruiz", "Tom Lee", "Bo Low")
    ]


SIGNATURE = (
    *("Best regards,", "--", "Ana Ruiz", "Counsel at Acme", "Tel: +49 30 1234567"),
    *("Fax: +49 30 99", "E-Mail: ana@acme.example"),
)


@pytest.mark.parametrize("between", ["\n", "\r\n", "\n\n", " | "])
def test_a_signature_pasted_into_the_one_line_is_one_person(between: str) -> None:
    line = as_line(between.join(SIGNATURE))
    (ana,) = people(line)
    assert (ana.name, ana.role, ana.organisation) == ("Ana Ruiz", "Counsel", "Acme")
    assert (ana.email, ana.phone) == ("ana@acme.example", "+49 30 1234567")


@pytest.mark.parametrize("line", ["Ana Ruiz, counsel at Acme", "Best Okafor", "Thanks Ade | Acme"])
def test_a_typed_line_keeps_its_words(line: str) -> None:
    assert as_line(line) == line.replace(" | ", ", ")
