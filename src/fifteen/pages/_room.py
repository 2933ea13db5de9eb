"""What the room shows: the clock, the plan to tick off, the question of the moment.

Made of pieces that a rehearsal can use as well; each works without the others:

    _clock.face(passed, length)     the quarter clock as drawn by the server: _quarter.html;
                                    clock.js moves it, given a start and a length
    steps(blocks, ticked)           blocks of a plan as a list to tick off, one of them current;
                                    steps.js ticks without a page
    coming(steps), count(steps)     what comes next; "Question 3 of 5"
    room.css                        body.room, .r-top, .r-main, .r-clock, .r-ask, .r-plan, .r-notes

Only notes.js, catch.js and outbox.js keep something: a page that keeps nothing leaves them out.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from fifteen.method.agenda import Block, BlockKind
from fifteen.pages import _clock, _plan
from fifteen.pages._plan import Plan

MORE = 5  # minutes that "they offered more time" adds (T1)
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Step:
    """A block of the plan to tick off. `say` is spoken, `label` stands in the list."""

    key: str
    say: str
    label: str
    question: bool
    done: bool
    current: bool


def steps(blocks: Sequence[Block], ticked: Collection[str]) -> list[Step]:
    """The blocks as a list to tick off; the first that is not ticked is the one of the moment."""
    current = next((b.key for b in blocks if b.key not in ticked), "")
    return [
        Step(
            key=b.key,
            say=b.words,
            label=b.words if b.kind is BlockKind.QUESTION else b.title,
            question=_is_question(b),
            done=b.key in ticked,
            current=b.key == current,
        )
        for b in blocks
    ]


def _is_question(block: Block) -> bool:
    return block.kind in (BlockKind.QUESTION, BlockKind.WHO_ELSE, BlockKind.OPENING_QUESTION)


def coming(steps: Sequence[Step]) -> str:
    """What stands after the step of the moment; empty after the last."""
    at = next((n for n, s in enumerate(steps) if s.current), len(steps))
    return steps[at + 1].label if at + 1 < len(steps) else ""


def count(steps: Sequence[Step]) -> str:
    """Such as "Question 3 of 5"; empty where it is none."""
    asked = [s for s in steps if s.question]
    number = next((n for n, s in enumerate(asked, 1) if s.current), 0)
    return f"Question {number} of {len(asked)}" if number else ""


def around(plan: Plan, now: datetime) -> dict[str, Any]:
    """Everything room.html needs, as it stands at this moment."""
    talk = plan.talk
    started = talk.started_at
    length = plan.length + talk.more_time
    face = _clock.face((now - started) / _MINUTE if started else 0.0, length)
    all_steps = steps(plan.blocks, set(talk.ticked))
    return {
        "plan": plan,
        "talk": talk,
        "person": talk.person,
        "first": _plan.first_name(talk.person),
        "medium": _plan.MEDIA[plan.medium],
        "clock": face,
        "start_ms": milliseconds(started) if started else 0,
        "now_ms": milliseconds(now),
        "hands": json.dumps(talk.hands),
        "steps": all_steps,
        "step": next((s for s in all_steps if s.current), None),
        "coming": coming(all_steps),
        "count": count(all_steps),
        "over": face.phase == "over",
    }


def milliseconds(moment: datetime) -> int:
    """A moment as scripts count it: ms since 1970."""
    return int(moment.timestamp() * 1000)
