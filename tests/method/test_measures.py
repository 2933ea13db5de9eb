"""After the talk with Ana Ruiz, Mira looks at what it was worth."""

import pytest

from fifteen.method import measures
from fifteen.method.words import Goal, Host, Measure, Purpose, Score, Seeker, Tie, TieKind

ANA = Host(name="Ana Ruiz", tie=Tie(TieKind.REFERRED, "Tom Lee"))


def test_the_four_measures_stand_in_their_order():
    assert [m.measure for m in measures.MEASURES] == [
        Measure.INFORMATION,
        Measure.GIVEN,
        Measure.CONNECTION,
        Measure.LEAD,
    ]
    assert all(m.label.endswith("?") and m.hint and m.row == "F5" for m in measures.MEASURES)


@pytest.mark.parametrize(("goal", "worth"), list(zip(Goal, [1, 2, 3, 4], strict=True)))
def test_a_goal_that_was_reached_brings_its_points_and_one_that_was_not_brings_none(goal, worth):
    assert measures.points(goal, reached=True) == worth
    assert measures.points(goal, reached=False) == 0


@pytest.mark.parametrize(
    ("insights", "score"), [(1, Score.SOME), (2, Score.GOOD), (3, Score.GOOD), (5, Score.RICH)]
)
def test_insights_caught_in_the_room_answer_the_first_measure(insights, score):
    assert measures.prefill({"insight": insights})[Measure.INFORMATION] == score


def test_what_the_room_knows_nothing_of_is_left_for_mira_to_say():
    assert set(measures.prefill({})) == {Measure.LEAD}
    assert Measure.GIVEN not in measures.prefill({"insight": 3, "name": 2, "promise": 1})


def test_more_time_offered_makes_a_good_connection_and_names_alone_make_some():
    assert measures.prefill({"more-time": 1})[Measure.CONNECTION] == Score.GOOD
    assert measures.prefill({"promise": 1})[Measure.CONNECTION] == Score.GOOD
    assert measures.prefill({"name": 2})[Measure.CONNECTION] == Score.SOME


def test_a_lead_is_written_down_and_never_filled_in_above_what_as_many_insights_are():
    for number in range(8):
        filled = measures.prefill({"insight": number, "opening": number})
        assert filled[Measure.LEAD] <= filled.get(Measure.INFORMATION, Score.NO)


def test_names_are_no_lead():
    assert measures.prefill({"name": 4})[Measure.LEAD] == Score.NO


def test_each_measure_says_what_it_was_filled_in_from():
    said = measures.noted({"insight": 3, "name": 2, "promise": 1, "opening": 1})
    assert said == {
        Measure.INFORMATION: "Three insights caught",
        Measure.CONNECTION: "Two names and one promise caught",
        Measure.LEAD: "One opening caught",
    }
    assert measures.noted({"more-time": 1})[Measure.CONNECTION] == "They offered more time"


def fourth(host, purpose):
    return measures.goals(host, Seeker(purpose=purpose))[3]


def test_goal_four_fits_only_where_it_is_not_too_early():
    stranger = Host(name="Hana Novotná")
    assert fourth(ANA, Purpose.WORK).fits
    assert not fourth(stranger, Purpose.WORK).fits
    assert fourth(stranger, Purpose.WORK).row == "Q9"
    assert not fourth(ANA, Purpose.LEARN).fits


def test_the_other_goals_fit_everybody():
    choices = measures.goals(Host(), Seeker())
    assert [c.points for c in choices] == [1, 2, 3, 4]
    assert all(c.fits for c in choices[:3])
