"""vCards of all ages: Ana Ruiz as phones and mail programs write her down."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from fifteen.adapters.people.reading import Reading, read
from fifteen.method.facts import Facts
from fifteen.method.words import Refusal

SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "vcards"


def cards(*cards_: str, encoding: str = "utf-8") -> Reading:
    text = "".join(f"BEGIN:VCARD\r\n{card}\r\nEND:VCARD\r\n" for card in cards_)
    found = read(text.encode(encoding), "contacts.vcf")
    assert isinstance(found, Reading), found
    assert found.kind == "vcard"
    return found


def one(card: str, encoding: str = "utf-8") -> Facts:
    found = cards(card, encoding=encoding)
    assert found.unreadable == ()
    return found.rows[0].facts


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_a_whole_card(version: str) -> None:
    ana = one(
        f"VERSION:{version}\r\nN:Ruiz;Ana;María;Dr.;\r\nFN:Dr. Ana Ruiz\r\n"
        "ORG:Acme\\, Inc.;Legal\r\nTITLE:Counsel\r\nitem1.EMAIL;TYPE=HOME:ana@home.example\r\n"
        "EMAIL;TYPE=WORK,PREF:ana@acme.example\r\nTEL;TYPE=FAX:+49 30 9\r\n"
        "TEL;TYPE=WORK:+49 30 1\r\nTEL;TYPE=CELL:+49 170 2\r\nURL:https://acme.example\r\n"
        "X-SOCIALPROFILE;type=linkedin:http://www.linkedin.com/in/ana-ruiz\r\n"
        "ADR;TYPE=WORK:;;Street 1;Zürich;;8000;Schweiz\r\nNOTE:one\\ntwo\r\n"
        "PHOTO:data:image/jpeg;base64,AAAA"
    )
    assert (ana.name, ana.given, ana.family) == ("Dr. Ana Ruiz", "Ana", "Ruiz")
    assert (ana.organisation, ana.role) == ("Acme, Inc.", "Counsel")
    assert (ana.email, ana.phone) == ("ana@acme.example", "+49 170 2")
    assert ana.link == "http://www.linkedin.com/in/ana-ruiz"
    assert (ana.place, ana.country, ana.note) == ("Zürich", "CH", "one\ntwo")
    assert ana.extra == {
        "E-mail 2": "ana@home.example",
        "Phone 2": "+49 30 1",
        "Link 2": "https://acme.example",
        "Department": "Legal",
        "Middle name": "María",
        "Name prefix": "Dr.",
        "Street": "Street 1",
        "Postal code": "8000",
        "Card TEL;TYPE=FAX": "+49 30 9",
        "E-mail kind": "work",
        "E-mail 2 kind": "home",
        "Phone kind": "cell",
        "Phone 2 kind": "work",
        "Link kind": "linkedin",
        "Address kind": "work",
    }


def test_an_old_card_with_quoted_printable() -> None:
    ana = one(
        "VERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;Ana\r\n"
        "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:caf=E9 and=0D=0A=\r\nmore\r\n"
        "TEL;CELL;VOICE:0170 1\r\nPHOTO;ENCODING=BASE64;JPEG:\r\n /9j/4AAQ\r\n SkZJRgAB\r\n"
    )
    assert (ana.name, ana.phone) == ("Ana Müller", "0170 1")
    assert ana.note == "café and\nmore"


def test_an_old_card_in_windows_1252() -> None:
    assert one("VERSION:2.1\r\nFN:Zoé Müller", "cp1252").name == "Zoé Müller"


@pytest.mark.parametrize(
    ("charset", "name"),
    [
        ("ISO-8859-2", "Małgorzata Łoś"),
        ("windows-1251", "Иван Петров"),
        ("SHIFT_JIS", "山田 太郎"),
        ("GBK", "李雷"),
    ],
)
def test_an_old_card_in_the_characters_that_it_names(charset: str, name: str) -> None:
    assert one(f"VERSION:2.1\r\nFN;CHARSET={charset}:{name}", charset).name == name


@pytest.mark.parametrize(
    ("uri", "number"),
    [
        ("tel:+1-418-656-9254;ext=102", "+1-418-656-9254 ext. 102"),
        ("TEL:7042;phone-context=example.com", "7042"),
        ("+49 30 1", "+49 30 1"),
    ],
)
def test_a_number_that_is_an_address_is_written_as_by_hand(uri: str, number: str) -> None:
    assert one(f"VERSION:4.0\r\nFN:Ana Ruiz\r\nTEL;VALUE=uri:{uri}").phone == number


JCARD = (
    '["vcard",[["version",{},"text","4.0"],["fn",{},"text","Ana Ruiz"],'
    '["n",{},"text",["Ruiz","Ana",["Maria","Sol"],"",""]],["org",{},"text",["Acme, Inc.","Law"]],'
    '["tel",{"type":["work","cell"]},"uri","tel:+49-30-1"],["bday",{},"date","1980-04-02"],'
    '["adr",{},"text",["","","Road 2","Berlin","","10115","Germany"]],'
    '["email",{"group":"a"},"text","ana@acme.example"],["note",{},"text","one\\ntwo; three"]]]'
)


def test_a_card_in_json() -> None:
    found = read(f" {JCARD}".encode(), "ana.json")
    assert isinstance(found, Reading) and found.kind == "vcard"
    (ana,) = (row.facts for row in found.rows)
    assert (ana.name, ana.given, ana.organisation) == ("Ana Ruiz", "Ana", "Acme, Inc.")
    assert (ana.email, ana.phone, ana.note) == ("ana@acme.example", "+49-30-1", "one\ntwo; three")
    assert (ana.place, ana.country, ana.extra["Street"]) == ("Berlin", "DE", "Road 2")
    assert ana.extra["Card BDAY"] == "1980-04-02"
    several = read(f"[{JCARD},{JCARD.replace('Ana', 'Ina')}]".encode(), "cards.json")
    assert isinstance(several, Reading)
    assert [row.facts.name for row in several.rows] == ["Ana Ruiz", "Ina Ruiz"]


@pytest.mark.parametrize(
    "text",
    [
        *('["vcard"', '["vcard",', '["vcard",5]', '[["vcard",[]],7]', '["vcard",[["fn"]]]'),
        *('["vcard",[["fn",{},"text",{}]]]', '["vcard",[["n",3,4,[[[[5]]]]]]]', '["vcard",[[[]]]]'),
        '["vcard",' + "[" * 100_000,
    ],
)
def test_json_that_is_no_card_is_refused(text: str) -> None:
    assert isinstance(read(text.encode(), "a.json"), Refusal)


def test_folded_lines_and_escaped_colons() -> None:
    ana = one("FN:Ana\r\n  Ruiz\r\nURL:http\\://acme.example\r\n /ana")
    assert (ana.name, ana.link) == ("Ana Ruiz", "http://acme.example/ana")


@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0"])
def test_a_comma_that_nobody_escaped_ends_no_text(version: str) -> None:
    ana = one(
        f"VERSION:{version}\r\nN:Ruiz;Ana;;;\r\nFN:Ana Ruiz\r\nORG:Acme, Inc.\r\n"
        "TITLE:Director, Grid Planning\r\nNOTE:Met in Riga\\, spoke of demand; forecasting, too"
    )
    assert (ana.role, ana.organisation) == ("Director, Grid Planning", "Acme, Inc.")
    assert ana.note == "Met in Riga, spoke of demand; forecasting, too"
    assert one(f"VERSION:{version}\r\nFN:Ana Ruiz, Counsel\r\nNOTE:C:\\\\x, y").note == "C:\\x, y"


@pytest.mark.parametrize(
    ("lines", "note"),
    [
        ("in Riga=\r\n and spoke=\r\nn twice", "in Riga and spoken twice"),
        ("in Riga=\r\n and spoke", "in Riga and spoke"),
        ("in Ri=\r\n ga and sp=\r\n oke", "in Riga and spoke"),  # folded as well
        ("in=20=\r\nRiga=2C=\r\n=20and =\r\nspoke", "in Riga, and spoke"),
    ],
)
def test_a_soft_break_takes_no_space_between_two_words(lines: str, note: str) -> None:
    card = f"VERSION:2.1\r\nN:Ruiz;Ana\r\nNOTE;ENCODING=QUOTED-PRINTABLE:{lines}\r\nTEL:1"
    assert (one(card).note, one(card).phone) == (note, "1")


def test_a_note_that_begins_with_tel_is_a_note() -> None:
    ana = one("VERSION:3.0\r\nFN:Ana Ruiz\r\nNOTE:Tel: office 123\\; ask for Bea\r\nTEL:tel:+49-1")
    assert (ana.note, ana.phone) == ("Tel: office 123; ask for Bea", "+49-1")


def test_a_card_without_a_formatted_name_takes_the_parts_or_the_nickname() -> None:
    assert one("N:Ruiz;Ana;;;").name == "Ana Ruiz"
    assert one("NICKNAME:Anita\r\nTEL:0170 1").name == "Anita"


def test_cards_that_are_no_people_are_shown_with_the_reason() -> None:
    found = cards(
        "FN:Ana Ruiz",
        "FN:Acme\r\nORG:Acme\r\nX-ABShowAs:COMPANY",
        "FN:Friends\r\nX-ADDRESSBOOKSERVER-KIND:group",
        "TEL:+49 170 1",
        'ADR:;;\\;;;;;;;;;;\r\nTEL;TYPE="x:1\r\nFN:Tom Lee',
    )
    assert [row.facts.name for row in found.rows] == ["Ana Ruiz", "Tom Lee"]
    assert [(u.line, u.why) for u in found.unreadable] == [
        (4, "This card is an organisation, not a person."),
        (9, "This card is a group, not a person."),
        (13, "There is no name on this card."),
    ]


def test_a_card_that_never_ends_costs_itself_only() -> None:
    found = read(b"BEGIN:VCARD\nFN:Bo\nBEGIN:VCARD\nFN:Ana Ruiz\nEND:VCARD\nBEGIN:VCARD\nFN:C", "x")
    assert isinstance(found, Reading)
    assert [row.facts.name for row in found.rows] == ["Ana Ruiz"]
    why = "This card never ends: the file seems to be cut off."
    assert [(u.line, u.why, u.text) for u in found.unreadable] == [
        (1, why, "FN:Bo"),
        (6, why, "FN:C"),
    ]


def test_a_word_of_vcards_in_a_table_makes_it_no_vcard() -> None:
    found = read(b'Name,Notes\nAna Ruiz,BEGIN:VCARD\nTom Lee,"\nBEGIN:VCARD\n"\n', "people.csv")
    assert isinstance(found, Reading)
    assert (found.kind, len(found.rows)) == ("csv", 2)


def test_a_line_before_the_first_card_does_no_harm() -> None:
    found = read(b"exported today\n\nBEGIN:VCARD\nFN:Ana Ruiz\nEND:VCARD\n", "contacts.vcf")
    assert isinstance(found, Reading)
    assert (found.rows[0].line, found.rows[0].facts.name) == (3, "Ana Ruiz")


def test_a_card_inside_a_card_is_not_mistaken_for_a_person() -> None:
    found = cards("FN:Ana Ruiz\r\nAGENT:\r\nBEGIN:VCARD\r\nFN:Tom Lee\r\nEND:VCARD\r\nTITLE:Judge")
    assert [(r.facts.name, r.facts.role) for r in found.rows] == [("Ana Ruiz", "Judge")]


def test_parameters_made_to_hang_a_reader_do_not() -> None:
    found = cards("FN:Ana Ruiz\r\nTEL;A" + ",a" * 800 + '"x:1\r\nTEL;A' + ",a" * 800)
    assert found.rows[0].facts.phone == ""


def test_nobodys_data_is_written_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        cards("FN:Ana Ruiz\r\nthis line is a secret\r\n;;;:x\r\nADR:\\")
    assert "secret" not in caplog.text


def test_cards_of_the_world() -> None:
    if not SAMPLES.is_dir():
        pytest.skip(f"no samples of vCards beside this repository ({'/'.join(SAMPLES.parts[-3:])})")
    files = [path for path in SAMPLES.rglob("*") if path.is_file()]
    assert files
    for path in files:
        found = read(path.read_bytes(), path.name)
        assert isinstance(found, (Reading, Refusal)), path.name
        if path.parent.name in ("ez-vcard", "vobject") and path.suffix in (".vcf", ".json"):
            assert isinstance(found, Reading), path.name
            assert found.unreadable == (), path.name
