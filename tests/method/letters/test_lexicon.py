"""The words of a language are compiled when a letter asks for them: here all of them are."""

from __future__ import annotations

import pytest

from fifteen.method.letters import _lexicon


@pytest.mark.parametrize("language", _lexicon.languages())
def test_each_phrase_and_each_pattern_can_be_compiled(language: str) -> None:
    words, data = _lexicon.lexicon(language), _lexicon._data(language)
    for name in data["phrases"]:
        phrases = words.phrases[name]
        capital = [phrases.capital[place] for place in range(len(phrases.capital_gates))]
        assert [*phrases.every(), *capital], name
    assert all(words.patterns[name].pattern for name in data["patterns"])


def test_what_is_made_lazily_is_made_once_and_is_not_told_before() -> None:
    asked: list[int] = []
    lazily = _lexicon.Lazily(lambda place: asked.append(place) or f"made {place}")
    assert (lazily[3], lazily[3]) == ("made 3", "made 3")
    assert asked == [3]
    with pytest.raises(TypeError):
        list(lazily)


def test_a_name_that_stands_in_no_file_is_no_phrase() -> None:
    with pytest.raises(KeyError):
        _lexicon.lexicon("en").phrases["no such phrases"]
