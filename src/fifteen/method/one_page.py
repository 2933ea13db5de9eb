"""The plan of a conversation as one page: all there is to print, and nothing about how (Q1-Q9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fifteen.method import checklist
from fifteen.method.agenda import Block, BlockKind
from fifteen.method.measures import GOAL_LABELS
from fifteen.method.questions import Question
from fifteen.method.words import Goal, Host

MOST_SPARE = 2  # questions for the case that time is left (EVIDENCE: six, two of them droppable)


@dataclass(frozen=True, slots=True)
class Line:
    """One part of the plan: from which minute, for how many, what to say; `asked` is a question."""

    start: int
    minutes: int
    title: str
    words: str
    asked: bool
    mine: bool
    droppable: bool


@dataclass(frozen=True, slots=True)
class OnePage:
    """What stands on the one page, in the order it stands there. Empty texts are left out."""

    name: str
    work: str  # "Exhibition developer, Harbour Science Museum"
    when: str
    goal: str
    minutes: int
    lines: tuple[Line, ...]
    spare: tuple[str, ...]  # questions for the case that time is left
    ready: tuple[tuple[str, bool], ...]  # the check list: the line, and whether it is ticked
    known: tuple[tuple[str, str], ...]  # label and what is known
    blank: tuple[str, ...]  # labels of what is not
    expect: str


def one_page(
    host: Host,
    goal: Goal,
    blocks: Sequence[Block],
    spare: Sequence[Question],
    ready: Sequence[tuple[str, bool]],
    known: Sequence[tuple[str, str]],
    when: str = "",
) -> OnePage:
    """The plan as data. `known` has a label and words, empty words for what is blank; `when` is
    a sentence such as "Today at ten, by phone"."""
    return OnePage(
        name=host.name,
        work=", ".join(filter(None, (host.role, host.organisation))),
        when=when,
        goal=GOAL_LABELS[goal],
        minutes=sum(block.minutes for block in blocks),
        lines=tuple(_line(block) for block in blocks),
        spare=tuple(q.text for q in spare[:MOST_SPARE]),
        ready=tuple(ready),
        known=tuple((label, words) for label, words in known if words),
        blank=tuple(label for label, words in known if not words),
        expect=checklist.expect(),
    )


def _line(block: Block) -> Line:
    asked = block.kind is BlockKind.QUESTION
    return Line(
        block.start, block.minutes, block.title, block.words, asked, block.mine, block.droppable
    )
