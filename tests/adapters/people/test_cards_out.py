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
    assert "X-ABDATE;type=pref:2010-01-01\r\n" in text
    assert back([facts], "4.0") == [facts]


_texts = st.text("abc ÄИ王;,\\:=\"'\n", max_size=40)


@given(_texts, _texts, _texts)
def test_any_text_survives(name: str, organisation: str, note: str) -> None:
    facts = clean(name=f"A{name}", organisation=f"O{organisation}", note=note)
    facts = clean(name=facts.name, organisation=facts.organisation, note=facts.note)
    assert back([facts], "4.0") == [facts]
