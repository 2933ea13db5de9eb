"""The check of a letter before it leaves: what is wrong, where exactly, why, and what to write.

Words for it stand in `words_<language>.toml`; the rules are those of LETTERS.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from fifteen.method.letters import (
    rules_ask,
    rules_form,
    rules_host,
    rules_names,
    rules_papers,
    rules_talk,
    rules_thanks,
    rules_tie,
)
from fifteen.method.letters._reading import THANKS, Reading
from fifteen.method.words import Finding, Letter, LetterContext, LetterKind

Rule = Callable[[Reading], Iterator[Finding]]

LONGEST = 100_000  # characters of a body that are judged; a letter has a thousand
_FIELDS = ("subject", "body", "attachments")

_BEFORE = frozenset(
    {
        LetterKind.REQUEST,
        LetterKind.INTRODUCTION_REQUEST,
        LetterKind.CALL_SCRIPT,
        LetterKind.REMINDER,
        LetterKind.TIMES,
        LetterKind.CONFIRMATION,
        LetterKind.PUT_OFF_ANSWER,
    }
)
_EVERY = frozenset(LetterKind)
_WRITTEN = _EVERY - {LetterKind.CALL_SCRIPT}
_REQUEST = frozenset({LetterKind.REQUEST})
_MET = frozenset({LetterKind.THANKS_MET})
_DECLINED = frozenset({LetterKind.THANKS_DECLINED})


@dataclass(frozen=True, slots=True)
class Tick:
    """One line of the list of what is in order: the rule, its row, the good it stands for."""

    rule: str
    row: str
    label: str
    ok: bool


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule: its name and row, the kinds of letters it is for, its code, what is good in it."""

    rule: str
    row: str
    kinds: frozenset[LetterKind]
    run: Rule
    label: str


RULES = (
    RuleLine("asks-for-job", "A1", _EVERY, rules_ask.asks_for_job, "Asks for no job"),
    RuleLine("names-the-term", "A2", _BEFORE, rules_talk.names_the_term, "Calls it no interview"),
    RuleLine("no-length", "A3", _REQUEST, rules_talk.no_length, "Says how long it takes"),
    RuleLine(
        "too-much-time", "A3", _BEFORE, rules_talk.too_much_time, "Takes fifteen minutes at most"
    ),
    RuleLine(
        "resume-enclosed", "A8", _BEFORE | _MET, rules_papers.resume_enclosed, "Encloses no résumé"
    ),
    RuleLine("purpose-unclear", "A5", _REQUEST, rules_talk.purpose_unclear, "Says what it is for"),
    RuleLine(
        "nothing-personal", "A6", _REQUEST, rules_host.nothing_personal, "Names a fact about them"
    ),
    RuleLine(
        "impersonal-greeting", "A7", _EVERY, rules_names.impersonal_greeting, "Greets by name"
    ),
    RuleLine("placeholder-left", "A7", _EVERY, rules_form.placeholder_left, "Has no blanks left"),
    RuleLine("wrong-name", "A7", _EVERY, rules_names.wrong_name, "Has the right names"),
    RuleLine("tie-not-named", "A4", _REQUEST, rules_tie.tie_not_named, "Says what joins you"),
    RuleLine("no-clear-ask", "A5", _REQUEST, rules_talk.no_clear_ask, "Asks for the talk plainly"),
    RuleLine("several-asks", "A9", _REQUEST, rules_ask.several_asks, "Asks for one thing"),
    RuleLine("pressing", "A9", _BEFORE, rules_host.pressing, "Presses nobody"),
    RuleLine("too-long", "A9", _REQUEST, rules_form.too_long, "Is short enough to be read"),
    RuleLine("no-thanks", "F1", THANKS, rules_thanks.no_thanks, "Says thank you"),
    RuleLine(
        "nothing-specific", "F1", THANKS, rules_thanks.nothing_specific, "Names what they gave you"
    ),
    RuleLine("new-ask", "F1", THANKS, rules_ask.new_ask, "Asks for nothing new"),
    RuleLine(
        "promise-forgotten", "F2", THANKS, rules_thanks.promise_forgotten, "Remembers the promises"
    ),
    RuleLine(
        "not-to-be-remembered",
        "R5",
        THANKS - _MET,
        rules_thanks.not_to_be_remembered,
        "Asks to be remembered",
    ),
    RuleLine(
        "purpose-not-restated",
        "R5",
        _DECLINED,
        rules_thanks.purpose_not_restated,
        "Says again what you hoped to learn",
    ),
    RuleLine("late", "F1", THANKS, rules_thanks.late, "Goes out within a day"),
    RuleLine("no-sign-off", "A12", _WRITTEN, rules_form.no_sign_off, "Ends with your name"),
    RuleLine(
        "no-subject",
        "A9",
        _BEFORE - {LetterKind.CALL_SCRIPT},
        rules_form.no_subject,
        "Has a subject that says something",
    ),
)


def check(letter: Letter, context: LetterContext) -> tuple[Finding, ...]:
    """What is wrong with a letter, by field and place; nothing where it is ready.

    A rule that needs what the context does not have stays silent.
    """
    return judged(letter, context)[0]


def judged(letter: Letter, context: LetterContext) -> tuple[tuple[Finding, ...], int]:
    """What is wrong with a letter, and its words without greeting, sign-off and quoted mail."""
    reading = Reading(letter, context)
    found = [
        finding
        for line in RULES
        if letter.kind in line.kinds and _has_words(reading, line.rule)
        for finding in line.run(reading)
    ]
    return tuple(sorted(found, key=_place)), reading.body.anatomy.words()


def _has_words(reading: Reading, rule: str) -> bool:
    """Whether the letter's language has words for a rule; a rule without them stays silent."""
    return not reading.words.rules or rule in reading.words.rules


def applied(letter: Letter, context: LetterContext) -> tuple[Tick, ...]:
    """The rules that apply to a letter, each with its good and whether it is in order."""
    return ticks(letter, context, check(letter, context))


def ticks(letter: Letter, context: LetterContext, findings: Iterable[Finding]) -> tuple[Tick, ...]:
    """The same where the findings are known already."""
    failed = {finding.rule for finding in findings}
    return tuple(
        Tick(line.rule, line.row, line.label, line.rule not in failed)
        for line in RULES
        if letter.kind in line.kinds and _can_judge(line.rule, letter, context)
    )


def _can_judge(rule: str, letter: Letter, context: LetterContext) -> bool:
    """Whether a rule has what it needs; a tick for what could not be looked at would be a lie."""
    debrief = context.debrief
    needs = {
        "wrong-name": bool(context.host_name or context.host_organisation),
        "tie-not-named": context.tie is not None and bool(context.tie.via),
        "no-subject": letter.subject is not None and letter.channel.value == "mail",
        "late": debrief is not None and debrief.hours_since is not None,
        "promise-forgotten": debrief is not None
        and bool(debrief.their_promises or debrief.my_promises),
    }
    return needs.get(rule, True)


def _place(finding: Finding) -> tuple[int, int, int, str]:
    return _FIELDS.index(finding.field), finding.start, finding.end, finding.rule
