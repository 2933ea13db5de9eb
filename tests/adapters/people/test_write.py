"""Our own export, and the way there and back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fifteen.adapters.people.headings import MORE, STATE
from fifteen.adapters.people.reading import Reading, read
from fifteen.adapters.people.write import (
    defuse,
    more_columns,
    to_csv,
    to_table,
    undefuse,
    unpacked,
)
from fifteen.method.facts import Facts, clean
from fifteen.method.same import Index
from fifteen.method.words import Tie, TieKind

ANA = clean(
    name="Ana Ruiz",
    given="Ana",
    family="Ruiz",
    email="ana@acme.example",
    phone="+49 170 1",
    role="=Counsel",
    organisation="@Acme",
    link="https://www.linkedin.com/in/ana-ruiz",
    place="Zürich",
    country="CH",
    connected_on=date(2024, 2, 7),
    schools="Boalt",
    group="Women in Law",
    note="- one\n\ntwo, \"three\"; 'four'",
    tie=Tie(TieKind.REFERRED, "Tom Lee"),
    extra={"Shoe size": "-38", "Gender": "x"},
)


def written(*people: Facts) -> bytes:
    more = more_columns(facts.extra for facts in people)
    rows = ((facts, ("grids", "asked", "2026-12-01")) for facts in people)
    return "".join(to_table(rows, more)).encode()


def there_and_back(*people: Facts) -> list[Facts]:
    found = read(written(*people), "fifteen.csv")
    assert isinstance(found, Reading), found
    assert found.unreadable == ()
    return [row.facts for row in found.rows]


def test_an_export_read_again_is_what_it_was() -> None:
    assert there_and_back(ANA, clean(name="Tom Lee")) == [ANA, clean(name="Tom Lee")]


@pytest.mark.parametrize("cell", ["=1+1", "+49", "-x", "@a", "\tx", "\rx", "＝1", "'=1", "''+1"])
def test_a_formula_is_defused_and_restored(cell: str) -> None:
    assert defuse(cell) == "'" + cell
    assert undefuse(defuse(cell)) == cell


@pytest.mark.parametrize("cell", ["", "Ana", "'t Hooft", "a=b", " =x", "'"])
def test_a_harmless_cell_stays_as_it_is(cell: str) -> None:
    assert defuse(cell) == cell == undefuse(cell)


def test_the_file_is_plain_csv_with_a_mark_of_its_encoding() -> None:
    lines = list(to_csv([{"Name": "Ana, Ruiz", "Role": "=x"}, {"Role": "y"}], ["Name", "Role"]))
    assert lines == ["\ufeffName,Role\r\n", '"Ana, Ruiz",\'=x\r\n', ",y\r\n"]
    assert next(to_csv([], ["=Name"], bom=False)) == "'=Name\r\n"


def test_what_the_journal_tells_stands_in_the_file_and_is_no_fact() -> None:
    lines = written(ANA).decode().splitlines()
    assert all(column in lines[0] for column in STATE)
    assert "grids,asked,2026-12-01" in "".join(lines[1:])


def test_a_book_of_many_headings_fits_into_the_columns_that_are_read() -> None:
    people = [clean(name=f"Ana {n}", extra={f"Heading {n}": "x", "Odd": "y"}) for n in range(300)]
    heads = written(*people).decode().splitlines()[0].split(",")
    assert len(heads) < 150 and "Odd" in heads and heads[-1] == MORE
    assert there_and_back(*people) == people


@pytest.mark.parametrize("cell", ["", "no", "[1]", '{"a": 1}', "[" * 100_000])
def test_what_stands_in_the_packed_column_by_mistake_is_left_out(cell: str) -> None:
    assert unpacked(cell) == {}


def test_a_strangers_apostrophes_are_left_alone() -> None:
    found = read(b"First Name,Last Name,Company\nAna,Ruiz,'+Acme\n", "x.csv")
    assert isinstance(found, Reading)
    assert found.rows[0].facts.organisation == "'+Acme"


_texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
_HEADINGS = (
    *("Shoe size", "E-mail 2", "Notes", "Title", "Middle name", "Leave out", "Whole name"),
    *("Programme", "Talks a month", "First message", STATE[1], MORE, "=1+1", "x" * 200, "a, b"),
)
_people = st.builds(
    clean,
    name=_texts.map("Ana {}".format),
    **dict.fromkeys(("given", "family", "email", "phone", "role", "organisation"), _texts),
    **dict.fromkeys(("link", "place", "schools", "group", "note"), _texts),
    country=st.sampled_from(["", "DE", "UK"]),
    connected_on=st.none() | st.dates(date(1900, 1, 1), date(2100, 12, 31)),
    tie=st.builds(Tie, st.sampled_from(list(TieKind)), _texts),
    extra=st.dictionaries(st.sampled_from(_HEADINGS), _texts),
)


@settings(deadline=None)
@given(st.lists(_people, min_size=1, max_size=4))
def test_whatever_is_written_is_read_again(people: list[Facts]) -> None:
    assert there_and_back(*people) == people


@settings(deadline=None)
@given(st.lists(_people, min_size=1, max_size=6))
def test_the_same_file_again_brings_nothing_new(people: list[Facts]) -> None:
    again = there_and_back(*people)
    book = Index((str(i), facts) for i, facts in enumerate(people))
    assert {match.kind for match in book.sift(enumerate(again))} == {"same"}
