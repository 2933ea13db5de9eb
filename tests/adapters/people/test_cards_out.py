"""vCards out, and in again: what was known is known, whatever it was."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fifteen.adapters.people.cards_out import Version, to_vcards
from fifteen.adapters.people.reading import Reading, read
from fifteen.method.facts import Facts, clean
from fifteen.method.words import Tie, TieKind

ANA = clean(
    name="Dr. Ana Ruiz; Vega",
    given="Ana",
    family="Ruiz Vega",
    email="ana@acme.example",
    phone="+49 170 1234567",
    role="Counsel, general",
    organisation="Acme; Sons",
    link="https://www.linkedin.com/in/ana-ruiz",
    place="Porto",
    country="PT",
    connected_on=date(2024, 2, 7),
    schools="Boalt; Calder",
    group="Lighting, guild",
    note="First line\nsecond; line, with \\ and: more",
    tie=Tie(TieKind.REFERRED, "Tom Lee"),
    extra={"E-mail 2": "ana@home.example", "Department": "Law", "Nickname": "Anita", "Shoe": "38"},
)


def back(people: list[Facts], version: Version) -> list[Facts]:
    text = "".join(to_vcards(people, version))
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    found = read(text.encode(), "people.vcf")
    assert isinstance(found, Reading), found
    return [row.facts for row in found.rows]


@pytest.mark.parametrize("version", ["4.0", "3.0"])
def test_what_goes_out_comes_back_the_same(version: Version) -> None:
    plain = clean(name="Tom Lee")
    assert back([ANA, plain], version) == [ANA, plain]


def test_what_a_card_had_besides_survives_and_pictures_do_not() -> None:
    card = (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Ruiz\r\nN:Ruiz;Ana;;;\r\nBDAY:1980-04-02\r\n"
        "item1.X-ABDATE;type=pref:2010-01-01\r\nX-TWITTER:@ana\r\nX-TWITTER:@other\r\n"
        "PHOTO;ENCODING=b:aGFsbG8=\r\nEND:VCARD\r\n"
    )
    found = read(card.encode(), "a.vcf")
    assert isinstance(found, Reading)
    facts = found.rows[0].facts
    assert facts.extra["Card BDAY"] == "1980-04-02"
    assert sorted(v for k, v in facts.extra.items() if "TWITTER" in k) == ["@ana", "@other"]
    assert "PHOTO" not in str(facts.extra)
    text = "".join(to_vcards([facts]))
    assert "BDAY:1980-04-02\r\n" in text
    assert "\r\nitem1.X-ABDATE;type=pref:2010-01-01\r\n" in text
    assert back([facts], "4.0") == [facts]


FULL = """BEGIN:VCARD
VERSION:3.0
N:Ruiz;Ana;Maria;Dr.;PhD
FN:Dr. Ana Ruiz
ORG:Acme;Law
ORG:Boalt Club
TITLE:Chair
TITLE;TYPE=WORK:Counsel
ROLE:Lawyer
NICKNAME:Anita
NICKNAME:Nita
TEL;TYPE=FAX:+49 30 111
TEL;TYPE=CELL:+49 170 1
EMAIL:not an address
item1.ADR;TYPE=HOME:;;Street 1;Porto;;4000;Portugal
item1.X-ABADR:pt
ADR;TYPE=WORK:Box 3;;Road 2;Berlin;BE;10115;Germany
UID:urn:uuid:123
URL:ftp://acme.example/ana
X-LONG:long
END:VCARD
""".replace("long", "y" * 2_000)


@pytest.mark.parametrize("version", ["4.0", "3.0"])
def test_nothing_of_a_full_card_is_lost_on_the_way_through(version: Version) -> None:
    found = read(FULL.encode(), "a.vcf")
    assert isinstance(found, Reading)
    (ana,) = (row.facts for row in found.rows)
    assert (ana.organisation, ana.role, ana.place, ana.country) == (
        "Acme",
        "Counsel",
        "Berlin",
        "DE",
    )
    assert ana.extra["Street"] == "Road 2" and ana.extra["Postal code"] == "10115"
    text = "".join(to_vcards([ana], version)).replace("\r\n ", "")
    lines = text.split("\r\n")
    assert "N:Ruiz;Ana;Maria;Dr.;PhD" in lines
    assert {"item1.ADR;TYPE=HOME:;;Street 1;Porto;;4000;Portugal", "item1.X-ABADR:pt"} <= {*lines}
    assert {"ORG:Boalt Club", "TITLE:Chair", "ROLE:Lawyer", "NICKNAME:Nita"} <= {*lines}
    assert {"TEL;TYPE=FAX:+49 30 111", "EMAIL:not an address", "UID:urn:uuid:123"} <= {*lines}
    assert {"URL:ftp://acme.example/ana", "X-LONG:" + "y" * 2_000} <= {*lines}
    assert back([ana], version) == [ana]


_texts = st.text("abc ÄИ王;,\\:=\"'\n", max_size=40)


@given(_texts, _texts, _texts)
def test_any_text_survives(name: str, organisation: str, note: str) -> None:
    facts = clean(name=f"A{name}", organisation=f"O{organisation}", note=note)
    facts = clean(name=facts.name, organisation=facts.organisation, note=facts.note)
    assert back([facts], "4.0") == [facts]
