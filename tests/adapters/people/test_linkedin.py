"""Exports of LinkedIn as they are met: Ana Ruiz and Tom Lee stand in every one of them."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from fifteen.adapters.people.dates import is_day_first
from fifteen.adapters.people.reading import Reading, read
from fifteen.method.words import TieKind

NOTES = (
    "When exporting your connection data, you may notice that some of the email addresses are "
    "missing, and that is so, because it is, for each of them, their own choice"
)
HEADINGS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
ANA = (
    "Ana,Ruiz,https://www.linkedin.com/in/ana-ruiz,ana@acme.example,"
    '"Acme, Inc.",Counsel,07 Feb 2024'
)
TOM = "Tom,Lee,https://www.linkedin.com/in/tom-lee,,Beta,Engineer,13 Mar 2023"


def reading(text: str | bytes, name: str = "Connections.csv") -> Reading:
    data = text.encode() if isinstance(text, str) else text
    found = read(data, name)
    assert isinstance(found, Reading), found
    return found


def check_ana_and_tom(found: Reading) -> None:
    """Both are there with all that the file says about them."""
    assert found.kind == "linkedin"
    assert found.unreadable == ()
    ana, tom = (row.facts for row in found.rows)
    assert (ana.name, ana.given, ana.family) == ("Ana Ruiz", "Ana", "Ruiz")
    assert (ana.organisation, ana.role) == ("Acme, Inc.", "Counsel")
    assert ana.link == "https://www.linkedin.com/in/ana-ruiz"
    assert ana.email == "ana@acme.example"
    assert ana.connected_on == date(2024, 2, 7)
    assert ana.tie.kind is TieKind.WEAK
    assert (tom.name, tom.email, tom.role) == ("Tom Lee", "", "Engineer")
    assert tom.connected_on == date(2023, 3, 13)


@pytest.mark.parametrize(
    "preamble",
    [
        "",
        f'Notes:\n"{NOTES}"\n\n',
        f"Notes:\n{NOTES}\n\n",
        f'  Notes:\n  "{NOTES}"\n',
        f'"Notes:"\n"{NOTES}"\n"More, and more"\n"Again, a line"\n\n',
        "\n\n",
        ",,,,,,\n,,,,,,\n",
        f'Notes:,,,,,,\n"{NOTES}",,,,,,\n,,,,,,\n',
        "sep=,\n",
    ],
)
def test_whatever_stands_before_the_headings(preamble: str) -> None:
    found = reading(f"{preamble}{HEADINGS}\n{ANA}\n{TOM}\n")
    check_ana_and_tom(found)
    assert found.rows[0].line == preamble.count("\n") + 2


@pytest.mark.parametrize(
    "headings",
    [
        HEADINGS,
        "  " + HEADINGS.replace(",", " , "),
        HEADINGS.replace(" ", ""),
        HEADINGS.upper(),
        HEADINGS.replace("URL", "Public Profile URL"),
        "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am",
        "Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Connexion le",
        "Prénom,Nom de famille,URL,Adresse e-mail,Société,Fonction,En relation depuis",
    ],
)
def test_headings_of_other_spelling_and_language(headings: str) -> None:
    check_ana_and_tom(reading(f"{headings}\n{ANA}\n{TOM}\n"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_any_encoding_and_delimiter(encoding: str, delimiter: str) -> None:
    cells = [HEADINGS.split(","), ["Zoé", "Müller", "", "", "Café; Bar", "Rôle", "07 Feb 2024"]]
    rows = [delimiter.join(f'"{c}"' for c in row) for row in cells]
    found = reading("\r\n".join(rows).encode(encoding))
    assert found.delimiter == delimiter
    zoe = found.rows[0].facts
    assert (zoe.name, zoe.organisation, zoe.role) == ("Zoé Müller", "Café; Bar", "Rôle")


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADINGS}\r\n{ANA}\n{TOM}\r",
        f"{HEADINGS}\r{ANA}\r{TOM}",
        f"{HEADINGS}\n{ANA}\n\n\n{TOM}",
        f"{HEADINGS},,\n{ANA},,\n{TOM},,\n",
    ],
)
def test_any_line_ends_and_blank_lines(text: str) -> None:
    check_ana_and_tom(reading(text))


@pytest.mark.parametrize("tail", ["", ";;;", ","])
def test_whole_rows_quoted_as_one_field(tail: str) -> None:
    rows = ['"' + row.replace('"', '""') + '"' + tail for row in (HEADINGS, ANA, TOM)]
    check_ana_and_tom(reading("\n".join(rows)))


def test_quoted_and_plain_rows_in_one_file() -> None:
    check_ana_and_tom(reading(f'"{HEADINGS}"\n{ANA}\n"{TOM}"\n'))
    found = reading('"First Name,Last Name,Position"\n"Ana, Dr.",Ruiz,Counsel\n"Tom,Lee,Judge"\n')
    assert [row.facts.role for row in found.rows] == ["Counsel", "Judge"]


def test_semicolons_behind_quoted_rows_belong_to_no_cell() -> None:
    found = reading('"First Name,Last Name,Position";;;\n"Ana,Ruiz,Counsel";;;\n')
    assert (found.columns[2], found.rows[0].facts.role) == ("Position", "Counsel")


def test_a_few_damaged_bytes_do_not_change_the_encoding() -> None:
    text = f"{HEADINGS}\nZoé,Müller,,,Café,Rôle,\n".encode() + b"B\xc3,Low,,,,,\n"
    found = reading(text)
    assert (found.encoding, found.rows[0].facts.name) == ("utf-8", "Zoé Müller")


def test_no_headings_at_all() -> None:
    found = reading(f"{ANA}\n{TOM}\n")
    check_ana_and_tom(found)
    assert found.columns[0] == "Column 1"
    assert found.mapping["Column 3"] == "link"


def test_no_headings_and_the_link_last() -> None:
    found = reading(
        "Ana,Ruiz,,Acme,Counsel,07 Feb 2024,https://www.linkedin.com/in/ana-ruiz\n"
        "Tom,Lee,,Beta,Engineer,13 Mar 2023,https://www.linkedin.com/in/tom-lee\n"
    )
    tom = found.rows[1].facts
    assert (found.kind, tom.organisation, tom.role) == ("linkedin", "Beta", "Engineer")
    assert tom.link.endswith("tom-lee")


def test_any_order_of_columns_and_no_link() -> None:
    found = reading("Connected On,Position,Last Name,First Name\n07 Feb 2024,Counsel,Ruiz,Ana\n")
    ana = found.rows[0].facts
    assert (found.kind, ana.name, ana.role, ana.link) == ("linkedin", "Ana Ruiz", "Counsel", "")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("07 Feb 2024", date(2024, 2, 7)),
        ("7-Feb-24", date(2024, 2, 7)),
        ('"2/7/24, 6:14 PM"', date(2024, 2, 7)),
        ("7. März 2024", date(2024, 3, 7)),
        ("07 févr. 2024", date(2024, 2, 7)),
        ("1er août 2023", date(2023, 8, 1)),
        ("2024-02-07", date(2024, 2, 7)),
        ("07.02.2024", date(2024, 2, 7)),
        ('"Feb 7, 2024"', date(2024, 2, 7)),
        ("2024年2月7日", date(2024, 2, 7)),
        ("31 Feb 2024", None),
        ("soon", None),
    ],
)
def test_days_of_every_kind(written: str, day: date | None) -> None:
    found = reading(f"First Name,Last Name,Connected On\nAna,Ruiz,{written}\n")
    assert found.rows[0].facts.connected_on == day


def test_one_day_above_twelve_settles_the_column() -> None:
    head = "First Name,Last Name,Connected On\n"
    found = reading(f"{head}Ana,Ruiz,07/02/2024\nTom,Lee,13/03/2023\n")
    assert [r.facts.connected_on for r in found.rows] == [date(2024, 2, 7), date(2023, 3, 13)]
    found = reading(f"{head}Ana,Ruiz,02/07/2024\nTom,Lee,03/13/2023\n")
    assert [r.facts.connected_on for r in found.rows] == [date(2024, 2, 7), date(2023, 3, 13)]


def test_an_hour_of_twelve_is_written_by_those_who_put_the_month_first() -> None:
    assert not is_day_first(["1/8/18, 6:14 PM"], otherwise=True)
    assert is_day_first(["1/8/18"], otherwise=True)


def test_rows_without_a_name_are_shown_with_the_reason() -> None:
    found = reading(
        f"{HEADINGS}\n{ANA}\n,,,,,,07 Feb 2024\n,,https://www.linkedin.com/in/x,,,,\n{TOM}\n"
    )
    assert [(u.line, u.why) for u in found.unreadable] == [
        (3, "There is no name in this row."),
        (4, "There is no name in this row."),
    ]
    assert found.unreadable[0].text == "07 Feb 2024"
    assert [row.line for row in found.rows] == [2, 5]


def test_names_in_arabic_and_chinese() -> None:
    found = reading(f"{HEADINGS}\nمحمد,علي,,,شركة,مهندس,\n雷,李,,,华为,工程师,\n")
    assert [row.facts.name for row in found.rows] == ["محمد علي", "李雷"]


def test_quotes_and_line_breaks_inside_cells() -> None:
    found = reading(
        f'{HEADINGS}\nAna,"Ruiz, ""Anita""",,,"Acme\nInc.","Counsel, IP",07 Feb 2024\n{TOM}\n'
    )
    ana = found.rows[0].facts
    assert (ana.name, ana.organisation) == ('Ana Ruiz, "Anita"', "Acme Inc.")
    assert found.rows[1].line == 4


def test_a_quote_that_is_never_closed_costs_one_row() -> None:
    found = reading(f'{HEADINGS}\n{ANA}\nBo,"Low,,,,,\n{TOM}\n')
    assert [row.facts.given for row in found.rows] == ["Ana", "Tom"]
    assert [(u.line, u.why) for u in found.unreadable] == [
        (3, "A quotation mark is opened and never closed.")
    ]


def test_a_stray_quote_does_not_swallow_the_people_after_it() -> None:
    found = reading(f'{HEADINGS}\nBo,"Low,,,,,\n{TOM}\n{ANA}\n')
    assert [row.facts.given for row in found.rows] == ["Tom", "Ana"]
    assert [u.line for u in found.unreadable] == [2]


@pytest.mark.parametrize("last", ['Bo,"Low', 'Bo,"Low,,,,,\n'])
def test_a_quote_left_open_at_the_end_costs_the_last_row(last: str) -> None:
    found = reading(f"{HEADINGS}\n{ANA}\n{TOM}\n{last}")
    assert [row.facts.given for row in found.rows] == ["Ana", "Tom"]
    assert [u.line for u in found.unreadable] == [4]


def test_a_note_of_many_lines_and_commas_is_no_stray_quote() -> None:
    found = reading('First Name,Last Name,Connected On,Notes\nAna,Ruiz,,"a, b, c\nd, e, f, g\n"\n')
    assert found.rows[0].facts.note == "a, b, c\nd, e, f, g"


def test_nul_and_control_characters_are_left_out() -> None:
    found = reading(f"{HEADINGS}\nA\0na,Ru\x07iz,,,Ac\x1bme,\x00,\n{TOM}\n")
    assert (found.rows[0].facts.name, found.rows[0].facts.organisation) == ("Ana Ruiz", "Acme")


def test_columns_nobody_knows_are_kept() -> None:
    found = reading("First Name,Last Name,Connected On,Shoe size\nAna,Ruiz,07 Feb 2024,38,left\n")
    assert found.rows[0].facts.extra == {"Shoe size": "38", "Column 5": "left"}


def test_a_mapping_of_ones_own_goes_first() -> None:
    data = f"{HEADINGS}\n{ANA}\n".encode()
    own = {"First Name": "name", "Company": "group", "URL": "skip", "Nonsense": "role"}
    found = read(data, "Connections.csv", own)
    assert isinstance(found, Reading)
    ana = found.rows[0].facts
    assert (ana.name, ana.group, ana.role, ana.link) == ("Ana", "Acme, Inc.", "", "")
    assert "URL" not in ana.extra
    assert ana.extra["Position"] == "Counsel"


def test_the_first_rows_are_shown_cell_by_cell() -> None:
    found = reading(f"{HEADINGS}\n" + f"{ANA}\n" * 9)
    assert len(found.sample) == 5
    assert found.sample[0][4] == "Acme, Inc."


def archive(**parts: str) -> bytes:
    """A whole LinkedIn archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, text in parts.items():
            packed.writestr(f"{name}.csv", text)
    return out.getvalue()


CONNECTIONS = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Ana,Ruiz,https://www.linkedin.com/in/ana-ruiz,,Acme,Counsel,07 Feb 2024\n"
    "Tom,Lee,https://www.linkedin.com/in/tom-lee,,Reef Hall,Cook,07 Feb 2024\n"
)
MESSAGES = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,"
    "SUBJECT,CONTENT,FOLDER\n"
    "1,,Ana Ruiz,https://www.linkedin.com/in/ana-ruiz,Mira Halonen,"
    "https://www.linkedin.com/in/mira,2023-05-06 10:00:00 UTC,,a secret,INBOX\n"
    "1,,Mira Halonen,https://www.linkedin.com/in/mira,Ana Ruiz,"
    'https://www.linkedin.com/in/ana-ruiz,2024-01-02 10:00:00 UTC,,"two\nlines",INBOX\n'
    '2,,Mira Halonen,,"Tom Lee,A B,C D,E F",,2024-01-02 10:00:00 UTC,,to many,INBOX\n'
)


def test_a_whole_archive_tells_who_wrote_first_and_last_and_nothing_of_what() -> None:
    data = archive(
        Connections=CONNECTIONS,
        messages=MESSAGES,
        Profile="First Name,Last Name\nMira,Halonen\n",
        Positions="Company Name,Title\nTidewater School,Teacher\nReef Hall,Clerk\n",
        Education="School Name,Degree Name\nCalder University,MSc\n",
        Invitations="From,To\nx,y\n",
    )
    found = read(data, "archive.zip")
    assert isinstance(found, Reading), found
    ana, tom = (row.facts for row in found.rows)
    assert ana.extra["First message"] == "2023-05-06, from them"
    assert ana.extra["Last message"] == "2024-01-02, from you"
    assert ana.extra["Messages"] == "2"
    assert "First message" not in tom.extra
    assert "secret" not in str(found)
    assert found.employers == ("Tidewater School", "Reef Hall")
    assert found.schools == ("Calder University",)


@pytest.mark.parametrize("messages", ["", "FROM\n", 'FROM,TO,DATE\n"never closed', "\0\0", "a\nb"])
def test_a_damaged_part_of_an_archive_costs_that_part_alone(messages: str) -> None:
    found = read(archive(Connections=CONNECTIONS, messages=messages), "archive.zip")
    assert isinstance(found, Reading), found
    assert len(found.rows) == 2
