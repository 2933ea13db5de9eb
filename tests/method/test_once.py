"""What costs much to load is loaded once, also where many threads ask for it first."""

from __future__ import annotations

import threading
from contextlib import suppress

import pytest

from fifteen.method._once import once
from fifteen.method.answers import _lexicon as of_answers
from fifteen.method.answers import _sense as sense_of_answers
from fifteen.method.letters import _lexicon, _sense


def test_of_threads_that_ask_at_once_one_loads_and_all_have_the_same() -> None:
    second, loaded = threading.Barrier(2), []

    @once
    def words(language: str) -> list[str]:
        loaded.append(language)
        with suppress(threading.BrokenBarrierError):
            second.wait(0.5)  # for another who loads as well: nobody comes
        return [language]

    given: list[list[str]] = []
    threads = [threading.Thread(target=lambda: given.append(words("en"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert loaded == ["en"]
    assert len(given) == 4 and all(one is given[0] for one in given)
    assert words("de") == ["de"] and loaded == ["en", "de"]


@pytest.mark.parametrize(
    "load", [_lexicon.lexicon, _sense.sense, of_answers.lexicon, sense_of_answers.sense]
)
def test_what_letters_and_answers_know_is_loaded_so(load: object) -> None:
    assert getattr(load, "__code__", None) is once(len).__code__  # type: ignore[attr-defined]
