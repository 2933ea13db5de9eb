"""Questions that Ana Ruiz may ask back."""

from fifteen.method import rehearsal, rows
from fifteen.method.rehearsal import Quality, likely
from fifteen.method.words import Host

ANA = Host(name="Ana Ruiz", organisation="Harbour Science Museum", field="Exhibition development")


def test_about_sixteen_questions_come_back_each_with_a_hint():
    questions = likely(ANA)
    assert 16 <= len(questions) <= 20
    assert len({q.key for q in questions}) == len(questions)
    assert all(q.hint.endswith((".", "!")) and rows.of(q.row) for q in questions)


def test_every_quality_is_rehearsed_at_least_three_times():
    for quality in Quality:
        assert sum(q.quality == quality for q in likely(ANA)) >= 3


def test_the_questions_name_her_field_and_her_place():
    texts = [q.text for q in likely(ANA)]
    assert "Why exhibition development?" in texts
    assert "What do you know about Harbour Science Museum already?" in texts


def test_without_facts_the_questions_do_without():
    texts = [q.text for q in likely(Host())]
    assert "Why this kind of work?" in texts
    assert not any("{" in text for text in texts)


def test_a_round_asks_for_each_quality_and_begins_with_what_comes_first() -> None:
    questions = rehearsal.likely(Host())
    chosen = rehearsal.round_of(questions, {})
    assert len(chosen) == rehearsal.ROUND
    assert {q.quality for q in chosen} == set(rehearsal.Quality)
    assert chosen[0].key == "yourself"


def test_what_wants_polish_comes_again_before_what_sits() -> None:
    questions = rehearsal.likely(Host())
    sits = {q.key: True for q in questions} | {"salary": False, "outside": False}
    chosen = [q.key for q in rehearsal.round_of(questions, sits, count=5)]
    assert "salary" in chosen and "outside" in chosen
    polish = rehearsal.to_polish(questions, sits)
    assert [(str(quality), [q.key for q in found]) for quality, found in polish] == [
        ("competence", ["salary"]),
        ("likeability", ["outside"]),
    ]


def test_every_question_about_them_is_one_of_the_questions() -> None:
    assert rehearsal.ABOUT_THEM < rehearsal.KEYS == {q.key for q in rehearsal.likely(Host())}
