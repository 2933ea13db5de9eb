"""The plan of the minutes: opening, questions, who else, the résumé late, thanks (Q3-Q6, T1-T5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from fifteen.method import numbers
from fifteen.method.questions import OPENING_THEME, WHO_ELSE_THEME, Question, sayable
from fifteen.method.words import THROUGH_PERSON, Goal, Host, Medium, Purpose, Seeker, TieKind

LENGTH = 15  # minutes (A3, Q4)
SHORTEST = 5  # minutes; below that there is nothing to plan
OPENING_MINUTES = 1
WHO_ELSE_MINUTES = 1
CLOSING_MINUTES = 1
RESUME_MINUTES = 2  # Q6
OPENING_QUESTION_MINUTES = 2  # Q3, goal 4
QUESTION_LONGEST = 3  # minutes for one question and what follows from it
QUESTION_SHORTEST = 2
FEWEST_QUESTIONS = 3  # Q4: three to five questions in a quarter of an hour
MOST_QUESTIONS = 5
_LEFT_FOR_QUESTIONS = 4  # minutes; the résumé goes before the questions do

_HARD_THEMES = ("worst-part", "would-change")
_ANYTHING = "What is the work really like, and what do people outside get wrong about it?"


class BlockKind(StrEnum):
    """The parts of a conversation, in their order."""

    OPENING = "opening"
    QUESTION = "question"
    WHO_ELSE = "who-else"
    RESUME = "resume"
    OPENING_QUESTION = "opening-question"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Block:
    """One part of the plan: what to say, from which minute, for how many minutes, and why."""

    key: str
    kind: BlockKind
    title: str
    words: str
    start: int
    minutes: int
    rows: tuple[str, ...]
    droppable: bool = False
    mine: bool = False
    unheard: bool = False


def plan(
    questions: Sequence[Question],
    goal: Goal,
    medium: Medium,
    length_minutes: int = LENGTH,
    host: Host | None = None,
    seeker: Seeker | None = None,
    resume: bool | None = None,
) -> tuple[Block, ...]:
    """The conversation as blocks whose minutes add up to `length_minutes`.

    `questions` are asked in the order given, as many as fit; the first about who else, and with
    goal 4 the first about openings, take their own places near the end. `resume`: True where the
    seeker wants advice on it, False where not; None leaves it to purpose and goal (Q6).
    Raises ValueError for fewer than five minutes.
    """
    if length_minutes < SHORTEST:
        raise ValueError(f"A plan needs at least {SHORTEST} minutes, not {length_minutes}.")
    host, seeker = host or Host(), seeker or Seeker()
    known = sayable.of(host, seeker.names_asked)
    late = [_who_else(questions, known)]
    room = length_minutes - OPENING_MINUTES - WHO_ELSE_MINUTES - CLOSING_MINUTES
    if goal == Goal.OPENING and room - OPENING_QUESTION_MINUTES >= QUESTION_SHORTEST:
        room -= OPENING_QUESTION_MINUTES
        late.append(_opening_question(questions, known))
    if _with_resume(resume, goal, seeker) and room - RESUME_MINUTES >= _LEFT_FOR_QUESTIONS:
        room -= RESUME_MINUTES
        late.insert(1, _resume(medium, known))
    parts = [
        _opening(host, known, seeker, length_minutes),
        *_asked(questions, room, length_minutes),
        *late,
        _closing(goal, host, medium),
    ]
    return _from_minute_nought(parts)


def default_questions(
    ranked: Sequence[Question], count: int, spare_ones: int | None = None
) -> tuple[Question, ...]:
    """The questions to go in with: `count` of the ranked, the last `spare_ones` (else two) of them
    droppable.

    One that lets the host tell their story opens (Q2), the seeker's own follow (P4), one asks for
    the worst part or what they would change, and one serves the goal (Q3). Questions with a place
    of their own in the plan (who else, openings) are not among them.
    """
    pool = [q for q in ranked if q.theme not in (WHO_ELSE_THEME, OPENING_THEME)]
    ours = numbers.default().questions_spare
    firm = max(1, count - (ours if spare_ones is None else spare_ones))
    mine = [q for q in pool if q.mine]
    hard = [q for q in pool if q.theme in _HARD_THEMES and not q.droppable][:1]
    stories = [q for q in pool if q.personal and not q.droppable]
    opener = stories[:1] if firm > len(hard) + min(1, len(mine)) else []
    own_places = max(0, firm - len(hard) - len(opener))
    chosen = opener + mine[:own_places] + hard
    served = any(q.of_goal for q in chosen)
    rest = [q for q in pool if not q.droppable and q not in chosen and not q.mine]
    rest.sort(key=lambda q: served or not q.of_goal)  # stable: otherwise as ranked
    chosen += rest[: firm - len(chosen)]
    spare = [replace(q, droppable=True) for q in mine[own_places:]]
    themes = {q.theme for q in chosen}
    others = [q for q in pool if q.droppable]
    spare += [q for q in others if q.theme not in themes] + [q for q in others if q.theme in themes]
    return tuple((chosen + spare)[:count])


def spare(questions: Sequence[Question], blocks: Sequence[Block]) -> tuple[Question, ...]:
    """The questions that stand ready but have no minutes in the plan."""
    planned = {block.key for block in blocks}
    return tuple(q for q in questions if q.key not in planned)


def closing_words(goal: Goal, host: Host, medium: Medium = Medium.PHONE) -> str:
    """What to say at minute fifteen, so that the seeker is the one who ends it (T1, T5, Q3)."""
    first = sayable.of(host).first
    thanks = f"Thank you, {first}." if first else "Thank you."
    brief = "I promised to be brief, and I would like to keep my word."
    if medium == Medium.IN_PERSON:
        brief = "I promised to be brief, so I will let you get back to your day."
    return f"{thanks} {brief} {_PARTING[goal]}"


_PARTING = {
    Goal.CONNECTION: "This taught me more than a month of reading. May I stay in touch?",
    Goal.FURTHER_PERSON: "If somebody else comes to mind whom I should hear, I would be glad of "
    "the name, and I will tell you what came of it.",
    Goal.REMEMBERED: "I will try what you advised. May I write in a few weeks and tell you how "
    "it went?",
    Goal.OPENING: "It was kind of you to be so open about how things work. I will think it over "
    "and write to tell you where it led.",
}


def _with_resume(asked: bool | None, goal: Goal, seeker: Seeker) -> bool:
    if asked is not None:
        return asked
    return goal == Goal.OPENING or seeker.purpose in (Purpose.WORK, Purpose.OPPORTUNITIES)


def _opening(host: Host, known: sayable.Sayable, seeker: Seeker, minutes: int) -> Block:
    thanks = f"Thank you for making the time{', ' + known.first if known.first else ''}."
    tie = _tie_words(host.tie.kind, known.via)
    aim = known.either(
        "I would like to understand what work in {field} is really like.",
        "I would like to understand what your work is really like.",
    )
    if seeker.purpose == Purpose.RENEW:
        aim = "I would like to hear what you are doing these days."
    length = "fifteen minutes" if minutes == LENGTH else f"{minutes} minutes"
    words = " ".join(filter(None, (thanks, tie, aim, f"I will keep it to {length}.")))
    return _block("opening", BlockKind.OPENING, "Opening", words, OPENING_MINUTES, "Q4", "A5")


def _tie_words(kind: TieKind, via: str) -> str:
    """One sentence about what joins the two, from what is known and nothing else."""
    if kind in THROUGH_PERSON and via:
        return f"I am glad that {via} led me to you."
    if kind in (TieKind.ALUMNI, TieKind.GROUP) and via:
        return f"It is good to meet somebody else from {via}."
    if kind in (TieKind.DORMANT, TieKind.COLLEAGUE):
        return "It is good to talk to you again."
    return ""


def _asked(questions: Sequence[Question], room: int, length: int) -> list[Block]:
    """As many questions as `room` minutes hold: two to three minutes each, the longer first."""
    pool = [q for q in questions if q.theme not in (WHO_ELSE_THEME, OPENING_THEME)]
    if not pool:
        return [
            _block("anything", BlockKind.QUESTION, "What it is really like", _ANYTHING, room, "Q2")
        ]
    firm = [q for q in pool if not q.droppable]
    number = min(_how_many(len(firm), room, length), len(pool))
    kept = (firm + [q for q in pool if q.droppable])[:number]
    base, longer = divmod(room, number)
    return [
        Block(
            q.key,
            BlockKind.QUESTION,
            q.theme_label,
            q.text,
            0,
            base + (place < longer),
            (q.row,),
            q.droppable,
            q.mine,
            q.unheard,
        )
        for place, q in enumerate(sorted(kept, key=pool.index))
    ]


def _how_many(firm: int, room: int, length: int) -> int:
    most = max(1, room // QUESTION_SHORTEST)
    least = -(-room // QUESTION_LONGEST)
    if length <= LENGTH:
        most, least = min(most, MOST_QUESTIONS), max(least, min(FEWEST_QUESTIONS, most))
    return min(max(firm, least), most)


def _who_else(questions: Sequence[Question], known: sayable.Sayable) -> Block:
    usual = known.either(
        "Who else in {field} would you speak with, in my place? {names} would already help.",
        "Who else would you speak with, in my place? {names} would already help.",
    )
    words = next((q.text for q in questions if q.theme == WHO_ELSE_THEME), usual)
    return _block("who-else", BlockKind.WHO_ELSE, "Who else?", words, WHO_ELSE_MINUTES, "T4")


def _resume(medium: Medium, known: sayable.Sayable) -> Block:
    lead = {
        Medium.IN_PERSON: "I have brought my résumé, for advice only.",
        Medium.VIDEO: "May I show you my résumé for a moment, for advice only?",
        Medium.PHONE: "May I read you three lines of my résumé, for advice only?",
    }[medium]
    ask = known.either(
        "What on it would somebody in {field} not understand?",
        "What on it would somebody in your place not understand?",
    )
    words = f"{lead} {ask}"
    title = "Résumé, for advice"
    return _block("resume", BlockKind.RESUME, title, words, RESUME_MINUTES, "Q6", droppable=True)


def _opening_question(questions: Sequence[Question], known: sayable.Sayable) -> Block:
    usual = known.either(
        "How do people usually hear about openings at {organisation}?",
        "How do people usually hear about openings where you work?",
    )
    words = next((q.text for q in questions if q.theme == OPENING_THEME), usual)
    return _block(
        "opening-question",
        BlockKind.OPENING_QUESTION,
        "Gently, how people are found",
        words,
        OPENING_QUESTION_MINUTES,
        "Q3",
        "T6",
    )


def _closing(goal: Goal, host: Host, medium: Medium) -> Block:
    words = closing_words(goal, host, medium)
    title = "Thanks, and you end it"
    return _block("closing", BlockKind.CLOSING, title, words, CLOSING_MINUTES, "T5", "T1")


def _block(
    key: str,
    kind: BlockKind,
    title: str,
    words: str,
    minutes: int,
    *rows: str,
    droppable: bool = False,
) -> Block:
    return Block(key, kind, title, words, 0, minutes, rows, droppable)


def _from_minute_nought(parts: Sequence[Block]) -> tuple[Block, ...]:
    placed: list[Block] = []
    minute = 0
    for part in parts:
        placed.append(replace(part, start=minute))
        minute += part.minutes
    return tuple(placed)
