"""Three tones and two lengths: they differ as they should, and in nothing else."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from tests.method.letters.drafts_world import EVERY, MANNERS, MIRA, RICH, core

from fifteen.method.letters._drafts_wording import phrasings, wording
from fifteen.method.letters.drafts import (
    DraftFacts,
    Length,
    Tone,
    draft,
    lengths,
    tones,
    versions,
)
from fifteen.method.words import Host, LetterKind, Tie, TieKind

OTHER_TONES = (Tone.WARM, Tone.FORMAL)


def letter_to(name: str, tie: TieKind, tone: Tone, kind: LetterKind = LetterKind.REQUEST) -> str:
    host = Host(name, "engineer", "Acme", "law", Tie(tie, "Tom Lee"))
    return draft(kind, DraftFacts(host, MIRA), tone=tone).body


# --- tones ----------------------------------------------------------------------------------


def test_the_sample_meets_every_kind_and_tie_in_every_tone_and_length() -> None:
    met = {(made.kind, facts.host.tie.kind, made.tone, made.length) for _, facts, made in EVERY}
    kinds = {(kind, *manner) for kind, manner in itertools.product(LetterKind, MANNERS)}
    assert kinds <= {(kind, tone, length) for kind, _, tone, length in met}
    ties = {(tie, *manner) for tie, manner in itertools.product(TieKind, MANNERS)}
    assert ties <= {(tie, tone, length) for _, tie, tone, length in met}


def test_tones_and_lengths_have_labels_the_usual_one_first() -> None:
    assert next((tone.key, tone.label) for tone in tones()) == ("plain", "Plain")
    assert [tone.key for tone in tones()] == list(Tone)
    assert next((length.key, length.label) for length in lengths()) == ("usual", "Usual")
    assert [length.key for length in lengths()] == list(Length)


def test_every_kind_reads_otherwise_in_every_tone() -> None:
    for kind, length in itertools.product(LetterKind, Length):
        for version in versions(kind, RICH):
            bodies = {core(draft(kind, RICH, version.key, tone, length)) for tone in Tone}
            assert len(bodies) == len(Tone), (kind, version.key, length)


def test_only_a_warm_letter_uses_the_short_forms_of_speech() -> None:
    short_forms = re.compile(r"[a-z]’(?:m|d|ve|ll|t|re)\b|\b(?:it|that|here)’s\b", re.IGNORECASE)
    warm = [made for _, _, made in EVERY if made.tone is Tone.WARM]
    assert sum(bool(short_forms.search(made.body)) for made in warm) > 0.8 * len(warm)
    for where, _, made in EVERY:
        if made.tone is not Tone.WARM:
            assert not short_forms.search(made.body), (where, made.body)


def test_no_tone_flatters() -> None:
    praise = r"admir|impress|amazing|inspir|brilliant|fascinat|great work|expert|honou?r|legend"
    for where, _, made in EVERY:
        assert not re.search(praise, made.body, re.IGNORECASE), (where, made.body)


@pytest.mark.parametrize(
    ("name", "tie", "plain", "warm", "formal"),
    [
        ("Dr Ifeoma Nwosu", TieKind.NONE, "Dr Nwosu", "Dr Nwosu", "Dr Nwosu"),
        ("Dr Ifeoma Nwosu", TieKind.DORMANT, "Ifeoma", "Ifeoma", "Dr Nwosu"),
        ("Ana Ruiz", TieKind.NONE, "Ana Ruiz", "Ana Ruiz", "Ana Ruiz"),
        ("Ana Ruiz", TieKind.REFERRED, "Ana Ruiz", "Ana", "Ana Ruiz"),
        ("Ana Ruiz", TieKind.COLLEAGUE, "Ana", "Ana", "Ana Ruiz"),
        ("Ana Ruiz", TieKind.FRIEND, "Ana", "Ana", "Ana"),
        ("", TieKind.NONE, "[their name]", "[their name]", "[their name]"),
    ],
)
def test_a_tone_greets_as_it_should_and_guesses_nothing(
    name: str, tie: TieKind, plain: str, warm: str, formal: str
) -> None:
    for tone, greeted in zip(Tone, (plain, warm, formal), strict=True):
        first = letter_to(name, tie, tone).split("\n", 1)[0]
        assert first.split(" ", 1)[1] == f"{greeted},", (tone, first)
    assert letter_to(name, tie, Tone.FORMAL).startswith("Dear ")


def test_a_tone_closes_as_it_should() -> None:
    def closing(tie: TieKind, tone: Tone) -> str:
        return letter_to("Ana Ruiz", tie, tone).rsplit("\n", 2)[1]

    assert closing(TieKind.NONE, Tone.FORMAL) == "Yours sincerely,"
    assert closing(TieKind.FRIEND, Tone.FORMAL) in phrasings("closing.close", Tone.FORMAL)
    assert "arm" in closing(TieKind.NONE, Tone.WARM)
    assert "arm" not in closing(TieKind.NONE, Tone.PLAIN)


def test_after_the_talk_only_a_formal_letter_keeps_the_full_name() -> None:
    for tone, greeted in zip(Tone, ("Ana", "Ana", "Ana Ruiz"), strict=True):
        body = letter_to("Ana Ruiz", TieKind.NONE, tone, LetterKind.THANKS_MET)
        assert body.startswith(f"Dear {greeted},"), body


# --- lengths --------------------------------------------------------------------------------


def test_a_short_letter_is_clearly_shorter() -> None:
    for tone, kind in itertools.product(Tone, LetterKind):
        for version in versions(kind, RICH):
            usual, short = (
                len(core(draft(kind, RICH, version.key, tone, length)).split()) for length in Length
            )
            assert short <= 0.87 * usual, (kind, version.key, tone, usual, short)


def test_a_short_letter_leaves_nothing_out_that_it_must_hold() -> None:
    asked = replace(RICH, debrief=replace(RICH.debrief, resume_requested=True))
    for tone in Tone:
        for kind in (LetterKind.THANKS_MET, LetterKind.THANKS_PHONE):
            body = draft(kind, asked, tone=tone, length=Length.SHORT).body
            assert "start with the grid code" in body and "résumé" in body
            assert "introduce me to Jo Park" in body and "read Networks of Power" in body
        times = draft(LetterKind.TIMES, RICH, tone=tone, length=Length.SHORT).body
        assert all(f"- {time}\n" in times for time in RICH.times)
        confirmed = draft(LetterKind.CONFIRMATION, RICH, tone=tone, length=Length.SHORT).body
        assert RICH.when in confirmed and RICH.where in confirmed


# --- the wording itself ---------------------------------------------------------------------


def slots(place: dict[str, Any], path: str = "") -> Iterator[str]:
    for name, inside in place.items():
        here = f"{path}.{name}" if path else name
        if isinstance(inside, dict):
            yield from slots(inside, here)
        else:
            yield here


def fields(phrasing: str) -> set[str]:
    return set(re.findall(r"{\^?([a-z_]+)}", phrasing))


@pytest.mark.parametrize("tone", OTHER_TONES)
def test_a_tone_says_otherwise_only_what_there_is_and_with_the_same_facts(tone: Tone) -> None:
    known = set(slots(wording()))
    for slot in slots(wording(tone)):
        assert slot in known, f"{slot} of the {tone} tone is used by no letter"
        held = set.intersection(*map(fields, phrasings(slot)))
        allowed = set.union(*map(fields, phrasings(slot))) | {"writing", "write", "by", "minutes"}
        for phrasing in phrasings(slot, tone):
            assert held - {"by"} <= fields(phrasing) <= allowed, (slot, phrasing)


def test_no_phrasing_is_said_twice_in_one_slot() -> None:
    for tone in Tone:
        for slot in slots(wording(tone)):
            if not slot.startswith("words."):
                said = phrasings(slot, tone)
                assert len(set(said)) == len(said), (tone, slot)
