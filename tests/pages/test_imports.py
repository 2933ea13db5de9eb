"""Bringing an address book through the pages: seen first, written after the yes, undone as one."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fifteen.actions import _progress, imports, jobs
from fifteen.pages import _upload
from fifteen.store.models import Campaign, Import, Person
from tests import world

pytestmark = pytest.mark.django_db

LINKEDIN = (
    b"Notes:\r\n"
    b'"When exporting your connection data, you may notice that some addresses are missing."\r\n'
    b"\r\n"
    b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\r\n"
    b"Ana,Ruiz,https://www.linkedin.com/in/ana-ruiz,ana@acme.example,Acme,Counsel,04 Mar 2024\r\n"
    b"Samuel,Osei,https://www.linkedin.com/in/samuel-osei,,Northlight,Planner,11 Jan 2023\r\n"
    b",,,,,,02 Feb 2022\r\n"
)
OUTLOOK = (
    "First Name,Last Name,Company,Job Title,Business Street,E-mail Address,Priority\r\n"
    "Jörg,Müller,Café Straße GmbH,Geschäftsführer,Hauptstr. 1,joerg@cafe.example,Normal\r\n"
).encode("cp1252")
UNKNOWN = b"who;what;where\r\nAna Ruiz;Acme;Lisbon\r\nSamuel Osei;Northlight;Leeds\r\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 40


# The comparison gives unsure rows no changes yet, so that "the same person" brings nothing over.


def work() -> None:
    """What the worker does, until nothing waits."""
    later = datetime.now(UTC) + timedelta(days=1)
    while (job := jobs.claim("test", later)) is not None:
        jobs.run(job, later)


def bring(seat: Client, data: bytes, name: str = "Connections.csv") -> str:
    """Bring a file and have it read; the address of its preview."""
    answer = seat.post("/import", {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, answer.content
    work()
    return str(answer.url)


def page(seat: Client, address: str) -> str:
    answer = seat.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def names() -> list[str]:
    return list(Person.objects.order_by("name").values_list("name", flat=True))


def test_linkedin_with_its_preamble_is_seen_then_written_then_undone(
    seat: Client, mira: Campaign
) -> None:
    address = bring(seat, LINKEDIN)
    shown = page(seat, address)
    assert "Two people are new." in shown
    assert "Ana Ruiz" in shown
    assert "Bring in two people" in shown
    assert "Line 7" in shown, "the row without a name is named by its line"
    assert names() == []

    assert seat.post(f"{address}/yes").url == address
    assert "Bringing in" in page(seat, address)
    work()
    assert names() == ["Ana Ruiz", "Samuel Osei"]
    done = page(seat, address)
    assert "Two people came in." in done
    assert 'href="/"' in done

    act = Import.objects.get().act
    assert act in done
    assert act in page(seat, "/import")
    seat.post("/undo", {"act": act, "next": "/import"})
    assert names() == []
    assert "was undone" in page(seat, address)
    assert f'value="{act}"' not in page(seat, "/import")


def test_the_zip_that_linkedin_sends_can_be_brought_as_it_comes(
    seat: Client, mira: Campaign
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("Connections.csv", LINKEDIN)
        archive.writestr("Messages.csv", "a,b\n1,2\n")
    assert "Two people are new." in page(seat, bring(seat, packed.getvalue(), "Basic_Export.zip"))


def test_outlook_in_windows_1252_keeps_its_umlauts(seat: Client, mira: Campaign) -> None:
    address = bring(seat, OUTLOOK, "contacts.CSV")
    shown = page(seat, address)
    assert "Jörg Müller" in shown
    assert "Café Straße GmbH" in shown
    seat.post(f"{address}/yes")
    work()
    assert names() == ["Jörg Müller"]


def test_a_picture_called_csv_is_refused_in_plain_words(seat: Client, mira: Campaign) -> None:
    address = bring(seat, JPEG, "holiday.csv")
    shown = page(seat, address)
    assert "This file could not be read." in shown
    assert "a picture, not an address book" in shown
    assert "Nothing was imported." in shown
    assert 'href="/import"' in shown
    assert names() == []
    assert bytes(Import.objects.get().data) == b"", "the picture is not kept"


def test_an_empty_file_is_refused_in_plain_words(seat: Client, mira: Campaign) -> None:
    assert "This file is empty." in page(seat, bring(seat, b"", "empty.csv"))


def test_a_table_we_do_not_know_asks_what_its_columns_mean(seat: Client, mira: Campaign) -> None:
    address = bring(seat, UNKNOWN, "list.csv")
    shown = page(seat, address)
    assert "which column holds the names" in shown
    assert '<details class="did columns" open>' in shown
    assert "Ana Ruiz · Samuel Osei" in shown, "cells show what a column holds"

    said = {"column-0": "name", "column-1": "organisation", "column-2": "place"}
    assert seat.post(f"{address}/columns", said).url == address
    work()
    again = page(seat, address)
    assert "Two people are new." in again
    assert '<details class="did columns">' in again
    seat.post(f"{address}/yes")
    work()
    ana = Person.objects.get(name="Ana Ruiz")
    assert (ana.organisation, ana.place) == ("Acme", "Lisbon")


def test_a_fact_that_is_none_is_kept_as_it_is(seat: Client, mira: Campaign) -> None:
    address = bring(seat, UNKNOWN, "list.csv")
    seat.post(f"{address}/columns", {"column-0": "name", "column-1": "<b>", "column-2": ""})
    work()
    assert set(Import.objects.get().reading["mapping"].values()) == {"name"}


def test_what_changed_is_shown_as_it_was_and_as_it_would_be(seat: Client, mira: Campaign) -> None:
    world.knows(mira, "Ana Ruiz", email="ana@acme.example", organisation="Oldco", role="Clerk")
    address = bring(seat, LINKEDIN)
    shown = page(seat, address)
    assert "<del>Oldco</del>" in shown
    assert "<ins>Acme</ins>" in shown
    assert "Bring in one person and update one" in shown
    seat.post(f"{address}/yes")
    work()
    assert Person.objects.get(name="Ana Ruiz").organisation == "Acme"
    told = page(seat, "/people/ana-ruiz")
    assert "New facts came from an address book" in told and "You changed facts" not in told
    act = Import.objects.get().act
    assert act and act not in told, "a line about one person must not undo a whole address book"
    assert '<a href="/import#earlier">Earlier imports</a>' in told
    assert act in page(seat, "/import")


def test_whoever_stands_twice_in_a_file_is_told_and_nothing_is_promised(
    seat: Client, mira: Campaign
) -> None:
    head = "Name,E-mail,Company,Position\n"
    lines = "Ana Ruiz,ana@acme.example,Acme,Counsel\nAna Ruiz,ana@acme.example,Oldco,Clerk\n"
    address = bring(seat, (head + lines).encode(), "list.csv")
    shown = page(seat, address)
    assert "One person is new." in shown and "Twice in this file" in shown
    assert "Bring in one person<" in shown and "<ins>" not in shown
    seat.post(f"{address}/yes")
    work()
    assert Person.objects.get(name="Ana Ruiz").organisation == "Acme"
    assert "One person came in." in page(seat, address)


@pytest.mark.parametrize(("word", "people"), [("new", 2), ("leave", 1), ("", 1), ("same", 1)])
def test_who_may_be_the_same_is_decided_by_the_seeker(
    seat: Client, mira: Campaign, word: str, people: int
) -> None:
    world.knows(mira, "Ana Ruiz", organisation="Oldco", role="Clerk")
    address = bring(seat, b"Name,Company\nAna Ruiz,Acme\n", "one.csv")
    shown = page(seat, address)
    assert "Is this somebody you know?" in shown
    assert "Oldco" in shown
    assert "Acme" in shown
    assert 'name="row-2" value="leave" checked' in shown, "left out where nothing is said"
    seat.post(f"{address}/yes", {"row-2": word} if word else {})
    work()
    assert Person.objects.count() == people
    kept = set(Person.objects.values_list("organisation", flat=True))
    assert kept == {"new": {"Oldco", "Acme"}, "same": {"Acme"}}.get(word, {"Oldco"})


def test_pasted_lines_are_read_like_a_file(seat: Client, mira: Campaign) -> None:
    answer = seat.post("/import", {"lines": "Ana Ruiz, counsel at Acme\nSamuel Osei"})
    work()
    assert "Two people are new." in page(seat, answer.url)


def test_nothing_brought_is_said_at_the_field(seat: Client, mira: Campaign) -> None:
    answer = seat.post("/import", {"lines": "  "})
    assert answer.status_code == 422
    assert "Choose a file, or paste a few lines." in answer.content.decode()
    assert not Import.objects.exists()


def test_a_file_beyond_the_limit_is_refused_before_it_is_read() -> None:
    file = SimpleUploadedFile("big.csv", b"12345")
    assert _upload.too_big(file, 5) is None
    refusal = _upload.too_big(file, 4)
    assert refusal is not None
    assert refusal.field == "file"
    assert _upload.too_big(None) is None
    assert _upload.LARGEST == 100_000_000


def test_rows_not_read_can_be_taken_as_csv_without_formulas(seat: Client, mira: Campaign) -> None:
    data = b'Name,E-mail\nAna Ruiz,ana@acme.example\n,"=HYPERLINK(""x"")"\n'
    address = bring(seat, data)
    answer = seat.get(f"{address}/unreadable")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["Line", "Why", "How it begins"]
    assert rows[1][0] == "3"
    assert all(not cell.startswith("=") for row in rows for cell in row)


def test_the_file_of_rows_not_read_says_how_many_more_there_are(
    seat: Client, mira: Campaign
) -> None:
    address = bring(seat, b"Name,E-mail\nAna Ruiz,ana@acme.example\n" + b",x\n" * 1_100)
    lost = seat.get(f"{address}/unreadable").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(lost)))[1:]
    assert rows[-1] == ["", "600 more rows could not be read and are not listed.", ""]
    assert len(rows) == 501
    assert "bring it again" in page(seat, address)


def test_progress_says_how_far_it_is_and_when_it_ends(seat: Client, mira: Campaign) -> None:
    answer = seat.post("/import", {"file": SimpleUploadedFile("a.csv", LINKEDIN)})
    shown = page(seat, answer.url)
    assert f'data-progress-url="{answer.url}/progress"' in shown
    assert "You can leave this page" in shown
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in shown
    waiting = json.loads(seat.get(f"{answer.url}/progress").content)
    assert waiting == {
        "done": 0,
        "total": 0,
        "text": "Opening the file",
        "finished": False,
        "url": answer.url,
    }
    _progress.tell(Import.objects.get().key, 412, 640)
    half = json.loads(seat.get(f"{answer.url}/progress").content)
    assert (half["done"], half["total"]) == (412, 640)
    assert half["text"] == "412 of 640 compared with your book"
    work()
    assert json.loads(seat.get(f"{answer.url}/progress").content)["finished"] is True


def test_a_reading_can_be_stopped_and_a_preview_left(seat: Client, mira: Campaign) -> None:
    running = seat.post("/import", {"file": SimpleUploadedFile("a.csv", LINKEDIN)}).url
    assert seat.post(f"{running}/leave").url == "/import"
    work()
    ready = bring(seat, LINKEDIN)
    assert seat.post(f"{ready}/leave").url == "/import"
    assert set(Import.objects.values_list("status", flat=True)) == {"left"}
    assert "Connections.csv" not in page(seat, "/import")
    assert "nothing of it was kept" in page(seat, ready)


def test_what_is_written_already_cannot_be_left(seat: Client, mira: Campaign) -> None:
    address = bring(seat, LINKEDIN)
    seat.post(f"{address}/yes")
    work()
    assert seat.post(f"{address}/leave").url == address
    assert "Undo it instead." in page(seat, address)
    assert len(names()) == 2


def test_a_second_yes_writes_nothing_twice(seat: Client, mira: Campaign) -> None:
    address = bring(seat, LINKEDIN)
    seat.post(f"{address}/yes")
    seat.post(f"{address}/yes")
    work()
    assert len(names()) == 2


def test_the_same_file_again_has_nothing_to_bring_in(seat: Client, mira: Campaign) -> None:
    address = bring(seat, LINKEDIN)
    seat.post(f"{address}/yes")
    work()
    shown = page(seat, bring(seat, LINKEDIN))
    assert "Everybody in this file is in your book already." in shown
    assert "Bring in" not in shown


def test_long_lists_show_fifty_and_say_how_many_more(seat: Client, mira: Campaign) -> None:
    lines = "".join(f"Person {chr(97 + i % 26)}{i},Acme {i}\n" for i in range(62))
    shown = page(seat, bring(seat, f"Name,Company\n{lines}".encode()))
    assert "62 people are new." in shown
    assert shown.count("<li><b>") == 50
    assert "And 12 more." in shown


def test_names_of_strangers_are_shown_as_text(seat: Client, mira: Campaign) -> None:
    shown = page(seat, bring(seat, b'Name,Company\n<img src=x onerror=alert(1)>,"<b>Acme"\n'))
    assert "<img src=x" not in shown
    assert "<b>Acme" not in shown


def test_a_strangers_import_is_not_there(seat: Client, mira: Campaign) -> None:
    stranger = Campaign.objects.create(owner="stranger", key="other", made=world.NOW)
    theirs = imports.bring(stranger, "theirs.csv", LINKEDIN, world.NOW)
    for end in ("", "/progress", "/unreadable"):
        assert seat.get(f"/import/{theirs.key}{end}").status_code == 404
    for end in ("/columns", "/yes", "/leave"):
        assert seat.post(f"/import/{theirs.key}{end}").status_code == 404
    theirs.refresh_from_db()
    assert theirs.status == "reading"
