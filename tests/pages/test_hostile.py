"""Input that is broken, enormous or meant to harm: a clear word each time, never a failure."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from fifteen.actions import exchange, jobs, journal, letters
from fifteen.method.words import LetterKind, Verb
from fifteen.pages import host
from fifteen.pages._calm import Calm
from fifteen.store import scope
from fifteen.store.models import Campaign, Import, Person
from tests import world
from tests.pages import here
from tests.pages.addresses import FORMS, Things, kept, things
from tests.world import NOW

pytestmark = pytest.mark.django_db
_clock = here._clock

# Files, through the real import page


def work() -> None:
    """What the worker does, until nothing waits."""
    later = datetime.now(UTC) + timedelta(days=3_000)
    while (job := jobs.claim("test", later)) is not None:
        jobs.run(job, later)


def bring(seat: Client, name: str, data: bytes) -> str:
    """Bring a file; the address of what became of it."""
    answer = seat.post("/import", {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, answer.content.decode()
    work()
    return str(answer.url)


def packed(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


HEAD = b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
BOMB = packed({"Connections.csv": HEAD + b"0" * 40_000_000})
FILES = {
    "a line of three million": ("Connections.csv", HEAD + b"x" * 3_000_000, "characters"),
    "a zip bomb": ("Connections.zip", BOMB, "unpack"),
    "a zip in a zip": ("a.zip", packed({"b.zip": packed({"c.csv": HEAD})}), "further archives"),
    "an empty file": ("Connections.csv", b"", "empty"),
    "a picture": ("Connections.csv", b"\xff\xd8\xff\xe0\x00\x10JFIF\0" * 900, "picture"),
    "nothing but NULs": ("Connections.csv", b"\0" * 9_000, "empty"),
    "three hundred columns": (
        "a.csv",
        HEAD[:-1] + b",c" * 300 + b"\nAna,Ruiz\n",
        "columns",
    ),
    "a damaged zip": ("a.zip", b"PK\x03\x04" + b"\xff" * 4_000, "could not be"),
}


@pytest.mark.parametrize("what", FILES)
def test_a_file_that_is_no_address_book_is_refused_in_words(
    seat: Client, mira: Campaign, what: str
) -> None:
    name, data, word = FILES[what]
    before = Person.objects.count()
    shown = here.words(seat.get(bring(seat, name, data)))
    assert "could not be read" in shown
    assert word in shown
    assert "Nothing was imported" in shown
    assert Person.objects.count() == before
    assert bytes(Import.objects.get().data) == b"", "a refused file is not kept"


FORMULAS = ("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "\t=1", "=HYPERLINK(1)")


def test_formulas_come_out_harmless_everywhere(seat: Client, mira: Campaign) -> None:
    rows = "".join(f'"{cell}",Ruiz,,,"{cell}",x,\n' for cell in FORMULAS)
    address = bring(seat, "Connections.csv", HEAD + rows.encode() + b',,,,"=cmd|x",,\n')
    lost = seat.get(f"{address}/unreadable").content.decode("utf-8-sig")
    seat.post(f"{address}/yes")
    work()
    assert Person.objects.count() == len(FORMULAS)
    with zipfile.ZipFile(io.BytesIO(seat.get("/settings/export").content)) as archive:
        people = archive.read("people.csv").decode("utf-8-sig")
        assert all(".." not in n and not n.startswith("/") for n in archive.namelist())
    for text in (lost, people):
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        assert any("cmd" in cell for cell in cells)
        assert not [cell for cell in cells if cell[:1] in set("=+-@\t\r\n")]


def test_control_characters_and_a_hundred_columns_are_read(seat: Client, mira: Campaign) -> None:
    head = b"First Name,Last Name," + b",".join(b"c%d" % i for i in range(98)) + b"\n"
    row = b"An\x00\x07a,Ru\x1biz," + b",".join(b"v%d" % i for i in range(98)) + b"\n"
    address = bring(seat, "wide.csv", head + row)
    assert "One person is new" in seat.get(address).content.decode()
    seat.post(f"{address}/yes")
    work()
    assert Person.objects.get().name == "Ana Ruiz"
    shown = seat.get("/people/ana-ruiz").content.decode()
    assert "v97" in shown
    assert not re.search("[\x00-\x08\x0e-\x1f]", shown)


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd.csv",
        "..\\..\\boot.csv",
        "/etc/passwd.csv",
        "a\x00.csv",
        "x" * 900 + ".csv",
        "<script>alert(1)</script>.csv",
        "\u202evsc.exe.csv",
        '"; rm -rf.csv',
    ],
)
def test_a_file_name_is_only_words(seat: Client, mira: Campaign, name: str) -> None:
    boundary = "b0undary"
    body = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="'.encode()
        + name.replace('"', "%22").encode()
        + b'"\r\nContent-Type: text/csv\r\n\r\n'
        + HEAD
        + b"Ana,Ruiz,,,Acme,Counsel,\r\n"
        + f"--{boundary}--\r\n".encode()
    )
    sent = seat.post("/import", body, content_type=f"multipart/form-data; boundary={boundary}")
    assert sent.status_code == 302
    work()
    brought = Import.objects.get()
    assert brought.status == "ready"
    assert "/" not in brought.filename and "\\" not in brought.filename
    for address in (sent.url, "/import"):
        answer = seat.get(address)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.content.decode()


# Exports that are read back


def mended(members: dict[str, bytes], **changed: bytes | None) -> bytes:
    """An export with some of its members changed, or left out."""
    new = {f"data/{k}.jsonl" if k != "about" else "about.json": v for k, v in changed.items()}
    return packed({k: v for k, v in {**members, **new}.items() if v is not None})


def _twice(line: bytes) -> bytes:
    row = json.loads(line)
    row["pk"], row["fields"]["key"] = 99, "another-key"
    return line + b"\n" + json.dumps(row).encode()


def _with(line: bytes, **fields: object) -> bytes:
    row = json.loads(line)
    row["fields"].update(fields)
    return json.dumps(row).encode()


def test_an_export_that_was_tampered_with_changes_nothing(seat: Client, mira: Campaign) -> None:
    who = world.knows(mira, "Ana Ruiz")
    journal.record(who, Verb.ASKED, NOW)
    whole = exchange.export_zip(mira, NOW)
    seat.post("/settings/delete", {"word": "delete"})
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        members = {n: archive.read(n) for n in archive.namelist()}
    campaign, person = members["data/campaign.jsonl"], members["data/person.jsonl"]
    cut = bytearray(whole)
    cut[len(cut) // 3 : len(cut) // 3 + 200] = b"\xff" * 200
    hostile = {
        "no zip": b"PK nothing",
        "empty": b"",
        "cut off": whole[: len(whole) // 2],
        "garbled": bytes(cut),
        "bomb": packed({"about.json": b" " * 2_000_000, "data/person.jsonl": b"0" * 9_000_000}),
        "no campaign": mended(members, campaign=b""),
        "two campaigns": mended(members, campaign=_twice(campaign)),
        "a missing part": mended(members, entry=None),
        "another table": mended(members, person=campaign),
        "a session": mended(
            members, person=b'{"model": "sessions.session", "pk": "x", "fields": {}}'
        ),
        "no JSON": mended(members, person=b"{{{"),
        "deep JSON": mended(members, person=b"[" * 100_000),
        "not UTF-8": mended(members, person=b"\xff\xfe\xfa"),
        "a list": mended(members, person=b"[1, 2]"),
        "a huge number": mended(members, campaign=_with(campaign, people_count=10**30)),
        "a huge key": mended(members, person=re.sub(rb'"pk": \d+', b'"pk": ' + b"9" * 40, person)),
        "no day": mended(members, person=_with(person, due="2026-02-30")),
        "no zone": mended(members, campaign=_with(campaign, zone="../../etc/passwd")),
        "no tie": mended(members, person=_with(person, tie_kind="<script>")),
        "another campaign's": mended(members, person=_with(person, campaign=77)),
        "a verb that is none": mended(
            members, entry=members["data/entry.jsonl"].replace(b'"asked"', b'"hacked"')
        ),
        "a number for data": mended(
            members,
            entry=re.sub(rb'"data": \{[^}]*\}', b'"data": 7', members["data/entry.jsonl"]),
        ),
    }
    before = kept()
    for what, data in hostile.items():
        answer = seat.post(
            "/settings/restore",
            {"file": SimpleUploadedFile("export.zip", data), "next": "/start"},
        )
        assert (what, answer.status_code, answer.url) == (what, 302, "/start")
        note = seat.get("/start").content.decode()
        assert 'class="note error"' in note, what
        assert kept() == before, what
    assert seat.post("/settings/restore", {"file": SimpleUploadedFile("e.zip", whole)}).url == "/"
    assert Person.objects.get().name == "Ana Ruiz"


# Forms


NASTY = (
    *("\x00", "a\x00b", "-1", "0", "9" * 40, "1e309", "NaN", "²", "٣", "1.5", " "),
    *("2026-02-30", "0000-00-00", "0001-01-01", "9999-12-31", "10000-01-01", "2026-W01-1"),
    *("25:99", "24:00", "-1:-1", "10:00:00Z", "<script>alert(1)</script>", "' OR 1=1 --", '"*'),
    *("%", "\u202eabc", "🧑‍🚀" * 40, "x" * 30_000, "../../etc/passwd", "=cmd|' /C calc'!A0"),
    *("Etc/../../passwd", "\r\nSet-Cookie: a=b", "{{ 7|add:7 }}", "ß" * 999, "İ" * 400),
)
_ALSO = {
    "people/<str:key>/answer": ("text", "until", "on", "name", "role", "email"),
    "people/<str:key>/facts": (
        *("name", "email", "phone", "link", "place", "country", "zone", "schools", "group"),
        *("note", "field", "tie_kind", "tie_via", "why", "read"),
    ),
    "people/<str:key>/letters/<str:letter_key>": ("overrule",),
    "people/<str:key>/letters/<str:letter_key>/sent": ("on", "overrule", "body", "subject"),
    "people/<str:key>/note": ("next",),
    "people/add": ("field",),
    "conversations/<str:key>/goal": ("resume",),
    "conversations/<str:key>/questions": ("order", "put", "out", "move", "key"),
    "conversations/<str:key>/question": ("drop",),
    "conversations/<str:key>/tick": ("question", "untick", "next"),
    "conversations/<str:key>/read": ("why",),
    "conversations/<str:key>/catch": ("key",),
    "conversations/<str:key>/more-time": ("key",),
    "conversations/<str:key>/end": ("day", "time"),
    "conversations/<str:key>/debrief": (
        *("measure-insight", "name-0", "role-0", "organisation-0", "keep-name-0"),
        *("what-0", "who-0", "due-0", "keep-promise-0", "belief-x", "reached"),
    ),
    "import/<str:key>/yes": ("row-2", "row-x", "row-" + "9" * 30, "row-²"),
    "import/<str:key>/columns": ("column-1", "column-99"),
    "settings/profile": (
        *("background", "schools", "employers", "signature", "email", "phone", "country"),
    ),
    "settings/fields": ("drop",),
    "settings/numbers": ("words_request", "default", "reminders"),
    "start": ("field", "names", "background", "country", "schools"),
}
UNDERSTOOD = {200, 204, 302, 400, 404, 409, 413, 422}


@pytest.fixture
def mine(mira: Campaign) -> Things:
    return things(mira, "Ana Ruiz")


@pytest.mark.parametrize(
    "route",
    # Leaving gives up the seat: what follows is answered by a closed door (test_device).
    [r for r, (_, form) in FORMS.items() if form is not None and r not in ("demo", "device/leave")],
)
def test_nonsense_in_a_field_is_answered_and_the_pages_still_stand(
    seat: Client, mine: Things, route: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    patient = Calm(
        "these tests", 10_000, timedelta(minutes=10)
    )  # a host's page slows down who sends so much
    monkeypatch.setattr(host, "_CHANGES", patient)
    if route == "start":
        Campaign.objects.update(begun=None)
    if route.endswith("/debrief"):
        seat.post(mine.address("conversations/<str:key>/end"))
    form = mine.form(route)
    fields = (*form, *_ALSO.get(route, ())) or ("next",)
    for n, nasty in enumerate(NASTY):
        field = fields[n % len(fields)]
        with transaction.atomic():
            answer = seat.post(mine.address(route), {**form, field: nasty})
            assert answer.status_code in UNDERSTOOD, (field, nasty)
            if answer.status_code == 302:
                assert re.match("/(?!/)", answer.url), (field, nasty)
                shown = seat.get(answer.url)
                assert shown.status_code in (200, 302, 404, 405), (field, nasty, answer.url)
                assert "<script>alert" not in shown.content.decode(), (field, answer.url)
            transaction.set_rollback(True)


ASKED = {
    "people": ("q", "stage", "tie", "field", "due", "after", "source"),
    "find": ("q",),
    "people/understood": ("line",),
    "people/<str:key>/letters/new": ("kind", "version", "promise", "to"),
    "people/<str:key>/answer": ("what", "until", "on", "name"),
    "conversations": ("before",),
    "import/<str:key>": ("page",),
}


@pytest.mark.parametrize("route", ASKED)
def test_nonsense_in_an_address_is_answered(seat: Client, mine: Things, route: str) -> None:
    for field in ASKED[route]:
        for nasty in NASTY:
            answer = seat.get(mine.address(route), {field: nasty}, follow=True)
            assert answer.status_code in (200, 404), (field, nasty)
            if not answer.headers["Content-Type"].startswith("application/json"):
                assert "<script>alert" not in answer.content.decode(), (field, nasty)


@pytest.mark.parametrize("part", ["%00", "%ff%fe", "%2e%2e%2f", "a%0d%0ab", "%u0041", "x" * 4_000])
def test_nonsense_in_a_key_is_an_address_where_nothing_stands(
    seat: Client, mine: Things, part: str
) -> None:
    for room in ("people/{}", "people/{}/letters/{}", "conversations/{}/room", "import/{}"):
        assert seat.get(f"/{room.format(part, part)}").status_code == 404


def test_bytes_that_are_not_utf_8_are_taken_as_well_as_can_be(seat: Client, mine: Things) -> None:
    raw = b"text=caf\xe9+\xff\xfe%ff%c3&what=%e9&line=%ed%a0%80"
    for route, (_, form) in FORMS.items():
        if form is None or route in ("settings/delete", "demo", "demo/leave", "device/leave"):
            continue
        with transaction.atomic():
            answer = seat.post(
                mine.address(route), raw, content_type="application/x-www-form-urlencoded"
            )
            assert answer.status_code in UNDERSTOOD, route
            transaction.set_rollback(True)
    assert seat.get("/people?q=%ff%fe%ed%a0%80").status_code == 200


def test_a_body_beyond_the_limit_gets_a_clear_page(seat: Client, mine: Things) -> None:
    before = kept()
    for address, form in (
        (mine.address("people/<str:key>/note"), {"text": "x" * 9_000_000}),
        ("/import", {"lines": "x\n" * 5_000_000}),
        ("/settings/profile", {f"f{n}": "1" for n in range(5_000)}),
    ):
        answer = seat.post(
            address, urlencode(form), content_type="application/x-www-form-urlencoded"
        )
        assert answer.status_code == 413, address
        shown = answer.content.decode()
        assert "more than" in shown and "Nothing was changed" in shown
    assert kept() == before


# Names and texts that mean something to a browser


SCRIPT = "<script>alert(1)</script>"
IMAGE = '"><img src=x onerror=alert(1)>'
NAMES = {
    "script": f"{SCRIPT} Ruiz",
    "image": f"Ana {IMAGE}",
    "template": "{{ 7|add:7 }} {% now %}",
    "300 letters": "Ж" * 300,
    "right to left": "\u202eמירה הלוני \u2067نورة القحطاني",
    "han": "王 小 明 " * 30,
    "kana": "ｻｸﾗ サクラ さくら",
    "zalgo": "A\u0301\u0302\u0303\u0304" * 40,
    "emoji": "👩‍👩‍👧‍👦 🏳️‍🌈",
    "percent": "%s %(name)s {name} {0}",
    "one": "X",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=list(NAMES))
def test_any_name_can_stand_on_every_page(seat: Client, mira: Campaign, name: str) -> None:
    mira.seeker_name = mira.signature = name[:300]
    mira.background = mira.employers = name
    mira.employers = [name]
    mira.save()
    one = things(mira, name, email="host@there.example")
    person = one.person
    for fact in ("role", "organisation", "place", "why", "read", "note", "tie_via", "phone"):
        setattr(person, fact, name)
    person.link = f"javascript:alert('{name}')"
    person.extra = {name[:80]: name}
    person.save()
    seat.post(one.address("people/<str:key>/note"), {"text": name})
    seat.post(one.address("conversations/<str:key>/catch"), {"what": "insight", "text": name})
    seat.post(one.address("conversations/<str:key>/notes"), {"notes": name, "revision": "0"})
    letter = one.address("people/<str:key>/letters/<str:letter_key>")
    seat.post(letter, {"subject": name, "body": name, "revision": str(one.letter.revision)})
    for route, (asked, _) in FORMS.items():
        if not asked or route in ("healthz", "settings/export", "enter/<str:token>"):
            continue
        answer = seat.get(one.address(route), {"q": name[:100], "line": name}, follow=True)
        assert answer.status_code == 200, route
        if answer.headers["Content-Type"].startswith("text/html"):
            shown = answer.content.decode()
            assert SCRIPT not in shown and "<img src=x" not in shown, route
            assert 'href="javascript:' not in shown, route
            assert "14" not in name or "{{" not in name, route


def test_what_the_check_of_a_letter_sends_back_is_escaped(seat: Client, mira: Campaign) -> None:
    who = world.knows(mira, f"Ana {IMAGE}", role=SCRIPT)
    letter = letters.begin(who, LetterKind.REQUEST, NOW)
    text = f"Dear Ana,\n\n{SCRIPT} please give me a job {IMAGE}. [blank]\n\nMira"
    answer = seat.post(
        f"/people/{who.key}/letters/{letter.key}/check", {"subject": IMAGE, "body": text}
    ).json()
    assert "<mark" in answer["marks"]
    for html in (answer["marks"], answer["before"]):
        assert "<script" not in html and "<img" not in html


def test_a_search_finds_what_has_signs_in_it(seat: Client, mira: Campaign) -> None:
    for name in ('O"Neill AND (x', "a*b", "NEAR/2 -not", "col:name", "王小明"):
        world.knows(mira, name)
        found = seat.get("/find", {"q": name}).json()
        assert found[0]["label"] == name
        assert seat.get(f"/people?q={quote(name)}").status_code == 200


def test_a_cookie_that_was_made_up_is_no_seat(db: None, mira: Campaign) -> None:
    for value in ("x", "\x00", "a" * 4_000, "é", "../../x", "'; DROP TABLE"):
        client = Client(headers={"host": "127.0.0.1"})
        client.cookies["fifteen_seat"] = value
        client.cookies["messages"] = value
        assert client.get("/").status_code == 403


def test_the_owner_of_everything_is_still_one(seat: Client, mine: Things) -> None:
    """A form cannot say whose something is."""
    form = {"role": "x", "campaign": "99", "owner": "other", "campaign_id": "99", "id": "7"}
    seat.post(mine.address("people/<str:key>/facts"), form)
    assert scope.person(mine.person.campaign, mine.person.key).role == "x"
