"""Answers find their person, each once, and nothing else of the mailbox is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from fifteen.actions import delivery, exchange, inbox, journal, letters, mailbox, outbox, proposals
from fifteen.actions._write import Done
from fifteen.method.leaving import UNDO, Out
from fifteen.method.words import Channel, LetterKind, Refusal, Stage, Verb
from fifteen.store import scope
from fifteen.store.models import Campaign, KnownMail, Letter, Mailbox, Outgoing
from tests import world
from tests.mail import post
from tests.mail.post import Memory
from tests.mail.servers import Dovecot, address
from tests.world import NOW

pytestmark = pytest.mark.django_db
YES = "Dear Mira,\n\nSure, happy to talk. Thursday at 3 works for me.\n\nAna"
HOURS = timedelta(hours=1)


def asked(campaign: Campaign) -> Outgoing:
    """Ana was asked through the mailbox."""
    post.connected(campaign)
    memory, letter = Memory(), post.written(post.ana(campaign))
    assert isinstance(outbox.send(letter, NOW, at_once=True), Done)
    assert delivery.deliver_one(memory.doors(), "w", NOW + UNDO)
    return scope.outgoing(campaign)[0]


def opened(campaign: Campaign) -> list[KnownMail]:
    return list(scope.mails(campaign).filter(state="open"))


def test_an_answer_is_proposed_and_kept_with_one_click(mira: Campaign) -> None:
    row, memory = asked(mira), Memory()
    memory.box.put("INBOX", post.answer(YES, answers=row.message_id), NOW)
    assert post.reads(mira, memory.doors(), NOW + 3 * HOURS).kept == 1
    [mail] = opened(mira)
    assert mail.person.name == "Ana Ruiz"
    assert mail.reading["main"] == "yes"
    assert Verb.SAID_YES not in [e.verb for e in scope.entries(mira)]  # a guess decides nothing
    done = proposals.keep(mail, NOW + 3 * HOURS)
    assert isinstance(done, Done), done
    mail.person.refresh_from_db()
    assert mail.person.stage == Stage.YES
    said = scope.entries(mira).get(verb=Verb.SAID_YES)
    assert said.data["text"].startswith("Dear Mira") or "happy to talk" in said.data["text"]
    assert isinstance(journal.withdraw(mira, done.act, NOW + 3 * HOURS), Done)
    assert len(opened(mira)) == 1


def test_nothing_else_of_the_mailbox_is_fetched_or_kept(mira: Campaign) -> None:
    row, memory = asked(mira), Memory()
    world.knows(mira, "Cousin Carl", email="carl@family.example")
    private = (
        post.answer("Your results are back.", "Dr. House <house@clinic.example>", 1),
        post.answer("Dinner on Sunday?", "Carl <carl@family.example>", 2),
        post.answer("Our newsletter", "news@shop.example", 3, more="Precedence: bulk\r\n"),
    )
    for mail in private:
        memory.box.put("INBOX", mail, NOW)
    belongs = memory.box.put("INBOX", post.answer(YES, answers=row.message_id, number=4), NOW)
    assert post.reads(mira, memory.doors()).kept == 1
    assert memory.box.fetched == [belongs, 1]  # and her own letter, which is filed in Sent
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT * FROM "{table}"')
            told = repr(cursor.fetchall())
            assert "results are back" not in told and "Dinner" not in told, table
            assert "clinic" not in told, table


def test_an_answer_from_another_address_is_found_by_its_thread(mira: Campaign) -> None:
    row, memory = asked(mira), Memory()
    raw = post.answer(YES, "Ana at home <ana.ruiz@home.example>", answers=row.message_id)
    memory.box.put("INBOX", raw, NOW)
    post.reads(mira, memory.doors())
    assert opened(mira)[0].person.name == "Ana Ruiz"
    memory.box.put("INBOX", post.answer("One more thing.", "ana.ruiz@home.example", 2), NOW)
    post.reads(mira, memory.doors())
    assert len(opened(mira)) == 2


def test_each_mail_once_however_often_and_from_wherever_it_is_read(mira: Campaign) -> None:
    row, memory = asked(mira), Memory()
    raw = post.answer(YES, answers=row.message_id)
    memory.box.put("INBOX", raw, NOW)
    post.reads(mira, memory.doors())
    memory.box.put("Junk", raw, NOW)  # moved
    post.reads(mira, memory.doors())
    memory.box.renumber("INBOX")  # numbered anew
    assert post.reads(mira, memory.doors()).looked_at == 1
    Mailbox.objects.update(folders={})  # a copy of the data from before
    post.reads(mira, memory.doors())
    assert mailbox.bring(mira, raw, NOW) == inbox.Came(1, 0)
    assert scope.mails(mira).filter(ours=False).count() == 1


def test_a_mail_without_an_id_is_known_again_by_what_it_says(mira: Campaign) -> None:
    """From the network and from a file, with other line ends and more lines of servers on top."""
    asked(mira)
    memory, more = Memory(), b"Received: by mx.post.example\r\nX-Mozilla-Status: 0001\r\n"
    raw = post.answer(YES).replace(b"Message-ID: <a1@post.example>\r\n", b"")
    memory.box.put("INBOX", raw, NOW)
    assert post.reads(mira, memory.doors()).kept == 1
    assert mailbox.bring(mira, (more + raw).replace(b"\r\n", b"\n"), NOW) == inbox.Came(1, 0)
    other = raw.replace(b"Thursday", b"Friday")
    assert mailbox.bring(mira, other, NOW) == inbox.Came(1, 1)


def test_after_an_export_read_back_no_mail_comes_a_second_time(mira: Campaign) -> None:
    row, memory = asked(mira), Memory()
    memory.box.put("INBOX", post.answer(YES, answers=row.message_id), NOW)
    post.reads(mira, memory.doors())
    archive = exchange.export_zip(mira, NOW)
    assert b"so s" not in archive and b"s1:" not in archive
    from fifteen.actions import campaigns

    campaigns.delete_everything(mira)
    assert isinstance(exchange.restore_zip(archive, NOW), Done)
    back = scope.campaigns().get()
    assert scope.mailbox(back) is None
    post.connected(back)
    assert post.reads(back, memory.doors()).kept == 0
    assert scope.mails(back).count() == 2


def test_a_request_written_in_the_mail_program_is_logged(mira: Campaign) -> None:
    post.connected(mira)
    memory, letter = Memory(), post.written(post.ana(mira))
    body = post.GOOD.format(name="Ana").replace("coffee", "tea")
    raw = post.answer(body, address("mira"), to="Ana Ruiz <ana@post.example>", at=NOW)
    memory.box.put("Sent", raw, NOW)
    post.reads(mira, memory.doors(), NOW + HOURS)
    letter.refresh_from_db()
    assert letter.sent_at is not None
    [entry] = scope.entries(mira).filter(verb=Verb.ASKED)
    assert (entry.on, entry.data["letter"]) == (NOW.date(), letter.key)
    assert not opened(mira)


def test_another_mail_to_somebody_who_was_not_asked_is_asked_about(mira: Campaign) -> None:
    post.connected(mira)
    post.ana(mira)
    memory = Memory()
    memory.box.put("Sent", post.answer("See you Friday!", address("mira"), to=address("ana")), NOW)
    post.reads(mira, memory.doors(), NOW + 3 * HOURS)
    assert not scope.entries(mira).filter(verb=Verb.ASKED).exists()
    [mail] = opened(mira)
    assert isinstance(proposals.keep(mail, NOW + 3 * HOURS), Done)
    assert scope.entries(mira).filter(verb=Verb.ASKED).count() == 1


def test_their_own_letter_found_in_sent_is_not_logged_again(mira: Campaign) -> None:
    row, memory = asked(mira), Memory()
    memory.box.put("Sent", bytes(row.data), NOW)
    post.reads(mira, memory.doors())
    assert scope.entries(mira).filter(verb=Verb.ASKED).count() == 1
    assert scope.mails(mira).count() == 1


AWAY = "I am out of the office until 7 December and will answer after that."


def test_an_automatic_answer_stops_the_clock_and_counts_as_none(mira: Campaign) -> None:
    row, memory = asked(mira), Memory()
    raw = post.answer(AWAY, answers=row.message_id, more="Auto-Submitted: auto-replied\r\n")
    memory.box.put("INBOX", raw, NOW)
    post.reads(mira, memory.doors())
    [mail] = opened(mira)
    assert mail.reading["main"] == "auto"
    assert isinstance(proposals.keep(mail, NOW), Done)
    later = scope.entries(mira).get(verb=Verb.LATER)
    assert later.data["until"] == "2026-12-07"
    row.person.refresh_from_db()
    assert row.person.stage == Stage.ASKED


BOUNCE = """From: Mail Delivery System <MAILER-DAEMON@post.example>
To: mira@post.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <bounce1@post.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Your message could not be delivered: user unknown.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; post.example

Final-Recipient: rfc822; ana@post.example
Action: failed
Status: 5.1.1
--b
Content-Type: message/rfc822

Message-ID: {id}
Subject: Fifteen minutes about grids

--b--
"""


def test_what_did_not_arrive_was_not_asked_and_asks_for_another_address(mira: Campaign) -> None:
    row, memory = asked(mira), Memory()
    memory.box.put("INBOX", BOUNCE.format(id=row.message_id).encode(), NOW)
    post.reads(mira, memory.doors())
    [mail] = opened(mira)
    assert mail.reading["main"] == "bounce"
    done = proposals.keep(mail, NOW)
    assert isinstance(done, Done), done
    row.person.refresh_from_db()
    assert row.person.stage == Stage.TO_ASK
    assert Letter.objects.get().sent_at is None
    assert "ana@post.example" in scope.entries(mira).get(verb=Verb.NOTED).data["text"]


def test_a_report_about_somebody_elses_letter_is_not_kept(mira: Campaign) -> None:
    asked(mira)
    memory = Memory()
    raw = BOUNCE.format(id="<other@x.example>").replace("ana@post", "carl@family")
    memory.box.put("INBOX", raw.encode(), NOW)
    assert post.reads(mira, memory.doors()).kept == 0


def test_once_they_wrote_a_letter_that_waits_does_not_leave(mira: Campaign) -> None:
    row, memory = asked(mira), Memory()
    later = NOW + timedelta(days=14)
    reminder = letters.begin(row.person, LetterKind.REMINDER, later)
    assert isinstance(outbox.send(reminder, later, outbox.stops_in(reminder, later)), Done)
    memory.box.put("INBOX", post.answer(YES, answers=row.message_id, at=later), later)
    post.reads(mira, memory.doors(), later + timedelta(seconds=5))
    assert delivery.deliver_one(memory.doors(), "w", later + timedelta(days=1))
    assert not memory.sender.sent
    out = scope.outgoing(mira)[0]
    assert (out.state, out.error) == (Out.BACK, "wrote")


@pytest.mark.parametrize(
    ("results", "doubted"),
    [
        ("mx.post.example; dmarc=fail header.from=post.example", True),
        ("mx.post.example; spf=fail smtp.mailfrom=evil.example; dkim=none", True),
        ("mx.post.example; spf=softfail; dkim=pass", False),
        ("mx.post.example; dmarc=pass; spf=fail", False),
        ("mx.elsewhere.example; dmarc=fail header.from=post.example", False),
        ("", False),
    ],
)
def test_a_sender_whom_the_server_doubts_is_marked(
    mira: Campaign, results: str, doubted: bool
) -> None:
    asked(mira)
    memory = Memory()
    more = f"Authentication-Results: {results}\r\n" if results else ""
    memory.box.put("INBOX", post.answer(YES, more=more), NOW)
    post.reads(mira, memory.doors())
    assert opened(mira)[0].forged is doubted


def test_an_answer_in_the_junk_is_found_and_said_to_be_there(mira: Campaign) -> None:
    asked(mira)
    memory = Memory()
    memory.box.put("Junk", post.answer(YES), NOW)
    post.reads(mira, memory.doors())
    assert opened(mira)[0].junk


def test_a_mail_put_aside_records_nothing(mira: Campaign) -> None:
    asked(mira)
    memory = Memory()
    memory.box.put("INBOX", post.answer(YES), NOW)
    post.reads(mira, memory.doors())
    [mail] = opened(mira)
    before = scope.entries(mira).count()
    assert isinstance(proposals.aside(mail), Done)
    assert isinstance(proposals.keep(mail, NOW), Refusal)
    assert scope.entries(mira).count() == before


def test_a_dropped_mbox_goes_the_same_way(mira: Campaign) -> None:
    row = asked(mira)
    mails = (
        post.answer(YES, answers=row.message_id),
        post.answer("private", "x@y.example", 2),
        post.answer("One line.\n>From the start it was clear.", number=3),
    )
    mbox = b"".join(b"From x Tue Nov 24 10:00:00 2026\n" + m + b"\n" for m in mails)
    assert mailbox.bring(mira, mbox, NOW) == inbox.Came(3, 2)
    assert any("\nFrom the start" in m.text for m in opened(mira))
    assert mailbox.bring(mira, mbox, NOW) == inbox.Came(3, 0)


def test_without_a_mailbox_a_file_of_mails_is_read_all_the_same(mira: Campaign) -> None:
    person = world.diary(post.ana(mira), "20 Nov asked")
    assert mailbox.bring(mira, post.answer(YES), NOW) == inbox.Came(1, 1)
    assert opened(mira)[0].person == person


def test_at_dovecot_the_whole_circle_runs(mira: Campaign, dovecot: Dovecot) -> None:
    post.connected(mira, dovecot)
    letter = post.written(post.ana(mira))
    assert isinstance(outbox.send(letter, NOW, at_once=True), Done)
    assert delivery.deliver_one(post.real(), "w", NOW + UNDO)
    [arrived] = dovecot.mails("ana")
    own = next(
        line.split(b": ")[1] for line in arrived.splitlines() if line.startswith(b"Message-ID")
    )
    dovecot.deliver("mira", post.answer("Private.", "x@y.example", 7))
    dovecot.deliver("mira", post.answer(YES, answers=own.decode().strip()))
    assert post.reads(mira, post.real(), NOW + HOURS).kept == 1
    assert post.reads(mira, post.real(), NOW + HOURS) == inbox.Came()
    assert opened(mira)[0].reading["main"] == "yes"
    # Moved to another folder and numbered anew, it is the same.
    box = dovecot.open("mira")
    box.create("Archive")
    box.select("INBOX")
    box.copy("1:*", "Archive")
    box.store("1:*", "+FLAGS", "\\Deleted")
    box.expunge()
    box.logout()
    assert post.reads(mira, post.real(), NOW + HOURS).kept == 0
    box = dovecot.open("mira")
    box.delete("Archive")
    box.create("Archive")
    box.append("Archive", None, None, post.answer(YES, answers=own.decode().strip()))
    box.logout()
    assert post.reads(mira, post.real(), NOW + HOURS) == inbox.Came(1, 0)
    assert scope.entries(mira).get(verb=Verb.ASKED).data["channel"] == Channel.MAIL
