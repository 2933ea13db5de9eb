"""Which lines of a message are its own: mail quoted above, below or between them is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from fifteen.method.answers._lexicon import LANGUAGES, lexicon

LONGEST = 20_000  # characters looked at; answers are far shorter

_MARKED = re.compile(r"\s*(?:>|&gt;|\|\s|[A-Z]{1,3}> ?)")
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


def own_lines(lines: Sequence[str], asked: str = "") -> tuple[list[str], list[str]]:
    """The lines of a message without quoted mail; and apart, those below a quote at the end.

    `asked` is the mail that was answered: what repeats it is quoted, marked or not. Below a quote
    that is not marked an answer stands only where nothing was said above it.
    """
    out = _repeated(lines, asked)
    number = next((n for n in range(len(lines)) if _begins_quoted(lines, n)), len(lines))
    if number < len(lines):
        said = any(line.strip() and not out[n] for n, line in enumerate(lines[:number]))
        begun = number + _header_lines(lines[number:])
        marked = next((n for n in range(begun, len(lines)) if _MARKED.match(lines[n])), 0)
        repeated = max((n for n in range(begun, len(lines)) if out[n]), default=0)
        quoted = marked or (len(lines) if said or not repeated else repeated)
        out = [one or number <= n < max(begun, quoted) for n, one in enumerate(out)]
    last = max((n for n, one in enumerate(out) if one), default=len(lines) - 1)
    above = [line for n, line in enumerate(lines[: last + 1]) if not out[n]]
    below = list(lines[last + 1 :])
    if not any(map(str.strip, above)):
        return below, []
    first = out.index(True) if True in out else last
    between = any(line.strip() and not out[n] for n, line in enumerate(lines[:last]) if n > first)
    return ([*above, *below], []) if between else (above, below)


def without_copy(text: str) -> str:
    """What a machine says, above the copy of the mail it is about."""
    ends = [
        found.start()
        for language in LANGUAGES
        if (found := lexicon(language).machine["copy"].search(text))
    ]
    lines = text[: min(ends, default=len(text))].rstrip().split("\n")
    while lines and (not lines[-1].strip() or lines[-1].startswith("> ") or lines[-1] == ">"):
        lines.pop()
    return "\n".join(lines).strip()


def _repeated(lines: Sequence[str], asked: str) -> list[bool]:
    """Which lines are quoted: they are marked, or repeat the mail that was answered."""
    out = [bool(_MARKED.match(line)) for line in lines]
    if not asked:
        return out
    told = {" ".join(line.split()) for line in asked.split("\n")}
    whole, name = " ".join(asked.split()), " ".join(asked.rstrip().rpartition("\n")[2].split())
    plain = [" ".join(line.split()) for line in lines]
    for number, line in enumerate(plain):
        sure = len(line) >= _SURELY and line in whole
        named = number and line == name and " " in line
        out[number] = out[number] or sure or named or (len(line) >= _TELLING and line in told)
    # Greeting, closing and name are as short as what somebody answers: they go with what is near.
    for order, step in ((range(1, len(plain)), -1), (range(len(plain) - 2, -1, -1), 1)):
        for number in order:
            near = out[number + step] and not _MARKED.match(lines[number + step])
            out[number] = out[number] or (near and plain[number] in told)
    return out


_TELLING, _SURELY = 24, 40  # characters of a line, and of a part of one, that nobody repeats


def _header_lines(lines: Sequence[str]) -> int:
    """How many lines the header of quoted mail has: "On Tuesday ... wrote:", or From, Sent, To."""
    first = lines[0].strip().strip("*")
    if not _HEADER.match(first) and not first.endswith((":", "：")):
        return _broken_header(lines)
    number = 1
    while number < len(lines) and _HEADER.match(lines[number]) and _HEADER.match(first):
        number += 1
    return number


def _broken_header(lines: Sequence[str]) -> int:
    """How many lines "On Tuesday ... wrote:" takes, where it was broken."""
    for more, line in enumerate(lines[:3], 1):
        if line.rstrip().endswith((":", "：")):
            return more
    return 1


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
    if line.endswith(":") and _DATED.search(line) and _is_marked_next(lines[number + 1 :]):
        return True
    if _is_dated_address(line) or _is_broken_address(lines[number : number + 3]):
        return True
    following = lines[number + 1 : number + 6]
    if _HEADER.match(line):
        return any(_HEADER.match(one) for one in following)
    return bool(_OLD_RULE.fullmatch(line)) and any(_HEADER.match(one) for one in following[:3])


def _is_marked_next(lines: Sequence[str]) -> bool:
    return bool(_MARKED.match(next(filter(str.strip, lines[:2]), "")))


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
