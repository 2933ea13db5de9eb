"""A relay elsewhere: hosts answer there, and it is done here; it reads nothing it keeps."""

from __future__ import annotations

import html
import re
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from tests import world
from tests.adapters.relay_here import RelayHere
from tests.doors.running import whole

from fifteen.actions import (
    host_pages,
    jobs,
    journal,
    letters,
    meetings,
    people,
    relay,
    relay_joined,
)
from fifteen.actions._write import Done
from fifteen.adapters.relay import sealing
from fifteen.adapters.relay.client import Failed, Why
from fifteen.method.words import LetterKind, Medium, Refusal, Stage, Verb
from fifteen.store import pages, read, scope
from fifteen.store.models import Campaign, HostPage, Person, Relay

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RelayHere]:
    one = RelayHere(tmp_path_factory.mktemp("relay"))
    yield one
    one.stop()


@pytest.fixture
def joined(mira: Campaign, there: RelayHere) -> Campaign:
    """Mira, whose hosts' pages are shown on the relay."""
    done = relay.join(mira, there.address, there.code(), timezone.now())
    assert isinstance(done, Done), done
    return mira


def asked(campaign: Campaign, name: str) -> tuple[Person, str]:
    """Somebody who was asked, and the path of their page."""
    who = world.knows(campaign, name, email=f"{'-'.join(name.split())}@there.example")
    assert isinstance(journal.record(who, Verb.ASKED, timezone.now()), Done)
    return who, f"/h/{host_pages.link(who, timezone.now())}"


def round_(campaign: Campaign) -> None:
    """This computer asks its relay, as its worker does."""
    relay.ask(campaign, timezone.now())
    row = scope.relay(campaign)
    assert row is not None and row.trouble == "", row


def times_of(page: str) -> list[str]:
    return [html.unescape(t) for t in re.findall(r'name="t" value="([^"]+)"', page)]


def take(there: RelayHere, path: str, start: str, had: str = "", **more: str) -> tuple[int, str]:
    form = {"do": "pick", "how": "phone", "zone": "America/New_York", "had": had, "t": start}
    return there.post(path, **{**form, **more})


def test_a_host_books_moves_and_calls_off_by_way_of_the_relay(
    joined: Campaign, there: RelayHere
) -> None:
    ana, path = asked(joined, "Ana Ruiz")
    assert there.get(path)[0] == 404  # not before it was put there
    round_(joined)
    status, page = there.get(path)
    assert status == 200 and "Mira Halonen asks for fifteen minutes of your advice." in page
    first, second = times_of(page)[:2]
    assert take(there, path, first, place="+1 555 0147")[0] == 302
    assert "as soon as their computer is on" in there.get(path)[1]
    assert read.standing_of(ana).booking is None  # nobody has asked there yet
    round_(joined)
    booking = read.standing_of(ana).booking
    assert booking is not None and booking.start == datetime.fromisoformat(first)
    assert (booking.zone, booking.place) == ("America/New_York", "+1 555 0147")
    page = there.get(path)[1]
    assert "You talk with Mira Halonen on" in page and "That is agreed." in page
    assert there.get(f"{path}/talk.ics")[1].startswith("BEGIN:VCALENDAR")
    assert take(there, path, second, had=booking.start.isoformat())[0] == 302
    round_(joined)
    moved = read.standing_of(ana).booking
    assert moved is not None and moved.start == datetime.fromisoformat(second)
    assert there.post(path, do="off", why="ill")[0] == 302
    round_(joined)
    assert read.standing_of(ana).stage is Stage.YES
    assert "It is called off." in there.get(path)[1]


def test_the_relay_keeps_nothing_that_can_be_read_and_its_log_names_nobody(
    mira: Campaign, tmp_path_factory: pytest.TempPathFactory
) -> None:
    there = RelayHere(tmp_path_factory.mktemp("silent"))
    assert isinstance(relay.join(mira, there.address, there.code(), timezone.now()), Done)
    _ana, path = asked(mira, "Ana Ruiz")
    round_(mira)
    there.get(path)
    there.post(path, do="words", words="Wednesday after four, at Café Mitte")
    there.get("/h/no-such-token-at-all-here")
    there.ask("PUT", "/relay/pages/" + "0" * 64 + "?ends=1", "x")
    log, kept = there.stop(), there.kept()
    token = path.removeprefix("/h/")
    for word in ("Mira", "Halonen", "Ana", "Ruiz", "grid", "Berlin", "Café", "Wednesday", token):
        assert word.encode() not in kept, word
        assert word.encode() not in log, word
    assert b"127.0.0.1" not in log.partition(b"\n")[2]


def test_looking_changes_nothing_there(joined: Campaign, there: RelayHere) -> None:
    _, path = asked(joined, "Ana Ruiz")
    round_(joined)
    seen = {there.get(path)[1] for _ in range(3)}
    assert len(seen) == 1
    head, body = whole(there.port, "HEAD", path)
    assert head.startswith(b"HTTP/1.1 200") and body == b""
    round_(joined)
    assert {there.get(path)[1]} == seen


def test_two_hosts_who_take_one_time_there_are_told_apart_at_once(
    joined: Campaign, there: RelayHere
) -> None:
    paths = [asked(joined, f"Ana Ruiz {n}")[1] for n in range(12)]
    round_(joined)
    wanted = times_of(there.get(paths[0])[1])[0]
    begin, told = threading.Barrier(len(paths)), []

    def one(path: str) -> None:
        begin.wait()
        told.append(take(there, path, wanted))

    together = [threading.Thread(target=one, args=(path,)) for path in paths]
    for thread in together:
        thread.start()
    for thread in together:
        thread.join()
    assert sorted(status for status, _ in told) == [302] + [409] * (len(paths) - 1)
    for status, page in told:
        if status == 409:
            assert "That time has just been taken." in page
            assert times_of(page) and wanted not in times_of(page)
    round_(joined)
    assert scope.people(joined).filter(stage=Stage.BOOKED).count() == 1


def test_what_was_taken_at_home_meanwhile_is_refused_kindly(
    joined: Campaign, there: RelayHere
) -> None:
    ana, path = asked(joined, "Ana Ruiz")
    tom, _ = asked(joined, "Tom Lee")
    round_(joined)
    wanted = times_of(there.get(path)[1])[0]
    start = datetime.fromisoformat(wanted)
    booked = meetings.book(tom, start, "Europe/Berlin", Medium.PHONE, timezone.now())
    assert not isinstance(booked, Refusal)
    assert take(there, path, wanted)[0] == 302
    round_(joined)
    assert read.standing_of(ana).booking is None
    page = there.get(path)[1]
    assert "The time you chose was taken meanwhile. Nothing is agreed yet" in page
    assert wanted not in times_of(page)


def test_an_answer_is_taken_once_however_often_it_is_fetched(
    joined: Campaign, there: RelayHere, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, path = asked(joined, "Ana Ruiz")
    round_(joined)
    take(there, path, times_of(there.get(path)[1])[0])
    monkeypatch.setattr("fifteen.adapters.relay.client.Way.taken", lambda way, numbers: None)
    round_(joined)
    before = scope.entries_of(ana).count()
    round_(joined)  # the relay still has it
    monkeypatch.undo()
    round_(joined)
    assert scope.entries_of(ana).count() == before
    assert "That is agreed." in there.get(path)[1]


def test_words_that_fit_a_free_time_lead_to_it_there_too(
    joined: Campaign, there: RelayHere
) -> None:
    ana, path = asked(joined, "Ana Ruiz")
    round_(joined)
    in_a_week = datetime.now(ZoneInfo("Europe/Berlin")).date() + timedelta(days=7)
    day = in_a_week + timedelta(days=(1 - in_a_week.weekday()) % 7)  # a Tuesday, whatever today is
    said = f"{day:%A} {day.day} {day:%B} in the afternoon"
    status, page = there.post(path, do="words", words=said)
    assert status == 200 and "These fit what you wrote." in page
    first = datetime.fromisoformat(times_of(page)[0]).astimezone(ZoneInfo("Europe/Berlin"))
    assert (first.weekday(), first.hour) == (1, 14)
    round_(joined)
    assert read.standing_of(ana).open_answer_data == {}, "they have not taken one yet"
    assert there.post(path, do="words", words=said, sure="1")[0] == 302
    round_(joined)
    assert read.standing_of(ana).open_answer_data["text"] == said


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"do": "now", "number": "12"}, "Which number may be called?"),
        ({"do": "words", "words": " "}, "When would suit you?"),
        ({"do": "later", "until": "2020-01-01"}, "That day has passed."),
        ({"do": "else", "name": "Bo", "email": "bo@"}, "That address is not complete."),
        ({"do": "pick", "how": "phone", "t": "soon"}, "Choose one of the times first."),
        ({"do": "anything"}, "That form is not one of this page."),
    ],
)
def test_what_can_be_mended_is_said_there_at_once(
    joined: Campaign, there: RelayHere, form: dict[str, str], says: str
) -> None:
    _, path = asked(joined, "Ana Ruiz")
    round_(joined)
    status, page = there.post(path, **form)
    assert status == 422 and says in page


def test_please_do_not_write_again_reaches_home_and_closes_the_page(
    joined: Campaign, there: RelayHere
) -> None:
    ana, path = asked(joined, "Ana Ruiz")
    round_(joined)
    assert there.post(path, do="never")[0] == 302
    round_(joined)
    stands = read.standing_of(ana)
    assert stands.rest is not None and stands.rest.forever
    status, page = there.get(path)
    assert status == 410 and "You will not be written to again." in page


def test_whoever_is_forgotten_is_forgotten_there(joined: Campaign, there: RelayHere) -> None:
    ana, path = asked(joined, "Ana Ruiz")
    round_(joined)
    assert there.get(path)[0] == 200
    people.forget(ana, timezone.now())
    round_(joined)
    assert there.get(path)[0] == 404


def left(campaign: Campaign, now: datetime) -> tuple[Relay, str]:
    """Leave the relay: its row, and the act by which leaving is undone."""
    done = relay_joined.leave(campaign, now)
    row = scope.relay_left(campaign)
    assert scope.relay(campaign) is None and row is not None
    return row, done.act


def is_known_there(row: Relay) -> bool:
    """Whether the relay still answers this computer."""
    try:
        relay_joined.way_to(row, timezone.now() + timedelta(days=30)).waiting()
    except Failed as failure:
        assert failure.why is Why.KEY
        return False
    return True


def test_leaving_takes_every_page_down_and_a_day_later_everything(
    joined: Campaign, there: RelayHere
) -> None:
    _, path = asked(joined, "Ana Ruiz")
    round_(joined)
    now = timezone.now()
    row, _ = left(joined, now)
    assert there.get(path)[0] == 404
    relay.ask(joined, now + timedelta(hours=23))
    assert is_known_there(row), "so long one can go back"
    relay.ask(joined, now + relay_joined.KEPT)
    assert not is_known_there(row)
    assert not Relay.objects.exists()


def test_leaving_is_undone_and_the_same_links_open_with_what_hosts_had_said(
    joined: Campaign, there: RelayHere
) -> None:
    ana, path = asked(joined, "Ana Ruiz")
    round_(joined)
    there.post(path, do="later")
    now = timezone.now()
    _, act = left(joined, now)
    assert there.get(path)[0] == 404
    undone = journal.withdraw(joined, act, now + timedelta(hours=2))
    assert isinstance(undone, Done) and undone.message.startswith("Undone. ")
    round_(joined)
    assert there.get(path)[0] == 200
    assert read.standing_of(ana).open_answer is Verb.SAID_NO, "it had not come yet"
    assert isinstance(journal.withdraw(joined, act, now), Refusal), "that is undone already"


def test_after_a_day_or_another_relay_there_is_no_way_back(
    joined: Campaign, there: RelayHere
) -> None:
    now = timezone.now()
    row, act = left(joined, now)
    late = journal.withdraw(joined, act, now + relay_joined.KEPT)
    assert isinstance(late, Refusal)
    assert isinstance(relay.join(joined, there.address, there.code(), now), Done)
    assert not is_known_there(row), "the one before is forgotten there"
    assert isinstance(journal.withdraw(joined, act, now), Refusal)
    assert scope.relay(joined) is not None


def test_a_relay_that_is_away_when_it_is_left_is_asked_again(
    joined: Campaign, there: RelayHere
) -> None:
    _, path = asked(joined, "Ana Ruiz")
    round_(joined)
    now = timezone.now()
    there.stop()
    done = relay_joined.leave(joined, now)
    assert "did not answer" in done.message
    assert relay.due(now + timedelta(minutes=5)) == 0, "not every minute"
    assert relay.due(now + timedelta(hours=1)) == 1
    there.start()
    relay.ask(joined, now + timedelta(hours=1))
    assert there.get(path)[0] == 404
    there.stop()
    relay.ask(joined, now + relay_joined.KEPT)
    assert Relay.objects.exists(), "it has not forgotten yet"
    relay.ask(joined, now + relay_joined.TRIED)
    assert not Relay.objects.exists()
    there.start()


def test_a_code_is_good_once(joined: Campaign, there: RelayHere, mira: Campaign) -> None:
    code = there.code()
    other, third = world.seeker("Otto"), world.seeker("Pia")
    assert isinstance(relay.join(other, there.address, code, timezone.now()), Done)
    refused = relay.join(third, there.address, code, timezone.now())
    assert isinstance(refused, Refusal) and refused.field == "code"


def test_joining_is_undone_from_its_note_and_nothing_stays_there(
    mira: Campaign, there: RelayHere
) -> None:
    done = relay.join(mira, there.address, there.code(), timezone.now())
    assert isinstance(done, Done) and done.act
    _, path = asked(mira, "Ana Ruiz")
    round_(mira)
    assert there.get(path)[0] == 200
    undone = journal.withdraw(mira, done.act, timezone.now())
    assert isinstance(undone, Done) and undone.message.startswith("Undone. ")
    assert scope.relay(mira) is None
    assert there.get(path)[0] == 404
    assert not HostPage.objects.exclude(relayed="").exists()
    again = relay.join(mira, there.address, there.code(), timezone.now())
    assert isinstance(again, Done)
    assert isinstance(journal.withdraw(mira, done.act, timezone.now()), Refusal), "that one is left"
    assert scope.relay(mira) is not None


def test_nobody_else_shows_fetches_or_takes_down(joined: Campaign, there: RelayHere) -> None:
    ana, path = asked(joined, "Ana Ruiz")
    round_(joined)
    there.post(path, do="later")
    other = world.seeker("Otto")
    assert isinstance(relay.join(other, there.address, there.code(), timezone.now()), Done)
    row = scope.relay(other)
    assert row is not None
    way = relay_joined.way_to(row, timezone.now())
    assert way.waiting() == ([], set())
    page = HostPage.objects.get(person=ana)
    way.take_down(page.hash)
    way.taken(range(1, 1000))
    assert there.get(path)[0] == 200
    round_(joined)
    assert read.standing_of(ana).open_answer is Verb.SAID_NO


def test_words_said_twice_are_not_heard_twice(joined: Campaign, there: RelayHere) -> None:
    row = scope.relay(joined)
    assert row is not None
    way = relay_joined.way_to(row, timezone.now())
    number = way.number()
    words = sealing.told("GET", "/relay/answers", number, b"")
    head = {
        "X-Fifteen-Key": way._public(),
        "X-Fifteen-Number": str(number),
        "X-Fifteen-Signature": sealing.sign(way.signs, words),
    }
    assert there.ask("GET", "/relay/answers", **head)[0] == 200
    assert there.ask("GET", "/relay/answers", **head)[0] == 401
    assert there.ask("GET", "/relay/answers")[0] == 401


def test_too_much_is_not_taken(joined: Campaign, there: RelayHere) -> None:
    _, path = asked(joined, "Ana Ruiz")
    round_(joined)
    told = [there.post(path, do="words", words=f"Day {n}")[0] for n in range(14)]
    assert told[:12] == [302] * 12 and told[12:] == [429, 429]
    assert there.ask("POST", path, "words=" + "x" * 300_000)[0] in (400, 413)


def test_a_relay_that_is_away_is_said_and_nothing_is_lost(
    mira: Campaign, tmp_path_factory: pytest.TempPathFactory
) -> None:
    there = RelayHere(tmp_path_factory.mktemp("away"))
    assert isinstance(relay.join(mira, there.address, there.code(), timezone.now()), Done)
    ana, path = asked(mira, "Ana Ruiz")
    round_(mira)
    there.post(path, do="words", words="Wednesday after four", sure="1")
    there.stop()
    relay.ask(mira, timezone.now())
    assert Relay.objects.get().trouble == "unreachable"
    there.start()
    try:
        round_(mira)
    finally:
        there.stop()
    assert read.standing_of(ana).open_answer_data["text"] == "Wednesday after four"


def test_the_worker_asks_when_it_is_time(joined: Campaign, there: RelayHere) -> None:
    _ana, path = asked(joined, "Ana Ruiz")
    now = timezone.now()
    assert relay.due(now) == 1
    while (job := jobs.claim("w", now)) is not None:
        jobs.run(job, now)
    assert there.get(path)[0] == 200
    assert relay.due(now) == 0 and relay.due(now + relay.EVERY) == 1


def test_a_letter_names_the_link_there(joined: Campaign, there: RelayHere) -> None:
    ana = world.knows(joined, "Ana Ruiz")
    host_pages.link(ana, timezone.now())
    body = letters.begin(ana, LetterKind.REQUEST, timezone.now(), "page").body
    assert f"{there.address}/h/{pages.token(HostPage.objects.get(person=ana).nonce)}" in body
