"""Address books of Outlook and Google, tables nobody knows, and names typed one a line."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest

from fifteen.adapters.people.reading import Reading, read
from fifteen.method.facts import Facts
from fifteen.method.words import Tie, TieKind

OUTLOOK_59 = (
    "Title,First Name,Middle Name,Last Name,Suffix,E-mail Address,E-mail 2 Address,"
    "E-mail 3 Address,Business Street,Business Street 2,Business Street 3,Business City,"
    "Business State,Business Postal Code,Business Country,Home Street,Home Street 2,"
    "Home Street 3,Home City,Home State,Home Postal Code,Home Country,Other Street,"
    "Other Street 2,Other Street 3,Other City,Other State,Other Postal Code,Other Country,"
    "Assistant's Phone,Business Fax,Business Phone,Business Phone 2,Callback,Car Phone,"
    "Company Main Phone,Home Fax,Home Phone,Home Phone 2,ISDN,Mobile Phone,Other Fax,"
    "Other Phone,Pager,Primary Phone,Radio Phone,TTY/TDD Phone,Telex,Assistant's Name,"
    "Birthday,Manager's Name,Notes,Other Address PO Box,Spouse,Web Page,Company,Department,"
    "Job Title,Sensitivity"
)


def book(headings: str, values: dict[str, str], delimiter: str = ",") -> bytes:
    """A table of one row, in Windows-1252 as Outlook writes it."""
    columns = next(csv.reader([headings]))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerow(columns)
    writer.writerow([values.get(c, "") for c in columns])
    return out.getvalue().encode("cp1252")


def one(data: bytes, kind: str, name: str = "contacts.csv") -> Facts:
    found = read(data, name)
    assert isinstance(found, Reading), found
    assert (found.kind, len(found.rows)) == (kind, 1)
    return found.rows[0].facts


def test_the_export_of_59_columns_of_before_2015() -> None:
    values = {"Title": "Dr.", "First Name": "Ana", "Middle Name": "María", "Last Name": "Ruiz"}
    values |= {"E-mail Address": "/o=ACME/ou=First/cn=ana", "E-mail 2 Address": "ana@acme.example"}
    values |= {"Company": "Acme", "Job Title": "Counsel", "Business City": "Zürich"}
    values |= {
        "Business Country": "Switzerland",
        "Mobile Phone": "+41 79 123",
        "Birthday": "0/0/00",
    }
    values |= {"Business Phone": "+41 44 456", "Notes": "one\r\ntwo", "Sensitivity": "Normal"}
    assert OUTLOOK_59.count(",") == 58
    ana = one(book(OUTLOOK_59, values), "outlook")
    assert (ana.name, ana.given, ana.family) == ("Ana María Ruiz", "Ana", "Ruiz")
    assert (ana.role, ana.organisation, ana.email) == ("Counsel", "Acme", "ana@acme.example")
    assert (ana.place, ana.country, ana.phone) == ("Zürich", "CH", "+41 79 123")
    assert ana.note == "one\ntwo"
    assert ana.extra == {
        "Title": "Dr.",
        "E-mail Address": "/o=ACME/ou=First/cn=ana",
        "Business Phone": "+41 44 456",
    }


def test_a_form_of_address_is_no_role() -> None:
    ana = one(book(OUTLOOK_59, {"Title": "Dr.", "First Name": "Ana"}), "outlook")
    assert (ana.role, ana.extra) == ("", {"Title": "Dr."})


@pytest.mark.parametrize(
    ("headings", "values", "delimiter"),
    [
        (
            "Anrede,Vorname,Weitere Vornamen,Nachname,Suffix,Firma,Abteilung,Position,"
            "Straße geschäftlich,Ort geschäftlich,Land/Region geschäftlich,Fax geschäftlich,"
            "Telefon geschäftlich,Mobiltelefon,E-Mail-Adresse,E-Mail-Typ,Notizen,Webseite",
            ("Vorname", "Nachname", "Firma", "Position", "E-Mail-Adresse", "Ort geschäftlich"),
            ";",
        ),
        (
            "Titre,Prénom,Deuxième prénom,Nom,Suffixe,Société,Service,Titre,Rue (bureau),"
            "Ville (bureau),Pays/Région (bureau),Télécopie (bureau),Téléphone (bureau),"
            "Adresse de messagerie,Notes",
            ("Prénom", "Nom", "Société", "Titre", "Adresse de messagerie", "Ville (bureau)"),
            ";",
        ),
        (
            "First Name,Middle Name,Last Name,Title,Suffix,Nickname,Given Yomi,Surname Yomi,"
            "E-mail Address,Business Street,Business City,Business Country/Region,Company,"
            "Job Title,Mobile Phone,Notes",
            ("First Name", "Last Name", "Company", "Job Title", "E-mail Address", "Business City"),
            ",",
        ),
    ],
)
def test_outlook_in_three_languages(headings: str, values: tuple[str, ...], delimiter: str) -> None:
    row = ("Ana", "Ruiz", "Acme", "Counsel", "ana@acme.example", "Zürich")
    ana = one(book(headings, dict(zip(values, row, strict=True)), delimiter), "outlook")
    assert (ana.name, ana.organisation, ana.role, ana.email, ana.place) == (
        "Ana Ruiz", "Acme", "Counsel", "ana@acme.example", "Zürich",
    )  # fmt: skip


GOOGLE_OLD = (
    "Name,Given Name,Additional Name,Family Name,Yomi Name,Given Name Yomi,Notes,"
    "Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,"
    "Organization 1 - Type,Organization 1 - Name,Organization 1 - Title,Website 1 - Value"
)
GOOGLE_NEW = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Nickname,File As,Organization Name,"
    "Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,"
    "E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - City"
)


def test_google_old_and_new() -> None:
    old = {"Name": "Ana Ruiz", "Organization 1 - Name": "Acme", "Organization 1 - Title": "Counsel"}
    old |= {"E-mail 1 - Value": "ana@acme.example ::: ruiz@home.example", "Group Membership": "* x"}
    ana = one(book(GOOGLE_OLD, old), "google")
    assert (ana.name, ana.email, ana.role) == ("Ana Ruiz", "ana@acme.example", "Counsel")
    assert ana.extra["E-mail 1 - Value (more)"] == "ruiz@home.example"
    new = {"First Name": "Ana", "Last Name": "Ruiz", "Organization Title": "Counsel"}
    new |= {"Organization Name": "Acme", "E-mail 1 - Value": "ana@acme.example"}
    ana = one(book(GOOGLE_NEW, new), "google")
    assert (ana.name, ana.organisation, ana.role) == ("Ana Ruiz", "Acme", "Counsel")


def test_a_plain_table_of_names_and_addresses() -> None:
    ana = one(b"Title,Name,Email\nCounsel,Ana Ruiz,ana@acme.example\n", "csv")
    assert (ana.name, ana.email, ana.role) == ("Ana Ruiz", "ana@acme.example", "Counsel")


def test_a_table_nobody_knows_is_left_to_the_user() -> None:
    data = b"Wer,Wohin,Wo\nAna Ruiz,ana@acme.example,Acme\nTom Lee,tom@beta.example,Beta\n"
    found = read(data, "list.csv")
    assert isinstance(found, Reading)
    assert (found.kind, found.columns) == ("csv", ("Wer", "Wohin", "Wo"))
    assert (found.mapping, found.rows) == ({"Wohin": "email"}, ())
    assert found.sample[0] == ("Ana Ruiz", "ana@acme.example", "Acme")
    again = read(data, "list.csv", {"Wer": "name", "Wo": "organisation"})
    assert isinstance(again, Reading)
    assert [r.facts.name for r in again.rows] == ["Ana Ruiz", "Tom Lee"]
    assert again.rows[0].facts.extra == {"Wohin": "ana@acme.example"}


def test_a_table_without_headings_has_numbered_columns() -> None:
    data = b"1,Ana Ruiz,ana@acme.example\n2,Tom Lee,tom@beta.example\n"
    found = read(data, "list.csv", {"Column 2": "name"})
    assert isinstance(found, Reading)
    assert [r.facts.name for r in found.rows] == ["Ana Ruiz", "Tom Lee"]


def test_names_typed_one_a_line() -> None:
    text = "Ana Ruiz, counsel at Acme, via Tom\n\nTom Lee <tom@beta.example>\n---\n"
    found = read(text.encode(), "people.txt")
    assert isinstance(found, Reading)
    assert found.kind == "lines"
    assert [(r.line, r.facts.name) for r in found.rows] == [(1, "Ana Ruiz"), (3, "Tom Lee")]
    assert found.rows[0].facts.tie == Tie(TieKind.REFERRED, "Tom")
    assert [(u.line, u.text) for u in found.unreadable] == [(4, "---")]


def test_a_column_of_names_in_a_csv_is_read_as_lines() -> None:
    found = read(b"Ana Ruiz\nTom Lee\n", "names.csv")
    assert isinstance(found, Reading)
    assert (found.kind, len(found.rows)) == ("lines", 2)


def test_a_column_under_its_heading_is_a_table() -> None:
    found = read(b"Name\nAna Ruiz\nTom Lee\n", "names.csv")
    assert isinstance(found, Reading)
    assert [r.facts.name for r in found.rows] == ["Ana Ruiz", "Tom Lee"]


def test_prose_is_no_address_book() -> None:
    text = "This is a long letter which has been written to nobody in particular by me at home.\n"
    found = read((text * 9).encode(), "letter.txt")
    assert isinstance(found, Reading)
    assert found.is_prose


def test_the_archive_of_linkedin_is_opened() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Profile.csv", "First Name,Last Name\nMe,Myself\n")
        archive.writestr("Basic/Connections.csv", "Notes:\nx\n\nFirst Name,Last Name\nAna,Ruiz\n")
    assert one(packed.getvalue(), "csv", "export.zip").name == "Ana Ruiz"


@pytest.mark.parametrize(
    "headings",
    [
        "Nombre,Apellidos,Organización,Puesto,Calle del trabajo,Dirección de correo electrónico,"
        "Teléfono móvil,Ciudad de trabajo,Notas",
        "Nome,Cognome,Società,Posizione,Via (uff.),Indirizzo posta elettronica,Cellulare,"
        "Città (uff.),Note",
        'Voornaam,Achternaam,Bedrijf,Functie,"Werkadres, straat",E-mailadres,Mobiele telefoon,'
        '"Werkadres, plaats",Notities',
        "Nome,Sobrenome,Empresa,Cargo,Rua do endereço comercial,Endereço de email,"
        "Telefone celular,Cidade comercial,Anotações",
        "Nome,Sobrenome,Empresa,Cargo,Rua do endereço comercial,Endereço de e-mail,"
        "Telemóvel,Cidade do endereço comercial,Anotações",
        "Imię,Nazwisko,Firma,Stanowisko,Ulica (adres służbowy),Adres e-mail,Telefon komórkowy,"
        "Miasto (adres służbowy),Notatki",
        'Förnamn,Efternamn,Företag,Befattning,"Gatuadress, arbete",E-postadress,Mobiltelefon,'
        '"Ort, arbete",Anteckningar',
    ],
)
def test_outlook_is_understood_in_six_more_languages(headings: str) -> None:
    row = "Ana,Ruiz,Acme,Counsel,Main 1,ana@acme.example,+49 170 1234567,Porto,hello"
    found = read(f"{headings}\n{row}\n".encode(), "contacts.csv")
    assert isinstance(found, Reading), found
    facts = found.rows[0].facts
    assert found.kind == "outlook"
    assert (facts.name, facts.organisation, facts.role) == ("Ana Ruiz", "Acme", "Counsel")
    assert (facts.email, facts.phone) == ("ana@acme.example", "+49 170 1234567")
    assert (facts.place, facts.note) == ("Porto", "hello")


def test_outlook_in_polish_keeps_its_letters() -> None:
    text = "Imię;Nazwisko;Adres e-mail;Firma\r\nMałgorzata;Łoś;m@a.example;Spółka\r\n"
    found = read(text.encode("cp1250"), "kontakty.csv")
    assert isinstance(found, Reading)
    (facts,) = (row.facts for row in found.rows)
    assert (facts.name, facts.organisation) == ("Małgorzata Łoś", "Spółka")
