"""From what Mira likes to fields worth asking about."""

from __future__ import annotations

import pytest

from fifteen.method import candidates
from fifteen.method.candidates import Answers


def names(answers: Answers, *book: str, taken: tuple[str, ...] = ()) -> list[str]:
    return [c.name for c in candidates.of(answers, book, taken)]


def test_nothing_said_is_a_good_answer_and_points_nowhere() -> None:
    assert names(Answers()) == []
    assert names(Answers(disliked="spreadsheets", dislikes=frozenset({"figures"}))) == []


def test_what_one_likes_points_to_work_made_of_it() -> None:
    found = names(Answers(likes=frozenset({"explain", "make", "draw"})))
    assert found[0] == "exhibition development"
    assert 1 <= len(found) <= candidates.MOST


def test_what_one_dislikes_takes_away_and_is_said() -> None:
    likes = frozenset({"explain", "make"})
    plain = {c.name: c for c in candidates.of(Answers(likes=likes))}
    less = {c.name: c for c in candidates.of(Answers(likes=likes, dislikes=frozenset({"draw"})))}
    there = less.get("exhibition development")
    assert there is None or there.score < plain["exhibition development"].score
    with_words = Answers(likes=likes, dislikes=frozenset({"draw"}), curious="museums")
    first = {c.name: c for c in candidates.of(with_words)}["exhibition development"]
    assert "Less so: there is drawing and shaping in it." in first.why


def test_the_reason_quotes_what_was_written() -> None:
    answers = Answers(
        past="I have taught Physics", curious="how museums choose", likes=frozenset({"explain"})
    )
    first = candidates.of(answers)[0]
    assert first.name == "exhibition development"
    assert first.why == "You like explaining things; you wrote “museums”."


def test_a_field_of_somebody_in_the_book_comes_in_where_it_was_spoken_of() -> None:
    answers = Answers(curious="I watch glaciers")
    (only,) = candidates.of(answers, ("glacier rescue", "tax law"))
    assert (only.name, only.known) == ("glacier rescue", True)
    assert "Somebody in your book does it." in only.why


def test_what_is_on_the_list_is_not_named_again() -> None:
    answers = Answers(likes=frozenset({"explain", "make", "draw"}))
    assert "exhibition development" not in names(answers, taken=("Exhibition Development",))


def test_it_is_the_same_every_time_whatever_the_case() -> None:
    upper, lower = Answers(curious="MUSEUM and LAW"), Answers(curious="museum and law")
    assert names(upper) == names(lower) == names(lower)


@pytest.mark.parametrize("kind", candidates.kinds(), ids=lambda k: k.name)
def test_each_kind_can_be_reached_by_its_own_acts(kind: candidates.Kind) -> None:
    assert set(kind.acts) <= set(candidates.acts())
    assert kind.day.endswith(".")
    assert kind.name in {
        c.name
        for c in candidates.of(Answers(likes=frozenset(kind.acts), curious=" ".join(kind.words)))
    }
