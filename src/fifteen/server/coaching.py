"""A coach and her clients (O1): let in, shown out, every look noted, words only the client sends.

A coach reads behind the client's wall: `at_clients` moves the transaction there once it is sure
that she may. Nothing of a client is read elsewhere.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from fifteen.actions import earlier, letters, rehearse
from fifteen.actions._write import Done
from fifteen.method.folding import tidy
from fifteen.method.look import Part, listed
from fifteen.method.words import Refusal
from fifteen.server import first
from fifteen.server.models import Account, Coaching, CoachLook, CoachWord
from fifteen.store import read, scope, walls
from fifteen.store.models import Campaign

LASTS = timedelta(days=14)
_GLANCE = timedelta(minutes=1)  # a page loaded again within it is the same look
_TOGETHER = timedelta(hours=1)  # so is a practice together, whose page asks again by itself
MOST = 5  # coaches of one client at a time
_LONGEST = 2_000  # characters of what is said
ENOUGH = Refusal("Five are enough at one time. Show one out first.", "called")


def invite(
    campaign: Campaign,
    called: str,
    kinds: Collection[Part],
    hidden: bool,
    rehearses: bool,
    now: datetime,
) -> str | Refusal:
    """The token of a link for a coach; only its hash is kept."""
    called = tidy(called, 120)
    if not called:
        return Refusal("Write what you call your coach first.", "called")
    if not kinds:
        return Refusal("Tick at least one thing your coach may see.", "what")
    if of(campaign).count() >= MOST:
        return ENOUGH
    token = secrets.token_urlsafe(24)
    Coaching.objects.create(
        campaign=campaign,
        called=called,
        hash=_hash(token),
        kinds=sorted(kinds),
        hidden=hidden,
        rehearses=rehearses,
        made=now,
        expires=now + LASTS,
    )
    return token


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def of(campaign: Campaign) -> QuerySet[Coaching]:
    """Who is let in or asked in, the first first."""
    return Coaching.objects.filter(campaign=campaign, ended=None).order_by("id")


def change(
    campaign: Campaign, key: str, kinds: Collection[Part], hidden: bool, rehearses: bool
) -> Done | Refusal:
    """Let a coach see other kinds of things from now on."""
    if not kinds:
        return Refusal("Tick at least one thing, or show her out.", "what")
    coaching = of(campaign).get(key=key)
    before = f"{'-'.join(coaching.kinds)}.{coaching.hidden:d}.{coaching.rehearses:d}"
    coaching.kinds, coaching.hidden = sorted(kinds), hidden
    coaching.rehearses = rehearses
    coaching.save(update_fields=["kinds", "hidden", "rehearses"])
    said = f"{coaching.called} sees from now on: {listed(kinds).lower()}."
    return Done(said, f"client.sees.{key}.{before}")


def show_out(campaign: Campaign, key: str, now: datetime) -> Done:
    """From this moment she sees nothing more."""
    coaching = of(campaign).get(key=key)
    coaching.ended = now
    coaching.save(update_fields=["ended"])
    return Done(f"{coaching.called} sees nothing of yours any more.", f"client.out.{key}")


def _behind(token: str, now: datetime) -> tuple[int, str, str] | None:
    """The coaching behind a link that is still good, its owner, and what the client is called."""
    with walls.over_all():
        rows = Coaching.objects.filter(hash=_hash(token), ended=None, coach="", expires__gte=now)
        return rows.values_list("pk", "campaign__owner", "campaign__seeker_name").first()


def inviting(token: str, now: datetime) -> str:
    """The first name of the client whose link this is; empty where it is used up or too old."""
    found = _behind(token, now)
    return (found[2].split() or [""])[0] if found else ""


@transaction.atomic
def join(token: str, account: Account, now: datetime) -> Done | Refusal:
    """The link becomes hers. From now on she shows two proofs of who she is."""
    found = _behind(token, now)
    if found is None or found[1] == account.key:
        return Refusal("This link is used up or too old. Ask your client for a new one.")
    walls.only(found[1])
    Coaching.objects.filter(pk=found[0], coach="").update(coach=account.key, since=now)
    walls.only(account.key)
    account.two_steps = True
    account.save(update_fields=["two_steps"])
    return Done("Your client is among those you see.")


def clients(account: Account, now: datetime) -> list[first.Client]:
    """Whom she sees, in no order; that she glanced at them is noted with each. Behind her own
    wall; the database lets her count among those who let her in (`walls.as_coach`)."""
    with walls.as_coach():
        rows = Coaching.objects.filter(coach=account.key, ended=None).order_by("id")
        coachings = list(rows.select_related("campaign"))
        shown = first.clients(coachings, now)
        _glanced(coachings, now)
    return shown


def at_clients(account: Account, key: str) -> Coaching:
    """Behind the wall of the client of this coaching. Raises DoesNotExist where she may not."""
    with walls.over_all():
        rows = Coaching.objects.select_related("campaign")
        coaching = rows.get(key=key, coach=account.key, ended=None)
        owner = coaching.campaign.owner
    walls.only(owner)
    coaching.campaign.refresh_from_db()
    return coaching


def looked(coaching: Coaching, kinds: Collection[str], now: datetime) -> None:
    """Every look stands in the client's log."""
    CoachLook.objects.create(
        campaign=coaching.campaign, coaching=coaching, at=now, kinds=sorted(kinds)
    )


def glanced(coaching: Coaching, now: datetime, at: str) -> None:
    """So does a look at the rehearsal; once an hour."""
    _glanced([coaching], now, at, _TOGETHER)


def _glanced(
    coachings: Sequence[Coaching], now: datetime, at: str = "", within: timedelta = _GLANCE
) -> None:
    """So does a look at the list of all clients."""
    kinds = [at] if at else []
    looks = CoachLook.objects.filter(coaching__in=coachings, at__gt=now - within, kinds=kinds)
    lately = set(looks.values_list("coaching", flat=True))
    CoachLook.objects.bulk_create(
        CoachLook(campaign=one.campaign, coaching=one, at=now, kinds=kinds)
        for one in coachings
        if one.pk not in lately
    )


def say(
    coaching: Coaching, letter_key: str, said: str, passage: str, instead: str, now: datetime
) -> Done | Refusal:
    """A word beside a draft, perhaps with other words for a passage."""
    said, passage = tidy(said, _LONGEST, lines=True), passage.replace("\r\n", "\n").strip()
    instead = tidy(instead, _LONGEST, lines=True)
    if Part.DRAFTS not in coaching.kinds or coaching.hidden:
        return Refusal("Your client does not show you drafts.", "said")
    letter = scope.letters(coaching.campaign).get(key=letter_key, sent_at=None)
    if not said and not instead:
        return Refusal("Write a word, or suggest other words.", "said")
    if instead and (not passage or passage not in letter.body):
        return Refusal("Copy the passage as it stands in the letter.", "passage")
    word = CoachWord.objects.create(
        campaign=coaching.campaign,
        coaching=coaching,
        letter=letter,
        passage=passage if instead else "",
        instead=instead,
        said=said,
        made=now,
    )
    return Done("It stands beside the letter now. Only your client can send it.", _said(word))


def give(coaching: Coaching, said: str, by: date | None, now: datetime) -> Done | Refusal:
    """Something to do until a day."""
    said = tidy(said, 300)
    if not said:
        return Refusal("Write what is to be done, such as “three alumni”.", "said")
    if by is not None and by < read.day(coaching.campaign, now):
        return Refusal("That day has passed. Choose a later one, or none.", "by")
    word = CoachWord.objects.create(
        campaign=coaching.campaign, coaching=coaching, said=said, by=by, made=now
    )
    return Done("Your client sees it on their coach page.", _said(word))


def _said(word: CoachWord) -> str:
    """The act by which a coach takes it back (`undoing.py`)."""
    return f"coach.word.{word.coaching.key}.{word.key}"


def beside(campaign: Campaign, letter_key: str) -> list[CoachWord]:
    """What coaches said of a letter and is not settled."""
    rows = CoachWord.objects.filter(campaign=campaign, letter__key=letter_key, settled=None)
    return list(rows.select_related("coaching", "letter__person").order_by("id"))


def to_do(campaign: Campaign) -> list[CoachWord]:
    """What coaches gave to do and is not done."""
    rows = CoachWord.objects.filter(campaign=campaign, letter=None, settled=None)
    return list(rows.select_related("coaching").order_by("by", "id"))


def sounded(coaching: Coaching, key: str, sits: bool | None, now: datetime) -> Done | Refusal:
    """How an answer sounded to her, in the practice of both (Q8)."""
    if not coaching.rehearses:
        return Refusal("Your client rehearses without you.")
    marked = rehearse.said(coaching.campaign, None, key, sits, now)
    if isinstance(marked, Refusal):
        return marked
    return Done("Your client sees it on their page.")


@transaction.atomic
def settle(campaign: Campaign, key: str, take: bool, now: datetime) -> Done | Refusal:
    """Take the words into the letter, or put them aside; or: it is done."""
    rows = CoachWord.objects.select_for_update().filter(campaign=campaign, settled=None)
    word = rows.get(key=key)
    act = f"client.settled.{key}"
    if take and word.instead and word.letter is not None:
        letter = word.letter
        if word.passage not in letter.body:
            return Refusal("The passage is not in your letter any more.", "body")
        body = letter.body.replace(word.passage, word.instead, 1)
        act += f".{earlier.put_by(letter, earlier.WORDING, now)}"
        kept = letters.keep(letter, letter.revision, letter.subject, body, now)
        if isinstance(kept, letters.Conflict):
            return Refusal("Another window is writing this letter. Take the words once more.")
        if isinstance(kept, Refusal):
            return kept
    word.settled, word.taken = now, take
    word.save(update_fields=["settled", "taken"])
    if word.letter is None:
        return Done("Done.", act)
    return Done("Their words are in your letter." if take else "Put aside.", act)
