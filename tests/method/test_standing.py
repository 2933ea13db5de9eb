"""Journal -> standing -> next step: sentences about one host, and laws over random journals."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.world import entries

from fifteen.method import cadence, numbers, permitted, standing
from fifteen.method.words import (
    Entry,
    LetterKind,
    Refusal,
    Stage,
    Step,
    StepGroup,
    StepKind,
    TieKind,
    Verb,
)

BERLIN = ZoneInfo("Europe/Berlin")
TALK = "conversation=c1 start=2026-11-24T10:00:00+00:00 medium=phone"


def on(day: int, month: int = 11, hour: int = 9) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


def step(diary: str, now: datetime, tie: TieKind = TieKind.ALUMNI) -> Step | None:
    around = cadence.Setting(numbers.default(), tie, BERLIN, "DE")
    return cadence.next_step(standing.of(entries(diary)), now, around)


def stage(diary: str) -> Stage:
    return standing.of(entries(diary)).stage


def test_nobody_asked_is_to_be_asked() -> None:
    found = step("", on(16))
    assert found is not None
    assert (found.kind, found.letter) == (StepKind.ASK, LetterKind.REQUEST)


def test_a_reminder_is_due_seven_business_days_after_the_request() -> None:
    found = step("16 Nov asked", on(26))
    assert found is not None
    assert (found.kind, found.due, found.row) == (StepKind.REMIND, date(2026, 11, 25), "R6")
    assert "eight working days ago" in found.reason


def test_a_public_holiday_moves_the_reminder() -> None:
    diary = "18 Dec asked"  # 25 December is no business day in Germany, nor is 1 January
    found = step(diary, on(30, 12))
    assert found is not None
    assert found.due == date(2026, 12, 30)


def test_one_reminder_then_rest_for_a_stranger() -> None:
    found = step("2 Nov asked\n11 Nov reminded", on(12))
    assert found is not None
    assert (found.kind, found.due) == (StepKind.REST, date(2026, 11, 25))


def test_a_friend_is_reminded_twice() -> None:
    found = step("2 Nov asked\n11 Nov reminded", on(12), TieKind.FRIEND)
    assert found is not None
    assert found.kind is StepKind.REMIND


@pytest.mark.parametrize(
    ("answer", "kind", "row", "letter"),
    [
        ("said-yes", StepKind.AGREE_TIME, "R1", LetterKind.TIMES),
        ("said-no", StepKind.THANK_NO, "R2", LetterKind.THANKS_DECLINED),
        ("put-off", StepKind.CLARIFY, "R3", LetterKind.PUT_OFF_ANSWER),
        ("offered-phone", StepKind.AGREE_TIME, "R7", LetterKind.TIMES),
        ("asked-back", StepKind.ANSWER_QUESTION, "R3", LetterKind.PUT_OFF_ANSWER),
        ("named-someone", StepKind.THANK_NO, "R2", LetterKind.THANKS_DECLINED),
    ],
)
def test_each_answer_leads_on(answer: str, kind: StepKind, row: str, letter: LetterKind) -> None:
    found = step(f"16 Nov asked\n18 Nov {answer}", on(18))
    assert found is not None
    assert (found.kind, found.row, found.letter) == (kind, row, letter)
    assert found.due == date(2026, 11, 18)


def test_silence_noted_changes_nothing() -> None:
    assert step("16 Nov asked\n19 Nov silent", on(19)) == step("16 Nov asked", on(19))


def test_put_off_twice_offers_the_phone_and_three_times_closes_kindly() -> None:
    twice = "2 Nov asked\n3 Nov put-off\n4 Nov clarified\n9 Nov put-off"
    found = step(twice, on(9))
    assert found is not None
    assert (found.kind, found.row) == (StepKind.OFFER_PHONE, "R4")
    found = step(twice + "\n10 Nov phone-offered\n12 Nov put-off", on(12))
    assert found is not None
    assert (found.kind, found.row) == (StepKind.THANK_NO, "R5")


def test_whoever_named_a_time_is_answered_without_hurry() -> None:
    found = step("16 Nov asked\n18 Nov put-off until=2027-03-01", on(18))
    assert found is not None
    assert (found.kind, found.due, found.row) == (StepKind.CLARIFY, date(2026, 11, 19), "A9")
    assert "no hurry" in found.reason
    again = "16 Nov asked\n17 Nov put-off until=2026-12-01\n17 Nov clarified\n"
    found = step(f"{again}1 Dec put-off until=2027-03-01", on(1, 12))
    assert found is not None
    assert found.kind is StepKind.OFFER_PHONE


@pytest.mark.parametrize(
    ("by", "what", "said"),
    [
        ("me", "tell him what I made of it", "You said you would: tell him what you made of it."),
        ("them", "send me the slides", "They said they would: send you the slides."),
    ],
)
def test_a_promise_is_told_to_the_seeker(by: str, what: str, said: str) -> None:
    diary = (
        f"16 Nov asked\n18 Nov met\n18 Nov thanked\n18 Nov promised key=a by={by} due=2026-11-20"
    )
    made = [replace(e, data={**e.data, "what": what}) for e in entries(diary)]
    around = cadence.Setting(numbers.default(), TieKind.ALUMNI, BERLIN, "DE")
    found = cadence.next_step(standing.of(made), on(20), around)
    assert found is not None
    assert found.reason.startswith(said)


def test_put_off_until_march_comes_back_in_march() -> None:
    diary = "16 Nov asked\n18 Nov put-off until=2027-03-01\n18 Nov clarified"
    found = step(diary, on(20))
    assert found is not None
    assert (found.kind, found.due) == (StepKind.WRITE_AGAIN, date(2027, 3, 1))


def test_after_a_thanked_no_the_person_rests() -> None:
    diary = "16 Nov asked\n18 Nov said-no\n18 Nov thanked-no"
    assert stage(diary) is Stage.RESTING
    assert step(diary, on(30)) is None


def test_a_talk_is_confirmed_the_business_day_before() -> None:
    found = step(f"16 Nov asked\n18 Nov said-yes\n18 Nov booked {TALK}", on(20))
    assert found is not None
    assert (found.kind, found.due) == (StepKind.CONFIRM, date(2026, 11, 23))


def test_a_talk_agreed_for_tomorrow_needs_no_confirming() -> None:
    found = step(f"16 Nov asked\n23 Nov booked {TALK}", on(23))
    assert found is not None
    assert found.kind is StepKind.HOLD


def test_a_talk_whose_time_has_passed_asks_how_it_was() -> None:
    found = step(f"16 Nov asked\n18 Nov booked {TALK}", on(24, hour=12))
    assert found is not None
    assert (found.kind, found.row) == (StepKind.HOLD, "F5")


def test_called_off_means_other_times_and_no_new_request() -> None:
    found = step(f"16 Nov asked\n18 Nov booked {TALK}\n20 Nov cancelled", on(20))
    assert found is not None
    assert (found.kind, found.letter) == (StepKind.REBOOK, LetterKind.TIMES)


MET = "24 Nov met conversation=c1 end=2026-11-24T10:15:00+00:00 medium=phone"


def test_after_the_talk_debrief_then_thank_within_a_day() -> None:
    found = step(f"16 Nov asked\n{MET}", on(24, hour=11))
    assert found is not None
    assert found.kind is StepKind.DEBRIEF
    found = step(f"16 Nov asked\n{MET}\n24 Nov debriefed", on(24, hour=11))
    assert found is not None
    assert (found.kind, found.letter) == (StepKind.THANK, LetterKind.THANKS_PHONE)
    assert found.at == datetime(2026, 11, 25, 10, 15, tzinfo=UTC)


def test_their_promise_is_asked_about_only_once_the_thanks_are_out() -> None:
    promise = "24 Nov promised by=them what=Marek due=2026-11-24 key=p1"
    found = step(f"{MET}\n{promise}\n24 Nov debriefed", on(24, hour=12))
    assert found is not None
    assert found.kind is StepKind.THANK
    found = step(f"{MET}\n{promise}\n24 Nov debriefed\n24 Nov thanked", on(24, hour=12))
    assert found is not None
    assert (found.kind, found.promise) == (StepKind.ASK_THEIRS, "p1")


def test_my_promise_comes_on_its_day_and_ends_by_a_decision() -> None:
    diary = f"{MET}\n24 Nov thanked\n24 Nov promised by=me what=read due=2026-12-01 key=p1"
    found = step(diary, on(1, 12))
    assert found is not None
    assert (found.kind, found.due) == (StepKind.KEEP_MINE, date(2026, 12, 1))
    found = step(f"{diary}\n1 Dec kept key=p1", on(1, 12))
    assert found is not None
    assert found.kind is StepKind.TOUCH


def test_a_promise_stays_due_while_the_person_rests() -> None:
    diary = f"{MET}\n24 Nov thanked\n24 Nov promised by=me what=read due=2026-12-01 key=p1"
    found = step(f"{diary}\n25 Nov rested", on(1, 12))
    assert found is not None
    assert found.kind is StepKind.KEEP_MINE


def test_a_promise_comes_before_a_first_request_that_waits_for_nobody() -> None:
    found = step("24 Nov promised by=me what=read due=2026-12-01 key=p1", on(24))
    assert found is not None
    assert (found.kind, found.due) == (StepKind.KEEP_MINE, date(2026, 12, 1))


def test_keeping_in_touch_comes_at_one_three_six_and_twelve_months() -> None:
    diary = f"{MET}\n24 Nov thanked"
    dues = []
    for touch in ("24 Dec", "24 Dec", "24 Dec"):
        found = step(diary, on(24, 12))
        assert found is not None
        dues.append(found.due)
        diary += f"\n{touch} touched"
    assert dues == [date(2026, 12, 24), date(2027, 2, 24), date(2027, 5, 24)]


def test_later_puts_the_step_off_and_the_next_letter_ends_it() -> None:
    found = step("16 Nov asked\n26 Nov later until=2026-12-03", on(27))
    assert found is not None
    assert found.due == date(2026, 12, 3)
    found = step("16 Nov asked\n26 Nov later until=2026-12-03\n27 Nov reminded", on(27))
    assert found is not None
    assert found.kind is StepKind.REST


def test_never_means_never() -> None:
    diary = "16 Nov asked\n18 Nov never\n19 Nov woken"
    assert stage(diary) is Stage.RESTING
    assert step(diary, on(30)) is None
    refusal = permitted.refusal(
        Verb.ASKED, standing.of(entries(diary)), date(2026, 11, 20), date(2026, 11, 20)
    )
    assert isinstance(refusal, Refusal)


def test_whoever_writes_after_a_rest_is_awake_again() -> None:
    assert stage("16 Nov asked\n20 Nov rested\n29 Nov said-yes") is Stage.YES


# Laws over random journals, written the way the actions write: only what is permitted.

_DATA = {
    Verb.BOOKED: {"conversation": "c", "start": "2026-12-01T10:00:00+00:00", "medium": "phone"},
    Verb.MOVED: {"conversation": "c", "start": "2026-12-02T10:00:00+00:00", "medium": "video"},
    Verb.MET: {"conversation": "c", "end": "2026-12-01T10:15:00+00:00", "medium": "phone"},
    Verb.PROMISED: {"by": "me", "what": "read it", "due": "2026-12-09", "key": "p"},
    Verb.KEPT: {"key": "p"},
    Verb.RELEASED: {"key": "p"},
    Verb.LATER: {"until": "2026-12-20"},
    Verb.PUT_OFF: {"until": "2027-03-01"},
}
_VERBS = [v for v in Verb if v is not Verb.WITHDRAWN]
_START = date(2026, 11, 2)


@st.composite
def journals(draw: st.DrawFn) -> list[Entry]:
    """What clicks in any order leave behind: refused ones leave nothing, some are undone."""
    kept: list[Entry] = []
    day = _START
    for number in range(draw(st.integers(0, 25))):
        day += timedelta(days=draw(st.integers(0, 9)))
        at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC) + timedelta(seconds=number)
        acts = [e.act for e in standing.counting(kept)]
        if acts and draw(st.integers(0, 5)) == 0:
            act = draw(st.sampled_from(acts))
            if not permitted.breaks_at([e for e in kept if e.act != act]):
                kept.append(Entry(at, day, Verb.WITHDRAWN, {"act": act}, f"w{number}"))
            continue
        verb = draw(st.sampled_from(_VERBS))
        if permitted.refusal(verb, standing.of(kept), day, day) is None:
            kept.append(Entry(at, day, verb, _DATA.get(verb, {}), f"a{number}"))
    return kept


AROUND = cadence.Setting(numbers.default(), TieKind.ALUMNI, BERLIN, "DE")
LAWS = settings(max_examples=200, deadline=None)


@LAWS
@given(journals())
def test_no_entry_is_lost(kept: list[Entry]) -> None:
    withdrawn = {e.data["act"] for e in kept if e.verb is Verb.WITHDRAWN}
    told = [e for e in kept if e.verb is not Verb.WITHDRAWN and e.act not in withdrawn]
    assert standing.counting(kept) == told


@LAWS
@given(journals(), st.data())
def test_a_withdrawn_entry_leaves_no_trace(kept: list[Entry], data: st.DataObject) -> None:
    acts = [e.act for e in standing.counting(kept)]
    if not acts:
        return
    act = data.draw(st.sampled_from(acts))
    undone = [*kept, Entry(kept[-1].at, kept[-1].on, Verb.WITHDRAWN, {"act": act}, "w")]
    never_written = [e for e in kept if e.act != act]
    assert standing.of(undone) == standing.of(never_written)


@LAWS
@given(journals())
def test_nobody_is_asked_a_first_time_twice(kept: list[Entry]) -> None:
    open_request = False
    for e in standing.counting(kept):
        if e.verb is Verb.WOKEN:
            open_request = False
        if e.verb is Verb.ASKED:
            assert not open_request
            open_request = True


@LAWS
@given(journals())
def test_there_are_at_most_two_reminders_to_a_request(kept: list[Entry]) -> None:
    reminders = 0
    for e in standing.counting(kept):
        if e.verb in (Verb.ASKED, Verb.WOKEN):
            reminders = 0
        if e.verb is Verb.REMINDED:
            reminders += 1
            assert reminders <= permitted.MOST_REMINDERS


@LAWS
@given(journals(), st.datetimes(datetime(2026, 11, 1), datetime(2028, 1, 1)))
def test_everybody_who_does_not_rest_has_a_next_step(kept: list[Entry], now: datetime) -> None:
    stands = standing.of(kept)
    found = cadence.next_step(stands, now.replace(tzinfo=UTC), AROUND)
    if stands.rest is None:
        assert found is not None
        assert found.reason.endswith((".", "?"))
    elif stands.rest.forever:
        assert found is None


@LAWS
@given(journals(), st.datetimes(datetime(2026, 11, 1), datetime(2028, 1, 1)))
def test_the_day_of_a_step_does_not_move_with_the_clock(kept: list[Entry], now: datetime) -> None:
    stands = standing.of(kept)
    found = cadence.next_step(stands, now.replace(tzinfo=UTC), AROUND)
    ever = cadence.next_step(stands, cadence.AT_ANY_TIME, AROUND)
    if stands.booking is not None:  # a talk whose time has passed is no longer to be confirmed
        return
    assert (found and (found.kind, found.due)) == (ever and (ever.kind, ever.due))


@LAWS
@given(journals())
def test_a_step_is_never_due_before_what_it_answers(kept: list[Entry]) -> None:
    found = cadence.next_step(standing.of(kept), cadence.AT_ANY_TIME, AROUND)
    if found is None or found.kind.group in (StepGroup.ASK, StepGroup.KEEP, StepGroup.TALK):
        return
    assert found.due >= min(e.on for e in standing.counting(kept))
