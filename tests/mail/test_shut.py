"""Folders that cannot be opened, or take nothing: answers are read all the same, and it is said."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from fifteen.actions import delivery, inbox, outbox
from fifteen.actions._write import Done
from fifteen.adapters.mail.box import State, Use
from fifteen.adapters.mail.failures import Failed, Why
from fifteen.adapters.mail.memory import Kept, MemoryBox
from fifteen.method.leaving import UNDO, Out
from fifteen.store import scope
from fifteen.store.models import Campaign, Mailbox, Outgoing
from tests.mail import post
from tests.mail.post import Memory
from tests.mail.servers import Dovecot
from tests.pages import here
from tests.world import NOW

pytestmark = pytest.mark.django_db
_clock = here._clock
THEN = NOW + UNDO
MINUTES = timedelta(minutes=1)


class Shut(MemoryBox):
    """A mailbox of which some folders cannot be opened, and some take nothing."""

    def __init__(self, *shut: str, full: str = "") -> None:
        super().__init__()
        self.shut, self.full = set(shut), full
        for name in shut:
            self.kept.setdefault(name, Kept(Use.OTHER))

    def state(self, folder: str) -> State:
        if folder in self.shut:
            raise Failed(Why.FOLDER, False, "permission denied")
        return super().state(folder)

    def file(self, folder: str, data: bytes) -> None:
        if folder == self.full:
            raise Failed(Why.FOLDER, False, "[OVERQUOTA] the mailbox is full")
        super().file(folder, data)


def asked(campaign: Campaign, memory: Memory) -> Outgoing:
    post.connected(campaign)
    assert isinstance(outbox.send(post.written(post.ana(campaign)), NOW, at_once=True), Done)
    assert delivery.deliver_one(memory.doors(), "w", THEN)
    return scope.outgoing(campaign)[0]


def shown(seat: Client) -> str:
    text = seat.get("/settings/mailbox").content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_a_folder_that_cannot_be_opened_keeps_no_other_from_being_read(
    seat: Client, mira: Campaign
) -> None:
    memory = Memory(Shut("Boards"))
    asked(mira, memory)
    memory.box.kept["Clients"] = Kept(Use.OTHER)
    memory.box.put("Clients", post.answer("Happy to talk."), NOW)
    assert post.reads(mira, memory.doors(), THEN).kept == 1
    row = Mailbox.objects.get()
    assert (row.error, row.folders["Boards"]["shut"]) == ("", True)
    assert "Boards cannot be opened" in shown(seat)
    memory.box.shut.clear()  # type: ignore[attr-defined]
    memory.box.put("Boards", post.answer("And Tuesday?", number=2), NOW)
    assert post.reads(mira, memory.doors(), THEN + 5 * MINUTES).kept == 1
    memory.box.shut.add("Boards")  # type: ignore[attr-defined]
    post.reads(mira, memory.doors(), THEN + 10 * MINUTES)
    assert Mailbox.objects.get().folders["Boards"]["kept"] == 1
    memory.box.shut.clear()  # type: ignore[attr-defined]
    post.reads(mira, memory.doors(), THEN + 15 * MINUTES)  # nothing came, and it stands open again
    assert "cannot be opened" not in shown(seat)


def test_an_inbox_that_cannot_be_opened_is_a_failure(mira: Campaign) -> None:
    memory = Memory(Shut("INBOX"))
    post.connected(mira)
    with pytest.raises(Failed):
        post.reads(mira, memory.doors())


def test_a_sent_folder_that_is_full_keeps_no_answer_from_being_read_and_is_tried_again(
    seat: Client, mira: Campaign
) -> None:
    memory = Memory(Shut(full="Sent"))
    row = asked(mira, memory)
    memory.box.put("INBOX", post.answer("Happy to talk.", answers=row.message_id), NOW)
    assert post.reads(mira, memory.doors(), THEN + MINUTES).kept == 1
    row.refresh_from_db()
    assert (row.state, row.filed) == (Out.SENT, False)
    assert "Not yet in Sent 1 letter" in shown(seat)
    memory.box.full = ""  # type: ignore[attr-defined]
    post.reads(mira, memory.doors(), THEN + 6 * MINUTES)
    row.refresh_from_db()
    assert row.filed and len(memory.box.kept["Sent"].mails) == 1
    assert "Not yet in Sent" not in shown(seat)


def test_a_folder_that_is_gone_is_not_shown_and_one_of_its_name_is_read_anew(
    mira: Campaign,
) -> None:
    memory = Memory()
    row = asked(mira, memory)
    answer = post.answer("Happy to talk.", answers=row.message_id)
    memory.box.kept["Clients"] = Kept(Use.OTHER)
    memory.box.put("Clients", answer, NOW)
    assert post.reads(mira, memory.doors(), THEN).kept == 1
    del memory.box.kept["Clients"]
    memory.box.put("INBOX", answer, NOW)  # moved there
    assert post.reads(mira, memory.doors(), THEN + MINUTES).kept == 0
    assert "Clients" not in Mailbox.objects.get().folders
    memory.box.kept["Clients"] = Kept(Use.OTHER)
    memory.box.put("Clients", post.answer("One more thing.", number=2), NOW)
    assert post.reads(mira, memory.doors(), THEN + 2 * MINUTES).kept == 1


def test_at_dovecot_a_folder_that_may_not_be_read_is_passed_over(
    mira: Campaign, dovecot: Dovecot
) -> None:
    post.connected(mira, dovecot)
    box = dovecot.open("mira")
    box.create("Boards")
    for folder in ("INBOX", "Boards"):
        dovecot.put("mira", folder, post.answer("Hello", "nobody@else.example"))
    [place] = (dovecot.folder / "mail" / "mira").rglob(".Boards")
    place.chmod(0)
    try:
        assert post.reads(mira, post.real(), NOW) == inbox.Came(1, 0)
        folders = Mailbox.objects.get().folders
        assert folders["Boards"]["shut"] and "shut" not in folders["INBOX"]
    finally:
        place.chmod(0o700)
        box.delete("Boards")
        box.logout()
