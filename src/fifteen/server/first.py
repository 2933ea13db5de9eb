"""Which client needs a look first, and why, from what each client lets the coach see (O1)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Max, Q

from fifteen.method import spoken
from fifteen.method.look import TALK_SOON, Part
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


@dataclass(frozen=True, slots=True)
class _Found:
    """What was read of all clients at once, by the id of a coaching or of a campaign."""

    drafts: Mapping[int, int]  # by coaching: not seen as they stand now
    talks: Mapping[int, int]
    thanks: Mapping[int, int]  # overdue
    asked: Mapping[int, Mapping[date, int]]  # requests by their day
    left: Mapping[int, int]  # whom nobody has asked yet


def clients(coachings: Sequence[Coaching], now: datetime) -> list[Client]:
    """Clients as their coach may see them, in the same few questions however many they are.

    Inside `walls.as_coach`; each coaching with its campaign.
    """
    days = {one.campaign_id: read.day(one.campaign, now) for one in coachings}
    found = _Found(
        _drafts(_showing(coachings, Part.DRAFTS)),
        _talks(_showing(coachings, Part.DUE), now),
        _late(_showing(coachings, Part.DUE), days),
        _asked(_showing(coachings, Part.COUNTS)),
        _left(_showing(coachings, Part.COUNTS)),
    )
    return [_client(one, days[one.campaign_id], found) for one in coachings]


def _showing(coachings: Sequence[Coaching], part: Part) -> list[Coaching]:
    return [one for one in coachings if part in one.kinds]


def _client(coaching: Coaching, today: date, found: _Found) -> Client:
    campaign, kinds = coaching.campaign, set(coaching.kinds)
    whys: list[Why] = []
    if Part.DRAFTS in kinds:
        whys += _why_drafts(found.drafts.get(coaching.pk, 0))
    if Part.DUE in kinds:
        talks, thanks = found.talks.get(campaign.pk, 0), found.thanks.get(campaign.pk, 0)
        whys += _why_due(talks, thanks)
    weeks: tuple[int, ...] = ()
    if Part.COUNTS in kinds:
        asked = found.asked.get(campaign.pk, {})
        weeks = _weeks(asked, today)
        whys += _why_stalled(campaign, asked, found.left.get(campaign.pk, 0), today)
    return Client(coaching.key, campaign.seeker_name, tuple(sorted(whys, key=_place)), weeks)


def _said(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _place(why: Why) -> int:
    return why.place


def _campaigns(coachings: Sequence[Coaching]) -> list[int]:
    return [one.campaign_id for one in coachings]


def _drafts(coachings: Sequence[Coaching]) -> dict[int, int]:
    """By coaching, how many drafts have changed since this coach last looked at them."""
    looks = CoachLook.objects.filter(coaching__in=coachings, kinds__contains=[Part.DRAFTS])
    last = dict(looks.values_list("coaching").annotate(Max("at")).order_by())
    drafts = scope.letters_of_all(_campaigns(coachings)).filter(sent_at=None, revision__gt=0)
    changed: defaultdict[int, list[datetime]] = defaultdict(list)
    for campaign, at in drafts.values_list("campaign_id", "changed"):
        changed[campaign].append(at)
    return {
        one.pk: sum(one.pk not in last or at > last[one.pk] for at in changed[one.campaign_id])
        for one in coachings
    }


def _why_drafts(count: int) -> list[Why]:
    if not count:
        return []
    what = spoken.count_of(count, "draft")
    return [Why(2, "Draft waiting", _said(f"{what} you have not seen as it stands now."), "O1")]


def _talks(coachings: Sequence[Coaching], now: datetime) -> Counter[int]:
    """By campaign, how many talks begin soon, by what was agreed: the step with somebody may be
    another one until the day is here."""
    campaigns = _campaigns(coachings)
    rows = scope.people_of_all(campaigns).filter(stage=Stage.BOOKED)
    whose = dict(rows.values_list("pk", "campaign_id").order_by())
    standings = read.standings_of_all(campaigns, list(whose))
    return Counter(
        whose[pk]
        for pk, stands in standings.items()
        if stands.booking and now <= stands.booking.start < now + TALK_SOON
    )


def _late(coachings: Sequence[Coaching], days: Mapping[int, date]) -> dict[int, int]:
    """By campaign, how many letters of thanks are overdue."""
    late = Q(pk=None)
    for day in {days[one.campaign_id] for one in coachings}:  # the earth has three at most
        there = [one.campaign_id for one in coachings if days[one.campaign_id] == day]
        late |= Q(step=StepKind.THANK, due__lt=day, campaign__in=there)
    rows = scope.people_of_all(_campaigns(coachings)).filter(late)
    return dict(rows.values_list("campaign_id").annotate(Count("pk")).order_by())


def _why_due(talks: int, thanks: int) -> list[Why]:
    whys = []
    if talks:
        what = spoken.count_of(talks, "talk")
        whys.append(Why(1, "Talk soon", _said(f"{what} within two days."), "Q1"))
    if thanks:
        what = spoken.count_of(thanks, "letter of thanks is", "letters of thanks are")
        whys.append(Why(0, "Thanks overdue", _said(f"{what} overdue."), "F1"))
    return whys


def _asked(coachings: Sequence[Coaching]) -> dict[int, dict[date, int]]:
    """By campaign, how many requests were sent on which day."""
    rows = scope.entries_of_all(_campaigns(coachings)).filter(verb=Verb.ASKED)
    found: defaultdict[int, dict[date, int]] = defaultdict(dict)
    for campaign, on, count in rows.values_list("campaign_id", "on").annotate(Count("pk")):
        found[campaign][on] = count
    return found


def _weeks(asked: Mapping[date, int], today: date) -> tuple[int, ...]:
    """Requests in each of the last weeks."""
    since = today - timedelta(weeks=_WEEKS) + timedelta(days=1)
    weeks = [0] * _WEEKS
    for on, count in asked.items():
        if on >= since:
            weeks[min((on - since).days // 7, _WEEKS - 1)] += count
    return tuple(weeks)


def _left(coachings: Sequence[Coaching]) -> dict[int, int]:
    """By campaign, whom nobody has asked yet."""
    rows = scope.people_of_all(_campaigns(coachings)).filter(stage=Stage.TO_ASK)
    return dict(rows.values_list("campaign_id").annotate(Count("pk")).order_by())


def _why_stalled(
    campaign: Campaign, asked: Mapping[date, int], left: int, today: date
) -> list[Why]:
    begun = campaign.begun.date() if campaign.begun else today
    days = (today - max(asked, default=begun)).days
    if days < STALLED or not left:
        return []
    said = f"Asked nobody for {days} days; {spoken.count_of(left, 'name is', 'names are')} left."
    return [Why(3, "Stalled", said, "C4")]
