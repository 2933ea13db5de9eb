"""How a role, an organisation and a field stand in a sentence."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from fifteen.method.letters._drafts_names import placed
from fifteen.method.letters._drafts_notes import one_line
from fifteen.method.letters._drafts_wording import word_set
from fifteen.method.words import Host

LONGEST_ROLE = 7  # words; a longer title is a headline, not a role


@dataclass(frozen=True, slots=True)
class Work:
    """What is known of the host's work, in phrases; empty where it is not known.

    `own`: "your work as a grid modeller at Northlight"; `topic`: "grid modelling"; `inside`: "what
    work in grid modelling is really like"; `path`: "how you came to grid modelling"; `title`: "grid
    modeller at Northlight", to speak of the host to others.
    """

    own: str
    topic: str
    inside: str
    path: str
    title: str


@lru_cache(maxsize=512)
def work_of(host: Host) -> Work:
    """The phrases for this host, as far as role, organisation and field are known."""
    organisation = placed(host.organisation)
    at = f" at {organisation}" if organisation else ""
    doing, past = _doing(host.role)
    own = f"your {'years' if past else 'work'} {doing}{at}" if doing else ""
    own = own or (f"your work{at}" if at else "")
    field = field_of(host.field)
    title = "" if past else doing.removeprefix("as ") if doing.startswith("as ") else ""
    topic, inside, path = _topic(field, doing, at, own)
    return Work(own, topic, inside, path, f"{title}{at}" if title else "")


def field_of(text: str) -> str:
    """A field for the middle of a sentence: "Grid modelling" is "grid modelling"."""
    field = one_line(text)
    return _lowered(field) if len(field.split()) <= LONGEST_ROLE else ""


def occupation(text: str) -> str:
    """The occupation that opens a text, with its article: "a physics teacher"; else empty."""
    first = re.split(r"\s(?:for|since|with|in|at|of|who|and)\s|[,;.]", text, maxsplit=1)[0]
    doing, past = _doing(first)
    return doing.removeprefix("as ") if doing.startswith(("as a ", "as an ")) and not past else ""


def an(phrase: str) -> str:
    """The phrase with "a" or "an" before it, by its sound."""
    first = re.split(r"[\s\-/]", phrase, maxsplit=1)[0]
    if first.isupper() and len(first) > 1:
        vowel = first[0] in "AEFHILMNORSX" and first not in {"NASA", "NATO", "LEED"}
    elif re.match(r"hour|heir|honou?r|honest", first, re.IGNORECASE):
        vowel = True
    elif re.match(r"uni(?!n|m)|u[st]|eu|one|once|ukr|ure", first, re.IGNORECASE):
        vowel = False
    else:
        vowel = _plain(first[:1]) in "aeiou"
    return f"{'an' if vowel else 'a'} {phrase}"


def _topic(field: str, doing: str, at: str, own: str) -> tuple[str, str, str]:
    """What the talk is about, what is wanted to be known, how they came to it."""
    if field and field.lower().split()[-1] in word_set("occupations"):
        person = an(field)
        return f"the work of {person}", f"what work as {person} is really like", _TO_IT
    if field:
        return field, f"what work in {field} is really like", f"how you came to {field}"
    if doing:
        return own, f"what work {_as_one_of_them(doing)} is really like", _TO_IT
    if at:
        return own, f"what work{at} is really like", _TO_IT
    return "", "", ""


def _as_one_of_them(doing: str) -> str:
    """ "as a CFO" for "as CFO": work of the kind, not the one post."""
    title = doing.removeprefix("as ")
    alone = title.split()[-1].lower() in {"counsel", "staff", "faculty"} or " and " in title
    if title == doing or title.startswith(("a ", "an ")) or alone:
        return doing
    return f"as {an(title)}"


_TO_IT = "how you came to this work"


def _doing(role: str) -> tuple[str, bool]:
    """ "as a grid modeller" or "in operations", empty where the title is odd; and whether past."""
    text = _one_role(role)
    past = re.match(r"(?:retired|former(?:ly)?|ex)[\s\-,:]+", text, re.IGNORECASE)
    if past:
        text = text[past.end() :]
    words = text.split()
    if not words or len(words) > LONGEST_ROLE or not re.fullmatch(r"[\w\s\-'’&+#.]+", text):
        return "", False
    if not all("LATIN" in unicodedata.name(char, "") for char in text if char.isalpha()):
        return "", False
    if text.lower() in word_set("functions"):
        return f"in {_lowered(text)}", bool(past)
    head = _head(words)
    if words[0].lower() in word_set("unique") or head in word_set("unique_heads"):
        return f"as {_lowered(text)}", bool(past)
    if _is_agent(head):
        return f"as {an(_lowered(text))}", bool(past)
    return "", False


def _one_role(role: str) -> str:
    """The first of several roles, without the organisation, levels and abbreviations."""
    text = one_line(re.split(r"[\n|/;·•–—]| - | at | @", re.sub(r"\([^()]*\)", " ", role))[0])
    text = one_line(text.split(",")[0]).replace("&", "and")
    text = re.sub(r"\bsr\b\.?", "senior", text, flags=re.IGNORECASE)
    text = re.sub(r"\bjr\b\.?", "junior", text, flags=re.IGNORECASE)
    text = re.sub(r"\s+(?:[IVX]+|\d+)$", "", text)
    return re.sub(r"^(?:an?|the)\s+", "", text, flags=re.IGNORECASE)


def _head(words: list[str]) -> str:
    """The noun of a title: "professor" in "Professor of Law"."""
    for index, word in enumerate(words):
        if index and word.lower() in {"of", "for", "in", "to", "on", "with", "and"}:
            return words[index - 1].lower()
    return words[-1].lower()


def _is_agent(word: str) -> bool:
    if word in word_set("occupations"):
        return True
    if word in word_set("not_agents"):
        return False
    return word.endswith(("er", "or", "ist", "yst", "ian", "eer", "tant", "man", "woman", "person"))


def _lowered(text: str) -> str:
    """Small letters where they are surely right; names and abbreviations keep theirs."""
    words = text.split()
    if all(word.lower() in word_set("common") or word.islower() for word in words):
        return text.lower()
    first = words[0]
    sentence_case = all(word.islower() or _is_short_form(word) for word in words[1:])
    if sentence_case and first[1:].islower() and first.lower() not in word_set("proper"):
        return " ".join([first.lower(), *words[1:]])
    return text


def _is_short_form(word: str) -> bool:
    return not word[1:].islower()


def _plain(char: str) -> str:
    return unicodedata.normalize("NFD", char.lower())[:1]
