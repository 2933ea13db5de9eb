"""The reply itself: what the writer wrote now, from the greeting to the typed name.

Quoted mail, signature blocks, "Sent from" lines and disclaimers are not part of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from fifteen.method.answers._lexicon import LANGUAGES, lexicon

LONGEST = 20_000  # characters looked at; answers are far shorter

_QUOTED = re.compile(r"\s*(?:>|\|\s)")
_HEADER_WORDS = (
    *("from", "sent", "to", "cc", "bcc", "subject", "date", "reply-to", "von", "gesendet", "an"),
    *("betreff", "datum", "de", "envoyé", "à", "objet", "date", "para", "asunto", "enviado"),
    *("fecha", "assunto", "da", "inviato", "a", "oggetto", "data", "van", "verzonden", "aan"),
    *("onderwerp", "fra", "til", "emne", "dato", "sendt", "från", "skickat", "till", "ämne"),
    *("od", "wysłano", "do", "temat", "lähettäjä", "lähetetty", "vastaanottaja", "aihe"),
    *("odesláno", "komu", "předmět", "от", "отправлено", "кому", "тема", "дата", "kimden"),
    *("gönderildi", "kime", "konu", "feladó", "elküldve", "címzett", "tárgy", "发件人", "发送时间"),
    *("收件人", "主题", "差出人", "送信日時", "宛先", "件名"),
)
_HEADER = re.compile(rf"\s*\*?(?:{'|'.join(_HEADER_WORDS)})\*? ?[:：]", re.IGNORECASE)
_OPENS = re.compile(
    r"-{2,} |(?:on|am|le|el|op|il|in data|em|den|dnia|w dniu|pe|ma|ti|ke|to|ср|пн|вт|чт|пт) ",
    re.IGNORECASE,
)
_WROTE_ELSEWHERE = re.compile(
    r".{4,160}(?:a écrit ?|escribió|schreef .{3,120}|ha scritto|escreveu|skrev .{3,120}"
    r"|napisał.{0,4}|kirjoitti|написал.?|napsal.{0,4}|yazdı|írta):.*",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(
    r".{6,200}[\w.+-]+@[\w-]+\.[\w.-]+[>\])]*(?: [^\W\d_]+){0,2}(?:[:：]| ?-{2,}|$)"
)
_DATED = re.compile(r"\b(?:19|20)\d\d\b|\d{1,2}[:.]\d\d\b")
_OLD_RULE = re.compile(r"\s*-{3,} ?[^\W\d_][\w ]{3,40} ?-{3,}\s*")
_DELIMITER = re.compile(r"\s*(?:--|—|__|==)\s*$|\s*-- ")
_CONTACT = re.compile(
    r"(?:\+?\(?\d[\d ()./-]{5,}\d)|@\w+\.\w|https?://|www\.|\b(?:tel|mob|phone|fax|cell|mobil|t|m|p):",
    re.IGNORECASE,
)
_NAME_LINE = re.compile(r"[^\W\d_][\w.'’-]*(?: [\w.'’-]+){0,3}[,.]?")
_RULE = re.compile(r"\s*[-_=*~]{3,}\s*$")


def reply_of(text: str, sender: str = "") -> str:
    """The new text of a message, trimmed; empty where there is none.

    `sender` is the From header: a line that is their name ends the reply where no closing does.
    """
    lines = text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    own = [line for line in _before_quoted(lines) if not _QUOTED.match(line)]
    own = _before_signature(own, _names(sender))
    while own and (not own[-1].strip() or _RULE.match(own[-1])):
        own.pop()
    return "\n".join(own).strip()


def below(text: str, sender: str = "") -> str:
    """What stands below the reply, and above quoted mail: the signature."""
    lines = text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    own = [line for line in _before_quoted(lines) if not _QUOTED.match(line)]
    return "\n".join(own[len(_before_signature(own, _names(sender))) :])


def _before_quoted(lines: Sequence[str]) -> list[str]:
    """The lines above the mail that is quoted below; answers between quoted lines stay."""
    for number in range(len(lines)):
        if _begins_quoted(lines, number):
            below = lines[number + 1 :]
            if _answers_between(below):
                return [*lines[:number], *below[_rest_of_header(lines, number) :]]
            return list(lines[:number])
    return list(lines)


def _rest_of_header(lines: Sequence[str], number: int) -> int:
    """How many lines more "On Tuesday ... wrote:" goes on for, where it was broken."""
    for more, line in enumerate(lines[number : number + 3]):
        if line.rstrip().endswith((":", "：")):
            return more
    return 0


def _begins_quoted(lines: Sequence[str], number: int) -> bool:
    line = lines[number].strip().strip("*")
    if not line or len(line) > 300:
        return False
    # "On Tuesday ... <x@y> wrote:" is often broken over two or three lines.
    joined = " ".join(one.strip() for one in lines[number : number + 3] if one.strip())
    short = joined[: joined.find(":", len(line)) + 1]
    for language in LANGUAGES:
        wrote = lexicon(language).words["wrote"]
        if wrote.fullmatch(line) and not _HEADER.match(line):
            return True
        if _OPENS.match(line) and (wrote.fullmatch(short) or wrote.fullmatch(joined)):
            return True
    if _OPENS.match(line) and _WROTE_ELSEWHERE.fullmatch(joined[:400]):
        return True
    if _is_dated_address(line) or _is_broken_address(lines[number : number + 3]):
        return True
    following = lines[number + 1 : number + 6]
    if _HEADER.match(line):
        return any(_HEADER.match(one) for one in following)
    return bool(_OLD_RULE.fullmatch(line)) and any(_HEADER.match(one) for one in following[:3])


def _is_dated_address(line: str) -> bool:
    """ "30.09.2017, 18.30, "John Doe" <john@doe.example>:", in whatever language."""
    found = _ADDRESSED.match(line)
    if found is None or not _DATED.search(found[0]):
        return False
    ends_so = found[0].endswith((":", "：", "-", "wrote"))
    return ends_so and (found.end() == len(line) or found[0][-1] in ":：")


def _is_broken_address(lines: Sequence[str]) -> bool:
    """Such a line broken over two or three; what only stands above one ("at 4:30?") is none."""
    first = lines[0].strip()
    if not _DATED.search(first) or first.endswith((".", "?", "!")):
        return False
    whole = list(takewhile(str.strip, lines))
    alone = any(_is_dated_address(one.strip()[:300]) for one in whole[1:])
    return not alone and _is_dated_address(" ".join(one.strip() for one in whole)[:300])


def _answers_between(below: Sequence[str]) -> bool:
    marked = [number for number, line in enumerate(below) if _QUOTED.match(line)]
    if not marked:
        return False
    after = [line for line in below[marked[0] :] if line.strip() and not _QUOTED.match(line)]
    return bool(after)


def _names(sender: str) -> frozenset[str]:
    name = sender.partition("<")[0]
    return frozenset(word for word in _WORDS.findall(name.lower()) if len(word) > 1)


_WORDS = re.compile(r"[^\W\d_]+")


def _before_signature(lines: list[str], names: frozenset[str]) -> list[str]:
    """The lines down to the typed name."""
    cut = len(lines)
    for number, line in enumerate(lines):
        told = line.strip()
        ends = _DELIMITER.match(line) or _is(told, "disclaimer")
        if (number and ends) or _is(told, "sent_from"):
            cut = number
            break
    kept = lines[:cut]
    for number in range(len(kept) - 1, -1, -1):
        if _is_closing(kept[number]):
            return _with_postscript(kept, _name_ends(kept, number))
    for number in range(len(kept) - 1, 0, -1):
        if _is_their_name(kept[number], names):
            return _with_postscript(kept, _above_card(kept, number, names))
    return _without_contact(kept)


def _above_card(lines: list[str], number: int, names: frozenset[str]) -> int:
    """Where the reply ends: behind the name; before the card that begins with it.

    A card is set apart from the text and has more lines, or stands below the name as typed.
    """
    before = number - 1
    while before > 0 and not lines[before].strip():
        before -= 1
    apart = number - before > 1
    if apart and before > 0 and _is_their_name(lines[before], names):
        return before + 1
    return number if apart and lines[number + 1 : number + 2] > [""] else number + 1


def _with_postscript(lines: list[str], end: int) -> list[str]:
    """The lines to the name, and a postscript that follows it."""
    start = next((n for n in range(end, len(lines)) if lines[n].strip()), len(lines))
    if start == len(lines) or not _POSTSCRIPT.match(lines[start]):
        return lines[:end]
    last = next((n for n in range(start, len(lines)) if not lines[n].strip()), len(lines))
    return lines[:last]


_POSTSCRIPT = re.compile(r"\s*p\.? ?s\.?\b[:.]?", re.IGNORECASE)


def _is(line: str, name: str) -> bool:
    return any(lexicon(language).words[name].match(line) for language in LANGUAGES)


def _is_closing(line: str) -> bool:
    told = line.strip().strip("*_").rstrip(" ,.!-–—:)")
    if not told or len(told) > 60:
        return False
    return any(lexicon(language).words["closings"].fullmatch(told) for language in LANGUAGES)


def _name_ends(lines: list[str], closing: int) -> int:
    """The line behind the name that follows a closing."""
    number = closing + 1
    while number < len(lines) and not lines[number].strip():
        number += 1
    if number < len(lines) and _is_name(lines[number]):
        return number + 1
    if number < len(lines) and len(lines) - number > 1 and not _is_short(lines[number]):
        return len(lines)  # "Thanks" stood inside the text
    return closing + 1


def _is_name(line: str) -> bool:
    told = _PRONOUNS.sub("", line.strip().strip("*_ "))
    return bool(told) and len(told) <= 40 and bool(_NAME_LINE.fullmatch(told.split(",")[0]))


_PRONOUNS = re.compile(r" \([\w ]{1,12}(?:/[\w ]{1,8}){0,3}\)$")  # "Ana Ruiz (she/her)"


def _is_their_name(line: str, names: frozenset[str]) -> bool:
    words = set(_WORDS.findall(line.partition(",")[0].lower())) - _TITLES
    if not 0 < len(words) <= 4:
        return False
    initials = {name[0] for name in names}
    spoken = {word for word in words if _is_short_for(word, names)} if line[:1].isupper() else set()
    whole = bool((names | spoken) & words) or (len(words) > 1 and words <= initials)
    return whole and words <= names | spoken | initials


def _is_short_for(word: str, names: frozenset[str]) -> bool:
    """ "Pam" for Pamela."""
    return len(word) > _SHORTEST and any(name.startswith(word) for name in names)


_SHORTEST = 2  # letters that are initials, no name
_TITLES = frozenset({"dr", "prof", "mr", "ms", "mrs", "frau", "herr", "ing", "dipl", "phd"})


def _is_card_line(line: str) -> bool:
    told = line.strip()
    return len(told) <= 80 and len(told.split()) <= 12 and not told.endswith((".", "?", "!"))


def _is_short(line: str) -> bool:
    return len(line.strip()) <= 50


def _without_contact(lines: list[str]) -> list[str]:
    """Without the block of a signature that has no closing before it."""
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    block = end
    while block and lines[block - 1].strip() and not _RULE.match(lines[block - 1]):
        block -= 1
    last = lines[block:end]
    contact = any(_CONTACT.search(line) for line in last)
    if block and contact and len(last) > 1 and all(_is_card_line(line) for line in last):
        return lines[: block + (1 if _is_name(lines[block]) else 0)]
    return lines[:end]
