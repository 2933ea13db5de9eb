"""A card of the board moves by an act of the journal, and never otherwise."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.world import TODAY, entries

from fifteen.method import permitted, standing
from fifteen.method.moves import RECORDED, moves, why_not
from fifteen.method.words import Entry, Stage, Standing

_DIARIES = {
    Stage.TO_ASK: "",
    Stage.ASKED: "16 Nov asked",
    Stage.YES: "16 Nov asked\n18 Nov said-yes",
    Stage.BOOKED: "16 Nov asked\n18 Nov booked conversation=c start=2026-11-25T10:00:00+00:00",
    Stage.MET: "16 Nov asked\n18 Nov met conversation=c",
    Stage.THANKED: "16 Nov asked\n18 Nov met conversation=c\n18 Nov thanked",
    Stage.RESTING: "16 Nov asked\n18 Nov rested",
}


def _standing(diary: str) -> Standing:
    return standing.of(entries(diary))


@pytest.mark.parametrize("stage", list(Stage))
def test_every_stage_has_a_way_on(stage: Stage) -> None:
    stands = _standing(_DIARIES[stage])
    assert stands.stage is stage
    assert moves(stands, TODAY)
    assert all(move.to is not stage for move in moves(stands, TODAY))


@pytest.mark.parametrize("stage", list(Stage))
def test_what_is_recorded_in_a_word_is_allowed_and_leads_where_it_says(stage: Stage) -> None:
    lines = list(entries(_DIARIES[stage]))
    stands = standing.of(lines)
    for move in moves(stands, TODAY):
        assert (move.verb is None) != (move.place is None)
        if move.verb is not None:
            assert move.verb in RECORDED
            assert permitted.refusal(move.verb, stands, TODAY, TODAY) is None
            now = Entry(datetime(2026, 11, 24, 9, tzinfo=UTC), TODAY, move.verb, act="now")
            assert standing.of([*lines, now]).stage is move.to, move


def test_whoever_asked_for_peace_is_not_moved() -> None:
    stands = _standing("16 Nov asked\n18 Nov never")
    assert moves(stands, TODAY) == ()
    assert "stay at rest" in why_not(stands, Stage.ASKED)


def test_waking_somebody_who_was_asked_takes_a_reason() -> None:
    asked, never_asked = _standing(_DIARIES[Stage.RESTING]), _standing("18 Nov rested")
    assert moves(asked, TODAY)[0].why
    assert not moves(never_asked, TODAY)[0].why


def test_there_is_no_way_back_and_the_reason_says_what_to_do() -> None:
    stands = _standing(_DIARIES[Stage.MET])
    assert all(move.to is not Stage.ASKED for move in moves(stands, TODAY))
    assert "undo it on their page" in why_not(stands, Stage.ASKED)
    assert "One step after the other" in why_not(_standing(""), Stage.THANKED)
    assert "already" in why_not(stands, Stage.MET)
