"""The debrief's form: filled in from the room, read back from what was typed, made into answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.http import QueryDict

from fifteen.actions.debrief import Answers, Heard, Promised
from fifteen.method import measures
from fifteen.method.beliefs import BeliefState
from fifteen.method.letters._drafts_promised import without_subject
from fifteen.method.quick_entry import parse_line
from fifteen.method.words import Goal, Measure, Refusal, Score
from fifteen.pages import _insights
from fifteen.pages._insights import Insights
from fifteen.pages._plan import Plan
from fifteen.pages._request import day_from
from fifteen.store import read

SPARE_NAMES, SPARE_PROMISES = 2, 1  # empty lines below what was caught
_LONGEST_INSTEAD = 300  # characters of how it is instead
MOST_LINES = 30  # of names or promises that one form may bring

_MINE = re.compile(r"\s*(?:i|me|my)\b", re.I)
_DONE_BY_ME = re.compile(
    r"^\s*(?:read|watch|try|look|join|visit|listen|report)\b"
    r"|\b(?:tell|send|show|write|let|thank|give|report)\s(?:to\s)?(?:her|him|them)\b",
    re.I,
)
"""What the seeker does for the host: a thing to read, a word to them."""


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One of the four measures with its answer, None where none is given yet."""

    key: Measure
    label: str
    hint: str
    score: int | None


@dataclass(frozen=True, slots=True)
class BeliefRow:
    """A belief of the field and what this talk said of it."""

    key: str
    text: str
    state: str
    instead: str = ""  # how it is, where it was corrected
    settled: bool = False  # by somebody before


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name heard."""

    n: int
    keep: bool
    name: str = ""
    role: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A promise of either side."""

    n: int
    keep: bool
    mine: bool
    what: str
    due: str

    @property
    def field(self) -> str:
        """The name of its day in the form."""
        return f"due-{self.n}"


@dataclass(frozen=True, slots=True)
class Form:
    """The whole form as it is shown."""

    measures: tuple[MeasureRow, ...]
    beliefs: tuple[BeliefRow, ...]
    names: tuple[NameRow, ...]
    promises: tuple[PromiseRow, ...]
    openings: tuple[str, ...]
    said: str
    goal: str
    points: int
    reached: bool
    resume_requested: bool
    insights: Insights

    @property
    def open_beliefs(self) -> list[BeliefRow]:
        """What nobody has settled yet: asked about first."""
        return [row for row in self.beliefs if not row.settled]

    @property
    def settled_beliefs(self) -> list[BeliefRow]:
        """What others have settled; this host may say otherwise."""
        return [row for row in self.beliefs if row.settled]

    @property
    def reopened(self) -> bool:
        """Whether something is typed about one that was settled."""
        return any(row.state in STATES for row in self.settled_beliefs)


SCORES = tuple((int(score), label) for score, label in measures.SCORE_LABELS.items())
STATES = tuple(str(state) for state in (BeliefState.CONFIRMED, BeliefState.CORRECTED))


def begun(plan: Plan, today: date) -> Form:
    """The form as the room leaves it: what was caught, and what that says of the measures."""
    caught = _caught(plan)
    counts = Counter({what: len(lines) for what, lines in caught.items()})
    if plan.talk.more_time:
        counts[measures.MORE_TIME] = 1
    scores, why = measures.prefill(counts), measures.noted(counts)
    goal = Goal(plan.talk.goal)
    later = str(today + timedelta(days=read.numbers_of(plan.talk.campaign).report_back_after))
    return Form(
        measures=tuple(
            MeasureRow(m.measure, m.label, why.get(m.measure, m.hint), scores.get(m.measure))
            for m in measures.MEASURES
        ),
        beliefs=tuple(
            BeliefRow(b.key, b.text, "", settled=b.state is not BeliefState.OPEN)
            for b in plan.beliefs
        ),
        names=_with_spare_names(_heard(caught["name"])),
        promises=_with_spare_promises(
            (_promised(line, later, plan.host.name) for line in caught["promise"]), later
        ),
        openings=tuple(caught["opening"]),
        said="\n".join(caught["insight"]),
        goal=measures.GOAL_LABELS[goal],
        points=int(goal),
        reached=goal is Goal.FURTHER_PERSON and bool(caught["name"]),
        resume_requested=False,
        insights=_insights.begun(plan.book, plan.host.field, caught["insight"]),
    )


def _caught(plan: Plan) -> Mapping[str, list[str]]:
    lines: dict[str, list[str]] = {"insight": [], "name": [], "promise": [], "opening": []}
    for entry in plan.caught:
        lines.setdefault(str(entry.data.get("what")), []).append(str(entry.data.get("text", "")))
    return lines


def _heard(lines: Sequence[str]) -> Iterable[NameRow]:
    for line in lines:
        facts = parse_line(line)
        role = facts.role or facts.note.split("\n", 1)[0][:200]
        yield NameRow(0, True, facts.name, role, facts.organisation)


def _promised(line: str, due: str, host: str) -> PromiseRow:
    """Whose promise a line is, from its first word or what is done; theirs where neither says."""
    what = without_subject(line.strip(), {host, *host.split()})
    if what != line.strip():
        return PromiseRow(0, True, _MINE.match(line) is not None, what, due)
    mine = _MINE.match(line) or _DONE_BY_ME.search(line)
    return PromiseRow(0, True, mine is not None, line, due)


def _with_spare_names(rows: Iterable[NameRow]) -> tuple[NameRow, ...]:
    all_rows = [*rows, *[NameRow(0, True)] * SPARE_NAMES]
    return tuple(replace(row, n=n) for n, row in enumerate(all_rows))


def _with_spare_promises(rows: Iterable[PromiseRow], due: str) -> tuple[PromiseRow, ...]:
    all_rows = [*rows, *[PromiseRow(0, True, False, "", due)] * SPARE_PROMISES]
    return tuple(replace(row, n=n) for n, row in enumerate(all_rows))


def typed(plan: Plan, post: QueryDict, today: date) -> Form:
    """The form as it was sent, so that nothing typed is lost where it is refused."""
    start = begun(plan, today)
    return replace(
        start,
        measures=tuple(
            replace(row, score=_score(post.get(f"measure-{row.key}", ""))) for row in start.measures
        ),
        beliefs=tuple(
            replace(
                row,
                state=post.get(f"belief-{row.key}", ""),
                instead=post.get(f"instead-{row.key}", "").strip()[:_LONGEST_INSTEAD],
            )
            for row in start.beliefs
        ),
        names=tuple(_name_row(post, n) for n in _lines(post, "name-")),
        promises=tuple(_promise_row(post, n) for n in _lines(post, "what-")),
        said=post.get("said", "").replace("\r\n", "\n"),
        reached="reached" in post,
        resume_requested="resume_requested" in post,
        insights=_insights.typed(start.insights, post),
    )


def _score(text: str) -> int | None:
    return int(text) if text in {str(number) for number, _ in SCORES} else None


def _lines(post: QueryDict, name: str) -> list[int]:
    numbers = (key.removeprefix(name) for key in post if key.startswith(name))
    return sorted({int(n) for n in numbers if n.isascii() and n.isdigit() and len(n) < 4})[
        :MOST_LINES
    ]


def _name_row(post: QueryDict, n: int) -> NameRow:
    texts = (post.get(f"{part}-{n}", "").strip() for part in ("name", "role", "organisation"))
    return NameRow(n, f"keep-name-{n}" in post, *texts)


def _promise_row(post: QueryDict, n: int) -> PromiseRow:
    return PromiseRow(
        n,
        f"keep-promise-{n}" in post,
        post.get(f"who-{n}") == "me",
        post.get(f"what-{n}", "").strip(),
        post.get(f"due-{n}", "").strip(),
    )


def answers(form: Form, today: date) -> Answers | Refusal:
    """What was answered, or the first thing to mend, with the field it stands in."""
    promises: list[Promised] = []
    for row in form.promises:
        if not row.keep or not row.what:
            continue
        due = day_from(row.due)
        if due is None or due < today:
            return Refusal("A promise needs a day that is still to come.", f"due-{row.n}")
        promises.append(Promised(row.mine, row.what, due))
    return Answers(
        measures={row.key: Score(row.score) for row in form.measures if row.score is not None},
        reached=form.reached,
        beliefs={row.key: row.state for row in form.beliefs if row.state in STATES},
        names=[Heard(r.name, r.role, r.organisation) for r in form.names if r.keep and r.name],
        promises=promises,
        said=form.said,
        resume_requested=form.resume_requested,
        instead={r.key: r.instead for r in form.beliefs if r.instead and r.state in STATES},
        insights=tuple(_insights.learned(form.insights)),
    )
