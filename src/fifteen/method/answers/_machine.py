"""Messages that no person wrote: automatic answers, receipts, tickets (RFC 3834 and the world)."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from fifteen.method.answers._bounces import is_bounce, is_daemon
from fifteen.method.answers._lexicon import LANGUAGES, lexicon
from fifteen.method.answers._quoted import LONGEST, without_copy
from fifteen.method.answers.words import AnswerClass, Message
from fifteen.method.times import Asked, TimeKind, read

_ANY_ADDRESS = re.compile(r"<?([\w.+'=-]{1,120}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6})>?")
_ANSWERED = re.compile(r"\s*(?:re|aw|sv|antw|rif|ref|tr|odp)\s*:", re.IGNORECASE)
_TICKET = re.compile(r"(?:ticket|case|request|ref|anfrage|vorgang)\b[^\d\n]{0,12}\d|\[?#\d", re.I)
_CUES_FOR_AUTO = 2  # without a header or a subject that says so, one phrase is not enough
_LOOKED_AT = 4_000  # characters

_RECEIPT = re.compile(r"\A\s*[^\n:]{5,60}:?\s*\n\s*(?:to|an|subject|betreff): ", re.IGNORECASE)

_AUTO_HEADERS = ("x-autoreply", "x-autorespond", "x-autoresponder", "x-mail-autoreply")
_HINT_HEADERS = ("x-auto-response-suppress", "list-id", "feedback-id")
_HINTS = ("auto_reply", "auto-reply", "bulk", "junk", "list")


def machine(message: Message) -> AnswerClass | None:
    """`bounce` or `auto` where a machine wrote the message, else None."""
    if is_bounce(message):
        return AnswerClass.BOUNCE
    return AnswerClass.AUTO if is_auto(message) else None


def is_auto(message: Message) -> bool:
    """Whether a machine answered: out of office, ticket, receipt, "no longer with the company".

    A header that only machines set is enough. Anything less needs the text or the subject to say
    so too, because a person's answer must never be lost as a machine's.
    """
    if _says_so_itself(message):
        return True
    subject = message.subject.strip()
    answers = bool(_ANSWERED.match(subject))
    named, greets = _names_auto(subject), _greets(message)
    says_so, hinted = named or bool(_TICKET.search(subject)), _hinted(message)
    if greets and not says_so and not hinted:
        return False  # so begin most answers, and counting their phrases is what takes time here
    cues = _cues(message.text[:_LOOKED_AT])
    if _says_surely(message.text[:_LOOKED_AT]) and not greets:
        return True
    if says_so and (cues or (named and not answers)):
        return not (answers and greets)
    if hinted and cues:
        return True
    return cues >= _CUES_FOR_AUTO and not greets


def _says_so_itself(message: Message) -> bool:
    headers = message.headers
    submitted = headers.get("auto-submitted", "no").split(";")[0].split("(")[0].strip().lower()
    if submitted not in ("", "no") or any(name in headers for name in _AUTO_HEADERS):
        return True
    if headers.get("return-path", "").strip() == "<>" or message.report:
        return True
    kind = headers.get("content-type", "").lower()
    return "disposition-notification" in kind or "feedback-report" in kind or is_daemon(message)


def _hinted(message: Message) -> bool:
    headers = message.headers
    precedence = headers.get("precedence", "").strip().lower()
    return precedence in _HINTS or any(name in headers for name in _HINT_HEADERS)


def _names_auto(subject: str) -> bool:
    own = any(lexicon(one).machine["auto_subject"].match(subject) for one in LANGUAGES)
    return own or bool(_others().subject.match(subject))


def _cues(text: str) -> int:
    """How many different phrases of machines a text has, the languages together."""
    text = text.replace("\u2019", "'")
    small = text.lower()
    found = {
        one[0]
        for language in LANGUAGES
        for one in lexicon(language).small["auto_text"].finditer(small)
    }
    return len(found | {one[0].lower() for one in _others().text.finditer(text)})


def _says_surely(text: str) -> bool:
    """Whether a text says of itself that a machine sends it, to whoever writes."""
    small = text.replace("\u2019", "'").lower()
    return any(lexicon(one).small["auto_sure"].search(small) for one in LANGUAGES)


def said(kind: AnswerClass, message: Message, reply: str) -> str:
    """What a machine says itself: its report to the copy of the mail, its words to their end."""
    told = without_copy(message.text[:LONGEST])
    if kind is AnswerClass.BOUNCE:
        return told
    return told if _RECEIPT.search(told) else reply


def telling(kind: AnswerClass, text: str) -> tuple[int, int] | None:
    """The first words by which a machine is known in its text: their place, None where none is."""
    name = "bounce_text" if kind is AnswerClass.BOUNCE else "auto_text"
    patterns = [lexicon(language).machine[name] for language in LANGUAGES] + [_others().text]
    met = [found.span() for one in patterns if (found := one.search(text[:_LOOKED_AT]))]
    if met:
        return min(met)
    first = text.strip().split("\n")[0]
    return (text.index(first), text.index(first) + len(first)) if first else None


def _greets(message: Message) -> bool:
    """Whether the text begins with the seeker's own name, as only a person's does."""
    names = re.findall(r"[^\W\d_]{3,}", message.to[:200].split("<")[0].lower())
    opening = message.text.strip()[:60].split("\n")[0].lower()
    return any(re.search(rf"\b{re.escape(name)}\b", opening) for name in names)


class _Others:
    """How machines write in further languages."""

    def __init__(self, data: dict[str, Any]) -> None:
        subjects = "|".join(data["subject"].values())
        self.subject = re.compile(rf"(?:re ?: ?)?(?:{subjects})", re.IGNORECASE)
        self.text = re.compile("|".join(data["text"].values()), re.IGNORECASE)
        months = "|".join(sorted(data["months"], key=len, reverse=True))
        self.months: dict[str, int] = data["months"]
        self.back = re.compile(
            rf"\b(?:{'|'.join(data['back'].values())})\W{{1,3}}(?:\w{{2,10}},? )?(\d{{1,2}})"
            rf"(?:\.|er|º|°)?(?: de)? ?(?:({months})|[./](\d{{1,2}}))(?:,? ?(?:de )?(20\d\d))?",
            re.IGNORECASE,
        )


@cache
def _others() -> _Others:
    path = files("fifteen.method.answers").joinpath("machines.toml")
    return _Others(tomllib.loads(path.read_text("utf-8")))


def back_on(message: Message) -> date | None:
    """The day somebody is back, from an automatic answer."""
    if message.written is None:
        return None
    text = message.text[:_LOOKED_AT]
    for language in LANGUAGES:
        days = []
        for found in lexicon(language).machine["back"].finditer(text):
            behind = text[found.end() : found.end() + 40].split("\n")[0]
            day = day_first(behind, message, language)
            if day is not None:
                days.append(day)
        if days:
            return max(days)  # "until 3 January, back from the 4th on"
    found_elsewhere = _others().back.search(text)
    return _elsewhere(found_elsewhere, message.written.date()) if found_elsewhere else None


def day_first(text: str, message: Message, language: str) -> date | None:
    """The day at the beginning of a text, whatever goes on behind it ("7 December and will …")."""
    words = text.split()
    months = lexicon(language).months
    for count in range(len(words), 0, -1):
        if count < len(words) and words[count].strip(".,;:").lower() in months:
            return None  # "the 11th" alone is not what was said
        day = day_in(" ".join(words[:count]), message, language)
        if day is not None:
            return day
    return None


def _elsewhere(found: re.Match[str], today: date) -> date | None:
    month = _others().months[found[2].lower()] if found[2] else int(found[3])
    try:
        day = date(int(found[4]) if found[4] else today.year, month, int(found[1]))
        return day if found[4] or day >= today else day.replace(year=today.year + 1)
    except ValueError:
        return None


def day_in(text: str, message: Message, language: str) -> date | None:
    """The first day that words name, on the writer's calendar; None where they name none."""
    if message.written is None:
        return None
    told = read(Asked(text, message.written, message.host_zone, message.seeker_zone, (), language))
    for time in told.times:
        if time.kind is not TimeKind.OFFERED:
            return time.span.start.astimezone(message.written.tzinfo).date()
    return None


def new_address(message: Message) -> str:
    """The address somebody can be reached at now, where an automatic answer names one."""
    text = message.text[:_LOOKED_AT]
    for language in LANGUAGES:
        for found in lexicon(language).machine["new_address"].finditer(text):
            named = _ANY_ADDRESS.search(text, found.end(), found.end() + 90)
            if named:
                return named[1]
    return ""
