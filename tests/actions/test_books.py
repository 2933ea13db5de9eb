"""An address book on a server: read again and again, the server's stays the master."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from tests.adapters.dav.a_book import Book
from tests.adapters.dav.radicale_here import PASSWORD, USER, Radicale
from tests.world import NOW, knows

from fifteen.actions import books, imports, jobs, journal, people, traces
from fifteen.adapters.dav import collections
from fifteen.adapters.dav.failures import DavError, Why
from fifteen.adapters.dav.http import Session
from fifteen.adapters.people import distant
from fifteen.method.words import Refusal
from fifteen.store import scope
from fifteen.store.models import Campaign, Card, CardBook, Import, Job, Person

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    with Radicale(tmp_path_factory.mktemp("radicale")) as one:
        yield one


@pytest.fixture
def book(radicale: Radicale) -> Iterator[Book]:
    one = Book(radicale)
    yield one
    with one.owner() as session:
        session.ask("DELETE", one.url)


def read(campaign: Campaign) -> None:
    """The worker's rounds until nothing waits."""
    later = NOW
    for _ in range(10):
        later += timedelta(seconds=1)
        job = jobs.claim("test", later)
        if job is None:
            return
        jobs.run(job, later)


def connected(campaign: Campaign, book: Book) -> CardBook:
    """A book whose first reading has come in."""
    done = books.connect(campaign, book.address, USER, PASSWORD, NOW)
    assert not isinstance(done, Refusal), done
    read(campaign)
    brought = Import.objects.get(status="ready")
    assert not isinstance(imports.say_yes(brought, {}, NOW), Refusal)
    read(campaign)
    return CardBook.objects.get()


def again(campaign: Campaign, row: CardBook) -> None:
    books.read_again(campaign, row.key, NOW)
    read(campaign)


def test_nobody_comes_in_before_it_was_seen(mira: Campaign, book: Book) -> None:
    book.put("ana", "Ana Ruiz", "EMAIL:ana@reef.example", "ORG:Reef Hall")
    books.connect(mira, book.address, USER, PASSWORD, NOW)
    read(mira)
    brought = Import.objects.get()
    assert (brought.status, brought.counts["new"]) == ("ready", 1)
    assert not scope.people(mira).exists()
    imports.say_yes(brought, {}, NOW)
    read(mira)
    assert scope.people(mira).get().organisation == "Reef Hall"
    assert Card.objects.get().person == scope.people(mira).get()


def test_reading_again_writes_nothing_while_nothing_changed(mira: Campaign, book: Book) -> None:
    book.put("ana", "Ana Ruiz", "ORG:Reef Hall")
    row = connected(mira, book)
    before = scope.entries(mira).count(), Import.objects.count()
    again(mira, row)
    assert (scope.entries(mira).count(), Import.objects.count()) == before
    assert scope.people(mira).count() == 1


def test_a_changed_card_brings_its_person_up_to_date_even_under_another_name(
    mira: Campaign, book: Book
) -> None:
    book.put("ana", "Ana Ruiz", "EMAIL:ana@reef.example", "ORG:Reef Hall")
    row = connected(mira, book)
    book.put("ana", "Ana Berg", "EMAIL:ana@quay.example", "ORG:Quay Studio")
    again(mira, row)
    ana = scope.people(mira).get()
    assert (ana.name, ana.email, ana.organisation) == (
        "Ana Berg",
        "ana@quay.example",
        "Quay Studio",
    )
    changed = scope.entries_of(ana).last()
    assert changed is not None
    assert journal.withdraw(mira, changed.act, NOW)
    ana.refresh_from_db()
    assert ana.name == "Ana Ruiz"


def test_what_the_seeker_set_by_hand_stays(mira: Campaign, book: Book) -> None:
    book.put("ana", "Ana Ruiz", "TITLE:Curator", "ORG:Reef Hall")
    row = connected(mira, book)
    people.change(scope.people(mira).get(), {"role": "Head curator"}, NOW)
    book.put("ana", "Ana Ruiz", "TITLE:Keeper", "ORG:Quay Studio")
    again(mira, row)
    ana = scope.people(mira).get()
    assert (ana.role, ana.organisation) == ("Head curator", "Quay Studio")


def test_a_new_card_comes_in_by_itself_once_the_book_is_known(mira: Campaign, book: Book) -> None:
    book.put("ana", "Ana Ruiz", "ORG:Reef Hall")
    row = connected(mira, book)
    book.put("bo", "Bo Lind", "ORG:Quay Studio")
    again(mira, row)
    assert set(scope.people(mira).values_list("name", flat=True)) == {"Ana Ruiz", "Bo Lind"}


def test_who_may_be_somebody_known_waits_for_a_word(mira: Campaign, book: Book) -> None:
    book.put("ana", "Ana Ruiz", "ORG:Reef Hall")
    row = connected(mira, book)
    book.put("bo", "Ana Ruiz", "ORG:Quay Studio")
    book.put("cy", "Cy Ott", "ORG:Lagoon Lab")
    again(mira, row)
    assert set(scope.people(mira).values_list("name", flat=True)) == {"Ana Ruiz", "Cy Ott"}
    waits = Import.objects.get(status="ready")
    assert waits.counts["unsure"] == 1
    again(mira, row)
    assert Import.objects.filter(status="ready").count() == 1
    line = imports.rows(waits)[0]["line"]
    imports.say_yes(waits, {line: "new"}, NOW)
    read(mira)
    assert scope.people(mira).count() == 3
    assert Card.objects.filter(person=None).count() == 0


def test_no_name_is_proof_enough_where_nobody_looks(mira: Campaign, book: Book) -> None:
    book.put("ana", "Ana Ruiz", "EMAIL:ana@reef.example")
    row = connected(mira, book)
    knows(mira, "Tom Lee", organisation="Mill", phone="")
    book.put("tom", "Tom Lee", "ORG:Mill", "TEL:+49 30 1234567")
    again(mira, row)
    assert scope.people(mira).get(name="Tom Lee").phone == ""
    waiting = Import.objects.get(status="ready")
    assert waiting.counts["unsure"] == 1
    (tom,) = imports.rows(waiting)
    assert not isinstance(imports.say_yes(waiting, {tom["line"]: "same"}, NOW), Refusal)
    read(mira)
    assert scope.people(mira).get(name="Tom Lee").phone == "+49 30 1234567"
    assert Card.objects.filter(person__name="Tom Lee").count() == 1


def test_a_card_that_is_gone_takes_nobody_away(mira: Campaign, book: Book) -> None:
    book.put("ana", "Ana Ruiz", "ORG:Reef Hall")
    book.put("bo", "Bo Lind", "ORG:Quay Studio")
    row = connected(mira, book)
    book.take("ana")
    again(mira, row)
    assert scope.people(mira).count() == 2
    assert [c.person.name for c in Card.objects.exclude(gone_on=None) if c.person] == ["Ana Ruiz"]
    books.stays(mira, scope.people(mira).get(name="Ana Ruiz").key)
    again(mira, row)
    assert not Card.objects.exclude(gone_on=None).exists()
    assert scope.people(mira).count() == 2


def test_whoever_was_forgotten_does_not_come_back_by_a_change(mira: Campaign, book: Book) -> None:
    book.put("ana", "Ana Ruiz", "ORG:Reef Hall")
    row = connected(mira, book)
    people.forget(scope.people(mira).get(), NOW)
    Job.objects.filter(kind=traces.KIND).delete()  # the file is cleared elsewhere: test_traces
    book.put("ana", "Ana Ruiz", "ORG:Quay Studio")
    again(mira, row)
    assert not scope.people(mira).exists()
    books.read_again(mira, row.key, NOW, everything=True)
    read(mira)
    assert Import.objects.get(status="ready").counts["new"] == 1


def test_an_import_from_a_book_is_undone_as_one_act(mira: Campaign, book: Book) -> None:
    book.put("ana", "Ana Ruiz", "ORG:Reef Hall")
    book.put("bo", "Bo Lind", "ORG:Quay Studio")
    row = connected(mira, book)
    act = Import.objects.get(status="done").act
    assert not isinstance(journal.withdraw(mira, act, NOW), Refusal)
    assert not scope.people(mira).exists()
    again(mira, row)
    assert not scope.people(mira).exists()


def test_the_server_is_only_read(
    mira: Campaign, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    ask = Session.ask

    def listening(self: Session, method: str, *rest: object, **more: object) -> object:
        asked.append(method)
        return ask(self, method, *rest, **more)  # type: ignore[arg-type]

    book.put("ana", "Ana Ruiz", "ORG:Reef Hall", "X-OWN:kept")
    there = book.holds()
    monkeypatch.setattr(Session, "ask", listening)
    row = connected(mira, book)
    people.change(scope.people(mira).get(), {"role": "Head curator"}, NOW)
    again(mira, row)
    assert set(asked) <= {"PROPFIND", "REPORT", "GET"}
    assert book.holds() == there


def test_secrets_are_sealed_and_leave_with_the_book(mira: Campaign, book: Book) -> None:
    book.put("ana", "Ana Ruiz", "ORG:Reef Hall")
    row = connected(mira, book)
    clear = repr({f.name: getattr(row, f.name) for f in row._meta.fields})
    assert PASSWORD not in clear
    assert book.address not in clear
    assert book.url not in clear
    books.remove(mira, row.key)
    assert not CardBook.objects.exists()
    assert not Card.objects.exists()
    assert scope.people(mira).count() == 1


def test_a_wrong_password_is_said_and_loses_nothing(mira: Campaign, book: Book) -> None:
    books.connect(mira, book.address, USER, "wrong", NOW)
    read(mira)
    assert CardBook.objects.get().trouble == "password"


def test_a_token_the_server_forgot_means_to_compare_everything(mira: Campaign, book: Book) -> None:
    book.put("ana", "Ana Ruiz", "ORG:Reef Hall")
    book.put("bo", "Bo Lind", "ORG:Quay Studio")
    row = connected(mira, book)
    book.take("bo")
    known = {c.place: (c.collection, c.etag) for c in Card.objects.all()}
    with book.owner() as session:
        found = distant.read(session, {book.url: "http://radicale.org/ns/sync/x"}, known)
    assert found.cards == ()
    assert found.gone == {distant.hashed(f"{book.url}bo.vcf")}
    assert row.tokens


def test_a_server_that_does_not_tell_what_is_new_is_listed(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none_such(*_: object) -> None:
        raise DavError(Why.NOT_DAV)

    book.put("ana", "Ana Ruiz")
    book.put("bo", "Bo Lind")
    monkeypatch.setattr(collections, "changes", none_such)
    with book.owner() as session:
        first = distant.read(session, {}, {})
        known = {card.place: (card.collection, card.etag) for card in first.cards}
        book.take("bo")
        then = distant.read(session, {}, known)
    assert len(first.cards) == 2
    assert (len(then.cards), len(then.gone)) == (0, 1)


def test_pictures_are_not_brought(book: Book) -> None:
    book.put("ana", "Ana Ruiz", "PHOTO;ENCODING=b;TYPE=JPEG:aGFsbG8=", " aGFsbG8=", "NOTE:kept")
    with book.owner() as session:
        (card,) = distant.read(session, {}, {}).cards
    assert "PHOTO" not in card.text
    assert "aGFsbG8" not in card.text
    assert "NOTE:kept" in card.text


def test_the_hourly_round_reads_what_is_old(mira: Campaign, book: Book) -> None:
    book.put("ana", "Ana Ruiz")
    connected(mira, book)
    CardBook.objects.update(read_at=NOW)
    assert books.read_the_old(mira, NOW + timedelta(minutes=20)) == 0
    jobs.hourly(NOW + timedelta(hours=2))
    assert Job.objects.filter(kind=books.KIND, done_at=None).count() == 1


def test_what_waits_unseen_is_not_read_again_beneath(mira: Campaign, book: Book) -> None:
    book.put("ana", "Ana Ruiz")
    books.connect(mira, book.address, USER, PASSWORD, NOW)
    read(mira)
    assert books.read_the_old(mira, NOW + timedelta(hours=2)) == 0
    imports.leave(Import.objects.get())
    assert books.read_the_old(mira, NOW + timedelta(hours=2)) == 1
    read(mira)
    assert not Person.objects.exists()
    assert Import.objects.filter(status="ready").count() == 0
