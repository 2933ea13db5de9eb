"""What Mira's journal says of her fields."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from fifteen.method import notebook
from fifteen.method.beliefs import BeliefState
from fifteen.method.fieldbook import Book, Line, Who
from fifteen.method.words import Entry, Slot, Verb, Verdict

DAY = date(2026, 11, 2)
GRACE, TOM, ANA = (Who(n.lower(), n, "exhibition development") for n in ("Grace", "Tom", "Ana"))
FIELD = "exhibitions"


class Pages:
    """A journal being written, a day a line."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.write(Verb.FIELD_NAMED, key=FIELD, name="exhibition development")
        self.write(Verb.BELIEVED, key="degree", field=FIELD, text="Nobody gets in without a degree")

    def write(self, verb: Verb, who: Who | None = None, /, **data: Any) -> str:
        on = DAY + timedelta(days=len(self.lines))
        at = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
        act = f"act-{len(self.lines)}"
        self.lines.append(Line(Entry(at, on, verb, data, act), who))
        return act

    def says(self, who: Who, stance: str, **more: Any) -> str:
        key = f"i{len(self.lines)}"
        more = {"claim": "degree", **more}
        return self.write(Verb.LEARNED, who, key=key, field=FIELD, stance=stance, **more)

    @property
    def book(self) -> Book:
        return notebook.of(self.lines)

    def belief(self) -> Any:
        return self.book.fields[0].beliefs[0]


def test_a_belief_nobody_spoke_of_is_open() -> None:
    assert Pages().belief().state is BeliefState.OPEN
    assert Pages().belief().slot is Slot.GETTING_IN


def test_what_one_person_says_confirms_or_corrects_it() -> None:
    pages = Pages()
    pages.says(GRACE, "against", text="She came by way of a Saturday job")
    assert pages.belief().state is BeliefState.CORRECTED
    assert pages.belief().instead == "She came by way of a Saturday job"
    assert [w.name for w in pages.belief().who] == ["Grace"]


def test_people_who_contradict_each_other_leave_it_open() -> None:
    pages = Pages()
    pages.says(GRACE, "against")
    pages.says(TOM, "for")
    assert pages.belief().contested
    assert pages.belief().state is BeliefState.OPEN


def test_somebody_who_thinks_again_counts_with_the_last_word() -> None:
    pages = Pages()
    pages.says(GRACE, "against")
    pages.says(GRACE, "for")
    assert not pages.belief().contested
    assert pages.belief().state is BeliefState.CONFIRMED


def test_a_debrief_speaks_for_its_host() -> None:
    pages = Pages()
    pages.write(
        Verb.DEBRIEFED, ANA, beliefs={"degree": "corrected"}, instead={"degree": "A portfolio does"}
    )
    assert (pages.belief().state, pages.belief().instead) == ("corrected", "A portfolio does")
    assert pages.belief().who == (ANA,)


def test_the_seeker_has_the_last_word_until_they_leave_it_open() -> None:
    pages = Pages()
    pages.says(GRACE, "against")
    pages.says(TOM, "for")
    pages.write(Verb.SETTLED, belief="degree", state="corrected", text="It helps, that is all")
    pages.says(ANA, "for")
    assert (pages.belief().state, pages.belief().instead) == ("corrected", "It helps, that is all")
    pages.write(Verb.SETTLED, belief="degree", state="open")
    assert pages.belief().state is BeliefState.OPEN


def test_the_trail_tells_each_change_and_who_had_said_so() -> None:
    pages = Pages()
    pages.says(GRACE, "against")
    pages.says(ANA, "against")
    pages.says(TOM, "for")
    pages.write(Verb.SETTLED, belief="degree", state="confirmed")
    trail = [(m.on.day, str(m.state), [w.name for w in m.who]) for m in pages.belief().trail]
    assert trail == [
        (4, "corrected", ["Grace"]),
        (6, "open", ["Grace", "Ana", "Tom"]),
        (7, "confirmed", ["Tom"]),
    ]


def test_other_words_for_a_belief_keep_what_was_said_of_it() -> None:
    pages = Pages()
    pages.says(GRACE, "for")
    pages.write(Verb.BELIEVED, key="degree", field=FIELD, text="One needs a degree")
    assert (pages.belief().text, pages.belief().state) == ("One needs a degree", "confirmed")
    assert pages.belief().made == DAY + timedelta(days=1)


def test_a_new_claim_comes_up_in_a_talk_and_a_second_person_speaks_against_it() -> None:
    pages = Pages()
    pages.says(GRACE, "for", claim="pay", says="The pay is poor", slot="pay")
    pages.says(TOM, "against", claim="pay", text="Not in the workshop")
    (claim,) = pages.book.fields[0].heard
    assert (claim.text, claim.slot, claim.contested) == ("The pay is poor", Slot.PAY, True)


def test_an_insight_changed_speaks_once_and_struck_not_at_all() -> None:
    pages = Pages()
    pages.write(Verb.LEARNED, GRACE, key="i", field=FIELD, claim="degree", stance="for")
    pages.write(Verb.LEARNED, GRACE, key="i", field=FIELD, claim="degree", stance="against")
    assert len(pages.belief().voices) == 1
    assert pages.belief().state is BeliefState.CORRECTED
    pages.write(Verb.STRUCK, GRACE, what="insight", key="i")
    assert pages.belief().state is BeliefState.OPEN


def test_what_is_withdrawn_leaves_no_trace() -> None:
    pages = Pages()
    act = pages.says(GRACE, "for")
    pages.write(Verb.WITHDRAWN, act=act)
    assert pages.belief().voices == ()
    assert pages.belief().trail == ()


def test_a_talk_belongs_to_the_field_of_its_host_and_to_the_one_spoken_of() -> None:
    pages = Pages()
    pages.write(Verb.FIELD_NAMED, key="grids", name="Grid modelling")
    pages.write(Verb.MET, ANA, conversation="t1")
    pages.write(
        Verb.LEARNED, ANA, key="i", field="grids", text="Half is waiting", conversation="t1"
    )
    first, second = pages.book.fields
    assert [t.key for t in first.talks] == [t.key for t in second.talks] == ["t1"]


def test_the_last_verdict_counts_and_the_others_stay() -> None:
    pages = Pages()
    assert pages.book.fields[0].verdict is Verdict.OPEN
    pages.write(Verb.DECIDED, key="a", field=FIELD, verdict="go-on")
    pages.write(Verb.DECIDED, key="b", field=FIELD, verdict="not-for-me")
    assert pages.book.fields[0].closed
    assert [v.verdict for v in pages.book.fields[0].verdicts] == ["go-on", "not-for-me"]


def test_a_field_taken_off_is_gone_with_all_that_stood_in_it() -> None:
    pages = Pages()
    pages.write(Verb.STRUCK, what="field", key=FIELD)
    assert pages.book.fields == ()


def test_scores_of_a_criterion_that_was_dropped_do_not_count() -> None:
    pages = Pages()
    pages.write(Verb.WEIGHED, key="c", text="Home by six", weight=9)
    pages.write(Verb.SCORED, criterion="c", field=FIELD, score=4)
    assert pages.book.criteria[0].weight == 3
    assert pages.book.fields[0].scores == {"c": 4}
    pages.write(Verb.STRUCK, what="criterion", key="c")
    assert pages.book.fields[0].scores == {}
