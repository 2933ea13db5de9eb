"""The words and shapes that templates put in."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.template import engines
from django.utils import timezone

from fifteen.method.rows import ROWS
from fifteen.method.words import Stage, Tie, TieKind
from fifteen.pages.icons import DRAWINGS
from fifteen.pages.templatetags import fifteen as tags

TODAY = date(2026, 11, 24)  # a Tuesday


def shown(source: str, **context: object) -> str:
    return str(engines["django"].from_string(source).render(context))


def test_a_rule_is_a_link_to_its_sentence() -> None:
    link = shown('{% rule "R6" %}')
    assert 'href="/method#R6"' in link
    assert f'title="{ROWS["R6"]}"' in link
    assert link.endswith(">R6</a>")


def test_a_rule_is_put_right_behind_its_sentence_without_a_line_break() -> None:
    assert "\n" not in shown('Fair. {% rule "R6" %}')


def test_a_step_without_a_rule_shows_none() -> None:
    assert shown("{% rule row %}", row="") == ""


def test_a_rule_that_is_not_in_the_method_is_our_mistake() -> None:
    with pytest.raises(KeyError):
        shown('{% rule "Z9" %}')


@pytest.mark.parametrize("name", sorted(DRAWINGS))
def test_every_icon_is_drawn_and_silent(name: str) -> None:
    drawn = shown("{% icon name 18 %}", name=name)
    assert DRAWINGS[name] in drawn
    assert 'width="18"' in drawn
    assert 'aria-hidden="true"' in drawn
    assert "style=" not in drawn


def test_an_icon_that_does_not_exist_is_our_mistake() -> None:
    with pytest.raises(KeyError):
        shown('{% icon "rocket" %}')


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (date(2026, 11, 24), "Tue 24 Nov"),
        (date(2026, 1, 5), "Mon 5 Jan"),
        (date(2027, 1, 5), "Tue 5 Jan 2027"),
        (date(2025, 12, 31), "Wed 31 Dec 2025"),
        (None, ""),
    ],
)
def test_a_day_names_the_year_only_when_it_is_another(when: date | None, said: str) -> None:
    assert tags.day(when, TODAY) == said


def test_a_moment_is_the_day_it_is_where_the_seeker_is() -> None:
    late = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    with timezone.override(ZoneInfo("Pacific/Auckland")):
        assert tags.day(late, TODAY) == "Wed 25 Nov"


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (date(2026, 11, 24), "today"),
        (date(2026, 11, 25), "tomorrow"),
        (date(2026, 11, 23), "yesterday"),
        (date(2026, 11, 27), "in three days"),
        (date(2026, 11, 20), "four days ago"),
        (date(2026, 12, 7), "in 13 days"),
        (date(2026, 12, 8), "Tue 8 Dec"),
        (date(2026, 11, 10), "Tue 10 Nov"),
        (None, ""),
    ],
)
def test_near_days_are_said_by_their_distance(when: date | None, said: str) -> None:
    assert tags.near(when, TODAY) == said


@pytest.mark.parametrize(("number", "said"), [(0, "no"), (1, "one"), (12, "twelve"), (13, "13")])
def test_numbers_are_words_up_to_twelve(number: int, said: str) -> None:
    assert tags.in_words(number) == said


def test_a_number_less_than_nothing_stays_a_figure() -> None:
    assert tags.in_words(-1) == "-1"


@pytest.mark.parametrize(
    ("stage", "dial", "word"),
    [
        (Stage.TO_ASK, "", "To ask"),
        (Stage.ASKED, "asked", "Asked"),
        (Stage.YES, "booked", "Said yes"),
        (Stage.BOOKED, "booked", "Booked"),
        (Stage.MET, "met", "Met"),
        (Stage.THANKED, "thanked", "Thanked"),
        (Stage.RESTING, "rest", "Resting"),
    ],
)
def test_a_stage_has_a_dial_and_a_word(stage: Stage, dial: str, word: str) -> None:
    assert (tags.stage_class(stage), tags.stage_label(stage)) == (dial, word)
    assert tags.stage_label(str(stage)) == word  # as it is stored


def test_every_stage_has_a_word_of_its_own() -> None:
    assert len({tags.stage_label(stage) for stage in Stage}) == len(Stage)


@pytest.mark.parametrize(
    ("tie", "said"),
    [
        (Tie(TieKind.REFERRED, "Tom Lee"), "Referred by Tom Lee"),
        (Tie(TieKind.REFERRED), "Referred"),
        (Tie(TieKind.INTRODUCED, "Tom Lee"), "Introduced by Tom Lee"),
        (Tie(TieKind.ALUMNI, "Calder"), "Same school: Calder"),
        (Tie(TieKind.ALUMNI), "Same school"),
        (Tie(TieKind.GROUP, "Museum Circle"), "Same group: Museum Circle"),
        (Tie(TieKind.COLLEAGUE), "Former colleague"),
        (Tie(TieKind.FRIEND, "Tom Lee"), "Friend"),
        (Tie(TieKind.FAMILY), "Family"),
        (Tie(TieKind.WEAK), "Acquaintance"),
        (Tie(), "No tie yet"),
    ],
)
def test_a_tie_is_said_in_words(tie: Tie, said: str) -> None:
    assert tags.tie_label(tie) == said


@pytest.mark.parametrize("kind", list(TieKind))
def test_every_kind_of_tie_has_words(kind: TieKind) -> None:
    assert tags.tie_label(Tie(kind))


def test_a_name_with_braces_in_it_stays_as_it_is() -> None:
    assert tags.tie_label(Tie(TieKind.REFERRED, "{0} Lee")) == "Referred by {0} Lee"


def test_words_from_outside_are_escaped_where_they_are_shown() -> None:
    tie = Tie(TieKind.GROUP, "<b>Museum</b>")
    assert shown("{{ tie|tie_label }}", tie=tie) == "Same group: &lt;b&gt;Museum&lt;/b&gt;"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Mira Halonen", "MH"),
        ("Fatima Zahra El Idrissi", "FI"),
        ("Ana", "A"),
        ("łucja żak", "ŁŻ"),
        ("  ", ""),
        ("Ana (Northgrid)", "A"),
    ],
)
def test_initials_are_the_first_letters_of_the_outer_words(name: str, letters: str) -> None:
    assert tags.initials(name) == letters


def test_no_page_of_ours_carries_a_style_or_a_script_inside() -> None:
    for name in ("base", "plain", "method"):
        page = shown(f'{{% include "fifteen/{name}.html" %}}', groups=[("A", [("A1", "Ask.")])])
        assert "style=" not in page
        assert "<style" not in page
        assert page.count("<script") == page.count('<script type="module" src="/static/fifteen/')


def test_the_demo_says_that_nobody_in_it_is_real() -> None:
    demo = {"is_demo": True, "seeker_name": "Mira Halonen"}
    assert "Nobody in it is real" in shown('{% include "fifteen/base.html" %}', campaign=demo)
    own = {"is_demo": False, "seeker_name": "Mira Halonen"}
    assert "Nobody in it is real" not in shown('{% include "fifteen/base.html" %}', campaign=own)


@pytest.mark.parametrize(
    ("theme", "attribute"), [("auto", ""), ("", ""), ("light", "light"), ("dark", "dark")]
)
def test_a_chosen_look_is_said_to_the_style_sheet(theme: str, attribute: str) -> None:
    page = shown('{% include "fifteen/base.html" %}', theme=theme)
    assert (f'<html lang="en" data-theme="{attribute}">' in page) == bool(attribute)


@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_an_error_page_stands_without_anything_known(status: int) -> None:
    page = shown(f'{{% include "{status}.html" %}}')
    assert "<h1>" in page
    assert 'href="/"' in page
