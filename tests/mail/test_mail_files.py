"""Files of mails, however large: read by a worker, in bounded memory, each mail once."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from fifteen.actions import _understanding, jobs, mail_files, mailbox, traces
from fifteen.actions._progress import Stopped
from fifteen.actions._write import Done
from fifteen.adapters.mail import message_files
from fifteen.method.words import Refusal
from fifteen.store import scope
from fifteen.store.models import Campaign, Job, KnownMail, MailFile, MailPiece, Person
from tests import world
from tests.mail import post
from tests.world import NOW

pytestmark = pytest.mark.django_db
YES = "Dear Mira,\n\nSure, happy to talk. Thursday at 3 works for me.\n\nAna"
BEGINS = b"From x@y.example Tue Nov 24 10:00:00 2026\n"
LARGE = 60_000_000  # bytes
BOUND = 24_000_000  # bytes of memory, whatever the size of the file


@pytest.fixture
def ana(mira: Campaign) -> Person:
    """Ana, who was asked."""
    return world.diary(post.ana(mira), "20 Nov asked")


def mbox(*mails: bytes) -> bytes:
    return b"".join(BEGINS + mail + b"\n" for mail in mails)


def private(number: int, size: int = 200) -> bytes:
    text = "SECRET of a clinic. " * (size // 20)
    return post.answer(text, f"Dr. House <house{number}@clinic.example>", 1_000 + number)


def pieces(data: bytes, size: int) -> Iterator[bytes]:
    return (data[at : at + size] for at in range(0, len(data), size))


def taken(campaign: Campaign, data: bytes, person: Person | None = None) -> MailFile:
    file = mail_files.take_in(campaign, "mails.mbox", pieces(data, 70_000), NOW, person)
    assert isinstance(file, MailFile), file
    return file


def work(campaign: Campaign) -> MailFile:
    """A worker does what waits; that traces are erased, which no test may inside its transaction,
    is looked at alone."""
    erased = 0
    while (job := jobs.claim("w", NOW + timedelta(days=1))) is not None:
        if job.kind == traces.KIND:
            erased += jobs.finish(job, NOW)
        else:
            jobs.run(job, NOW)
    assert erased == 1
    return scope.mail_files(campaign)[0]


@pytest.mark.parametrize("size", [1, 2, 7, 50, 333, 100_000])
def test_however_a_file_is_cut_its_mails_are_the_same(size: int) -> None:
    mails = [
        post.answer("One line.\n>From the start\nFrom 2019 on I was there.", number=1),
        post.answer("x" * 3_000, number=2),
        b"Subject: bare\n\nHi",
        post.answer("", number=4),
    ]
    data = mbox(*mails)
    ends, found = zip(*message_files.mails(pieces(data, size)), strict=True)
    assert [m.strip() for m in found] == [
        mails[0].replace(b">From", b"From").strip(),
        *(m.strip() for m in mails[1:]),
    ]
    assert ends[-1] == len(data)
    assert all(data[end:].startswith(b"From x@y") for end in ends[:-1])
    for end, following in zip(ends[:-1], found[1:], strict=True):  # read on from any of them
        assert next(message_files.mails([data[end:]]))[1] == following


@pytest.mark.parametrize("size", [1, 10, 1_000])
def test_one_mail_alone_is_one_mail_whatever_stands_in_it(size: int) -> None:
    raw = post.answer("Hello\n\n" + BEGINS.decode() + "Subject: x\n\nquoted")
    assert [m for _, m in message_files.mails(pieces(raw, size))] == [raw]


def test_of_a_mail_larger_than_any_letter_its_beginning_is_held() -> None:
    data = mbox(
        b"Subject: a\n\n" + b"y" * 50_000, b"Subject: b\n\nHi", b"Subject: c\n\n" + b"z" * 9
    )
    found = [m for _, m in message_files.mails(pieces(data, 1_500), most=1_000)]
    assert [len(m) for m in found[:1]] == [1_000]
    assert [m.split(b"\n")[0] for m in found] == [b"Subject: a", b"Subject: b", b"Subject: c"]


@pytest.mark.both
def test_a_file_is_read_by_a_worker_and_nothing_else_of_it_is_kept(ana: Person) -> None:
    mira = ana.campaign
    file = taken(mira, mbox(private(1), post.answer(YES), private(2), private(3)))
    assert (file.status, scope.mails(mira).count()) == ("reading", 0)
    assert not any(b"SECRET" in bytes(p.data) for p in MailPiece.objects.all()), "not sealed"
    done = work(mira)
    assert (done.status, done.looked_at, done.kept, done.at) == ("done", 4, 1, file.size)
    [mail] = scope.mails(mira)
    assert (mail.person_id, mail.reading["main"]) == (ana.pk, "yes")
    assert not MailPiece.objects.exists()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            assert "clinic" not in repr(cursor.fetchall()), table


def test_the_same_file_again_brings_nothing(ana: Person) -> None:
    for kept in (1, 0):
        taken(ana.campaign, mbox(private(1), post.answer(YES)))
        assert work(ana.campaign).kept == kept
    assert scope.mails(ana.campaign).count() == 1


def test_whose_answer_is_looked_for_need_not_have_been_asked_by_way_of_fifteen(
    mira: Campaign,
) -> None:
    ana = post.ana(mira)
    data = mbox(private(1), post.answer(YES), private(2))
    taken(mira, data)
    assert work(mira).kept == 0
    taken(mira, data, ana)
    assert work(mira).kept == 1


class Died(BaseException):
    """What kill -9 is to a worker."""


@pytest.mark.both
@pytest.mark.parametrize("after", range(1, 6))
def test_a_worker_that_dies_is_followed_by_another_and_each_mail_is_kept_once(
    after: int, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    mira = ana.campaign
    monkeypatch.setattr(mail_files, "PIECE", 3_000)
    monkeypatch.setattr(mail_files, "_STEP", 2_000)
    mails = [m for n in range(12) for m in (private(n, 1_500), post.answer(YES, number=n))]
    file = taken(mira, mbox(*mails))
    steps, go = iter(range(1, after + 1)), _understanding.go

    def dies(campaign: Campaign, now: object) -> int:
        if next(steps, None) is None:
            raise Died
        return go(campaign, NOW)

    with monkeypatch.context() as patch:
        patch.setattr(_understanding, "go", dies)
        job = jobs.claim("dead", NOW)
        assert job is not None
        with pytest.raises(Died):
            jobs.run(job, NOW)
    file.refresh_from_db()
    assert 0 < file.at < file.size and 0 < file.looked_at < 24
    done = work(mira)
    assert (done.status, done.looked_at, done.kept) == ("done", 24, 12)
    assert KnownMail.objects.filter(campaign=mira).count() == 12
    assert all("main" in mail.reading for mail in KnownMail.objects.all())


@pytest.mark.both
def test_it_can_be_stopped_and_the_rest_is_gone_from_here(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    mira = ana.campaign
    monkeypatch.setattr(mail_files, "_STEP", 1_000)
    mails = [post.answer(YES, number=n) for n in range(20)]
    file = taken(mira, mbox(*mails))
    go = _understanding.go

    def stops(campaign: Campaign, now: object) -> int:
        assert isinstance(mail_files.leave(scope.mail_files(mira)[0], NOW), Done)
        return go(campaign, NOW)

    with monkeypatch.context() as patch:
        patch.setattr(_understanding, "go", stops)
        with pytest.raises(Stopped):
            mail_files.read(mira, file.key, NOW)
    file.refresh_from_db()
    assert file.status == "left" and 0 < file.kept < 20
    assert not MailPiece.objects.exists()
    assert isinstance(mail_files.leave(file, NOW), Refusal)
    work(mira)
    assert scope.mails(mira).count() == file.kept


def test_what_cannot_be_read_for_good_is_given_up_and_said(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken(ana.campaign, mbox(post.answer(YES)))
    MailPiece.objects.update(data=b"of another key")
    for hours in range(jobs.MOST_TRIES):
        job = jobs.claim("w", NOW + timedelta(hours=hours))
        assert job is not None
        with pytest.raises(ValueError):
            jobs.run(job, NOW + timedelta(hours=hours))
    assert scope.mail_files(ana.campaign)[0].status == "failed"
    assert not MailPiece.objects.exists()


def test_one_at_a_time_none_empty_none_too_large_and_none_for_long(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    mira, monkey = ana.campaign, monkeypatch
    assert isinstance(mail_files.take_in(mira, "a", [], NOW), Refusal)
    with monkey.context() as patch:
        patch.setattr(mail_files, "LARGEST", 1_000)
        told = mail_files.take_in(mira, "a", pieces(mbox(private(1, 5_000)), 100), NOW)
        assert isinstance(told, Refusal) and "larger" in told.message
    assert not MailFile.objects.exists() and not MailPiece.objects.exists()
    taken(mira, mbox(private(1)))
    second = mail_files.take_in(mira, "b", [mbox(private(2))], NOW)
    assert isinstance(second, Refusal) and "already" in second.message
    work(mira)
    assert mail_files.let_go(mira, NOW + timedelta(hours=23)) == 0
    assert mail_files.let_go(mira, NOW + timedelta(hours=25)) == 1
    MailFile.objects.create(campaign=mira, key="k", made=NOW, filename="broken off")
    assert mail_files.let_go(mira, NOW + timedelta(hours=3)) == 1


@pytest.mark.django_db(transaction=True)
def test_a_request_that_breaks_off_leaves_nothing(ana: Person) -> None:
    def breaks() -> Iterator[bytes]:
        yield mbox(private(1)) * 10_000
        raise OSError("the browser went away")

    with pytest.raises(OSError, match="went away"):
        mail_files.take_in(ana.campaign, "a", breaks(), NOW)
    assert not MailFile.objects.exists() and not MailPiece.objects.exists()
    assert not Job.objects.exists()


def large(path: Path, ana: int) -> int:
    """A real file of more than fifty megabytes, with so many mails of Ana among many others; the
    number of all."""
    count, filler = 0, b"A line of somebody's newsletter, with nothing for anybody here.\r\n" * 40
    with path.open("wb") as out:
        while out.tell() < LARGE:
            count += 1
            raw = private(count) + filler * (count % 7)
            if count % 11 == 0:  # with something large behind it
                raw += b"QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9w\r\n" * 2_000
            out.write(BEGINS + raw + b"\n")
            if count % 50 == 0 and count // 50 <= ana:
                out.write(BEGINS + post.answer(YES, number=count) + b"\n")
    return count + ana


@pytest.mark.both
def test_memory_does_not_grow_with_the_file(ana: Person, tmp_path: Path) -> None:
    mira, path = ana.campaign, tmp_path / "large.mbox"
    count = large(path, 20)
    assert path.stat().st_size > 50_000_000

    def read_from_disk() -> Iterator[bytes]:
        with path.open("rb") as file:
            while piece := file.read(64 * 1024):
                yield piece

    tracemalloc.start()
    try:
        taken = mail_files.take_in(mira, path.name, read_from_disk(), NOW)
        assert isinstance(taken, MailFile)
        arrived = tracemalloc.get_traced_memory()[1]
        tracemalloc.reset_peak()
        done = work(mira)
        read = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (done.status, done.looked_at, done.kept) == ("done", count, 20)
    assert max(arrived, read) < BOUND, (arrived, read)


def test_small_and_large_files_are_read_alike(ana: Person) -> None:
    mira = ana.campaign
    data = mbox(private(1), post.answer(YES), post.answer("A word more.", number=2))
    came = mailbox.bring(mira, data, NOW)
    small = sorted(scope.mails(mira).values_list("same", "text", "reading__main"))
    KnownMail.objects.all().delete()
    taken(mira, data)
    done = work(mira)
    assert (done.looked_at, done.kept) == (came.looked_at, came.kept) == (3, 2)
    assert sorted(scope.mails(mira).values_list("same", "text", "reading__main")) == small
