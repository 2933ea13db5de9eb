"""Letters through the seeker's own mailbox: decided, called back, settled by the seeker."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from fifteen.actions import _drafting, _enclosing, _invites, _sending
from fifteen.actions._letter_lines import lines
from fifteen.actions._letter_words import NOTED
from fifteen.actions._write import Done, new_key, refused, today_of
from fifteen.adapters.mail import compose
from fifteen.method import leaving, spoken
from fifteen.method.leaving import Out
from fifteen.method.letters.check import check
from fifteen.method.words import Channel, LetterKind, Level, Refusal, Verb
from fifteen.store import read, scope
from fifteen.store.models import Campaign, Letter, Mailbox, Outgoing, Person

MOST_ENCLOSED = _enclosing.LARGEST
_ACT = "out."  # how the acts of this module begin
_THREAD = 8  # of the latest mails with a person, whose ids a letter goes on from


def is_ours(act: str) -> bool:
    """Whether an act is one of this module, and not one of the journal."""
    return act.startswith(_ACT)


def act_of(row: Outgoing) -> str:
    """The act that calls a letter back."""
    return _ACT + row.key


@transaction.atomic
def send(
    letter: Letter,
    now: datetime,
    overrule: Collection[str] = (),
    at_once: bool = False,
    file: tuple[str, bytes] | None = None,
    again: bool = False,
) -> Done | Refusal:
    """Let a letter leave through the mailbox: at once, or in the morning of whoever receives it;
    `file`, name and bytes, goes along where that may be; `again` without one: the file that went
    along when the letter was called back.

    A `stop` that was not overruled knowingly refuses it (A1), and so does the method.
    """
    letter = _sending.locked(letter)
    mailbox = scope.mailbox(letter.campaign)
    refusal = _cannot(letter, mailbox) or _stopped(letter, now, overrule)
    if refusal is not None or mailbox is None:
        return refusal or Refusal("No mailbox is connected.")
    person, campaign = letter.person, letter.campaign
    name, address = addressee(letter)
    first = lines(letter, Channel.MAIL, read.standing_of(person), today_of(campaign, now))[0]
    no = refused(person, first.verb, first.on, today_of(campaign, now))
    if no is not None:
        return no
    enclosed = _enclosing.chosen(letter, file, again, now)
    if isinstance(enclosed, Refusal):
        return enclosed
    along = (*_enclosing.by_itself(letter, now), *((enclosed,) if enclosed else ()))
    leaves = _when(letter, first.verb, now, at_once)
    row = Outgoing(
        campaign=campaign,
        person=person,
        letter=letter,
        key=new_key(),
        made=now,
        to=address,
        sender=mailbox.address,
        leaves=leaves,
        now=at_once,
        about={_enclosing.FILE: enclosed.name} if enclosed else {},
    )
    row.message_id = compose.message_id(row.key, mailbox.address)
    try:
        row.data = _rendered(row, letter, name, now, along)
    except ValueError:
        return Refusal(f"“{address}” is no address a mail can go to. Mend it first.", "email")
    row.save()
    letter.save(update_fields=["overruled"])
    return Done(f"{NOTED[LetterKind(letter.kind)]} {name} {_goes(row, now)}.", _ACT + row.key)


def _goes(row: Outgoing, now: datetime) -> str:
    file = _enclosing.file_of(row)
    return f"{says_when(row, now)}, with {file}" if file else says_when(row, now)


def _cannot(letter: Letter, mailbox: Mailbox | None) -> Refusal | None:
    if mailbox is None:
        return Refusal("No mailbox is connected. Connect one in Settings, or copy the letter.")
    if letter.campaign.is_demo:
        return Refusal("Nobody in the demo is real, so nothing leaves from it.")
    if letter.sent_at is not None:
        return Refusal("You said so already; this letter is in the timeline.")
    if _sending.under_way(letter):
        return Refusal("This letter is on its way already.")
    if letter.kind == LetterKind.CALL_SCRIPT:
        return Refusal("This one is for the telephone; nothing is sent.")
    name, address = addressee(letter)
    if not address:
        return Refusal(f"No mail address of {name} is known. Add it first.", "email")
    if not letter.body.strip():
        return Refusal("There is nothing written yet.", "body")
    return None


def _stopped(letter: Letter, now: datetime, overrule: Collection[str]) -> Refusal | None:
    stops = stops_in(letter, now)
    if stops - set(overrule):
        return Refusal("A stop is not settled yet. Mend it, or overrule it in words.", "overrule")
    letter.overruled = sorted(stops & set(overrule))
    return None


def stops_in(letter: Letter, now: datetime) -> set[str]:
    """The rules that stop a letter as it stands."""
    found = check(_drafting.as_checked(letter), _drafting.context(letter, now))
    return {one.rule for one in found if one.level is Level.STOP}


def addressee(letter: Letter) -> tuple[str, str]:
    """Name and address of whoever the letter goes to: the person, or whoever is to introduce."""
    person = letter.person
    if letter.kind != LetterKind.INTRODUCTION_REQUEST:
        return person.name, address_of(person)
    name = letter.to or person.tie_via
    known = scope.people(person.campaign).filter(name=name).first() if name else None
    return (known.name, address_of(known)) if known else (name or "whoever introduces you", "")


def address_of(person: Person) -> str:
    """The first mail address of a person; empty where none is known."""
    return next((one for one in person.email.replace(";", " ").replace(",", " ").split()), "")


def _when(letter: Letter, verb: Verb, now: datetime, at_once: bool) -> datetime:
    """When it leaves: in the send window, on a day that still holds a request (C2)."""
    person, campaign = letter.person, letter.campaign
    zone, country = _drafting.host_zone(campaign, person), person.country or campaign.country
    leaves = now if at_once else leaving.leaves(LetterKind(letter.kind), now, zone, country)
    if verb is Verb.ASKED:
        leaves = _sending.with_room(campaign, leaves, zone, country)
    return max(leaves, now + leaving.UNDO)


def would_leave(letter: Letter, now: datetime) -> str:
    """When a letter would leave if it were sent now; empty where that is at once."""
    person, campaign = letter.person, letter.campaign
    zone, country = _drafting.host_zone(campaign, person), person.country or campaign.country
    leaves = leaving.leaves(LetterKind(letter.kind), now, zone, country)
    if letter.kind == LetterKind.REQUEST:
        leaves = _sending.with_room(campaign, leaves, zone, country)
    return "" if leaves <= now else _day_and_hour(leaves, campaign, now)


def _leaves_at(row: Outgoing, now: datetime) -> datetime:
    return read.local(row.campaign, max(row.leaves, now))


def _rendered(
    row: Outgoing, letter: Letter, name: str, now: datetime, along: Sequence[compose.Enclosed]
) -> bytes:
    campaign = row.campaign
    return compose.render(
        (campaign.seeker_name, row.sender),
        (name, row.to),
        letter.subject,
        letter.body,
        row.message_id,
        _leaves_at(row, now),
        thread_with(row.person, row.to),
        along,
    )


def thread_with(person: Person, address: str) -> list[str]:
    """The ids a letter to a person goes on from: of the mails with them, the latest last.

    The latest is one that no other answers: clocks differ, but an answer comes after its letter.
    """
    if address != address_of(person):
        return []
    rows = scope.mails(person.campaign).filter(person=person).exclude(message_id="")
    latest = list(rows.values_list("message_id", "thread")[:_THREAD])
    if not latest:
        return []
    answered = {one for own_id, before in latest for one in before.split() if one != own_id}
    newest, before = next((row for row in latest if row[0] not in answered), latest[0])
    return [*dict.fromkeys(one for one in before.split() if one != newest), newest]


def says_when(row: Outgoing, now: datetime) -> str:
    """Such as "leaves in 20 seconds", "leaves tomorrow at 08:00"."""
    if row.leaves - now <= leaving.UNDO:
        return "leaves in 20 seconds"
    return f"leaves {_day_and_hour(row.leaves, row.campaign, now)}"


def _day_and_hour(leaves: datetime, campaign: Campaign, now: datetime) -> str:
    there, today = read.local(campaign, leaves), read.day(campaign, now)
    if there.date() == today:
        return f"today at {there:%H:%M}"
    days = (there.date() - today).days
    day = "tomorrow" if days == 1 else f"on {spoken.weekday(there.date())}"
    return f"{day} at {there:%H:%M}"


@transaction.atomic
def send_now(row: Outgoing, now: datetime) -> Done | Refusal:
    """Let a letter that waits for its hour leave now; the day's limit still holds."""
    row = _held(row)
    if row.state != Out.WAITING or row.letter is None:
        return Refusal("This is leaving already.")
    letter = row.letter
    verb = lines(letter, Channel.MAIL, read.standing_of(row.person), now.date())[0].verb
    row.now, row.leaves = True, _when(letter, verb, now, True)
    row.data = compose.redated(bytes(row.data), _leaves_at(row, now))
    row.save(update_fields=["now", "leaves", "data"])
    return Done(f"Your letter {says_when(row, now)}.", _ACT + row.key)


@transaction.atomic
def call_back(campaign: Campaign, act: str) -> Done | Refusal:
    """Undo: the letter stays, and is a draft again. Refused once it is being handed over."""
    row = scope.outgoing(campaign).filter(key=act.removeprefix(_ACT)).first()
    if row is None:
        return Refusal("There is nothing to undo here any more.")
    stopped = Outgoing.objects.filter(pk=row.pk, state=Out.WAITING).update(state=Out.BACK)
    if stopped:
        told = "It stays here."
        file = _enclosing.file_of(row)
        with_it = f", and {file} is still with it" if file else ""
        return Done(f"{told} The letter is a draft again{with_it}." if row.letter_id else told)
    if row.state == Out.BACK:
        return Refusal("That was undone already.")
    return Refusal("It has left already, and a mail cannot be called back.")


@transaction.atomic
def it_left(row: Outgoing, now: datetime) -> Done | Refusal:
    """The seeker looked: an uncertain letter has left."""
    row = _held(row)
    if row.state != Out.UNCERTAIN:
        return Refusal("That is settled already.")
    act = _sending.mark_sent(row, now)
    return Done("Noted: it has left.", act)


@transaction.atomic
def it_stayed(row: Outgoing, now: datetime) -> Done | Refusal:
    """The seeker looked: an uncertain letter has not left. It is a draft again, to be sent anew."""
    row = _held(row)
    if row.state != Out.UNCERTAIN:
        return Refusal("That is settled already.")
    Outgoing.objects.filter(pk=row.pk).update(state=Out.BACK)
    if row.letter is None:
        _invites.look_again(row.person, now)
        return Done("Noted: it has not left. It is sent anew if it still holds.")
    return Done("Noted: it has not left. The letter is a draft again.")


@transaction.atomic
def leave_it(row: Outgoing) -> Done:
    """Take a letter that could not leave off Today; it stays a draft."""
    stayed = Outgoing.objects.filter(pk=row.pk, state__in=(Out.FAILED, Out.BACK))
    stayed.update(state=Out.BACK, error="")
    return Done("Taken off Today." + (" The letter stays as a draft." if row.letter_id else ""))


def _held(row: Outgoing) -> Outgoing:
    query = Outgoing.objects.select_for_update(of=("self",))
    query = query.select_related("person__campaign", "letter")
    return query.get(pk=row.pk)
