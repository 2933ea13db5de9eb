"""When Mira has time: her hours, her calendars, and who is left in peace."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from tests import world
from tests.adapters.calendars.files import calendar, event
from tests.adapters.dav.radicale_here import PASSWORD, USER, Radicale
from tests.pages.addresses import HOURS
from tests.world import NOW

from fifteen.actions import campaigns, exchange, imports, jobs, journal, meetings, people, times
from fifteen.actions._write import Done
from fifteen.adapters.dav.http import Session
from fifteen.method.facts import clean
from fifteen.method.free import kept
from fifteen.method.words import Refusal, Verb
from fifteen.store import free, scope, spared
from fifteen.store.models import BusyCalendar, Campaign, Job

pytestmark = pytest.mark.django_db

TALK = event("20261126T090000Z", "20261126T100000Z")


def starts(campaign: Campaign) -> set[datetime]:
    return {span.start for span in free.times(campaign, NOW)}


def test_hours_are_kept_and_can_be_undone(mira: Campaign) -> None:
    before = starts(mira)
    done = times.keep_hours(mira, {**HOURS, "thursday": "", "most_a_day": "1"}, NOW)
    assert not isinstance(done, Refusal)
    mira.refresh_from_db()
    assert not any(start.weekday() == 3 for start in starts(mira))
    assert not isinstance(journal.withdraw(mira, done.act, NOW), Refusal)
    mira.refresh_from_db()
    assert starts(mira) == before


def test_a_file_tells_what_is_taken_and_is_not_kept(mira: Campaign) -> None:
    taken = datetime(2026, 11, 26, 9, tzinfo=UTC)
    assert taken in starts(mira)
    done = times.bring_file(mira, "work.ics", calendar(TALK), NOW)
    assert not isinstance(done, Refusal)
    assert "1 times are taken" in done.message
    assert taken not in starts(mira)
    row = BusyCalendar.objects.get()
    assert "Secret" not in repr({f.name: getattr(row, f.name) for f in row._meta.fields})
    off = times.remove(mira, row.key, NOW)
    assert isinstance(off, Done) and taken in starts(mira)
    assert isinstance(journal.withdraw(mira, off.act, NOW), Done)
    assert taken not in starts(mira), "undone: it counts again"
    assert isinstance(journal.withdraw(mira, done.act, NOW), Done)
    assert taken in starts(mira) and not BusyCalendar.objects.exists()
    assert isinstance(journal.withdraw(mira, off.act, NOW), Refusal)


def test_of_a_calendar_that_was_taken_off_nothing_is_left_after_a_day(mira: Campaign) -> None:
    times.subscribe(mira, "caldav", "https://dav.example/", USER, PASSWORD, NOW)
    row = BusyCalendar.objects.get()
    off = times.remove(mira, row.key, NOW)
    assert isinstance(off, Done)
    assert isinstance(times.remove(mira, row.key, NOW), Refusal)
    jobs.hourly(NOW + timedelta(hours=23))
    assert BusyCalendar.objects.exists()
    late = NOW + timedelta(hours=25)
    assert isinstance(journal.withdraw(mira, off.act, late), Refusal)
    jobs.hourly(late)
    assert not BusyCalendar.objects.exists()


def test_whether_talks_are_put_into_a_calendar_is_undone_either_way(mira: Campaign) -> None:
    times.subscribe(mira, "caldav", "https://dav.example/", USER, PASSWORD, NOW)
    row = BusyCalendar.objects.get()
    for wanted in (True, False):
        done = times.put_talks_there(mira, row.key, wanted, NOW)
        assert isinstance(done, Done) and BusyCalendar.objects.get().writes is wanted
        assert isinstance(journal.withdraw(mira, done.act, NOW), Done)
        assert BusyCalendar.objects.get().writes is not wanted
        BusyCalendar.objects.update(writes=True)


def test_nobody_undoes_what_is_another_seekers(mira: Campaign) -> None:
    done = times.bring_file(mira, "work.ics", calendar(TALK), NOW)
    assert isinstance(done, Done)
    otto = world.seeker("Otto")
    assert isinstance(journal.withdraw(otto, done.act, NOW), Refusal)
    assert isinstance(journal.withdraw(otto, times.OFF + done.act[-32:], NOW), Refusal)
    assert BusyCalendar.objects.get().off_at is None


def test_a_calendar_that_came_with_an_export_asks_for_its_address(mira: Campaign) -> None:
    times.subscribe(mira, "caldav", "https://dav.example/", USER, PASSWORD, NOW)
    times.bring_file(mira, "work.ics", calendar(TALK), NOW)
    before = starts(mira)
    out = exchange.export_zip(mira, NOW)
    with zipfile.ZipFile(io.BytesIO(out)) as archive:
        plain = b"".join(archive.read(name) for name in archive.namelist())
    assert b"dav.example" in plain and b"https://dav.example" not in plain
    sealed_one = BusyCalendar.objects.get(kind="caldav")
    assert sealed_one.password.encode() not in plain
    campaigns.delete_everything(mira)
    assert isinstance(exchange.restore_zip(out, NOW), Done)
    again = scope.campaigns(scope.LOCAL).get()
    assert starts(again) == before
    assert set(BusyCalendar.objects.values_list("kind", "address", "password")) == {
        ("file", "", ""),
        ("caldav", "", ""),
    }
    Job.objects.all().delete()
    jobs.hourly(NOW)
    assert not Job.objects.exists(), "nobody is asked without an address"
    times.subscribe(again, "caldav", "https://dav.example/", USER, PASSWORD, NOW)
    assert BusyCalendar.objects.count() == 2, "it is the same one again"
    assert BusyCalendar.objects.get(kind="caldav").address


def test_what_is_no_calendar_is_refused(mira: Campaign) -> None:
    done = times.bring_file(mira, "x.ics", b"Dear Mira", NOW)
    assert isinstance(done, Refusal) and done.field == "file"
    assert not BusyCalendar.objects.exists()


@pytest.fixture
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    with Radicale(tmp_path_factory.mktemp("radicale")) as one:
        with Session(one.base, USER, PASSWORD) as session:
            session.ask("MKCALENDAR", f"/{USER}/talks/")
            for name, told in (("a", TALK), ("b", event("VALUE=DATE:20261201", uid="b"))):
                session.ask("PUT", f"/{USER}/talks/{name}.ics", calendar(told))
        yield one


def test_a_calendar_server_is_asked_by_the_worker_and_its_secrets_are_sealed(
    mira: Campaign, radicale: Radicale
) -> None:
    done = times.subscribe(mira, times.CALDAV, radicale.base, USER, PASSWORD, NOW)
    assert not isinstance(done, Refusal)
    row = BusyCalendar.objects.get()
    assert PASSWORD not in row.password and "127.0.0.1" not in row.address
    job = jobs.claim("w", NOW)
    assert job is not None
    jobs.run(job, NOW)
    row.refresh_from_db()
    assert (row.trouble, row.read_at) == ("", NOW)
    found = kept.from_kept(row.taken)
    assert [span.start for span in found.spans] == [datetime(2026, 11, 26, 9, tzinfo=UTC)]
    assert found.days == {date(2026, 12, 1)}
    radicale.stop()
    times.read_now(mira, row.key, NOW)
    row.refresh_from_db()
    assert row.trouble == "unreachable"
    assert kept.from_kept(row.taken) == found, "what was read before stays"


def test_an_address_is_asked_again_when_the_reading_is_old(mira: Campaign) -> None:
    assert isinstance(times.subscribe(mira, "address", "ftp://x", "", "", NOW), Refusal)
    times.subscribe(mira, "address", "webcal://calendar.example/secret.ics", "", "", NOW)
    row = BusyCalendar.objects.get()
    assert row.name == "calendar.example"
    Job.objects.all().delete()
    BusyCalendar.objects.update(read_at=NOW)
    jobs.hourly(NOW + timedelta(minutes=59))
    assert not Job.objects.exists()
    jobs.hourly(NOW + timedelta(minutes=61))
    jobs.hourly(NOW + timedelta(minutes=61))
    assert Job.objects.count() == 1


def test_whoever_asked_for_peace_is_marked_by_no_readable_address(mira: Campaign) -> None:
    ana = world.knows(mira, "Ana Ruiz", email="Ana@There.example")
    done = journal.record(ana, Verb.NEVER, NOW)
    assert spared.is_spared(mira.owner, "ana+news@there.example")
    assert not spared.is_spared("somebody else", "ana@there.example")
    assert spared.among(mira.owner, ["x@y.example", "ana@there.example"]) == {"ana@there.example"}
    assert not isinstance(done, Refusal)
    journal.withdraw(mira, done.act, NOW)
    assert not spared.is_spared(mira.owner, "ana@there.example")


def test_a_file_does_not_bring_back_whoever_asked_for_peace(mira: Campaign) -> None:
    ana = world.knows(mira, "Ana Ruiz", email="ana@there.example")
    journal.record(ana, Verb.NEVER, NOW)
    people.forget(ana, NOW)
    lines = b"Name,E-mail\nAna Ruiz,ana@there.example\nVera Nowak,vera@there.example\n"
    brought = imports.read(imports.bring(mira, "list.csv", lines, NOW), NOW)
    assert (brought.counts["new"], brought.counts["spared"]) == (1, 1)
    assert not isinstance(imports.say_yes(brought, {}, NOW), Refusal)
    imports.write(brought, {}, NOW)
    assert [p.name for p in scope.people(mira)] == ["Vera Nowak"]


def test_whoever_asked_for_peace_is_known_by_profile_and_by_a_second_address(
    mira: Campaign,
) -> None:
    link = "https://www.linkedin.com/in/ana-ruiz"
    ana = world.knows(mira, "Ana Ruiz", link=link, extra={"E-mail 2": "ana@home.example"})
    journal.record(ana, Verb.NEVER, NOW)
    people.forget(ana, NOW)
    head = b"First Name,Last Name,URL,E-mail Address,E-mail 2\n"
    rows = (f"Ana,Ruiz,{link}/,,\n", "A.,Ruiz,,ana@home.example,\n", "Ana,R,,,ANA@home.example\n")
    lines = head + "".join(rows).encode()
    brought = imports.read(imports.bring(mira, "Connections.csv", lines, NOW), NOW)
    assert (brought.counts["new"], brought.counts["spared"]) == (0, 3)
    assert isinstance(people.add(mira, clean(name="Ana Ruiz", link=link), NOW), Refusal)


def test_an_address_given_later_is_not_written_to_either(mira: Campaign) -> None:
    ana = world.knows(mira, "Ana Ruiz", email="ana@there.example")
    journal.record(ana, Verb.NEVER, NOW)
    people.forget(ana, NOW)
    again = world.knows(mira, "A. Ruiz")
    assert isinstance(people.change(again, {"email": "ana@there.example"}, NOW), Refusal)
    scope.people(mira).filter(pk=again.pk).update(email="ana@there.example")
    assert isinstance(journal.record(again, Verb.ASKED, NOW), Refusal)


def test_whoever_has_no_address_is_known_again_by_the_profile(mira: Campaign) -> None:
    ana = world.knows(mira, "Ana Ruiz", link="https://www.linkedin.com/in/ana-ruiz/")
    journal.record(ana, Verb.NEVER, NOW)
    people.forget(ana, NOW)
    head = b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    rows = (
        b"Ana,Ruiz,https://www.linkedin.com/in/ana-ruiz,,Acme,Counsel,01 Feb 2026\n"
        b"Vera,Nowak,https://www.linkedin.com/in/vera-n,,Acme,Counsel,01 Feb 2026\n"
    )
    brought = imports.read(imports.bring(mira, "Connections.csv", head + rows, NOW), NOW)
    assert (brought.counts["new"], brought.counts["spared"]) == (1, 1)
    with pytest.raises(AssertionError, match="asked not to be written to"):
        world.knows(mira, "A. Ruiz", link="de.linkedin.com/in/ana-ruiz?trk=x")
    world.knows(mira, "Bo Lind", link="https://acme.example/team")
    otto = world.seeker("Otto")
    assert not spared.is_spared(otto.owner + "x", "", "https://www.linkedin.com/in/ana-ruiz")


def test_an_address_that_came_after_the_wish_is_marked_before_it_goes(mira: Campaign) -> None:
    ana = world.knows(mira, "Ana Ruiz")
    journal.record(ana, Verb.NEVER, NOW)
    assert not isinstance(people.change(ana, {"email": "ana@there.example"}, NOW), Refusal)
    people.forget(ana, NOW)
    assert spared.is_spared(mira.owner, "ana@there.example")


def test_a_talk_held_today_counts_for_the_most_of_the_day(mira: Campaign) -> None:
    form = {**HOURS, "most_a_day": "1", "notice": "1"}
    assert isinstance(times.keep_hours(mira, form, NOW), Done)
    mira.refresh_from_db()
    assert NOW.date() in {start.date() for start in starts(mira)}
    talk = meetings.talk_now(world.knows(mira, "Ana Ruiz"), NOW - timedelta(minutes=30))
    assert not isinstance(talk, Refusal)
    meetings.start(talk, NOW - timedelta(minutes=30))
    assert isinstance(meetings.end(talk, NOW - timedelta(minutes=10)), Done)
    left = {start.date() for start in starts(mira)}
    assert NOW.date() not in left and NOW.date() + timedelta(days=1) in left
