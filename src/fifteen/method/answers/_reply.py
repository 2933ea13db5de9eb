"""The reply itself: what the writer wrote now, from the greeting to the typed name.

Quoted mail, signature blocks, "Sent from" lines and disclaimers are not part of it.
"""

from __future__ import annotations

import re

from fifteen.method.answers._card import (
    Writer,
    is_card,
    is_closing,
    is_image,
    is_name,
    without_card,
)
from fifteen.method.answers._lexicon import LANGUAGES, lexicon
from fifteen.method.answers._quoted import LONGEST, own_lines

_DELIMITER = re.compile(r"\s*(?:--|—|__|==|\* ?\* ?\*)\s*$|\s*-- ")
_RULE = re.compile(r"\s*[-_=*~]{3,}\s*$")


def reply_of(text: str, sender: str = "", asked: str = "") -> str:
    """The new text of a message, trimmed; empty where there is none.

    `sender` is the From header: a line that is their name ends the reply where no closing does.
    `asked` is the mail that was answered: what repeats it is quoted.
    """
    own, _ = _parted(text, sender, asked)
    while own and (not own[-1].strip() or _RULE.match(own[-1])):
        own.pop()
    return "\n".join(own).strip()


def below(text: str, sender: str = "", asked: str = "") -> str:
    """What stands below the reply, and is no quoted mail: the signature."""
    return "\n".join(_parted(text, sender, asked)[1])


def _parted(text: str, sender: str, asked: str) -> tuple[list[str], list[str]]:
    """The lines of the reply, and those of the signature."""
    lines = text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    above, under = own_lines(lines, asked[:LONGEST])
    writer = Writer(sender)
    if not is_card(under, writer):
        above, under = [*above, *under], []
    own = [] if _is_card_alone(above, writer) else _before_signature(above, writer)
    return own, [*above[len(own) :], *under]


def _is_card_alone(lines: list[str], writer: Writer) -> bool:
    """Whether nothing was written but a signature: the writer's name, and a card below it."""
    told = [line for line in lines if line.strip()]
    return len(told) > 2 and writer.is_name(told[0]) and is_card(lines, writer)


def _before_signature(lines: list[str], writer: Writer) -> list[str]:
    """The lines down to the typed name."""
    cut = len(lines)
    for number, line in enumerate(lines):
        told = line.strip()
        ends = _DELIMITER.match(line) or is_image(line) or _is(told, "disclaimer")
        if (number and ends) or _is(told, "sent_from"):
            cut = number
            break
    kept = lines[:cut]
    for number in range(len(kept) - 1, -1, -1):
        if is_closing(kept[number]):
            return _with_postscript(kept, _name_ends(kept, number))
    for number in range(len(kept) - 1, 0, -1):
        if writer.is_name(kept[number]) or writer.is_titled(kept[number]):
            return _with_postscript(kept, _above_card(kept, number, writer))
    for number, line in enumerate(kept[:-1]):
        if not kept[number + 1].strip() and writer.ends(line) and not _goes_on(kept, number + 1):
            return _with_postscript(kept, number + 1)
    return without_card(kept, writer)


def _above_card(lines: list[str], number: int, writer: Writer) -> int:
    """Where the reply ends: behind the name; before the card that begins with it.

    A card is set apart from the text and has more lines, or stands below the name as typed.
    """
    before = number - 1
    while before > 0 and not lines[before].strip():
        before -= 1
    apart = number - before > 1
    typed = writer.is_name(lines[before]) if before else writer.ends(lines[before])
    if apart and (typed or writer.ends(lines[before])):
        return before + 1
    card = writer.is_titled(lines[number]) or lines[number + 1 : number + 2] > [""]
    return number if apart and card else number + 1


def _goes_on(lines: list[str], number: int) -> bool:
    """Whether sentences follow: what seemed to be the writer's name was not the end."""
    block = [line for line in lines[number:] if line.strip()]
    return any(line.rstrip().endswith((".", "!", "?")) and len(line.split()) > 3 for line in block)


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


def _name_ends(lines: list[str], closing: int) -> int:
    """The line behind the name that follows a closing."""
    number = closing + 1
    while number < len(lines) and not lines[number].strip():
        number += 1
    if number < len(lines) and is_name(lines[number]):
        return number + 1
    if number < len(lines) and len(lines) - number > 1 and not _is_short(lines[number]):
        return len(lines)  # "Thanks" stood inside the text
    return closing + 1


def _is_short(line: str) -> bool:
    return len(line.strip()) <= 50
