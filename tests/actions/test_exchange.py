"""Everything out and in again, with nothing lost."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from tests.world import NOW, diary, knows, seeker

from fifteen.actions import campaigns, exchange, letters, meetings, papers
from fifteen.actions._write import Done
from fifteen.demo import load
from fifteen.method.words import LetterKind, Refusal
from fifteen.store import find, scope
from fifteen.store.models import (
    Belief,
    Campaign,
    Conversation,
    Entry,
    Field,
    Letter,
    Person,
)

pytestmark = pytest.mark.django_db
TABLES = (Field, Belief, Person, Entry, Letter, Conversation)


def everything() -> dict[str, list[dict[str, object]]]:
    return {t.__name__: list(t.objects.order_by("pk").values()) for t in TABLES}


def lived_in() -> Campaign:
    """The demo as if it were one's own: letters, talks, promises, beliefs, notes."""
    campaign = load.load(NOW)
    Campaign.objects.filter(pk=campaign.pk).update(is_demo=False)
    campaign.refresh_from_db()
    return campaign


def test_a_campaign_comes_back_whole() -> None:
    campaign = lived_in()
    before, archive = everything(), exchange.export_zip(campaign, NOW)
    campaigns.delete_everything(campaign)
    assert not Person.objects.exists()
    answer = exchange.restore_zip(archive, NOW)
    assert isinstance(answer, Done), answer
    assert everything() == before
    back = scope.campaigns().get()
    assert back.seeker_name == "Mira Halonen"
    assert find.ids(back, "ruiz", 5)


def test_the_zip_has_the_people_as_csv_and_the_letters_as_text() -> None:
    archive = zipfile.ZipFile(io.BytesIO(exchange.export_zip(lived_in(), NOW)))
    assert "Ana Ruiz" in archive.read("people.csv").decode()
    sent = [n for n in archive.namelist() if n.startswith("letters/ana-ruiz")]
    assert any("Subject:" in archive.read(n).decode() for n in sent)


def test_a_formula_in_a_name_comes_out_harmless(mira: Campaign) -> None:
    knows(mira, "=cmd|' /C calc'!A0")
    archive = zipfile.ZipFile(io.BytesIO(exchange.export_zip(mira, NOW)))
    assert "'=cmd|" in archive.read("people.csv").decode()


def test_reading_back_never_mixes_two_campaigns(mira: Campaign) -> None:
    archive = exchange.export_zip(mira, NOW)
    before = everything()
    assert isinstance(exchange.restore_zip(archive, NOW), Refusal)
    assert everything() == before


def broken(archive: bytes, name: str, text: str | None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info))
            elif text is not None:
                new.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("data/person.jsonl", "{not json\n"),
        ("data/person.jsonl", None),
        ("about.json", json.dumps({"fifteen": 99})),
        ("about.json", "[]"),
        ("data/entry.jsonl", json.dumps({"model": "sessions.session", "pk": "x", "fields": {}})),
    ],
)
def test_a_damaged_zip_changes_nothing(mira: Campaign, name: str, text: str | None) -> None:
    knows(mira, "Ana Ruiz")
    archive = broken(exchange.export_zip(mira, NOW), name, text)
    campaigns.delete_everything(mira)
    assert isinstance(exchange.restore_zip(archive, NOW), Refusal)
    assert not Person.objects.exists()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"hello", bytes(1000)])
def test_what_is_no_zip_is_refused(db: None, data: bytes) -> None:
    assert isinstance(exchange.restore_zip(data, NOW), Refusal)


def test_deleting_everything_leaves_no_row_and_no_word_in_the_search(mira: Campaign) -> None:
    ana = diary(knows(mira, "Ana Ruiz"), "16 Nov asked")
    letters.begin(ana, LetterKind.REMINDER, NOW)
    talk = meetings.prepare(ana, NOW)
    papers.catch(talk, "insight", "cardboard first", NOW)
    other = seeker("Somebody Else")
    kept = knows(other, "Ben Kept")
    campaigns.delete_everything(mira)
    assert list(Person.objects.values_list("name", flat=True)) == [kept.name]
    assert not Letter.objects.exists()
    assert find.ids(mira, "ana", 5) == []
