"""Mira doubts that anybody would talk to her."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fifteen.method.motives import likeliest
from fifteen.method.words import Host, Motive, Purpose, Seeker, Tie, TieKind

LEARNING = Seeker(name="Mira Halonen")
SEEKING_WORK = Seeker(name="Mira Halonen", purpose=Purpose.WORK)


@pytest.mark.parametrize(
    ("role", "tie", "seeker", "motive"),
    [
        ("Physics teacher", Tie(), LEARNING, Motive.MENTOR),
        ("Professor of law", Tie(TieKind.ALUMNI, "Boalt"), LEARNING, Motive.MENTOR),
        ("Head of forecasting", Tie(), LEARNING, Motive.MENTOR),
        ("Head of forecasting", Tie(), SEEKING_WORK, Motive.TALENT),
        ("Founder", Tie(), LEARNING, Motive.TALENT),
        ("Managing partner", Tie(TieKind.REFERRED, "Tom Lee"), LEARNING, Motive.TALENT),
        ("Director", Tie(TieKind.ALUMNI, "Boalt"), SEEKING_WORK, Motive.MEANING),
        ("Exhibition developer", Tie(TieKind.REFERRED, "Tom Lee"), LEARNING, Motive.MEANING),
        ("Grid modeller", Tie(TieKind.GROUP, "the running club"), LEARNING, Motive.MEANING),
        ("Grid modeller", Tie(TieKind.FRIEND), LEARNING, Motive.MEANING),
        ("Principal engineer", Tie(), LEARNING, Motive.MENTOR),
        ("", Tie(), LEARNING, Motive.MENTOR),
    ],
)
def test_the_likeliest_reason_is_told_from_role_and_tie(role, tie, seeker, motive):
    assert likeliest(Host(role=role, tie=tie), seeker).motive == motive


def test_a_shared_school_is_named():
    said = likeliest(Host(tie=Tie(TieKind.ALUMNI, "Boalt")), LEARNING).sentence
    assert said.startswith("People from Boalt often")


@settings(deadline=None)
@given(
    st.builds(
        Host,
        name=st.just("Ana Ruiz"),
        role=st.sampled_from(["Teacher", "Founder", "Director", "Nurse", ""]) | st.text(),
        organisation=st.just("Harbour Science Museum"),
        tie=st.builds(Tie, st.sampled_from(TieKind), st.sampled_from(["", "Tom Lee"])),
    ),
    st.sampled_from([LEARNING, SEEKING_WORK]),
)
def test_nothing_is_claimed_about_this_host(host, seeker):
    reading = likeliest(host, seeker)
    assert reading.sentence.startswith("People")
    assert "often" in reading.sentence
    assert "Ana" not in reading.sentence and "Harbour" not in reading.sentence
    assert reading.how_to_speak.endswith(".")
    assert reading.row == "A10"
    assert likeliest(host, seeker) == reading
