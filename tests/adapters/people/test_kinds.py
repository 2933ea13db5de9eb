"""What a card says of its numbers and addresses, home or work or in a word of its own, goes out as
it came."""

from __future__ import annotations

import pytest

from fifteen.adapters.people.cards_out import Version, to_vcards
from fifteen.adapters.people.headings import STATE
from fifteen.adapters.people.reading import Reading, read
from fifteen.adapters.people.write import more_columns, to_table
from fifteen.method.facts import Facts, clean

CARD = """BEGIN:VCARD
VERSION:3.0
FN:Ana Ruiz
N:Ruiz;Ana;;;
EMAIL;TYPE=INTERNET,WORK:ana@acme.example
item2.EMAIL;TYPE=INTERNET:ana@club.example
item2.X-ABLabel:Rowing club
EMAIL;TYPE=HOME:ana@home.example
TEL;TYPE=HOME,VOICE:+49 30 1
TEL;TYPE=CELL,WORK;TYPE=pref:+49 170 2
item1.TEL:+49 30 3
item1.X-ABLabel:_$!<Direct; line>!$_
item3.URL;TYPE=BLOG:https://ana.example
item4.ADR;TYPE=HOME:;;Street 1;Porto;;;
item4.X-ABLabel:Summer
item5.X-ABDATE:2010-01-01
item5.X-ABLabel:First day
END:VCARD
"""


def facts_in(text: str, name: str = "a.vcf") -> Facts:
    found = read(text.encode(), name)
    assert isinstance(found, Reading), found
    (row,) = found.rows
    return row.facts


def test_the_kinds_and_labels_of_a_card_are_read() -> None:
    ana = facts_in(CARD)
    said = {k: v for k, v in ana.extra.items() if k.endswith((" kind", " label"))}
    assert said == {
        "E-mail kind": "work",
        "E-mail 2 label": "Rowing club",
        "E-mail 3 kind": "home",
        "Phone kind": "cell, work",
        "Phone 2 kind": "home",
        "Phone 3 label": "_$!<Direct; line>!$_",
        "Link kind": "blog",
        "Address kind": "home",
        "Address label": "Summer",
    }
    assert (ana.phone, ana.extra["Phone 2"]) == ("+49 170 2", "+49 30 1")
    assert ana.extra["Card item5.X-ABLABEL"] == "First day"


@pytest.mark.parametrize("version", ["4.0", "3.0"])
def test_they_go_out_as_they_came_and_come_back_the_same(version: Version) -> None:
    ana = facts_in(CARD)
    text = "".join(to_vcards([ana], version))
    preferred = {"4.0": "TYPE=cell,work;PREF=1", "3.0": "TYPE=cell,work;TYPE=PREF"}[version]
    assert f"\r\nTEL;{preferred}:+49 170 2\r\n" in text
    second = {"4.0": "TYPE=home;PREF=2", "3.0": "TYPE=home"}[version]
    assert f"\r\nTEL;{second}:+49 30 1\r\n" in text
    assert "our-E-mail-2.X-ABLABEL:Rowing club\r\n" in text
    assert "item5.X-ABLABEL:First day\r\n" in text
    assert facts_in(text) == ana


def test_each_label_stands_in_the_group_of_its_number() -> None:
    lines = "".join(to_vcards([facts_in(CARD)])).split("\r\n")
    at = next(n for n, line in enumerate(lines) if line.endswith(":+49 30 3"))
    group = lines[at].partition(".")[0]
    assert lines[at + 1] == f"{group}.X-ABLABEL:_$!<Direct\\; line>!$_"


def test_they_have_their_columns_in_a_table() -> None:
    ana = facts_in(CARD)
    more = more_columns([ana.extra])
    assert {"Phone kind", "Phone 3 label", "E-mail kind"} <= {*more}
    text = "".join(to_table([(ana, [""] * len(STATE))], more))
    assert facts_in(text, "people.csv").extra == ana.extra


@pytest.mark.parametrize("version", ["4.0", "3.0"])
def test_the_order_of_several_stays_whatever_their_kind(version: Version) -> None:
    extra = {"Phone kind": "home", "Phone 2": "+49 2", "Phone 2 kind": "work"}
    extra |= {"Phone 3": "+49 3", "Phone 3 kind": "cell"}
    ana = clean(name="Ana Ruiz", given="Ana", family="Ruiz", phone="+49 1", extra=extra)
    assert facts_in("".join(to_vcards([ana], version))) == ana


@pytest.mark.parametrize("kind", ["x;y", "cell, pref", "two words", "a" * 30, "Cell"])
def test_what_is_no_type_of_a_card_is_kept_as_it_is(kind: str) -> None:
    ana = clean(name="Ana", phone="+49 170 1", extra={"Phone kind": kind})
    assert facts_in("".join(to_vcards([ana]))) == ana


def test_google_says_the_kind_in_the_column_beside_it() -> None:
    table = (
        "Name,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value\n"
        "Ana Ruiz,* Rowing,ana@club.example,Mobile,+49 170 1\n"
    )
    extra = facts_in(table, "google.csv").extra
    assert (extra["Phone kind"], extra["E-mail label"]) == ("cell", "Rowing")
