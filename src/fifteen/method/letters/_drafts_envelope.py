"""What stands round a letter: greeting, closing words, name and signature (A7, A12)."""

from __future__ import annotations

from fifteen.method.letters._drafts_desk import CLOSE, HOUSEHOLD, KNOWN, Desk, Text, blank
from fifteen.method.letters._drafts_facts import Tone
from fifteen.method.letters._drafts_names import given_name, greeted, parse
from fifteen.method.letters._drafts_wording import tidy
from fifteen.method.words import LetterKind, TieKind

# Something joins the two, so that a warm letter may use the first name.
_JOINED = frozenset({TieKind.REFERRED, TieKind.INTRODUCED, TieKind.ALUMNI, TieKind.GROUP})
_AFTER_THE_TALK = frozenset(
    {
        LetterKind.THANKS_MET,
        LetterKind.THANKS_PHONE,
        LetterKind.PROMISE_THEIRS,
        LetterKind.PROMISE_MINE,
        LetterKind.KEEP_IN_TOUCH,
        LetterKind.WHAT_CAME_OF_IT,
    }
)


def enveloped(desk: Desk, text: Text) -> str:
    """The body: greeting, paragraphs, closing with the seeker's name."""
    paragraphs = [tidy(p) for p in text.paragraphs if p.strip()]
    if text.whole:
        return "\n\n".join(paragraphs)
    return "\n\n".join([_greeting(desk), *paragraphs, _closing(desk)])


def who(desk: Desk) -> str:
    """The host as one says their name to them; no title that is not known, no guessed gender."""
    if desk.facts.signed and desk.tone is not Tone.FORMAL:
        return desk.facts.signed
    return greeted(desk.facts.host.name, _on_first_names(desk)) or blank("host")


def _on_first_names(desk: Desk) -> bool:
    if desk.tone is Tone.FORMAL:
        return desk.tie in HOUSEHOLD
    if desk.tie in KNOWN:
        return True
    if parse(desk.facts.host.name).title:
        return False
    joined = desk.tone is Tone.WARM and desk.tie in _JOINED
    return joined or desk.kind in _AFTER_THE_TALK


def _greeting(desk: Desk) -> str:
    if desk.kind is LetterKind.INTRODUCTION_REQUEST:
        formal = desk.tone is Tone.FORMAL
        known = desk.facts.introducer_tie in (HOUSEHOLD if formal else KNOWN)
        name = greeted(desk.facts.introducer, known) or blank("introducer_name")
        return desk.say("greeting.formal", who=name)
    close = desk.tie in CLOSE
    return desk.say(f"greeting.{'close' if close else 'formal'}", who=who(desk))


def _closing(desk: Desk) -> str:
    """The closing, the name, and the seeker's own signature below it."""
    to = desk.tie
    if desk.kind is LetterKind.INTRODUCTION_REQUEST:
        to = desk.facts.introducer_tie
    name = parse(desk.facts.seeker.name)
    signed = (given_name(name) or name.full) if to in HOUSEHOLD else name.plain
    lines = [line.strip() for line in desk.facts.seeker.signature.strip().splitlines()]
    if lines and lines[0].lower() == desk.facts.seeker.name.strip().lower():
        lines = lines[1:]
    closing = desk.say(f"closing.{'close' if to in KNOWN else 'formal'}")
    return "\n".join([closing, signed or blank("name"), *(line for line in lines if line)])
