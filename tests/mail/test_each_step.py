"""Every step of a session, one after the other: the line is cut before it, in it, behind it, or it
is swallowed, comes twice, comes late. The letter arrives once or is named, the answer is kept once.

Here a few of them, others on each day; `make mail-faults` takes all.
"""

from __future__ import annotations

import os
from datetime import date

import pytest

from fifteen.actions import outbox
from fifteen.actions._write import Done
from fifteen.method.leaving import UNDO
from fifteen.method.words import Verb
from fifteen.store import scope
from fifteen.store.models import Campaign, KnownMail
from tests.mail import post
from tests.mail.proxy import STEPS, Fault
from tests.mail.test_faults import STEP, Lines, arrived, connected, look, settled
from tests.mail.test_faults import lines as lines  # a fixture
from tests.world import NOW

pytestmark = pytest.mark.django_db
PIECES = {"starttls": 24, "tls": 20, "imap": 36}
"""So many pieces has a session at most: handing a letter over in two ways, and reading."""
ALL = [
    (way, piece, kind) for way, n in PIECES.items() for piece in range(1, n + 1) for kind in STEPS
]
FOUND = [
    *(("starttls", 19, "double"), ("starttls", 21, "before"), ("tls", 14, "after")),
    *(("tls", 15, "double"), ("tls", 17, "before")),
]
"""What went wrong once: a letter that an answer proved to have left was not put into Sent."""
EACH = int(os.environ.get("STEP", "41"))
FIRST = int(os.environ.get("FIRST", "0")) or 1 + date.today().toordinal() % EACH


@pytest.mark.parametrize(("way", "piece", "kind"), dict.fromkeys([*FOUND, *ALL[FIRST - 1 :: EACH]]))
def test_whatever_happens_to_a_step_nothing_is_lost_or_doubled(
    way: str, piece: int, kind: str, mira: Campaign, lines: Lines
) -> None:
    connected(mira, lines, way == "tls")
    person = post.ana(mira)
    assert isinstance(outbox.send(post.written(person), NOW, at_once=True), Done)
    row, now = scope.outgoing(mira)[0], NOW + UNDO
    proxy = {"imap": lines.imap, "tls": lines.smtps, "starttls": lines.smtp}[way]
    proxy.fault = Fault.at(kind, piece)
    look(mira, now)
    proxy.fault = None
    answers = row.message_id if arrived(lines.server, row.message_id) else ""
    lines.server.deliver("mira", post.answer("Happy to talk.", at=NOW, answers=answers))
    for _ in range(2):
        now += STEP
        # They may write at any moment; what waits is then held back, which is another test.
        scope.outgoing(mira).filter(state="waiting").update(made=now)
        look(mira, now)
    settled(mira, row, lines.server, now)
    assert KnownMail.objects.filter(campaign=mira, ours=False).count() == 1
    assert scope.entries(mira).filter(verb=Verb.ASKED).count() == 1
