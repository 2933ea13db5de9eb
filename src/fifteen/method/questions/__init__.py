"""Questions made out to a host and ranked by what the seeker does not know yet (Q2, P3, P4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2s

from fifteen.method.beliefs import Belief, BeliefState, as_question, slot_of
from fifteen.method.questions import bank, sayable
from fifteen.method.words import Goal, Host, Seeker, Slot

OWN_THEME = "own"
LEFT_THEME = "left"
BELIEF_THEME = "belief"
WHO_ELSE_THEME = "who-else"
OPENING_THEME = "opening-inside"

# Weights of the ranking: a judgement, in points that mean nothing outside this file. What nobody
# has spoken of weighs most; the second question of a theme waits until other themes had a turn.
_UNHEARD = (30, 18, 8)  # by how often a slot was spoken of: never, once, twice; then 0
_NO_SLOT = 16  # not about the work: never used up, never urgent
_PERSONAL = 20  # Q2: personal ones first
_OF_THE_GOAL = 24  # Q3
_OF_ANOTHER_GOAL = -40
_OF_THE_PURPOSE = 10  # P1
_MADE_OUT = 4  # it names the host's role, field or organisation
_DROPPABLE = -6
_SAME_THEME = -34  # for each question of the theme that stands before it
_SAME_SLOT = -7


@dataclass(frozen=True, slots=True)
class Question:
    """A question ready to be asked; `mine` where it is the seeker's own (P3, P4)."""

    key: str
    text: str
    theme: str
    theme_label: str
    slot: Slot | None
    row: str
    droppable: bool = False
    mine: bool = False
    personal: bool = False
    of_goal: bool = False  # it serves the goal chosen for this talk (Q3)
    unheard: bool = False  # of other things hosts have spoken, of this nobody yet


def for_host(
    host: Host,
    seeker: Seeker,
    goal: Goal,
    beliefs: Sequence[Belief] = (),
    own: Sequence[str] = (),
    heard_slots: Mapping[str, int] | None = None,
    left: Sequence[str] = (),
) -> tuple[Question, ...]:
    """Everything worth asking this host, the most useful first.

    The seeker's own questions come first, then what reading left open (P4), then open beliefs
    (P3), then the bank: what hosts have said least about (`heard_slots`: how many people spoke of
    each slot), the host's own story
    before the rest (Q2), theme after theme, with the goal in view (Q3). Questions about openings
    are offered with goal 4 alone.
    """
    mine = _own(own) + _left(left, own) + _from_beliefs(beliefs)
    known = {_folded(q.text) for q in mine}
    offered = [
        (q, weight)
        for q, weight in _made_out(host, seeker, goal, heard_slots or {})
        if _folded(q.text) not in known
    ]
    return (*mine, *_varied(offered, taken=[q.slot for q in mine]))


def _own(lines: Sequence[str]) -> tuple[Question, ...]:
    texts = dict.fromkeys(" ".join(line.split()) for line in lines)
    unique = {_folded(text): text for text in texts if text}
    return tuple(
        Question(f"own-{_short(text)}", text, OWN_THEME, "Yours", None, "P4", mine=True)
        for text in unique.values()
    )


def _left(lines: Sequence[str], own: Sequence[str]) -> tuple[Question, ...]:
    taken = {_folded(" ".join(line.split())) for line in own}
    return tuple(
        Question(f"left-{_short(text)}", text, LEFT_THEME, "Left open", None, "P4", mine=True)
        for text in lines
        if _folded(text) not in taken
    )


def _from_beliefs(beliefs: Sequence[Belief]) -> tuple[Question, ...]:
    return tuple(
        Question(
            key=f"belief-{belief.key}",
            text=as_question(belief),
            theme=BELIEF_THEME,
            theme_label="Yours, still open",
            slot=slot_of(belief),
            row="P3",
            mine=True,
        )
        for belief in beliefs
        if belief.state == BeliefState.OPEN and belief.text.strip()
    )


def _made_out(
    host: Host, seeker: Seeker, goal: Goal, heard: Mapping[str, int]
) -> Iterable[tuple[Question, int]]:
    known, told = sayable.of(host, seeker.names_asked), any(heard.values())
    for entry in bank.entries():
        if entry.purpose not in (None, seeker.purpose):
            continue
        if entry.goal == Goal.OPENING and goal != Goal.OPENING:
            continue
        complete = known.has(entry.needs)
        text = known.fill(entry.text if complete else entry.plain)
        if text:
            unheard = told and entry.slot is not None and not heard.get(entry.slot)
            question = _question(entry, text, unheard, entry.goal == goal)
            yield question, _weight(entry, complete, goal, heard)


def _question(entry: bank.Entry, text: str, unheard: bool, of_goal: bool) -> Question:
    theme = entry.theme
    return Question(
        key=entry.key,
        text=text,
        theme=theme.key,
        theme_label=theme.label,
        slot=entry.slot,
        row=theme.row,
        droppable=entry.droppable,
        personal=theme.personal,
        of_goal=of_goal,
        unheard=unheard,
    )


def _weight(entry: bank.Entry, complete: bool, goal: Goal, heard: Mapping[str, int]) -> int:
    weight = _NO_SLOT
    if entry.slot is not None:
        times = max(0, heard.get(entry.slot, 0))
        weight = _UNHEARD[times] if times < len(_UNHEARD) else 0
    if entry.goal is not None:
        weight += _OF_THE_GOAL if entry.goal == goal else _OF_ANOTHER_GOAL
    weight += _OF_THE_PURPOSE if entry.purpose is not None else 0
    weight += _PERSONAL if entry.theme.personal else 0
    weight += _MADE_OUT if entry.needs and complete else 0
    return weight + (_DROPPABLE if entry.droppable else 0)


def _varied(
    offered: Sequence[tuple[Question, int]], taken: Sequence[Slot | None]
) -> list[Question]:
    """Best first, where each choice makes its theme and its slot less pressing."""
    themes: Counter[str] = Counter()
    slots: Counter[Slot | None] = Counter(slot for slot in taken if slot)
    left = list(offered)
    ranked: list[Question] = []
    while left:
        best = max(
            range(len(left)),
            key=lambda n: (
                left[n][1]
                + _SAME_THEME * themes[left[n][0].theme]
                + _SAME_SLOT * slots[left[n][0].slot]
            ),
        )
        question, _ = left.pop(best)
        ranked.append(question)
        themes[question.theme] += 1
        if question.slot:
            slots[question.slot] += 1
    return ranked


def _folded(text: str) -> str:
    return text.casefold().rstrip(" ?.!")


def _short(text: str) -> str:
    """A key that stays with the text, whatever stands around it."""
    return blake2s(_folded(text).encode(), digest_size=5).hexdigest()
