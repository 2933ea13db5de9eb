"""A seeker asks a host (O2): through the check of letters, never beyond what the host offered.

Two are held while it is decided: the seat, for the seeker's own limit, and the host, so that of
fifty who ask at once exactly as many come through as the host has room for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from fifteen.actions import host_pages, journal, letters, people
from fifteen.actions._write import Done, Line, append, locked, today_of
from fifteen.method.facts import Facts, clean
from fifteen.method.offers import KEYS
from fifteen.method.programme import capacity, said, states
from fifteen.method.programme.words import WAYS, Part, State
from fifteen.method.spoken import in_words, listing
from fifteen.method.words import Channel, LetterKind, Level, Medium, Refusal, Tie, TieKind, Verb
from fifteen.server.programme import finding, following, hosting, office, post, seats
from fifteen.server.programme.models import Host, Known, Programme, Request, Seat
from fifteen.store import read, scope, walls
from fifteen.store.models import Campaign, Letter, Person

_STOPPED = "A stop is not settled yet. In a programme none is overruled: the hosts rely on it."
PROGRAMME = "programme"
"""The author of what a programme writes into a seeker's journal."""


@transaction.atomic
def write_to(seat: Seat, key: str, now: datetime) -> Letter | Refusal:
    """The letter to a host, begun; the host is in the seeker's book from here on."""
    known = Known.objects.filter(campaign=seat.campaign, seat=seat, host=key).first()
    if known is None:
        with seats.inside(seat):
            host = Host.objects.get(key=key, part=Part.IN)
        added = people.add(
            seat.campaign, _facts(seat, host), now, following.SOURCE, field=host.field
        )
        if isinstance(added, Refusal):
            return added
        known = Known.objects.create(campaign=seat.campaign, seat=seat, host=key, person=added[0])
    return letters.begin(known.person, LetterKind.REQUEST, now)


def _facts(seat: Seat, host: Host) -> Facts:
    school = next((s for s in seat.campaign.schools if s and s in host.schools), "")
    # A seat makes nobody a member of anything: what joins them is the offer, told below.
    tie = Tie(TieKind.ALUMNI, school) if school else Tie()
    return clean(
        name=host.name,
        role=host.role,
        organisation=host.organisation,
        place=host.place,
        country=host.country,
        schools=host.schools,
        group=seat.name,
        tie=tie,
        extra={
            KEYS["programme"]: seat.name,
            KEYS["topics"]: host.topics,
            KEYS["channel"]: _channel(host),
            KEYS["monthly"]: in_words(host.monthly),
        },
    )


def _channel(host: Host) -> str:
    return " or ".join(WAYS[Medium(way)] for way in host.ways)


@transaction.atomic
def send(letter: Letter, now: datetime) -> Done | Refusal:
    """Ask: the letter goes to the host's page, a mail with their link tells them. Refused where
    the check stops it, the seeker has enough requests out, or the host has no room by now."""
    known = Known.objects.select_related("seat__campaign", "person").get(
        campaign=letter.campaign, person=letter.person
    )
    if any(f.level is Level.STOP for f in letters.findings(letter, now)):
        return Refusal(_STOPPED, "body")
    with seats.inside(known.seat):
        # One that nobody looked at since its end: the constraint of one at a time knows no clock.
        late = Request.objects.filter(host__key=known.host, state=State.OPEN, ends__lte=now)
        for row in late.select_related("host"):
            expire(row, now)
    seat = Seat.objects.select_for_update().select_related("campaign").get(pk=known.seat_id)
    with seats.inside(seat):
        placed = _place(seat, known.host, now)
    if isinstance(placed, Refusal):
        return placed
    sent = letters.sent(letter, Channel.MESSAGE, now)
    if isinstance(sent, Refusal):
        transaction.set_rollback(True)  # the place is given back with all else
        return sent
    until = placed.ends - timedelta(minutes=1)
    return Done(
        f"{known.person.name} has your letter. They have until {until:%A} {until.day} {until:%B};"
        " nobody reminds them.",
        sent.act,
    )


def _place(seat: Seat, key: str, now: datetime) -> Request | Refusal:
    """A place at the host, taken. Behind the programme's wall."""
    rows = Request.objects.filter(seat=seat.key).exclude(state=State.BACK)
    waiting = rows.filter(state=State.OPEN, ends__gt=now).count()
    recent = list(rows.filter(asked__gt=now - timedelta(days=31)).values_list("asked", flat=True))
    if why := capacity.too_many(recent, waiting, now):
        return Refusal(why, "limit")
    host = Host.objects.select_for_update().filter(key=key, part=Part.IN).first()
    if host is None:
        return Refusal("They do not take part any more.", "host")
    if rows.filter(host=host, asked__gt=now - capacity.NOT_AGAIN).exists():
        return Refusal("You asked them within the last year. Ask somebody else.", "host")
    load = hosting.loads([host], now)[host.pk]
    offer, today = hosting.offer_of(host), hosting.today_of(host, now)
    if (busy := capacity.busy(offer, load, today)) is not None:
        return Refusal(busy.sentence, "host")
    request = Request.objects.create(
        campaign_id=host.campaign_id,
        host=host,
        seat=seat.key,
        asked=now,
        asked_on=today,
        ends=capacity.ends(now, host.zone, host.country),
        field=host.field,
    )
    host.fame += 1
    host.save(update_fields=["fame"])
    host.campaign = Campaign.objects.get(pk=host.campaign_id)
    post.put(host, "asked", now, seat=seat.key)
    return request


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, found from a request: the seeker's campaign and the host's row in their book."""

    owner: str
    campaign: Campaign
    person: Person


def asker(request: Request) -> Asker | None:
    """Who asks; None where they are gone, or took the host out of their book."""
    with walls.over_all():
        row = Seat.objects.filter(key=request.seat).values_list("pk", "campaign__owner").first()
    if row is None:
        return None
    with walls.within(row[1]):
        rows = Known.objects.filter(seat=row[0], host=request.host.key if request.host else "")
        known = rows.select_related("person__campaign", "campaign").first()
        return Asker(row[1], known.campaign, known.person) if known else None


@transaction.atomic
def expire(request: Request, now: datetime) -> None:
    """Nobody answered in time: a kind word in the seeker's journal, and who could be next."""
    who = asker(request)
    if who is None:
        Request.objects.filter(pk=request.pk, state=State.OPEN).update(state=State.BACK)
        return
    name = request.host.name if request.host else "them"
    with walls.within(who.owner):
        Campaign.objects.select_for_update().get(pk=who.campaign.pk)
        person = locked(who.person)
        seat = Seat.objects.select_related("campaign").get(key=request.seat)
        other = finding.next_best(seat, now, request.host.key if request.host else "")
        if read.standing_of(person).rest is None:
            text = said.expired(name, other.name if other else "")
            line = Line(
                Verb.RESTED,
                today_of(who.campaign, now),
                {"why": states.EXPIRED, "text": text},
            )
            append(who.campaign, person, [line], now, author=PROGRAMME)
    Request.objects.filter(pk=request.pk, state=State.OPEN).update(state=State.BACK)
    if other is not None:
        Request.objects.filter(pk=request.pk).update(other=other.key)


@transaction.atomic
def take_back(seat: Seat, key: str, now: datetime) -> Done | Refusal:
    """The seeker takes a request back that nobody answered: their entry is withdrawn."""
    with seats.inside(seat):
        request = Request.objects.select_related("host").get(key=key, seat=seat.key)
        host = request.host.key if request.host else ""
        if request.state != State.OPEN:
            return Refusal("There is an answer already.")
    known = Known.objects.select_related("person__campaign").get(seat=seat, host=host)
    append(
        seat.campaign,
        locked(known.person),
        [Line(Verb.RESTED, today_of(seat.campaign, now), {"why": "chosen"})],
        now,
    )
    return Done(f"{known.person.name}’s page says that you took it back.")


@transaction.atomic
def pass_on(seat: Seat, key: str, line: str) -> Done | Refusal:
    """A line of the seeker's for the host's yearly letter (F9); empty takes it out."""
    with seats.inside(seat):
        request = Request.objects.get(key=key, seat=seat.key)
        if request.state != State.TALKED:
            return Refusal("Once you have talked.", "line")
        request.line = " ".join(line.split())[: said.LONGEST_LINE]
        request.save(update_fields=["line"])
    return Done("Kept for their letter at the end of the year.")


def of(seat: Seat) -> list[tuple[Request, Host | None]]:
    """The seeker's requests, the latest first, with their hosts."""
    with seats.inside(seat):
        rows = Request.objects.filter(seat=seat.key).select_related("host").order_by("-id")
        return [(row, row.host) for row in rows[:60]]


def fields_of(campaign: Campaign) -> str:
    """What the seeker wonders about, such as "grid planning and storage"."""
    return listing(list(scope.open_fields(campaign).values_list("name", flat=True))[:3])


def agreed(who: Asker, host: Host, now: datetime) -> str:
    """After a yes: the seeker gets the host's address where they give it, and how they talk and in
    which country as they say it now; the address of the page with the seeker's free times."""
    with walls.within(who.owner):
        told = {"channel": _channel(host), "country": host.country or who.person.country}
        if host.gives_mail and not who.person.email:
            told["email"] = host.email
        people.change(who.person, told, now)
        token = host_pages.link(who.person, now)
    return f"/h/{token}" if isinstance(token, str) else "/"


def say_goodbye(host: Host, now: datetime) -> None:
    """Before a host is erased: whoever waits for their answer has one."""
    rows = Request.objects.filter(campaign=host.campaign_id, host=host, state=State.OPEN)
    for request in rows.select_related("host"):
        who = asker(request)
        if who is None:
            continue
        with walls.within(who.owner):
            text = "Does not take part in the programme any more."
            journal.record(who.person, Verb.SAID_NO, now, data={"text": text}, author=PROGRAMME)


def erase(programme: Programme, key: str, now: datetime) -> Done:
    """The office takes a host out, at their wish: whoever waits for their answer has one."""
    host = Host.objects.select_related("campaign").get(campaign=programme.campaign, key=key)
    say_goodbye(host, now)
    hosting.leave(host, never=False)
    office.note(programme, "A host was taken out and erased.", now)
    return Done("They are out of the programme, and what it knew of them is erased.")


def export(campaign: Campaign) -> list[dict[str, object]]:
    """The seeker's seats with their requests, for their export."""
    return [
        {
            "programme": seat.name,
            "since": seat.made.isoformat(),
            "languages": seat.languages,
            "requests": [
                {
                    **{"host": host.name if host else "", "asked": row.asked.isoformat()},
                    **{"state": row.state, "line": row.line},
                }
                for row, host in of(seat)
            ],
        }
        for seat in seats.of(campaign)
    ]


def letter_of(person: Person) -> Letter | None:
    """The request as it went to the host."""
    rows = scope.letters(person.campaign).filter(person=person, kind=LetterKind.REQUEST)
    return rows.exclude(sent_at=None).order_by("-sent_at").first()
