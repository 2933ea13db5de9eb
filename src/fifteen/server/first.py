"""Which client needs a look first, and why, from what each client lets the coach see (O1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fifteen.method import spoken
from fifteen.method.look import Part
from fifteen.method.words import Stage, StepKind, Verb
from fifteen.server.models import Coaching, CoachLook
from fifteen.store import read, scope
from fifteen.store.models import Campaign

STALLED = 14  # days without a request, while somebody is left to ask (C4)
_WEEKS = 8


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
        weeks = _asked(campaign, today)
        whys += _stalled(campaign, today)
    return Client(coaching.key, campaign.seeker_name, tuple(sorted(whys, key=_place)), weeks)


def _said(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _place(why: Why) -> int:
    return why.place


def _drafts(coaching: Coaching) -> list[Why]:
    looks = CoachLook.objects.filter(coaching=coaching, kinds__contains=[Part.DRAFTS])
    last = looks.order_by("-at").values_list("at", flat=True).first()
    drafts = scope.letters(coaching.campaign).filter(sent_at=None, revision__gt=0)
    new = (drafts.filter(changed__gt=last) if last else drafts).count()
    if not new:
        return []
    what = spoken.count_of(new, "draft")
    return [Why(2, "Draft waiting", _said(f"{what} you have not seen as it stands now."), "O1")]


def _due(campaign: Campaign, now: datetime, today: date) -> list[Why]:
    people = scope.people(campaign)
    whys = []
    soon = people.filter(stage=Stage.BOOKED, due_at__gte=now, due_at__lt=now + timedelta(days=2))
    talks = soon.count()
    if talks:
        what = spoken.count_of(talks, "talk")
        whys.append(Why(1, "Talk soon", _said(f"{what} within two days."), "Q1"))
    thanks = people.filter(step=StepKind.THANK, due__lt=today).count()
    if thanks:
        what = spoken.count_of(thanks, "letter of thanks is", "letters of thanks are")
        whys.append(Why(0, "Thanks overdue", _said(f"{what} overdue."), "F1"))
    return whys


def _asked(campaign: Campaign, today: date) -> tuple[int, ...]:
    since = today - timedelta(weeks=_WEEKS) + timedelta(days=1)
    rows = scope.entries(campaign).filter(verb=Verb.ASKED, on__gte=since)
    weeks = [0] * _WEEKS
    for on in rows.values_list("on", flat=True):
        weeks[min(max((on - since).days // 7, 0), _WEEKS - 1)] += 1
    return tuple(weeks)


def _stalled(campaign: Campaign, today: date) -> list[Why]:
    asked = scope.entries(campaign).filter(verb=Verb.ASKED).order_by("-on")
    last = asked.values_list("on", flat=True).first()
    left = scope.people(campaign).filter(stage=Stage.TO_ASK).count()
    begun = campaign.begun.date() if campaign.begun else today
    days = (today - (last or begun)).days
    if days < STALLED or not left:
        return []
    said = f"Asked nobody for {days} days; {spoken.count_of(left, 'name is', 'names are')} left."
    return [Why(3, "Stalled", said, "C4")]
