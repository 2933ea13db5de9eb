"""Which client needs a look first, and why, from what each client lets the coach see (O1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Q, Subquery

from fifteen.method import spoken
from fifteen.method.look import Part
from fifteen.method.words import Stage, StepKind, Verb
from fifteen.server.models import Coaching, CoachLook
from fifteen.store import read, scope
from fifteen.store.models import Campaign

STALLED = 14  # days without a request, while somebody is left to ask (C4)
_WEEKS = 8
_MOST_ASKED = 500  # requests that are looked at: nobody asks more in eight weeks
MOST_QUERIES = 7  # for a client, the wall and the note of the look with it; a test counts


@dataclass(frozen=True, slots=True)
class Why:
    """One reason: how urgent (the least first), a word for it, the sentence, the row."""

    place: int
    word: str
    sentence: str
    row: str


@dataclass(frozen=True, slots=True)
class Client:
    """A client on the page of all."""

    key: str
    name: str
    whys: tuple[Why, ...]
    weeks: tuple[int, ...]  # asked in each of the last eight

    @property
    def place(self) -> tuple[int, str]:
        """Who stands first."""
        return (min((why.place for why in self.whys), default=9), self.name.casefold())


def client(coaching: Coaching, now: datetime) -> Client:
    """A client as the coach may see them. Behind the client's wall, in a handful of counts."""
    campaign = coaching.campaign
    today = now.astimezone(read.zone(campaign)).date()
    kinds, whys = set(coaching.kinds), []
    if Part.DRAFTS in kinds:
        whys += _drafts(coaching)
    if Part.DUE in kinds:
        whys += _due(campaign, now, today)
    weeks: tuple[int, ...] = ()
    if Part.COUNTS in kinds:
        weeks, last = _asked(campaign, today)
        whys += _stalled(campaign, last, today)
    return Client(coaching.key, campaign.seeker_name, tuple(sorted(whys, key=_place)), weeks)


def _said(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _place(why: Why) -> int:
    return why.place


def _drafts(coaching: Coaching) -> list[Why]:
    looks = CoachLook.objects.filter(coaching=coaching, kinds__contains=[Part.DRAFTS])
    last = looks.order_by("-at").values("at")[:1]
    drafts = scope.letters(coaching.campaign).filter(sent_at=None, revision__gt=0)
    new = drafts.annotate(last=Subquery(last)).filter(Q(last=None) | Q(changed__gt=F("last")))
    count = new.count()
    if not count:
        return []
    what = spoken.count_of(count, "draft")
    return [Why(2, "Draft waiting", _said(f"{what} you have not seen as it stands now."), "O1")]


def _due(campaign: Campaign, now: datetime, today: date) -> list[Why]:
    soon = Q(stage=Stage.BOOKED, due_at__gte=now, due_at__lt=now + timedelta(days=2))
    late = Q(step=StepKind.THANK, due__lt=today)
    found = (
        scope.people(campaign)
        .filter(due__isnull=False)
        .aggregate(talks=Count("pk", filter=soon), thanks=Count("pk", filter=late))
    )
    whys = []
    if found["talks"]:
        what = spoken.count_of(found["talks"], "talk")
        whys.append(Why(1, "Talk soon", _said(f"{what} within two days."), "Q1"))
    if found["thanks"]:
        what = spoken.count_of(found["thanks"], "letter of thanks is", "letters of thanks are")
        whys.append(Why(0, "Thanks overdue", _said(f"{what} overdue."), "F1"))
    return whys


def _asked(campaign: Campaign, today: date) -> tuple[tuple[int, ...], date | None]:
    """Requests in each of the last weeks, and the day of the last one."""
    since = today - timedelta(weeks=_WEEKS) + timedelta(days=1)
    days = scope.entries(campaign).filter(verb=Verb.ASKED).order_by("-on").values_list("on")
    weeks, last = [0] * _WEEKS, None
    for (on,) in days[:_MOST_ASKED]:
        last = last or on
        if on < since:
            break
        weeks[min((on - since).days // 7, _WEEKS - 1)] += 1
    return tuple(weeks), last


def _stalled(campaign: Campaign, last: date | None, today: date) -> list[Why]:
    begun = campaign.begun.date() if campaign.begun else today
    days = (today - (last or begun)).days
    if days < STALLED:
        return []
    left = scope.people(campaign).filter(stage=Stage.TO_ASK).count()
    if not left:
        return []
    said = f"Asked nobody for {days} days; {spoken.count_of(left, 'name is', 'names are')} left."
    return [Why(3, "Stalled", said, "C4")]
