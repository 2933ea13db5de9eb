"""Questions that Ana Ruiz may ask back."""

from fifteen.method import rows
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
