"""What the page of one person shows: the standing line, the next step, facts, ways in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from fifteen.actions._letter_words import title
from fifteen.adapters.people.countries import iso
from fifteen.method import offers, spoken, standing, whereabouts
from fifteen.method.folding import fold
from fifteen.method.whereabouts import Whereabouts
from fifteen.method.words import (
    LetterKind,
    Stage,
    Standing,
    Step,
    StepKind,
    Tie,
    TieKind,
    Verb,
)
from fifteen.pages import _post, _said, _steps, _timeline, _ways, _zones
from fifteen.pages._facts import Wrong, fact_boxes, fact_values
from fifteen.pages._request import Asked
from fifteen.pages._stands import standing_line
from fifteen.pages.templatetags.fifteen import tie_label
from fifteen.store import read, scope, suggest
from fifteen.store.models import Campaign, KnownMail, Person

MOST_TOLD = 60
"""So many lines of the timeline at once; `?all=1` shows the rest."""
_MOST_LETTERS = 20

TIES = tuple((str(kind), tie_label(Tie(kind))) for kind in TieKind)


@dataclass(frozen=True, slots=True)
class Next:
    """The panel of the next step."""

    title: str
    reason: str
    row: str
    action: _steps.Action | None
    due: str = ""
    may_wait: bool = True  # whether "later" makes sense
    waits: bool = False  # nothing to do before its day


def shown(request: Asked, person: Person, wrong: Wrong | None = None) -> dict[str, Any]:
    """Everything the template needs; a handful of queries whatever the size of the book."""
    campaign, now, today = request.campaign, request.now, request.today
    person.campaign = campaign
    lines = read.lines(scope.entries_of(person))
    stands = standing.of(lines)
    step = _steps.step_of(campaign, person, stands, now)
    ((_, _, step),) = _steps.with_reasons(campaign, [(person, stands, step)], today)
    story = _timeline.tell(lines, partial(read.local, campaign))
    everything = bool(request.GET.get("all"))
    return {
        "person": person,
        **_from_file(person),
        "stands": stands,
        "tie": read.tie(person),
        "standing_line": standing_line(person, stands, today),
        "next": next_of(person, stands, step, now, today),
        "plan": f"/conversations/{stands.booking.conversation}/prepare" if stands.booking else "",
        "came_back": came_back(stands),
        "story": story,
        "told": story.told if everything else story.told[:MOST_TOLD],
        "untold": 0 if everything else max(0, len(story.told) - MOST_TOLD),
        **(_ways.around(person, campaign) if to_win(stands) else {}),
        "to_win": to_win(stands),
        "tags": list(scope.tags(campaign).filter(person=person).values_list("name", flat=True)),
        "where_told": told_where(person),
        "letters": letters_of(person, today),
        "mails": [(one, _post.checked(one)) for one in _mails(campaign, person)],
        **_post.on_page(campaign, now, today, person),
        "zone_words": zone_words(person, now),
        "link": web_address(person.link),
        "boxes": fact_boxes(person, wrong),
        "values": fact_values(person, wrong),
        "fields": list(scope.fields(campaign).values_list("name", flat=True)),
        "ties": TIES,
        "zones": _zones.COMMON,
        "choices": _steps.later_choices(today, campaign.country),
        "in_two_weeks": today + timedelta(days=read.numbers_of(campaign).report_back_after),
        "wrong": wrong,
        "today": today,
        "now": now,
    }


def to_win(stands: Standing) -> bool:
    """Whether a yes is still to be won: only then ways in, and why they may say it, are of use."""
    return stands.met_on is None and stands.stage in (Stage.TO_ASK, Stage.ASKED, Stage.RESTING)


def _mails(campaign: Campaign, person: Person) -> list[KnownMail]:
    return list(scope.mails(campaign).filter(person=person)[:_MOST_LETTERS])


def _from_file(person: Person) -> dict[str, Any]:
    """What they offered through a programme, as one sentence (O2), and what else a file told."""
    offer = offers.offer_of(person.extra)
    if offer is None:
        return {"offer": "", "from_file": person.extra}
    rest = {k: v for k, v in person.extra.items() if k not in offers.KEYS.values()}
    return {"offer": offers.sentence(offer), "from_file": rest}


def next_of(
    person: Person, stands: Standing, step: Step | None, now: datetime, today: date
) -> Next | None:
    """The next step in a sentence, with its button; None while they rest."""
    if step is None:
        return None
    action = _steps.action(person, stands, step, now)
    sentence = _lower(_steps.sentence(person, step))
    if step.kind is StepKind.REST:
        title = f"Nothing to do. It rests from {spoken.day(max(step.due, today), today)}."
        reason = "One who did not answer by then is left in peace; that says nothing about you."
        return Next(title, reason, "R6", None, may_wait=False, waits=True)
    if _is_the_talk(person, stands, step, today):
        return _talk_next(person, stands, step, now, today)
    if step.due > today:
        until = spoken.day(step.due, today)
        reason = step.reason if step.kind in _ANSWERS else _WAITS.get(step.kind, "")
        title = f"Nothing to do until {until}. Then: {sentence}."
        early = None if step.kind in (StepKind.REMIND, StepKind.CONFIRM) else action
        return Next(title, reason, step.row, early, may_wait=False, waits=True)
    due = _steps.due_words(step, now, today)
    reason, row = step.reason, step.row
    if step.kind is StepKind.ASK and stands.introduction_asked_on is None:
        around = suggest.surroundings(person.campaign, today)
        why = suggest.ranking(person, around)
        reason, row = why.reason, why.row
    if (theirs := _said.instead(person, stands, step, person.campaign, now)) is not None:
        reason, action, _ = theirs
    return Next(f"Next: {sentence}", reason, row, action, due)


def _is_the_talk(person: Person, stands: Standing, step: Step, today: date) -> bool:
    """Also where the confirmation is due but the day is here: it comes too late then."""
    if stands.booking is None or step.kind not in (StepKind.HOLD, StepKind.CONFIRM):
        return False
    is_here = read.day(person.campaign, stands.booking.start) <= today
    return step.kind is StepKind.HOLD or (is_here and stands.took_on is None)


def _talk_next(
    person: Person, stands: Standing, step: Step, now: datetime, today: date
) -> Next | None:
    assert stands.booking is not None
    when = spoken.moment(read.local(person.campaign, stands.booking.start), today)
    title = f"Next: talk with {person.name}, {when}"
    confirm = step.kind is StepKind.CONFIRM
    reason = "Ten quiet minutes with the plan are enough." if confirm else step.reason
    action = _steps.talk_action(stands, now)
    return Next(title, reason, "Q1" if confirm else step.row, action, may_wait=False)


_WAITS = {
    StepKind.REMIND: "A letter wants time. One friendly reminder is fair then.",
    StepKind.TOUCH: "A line now and then keeps the door open.",
    StepKind.ASK: "You put this off yourself.",
    StepKind.WRITE_AGAIN: "They asked you to come back around then.",
    StepKind.ASK_THEIRS: "They said they would do something by then; until then it is theirs.",
    StepKind.KEEP_MINE: "You said you would do something by then.",
    StepKind.CONFIRM: "A line the day before spares both sides a missed talk.",
}

_ANSWERS = (
    *(StepKind.CLARIFY, StepKind.OFFER_PHONE, StepKind.THANK_NO),
    *(StepKind.ANSWER_QUESTION, StepKind.REBOOK),
)
"""What was put off by hand: why it is next stays true until then."""

CAME_BACK = (
    (Verb.SAID_YES, "Yes"),
    (Verb.SAID_NO, "No"),
    (Verb.PUT_OFF, "Not now"),
    (Verb.OFFERED_PHONE, "By phone instead"),
    (Verb.NAMED_SOMEONE, "Somebody else"),
    (Verb.ASKED_BACK, "A question"),
)


def came_back(stands: Standing) -> tuple[tuple[Verb, str], ...]:
    """The answers to choose from where one may come; nothing where none is awaited."""
    if stands.stage not in (Stage.ASKED, Stage.YES) or stands.open_answer is not None:
        return ()
    return CAME_BACK


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter in the list: what it is, where it stands, where it is."""

    title: str
    state: str
    url: str


def letters_of(person: Person, today: date) -> list[LetterLine]:
    """The latest letters, drafts among them."""
    rows = scope.letters(person.campaign).filter(person=person).select_related(None)
    return [
        LetterLine(
            title(LetterKind(kind)),
            f"sent {spoken.day(timezone.localtime(sent_at).date(), today)}" if sent_at else "draft",
            f"/people/{person.key}/letters/{key}",
        )
        for kind, key, sent_at in rows.order_by("-pk").values_list("kind", "key", "sent_at")[
            :_MOST_LETTERS
        ]
    ]


def told_where(person: Person) -> Whereabouts | None:
    """Where they may be, while neither country nor zone is known."""
    if person.country or person.zone:
        return None
    return whereabouts.told(person.phone, person.email, iso(person.place.rpartition(",")[2]))


def zone_words(person: Person, now: datetime) -> str:
    """Their zone and how their clock stands to ours; empty where it is not known."""
    if not person.zone or not _zones.known(person.zone):
        return person.zone
    ahead = _zones.ahead_words(person.zone, read.clock(person.campaign, now), now)
    return f"{_zones.place(person.zone)}: {ahead}"


def web_address(link: str) -> str:
    """A profile's address if it can be opened safely, else nothing."""
    if link.lower().startswith(("https://", "http://")):
        return link
    bare = "." in link and not any(c in link for c in ": ")
    return f"https://{link}" if bare else ""


def same_name(typed: str, person: Person) -> bool:
    """Whether the name was typed that is about to be forgotten."""
    return fold(typed) == person.name_fold


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
