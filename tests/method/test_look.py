"""The look for a coach as data and as text."""

from __future__ import annotations

from datetime import date

from fifteen.method.look import (
    OFFERED,
    USUAL,
    Given,
    Line,
    Look,
    Part,
    Section,
    Way,
    as_text,
    listed,
    wished,
)


def test_every_part_is_offered_and_hosts_words_only_when_ticked() -> None:
    assert [choice.part for choice in OFFERED] == list(Part)
    assert Part.WORDS not in USUAL
    assert len(USUAL) == len(Part) - 1


def test_only_known_parts_are_wished_for() -> None:
    assert wished(["due", "everything", "", "due"]) == {Part.DUE}


def test_a_handing_over_is_told_in_words() -> None:
    given = Given(date(2026, 11, 24), frozenset({Part.DUE, Part.COUNTS}), True, Way.TEXT)
    assert given.what == "Dates and counts and what is due, as text, names hidden"
    assert listed([Part.DRAFTS]) == "Drafts waiting for a look"


def test_the_text_has_every_line_and_marks_what_is_left_out() -> None:
    drafts = Section(
        Part.DRAFTS, "Drafts", (Line("Request: to Ana", "one stop.", "A1", "Dear\nAna"),)
    )
    counts = Section(Part.COUNTS, "Counts", (), (("Asked", 3), ("Answered", 1)))
    due = Section(Part.DUE, "Due", (), more=2, empty="Nothing is due today.")
    told = as_text(Look("Mira Halonen", date(2026, 11, 4), False, (drafts, counts, due)))
    assert told.startswith("Mira Halonen, 4 November 2026\n\nDrafts\n------\n")
    assert "* Request: to Ana: one stop. (A1)\n    Dear\n    Ana\n" in told
    assert "Asked: 3, Answered: 1\n" in told
    assert told.endswith("Nothing is due today.\nAnd 2 more.\n")
