"""Turns a seeker's notes into words that can stand in a letter.

Notes are free text: "her talk on winter peaks", "moved from law to product", "You called a model an
argument." Each is given a form, so that the letter can put the right words around it; a note whose
form is not clear is never forced into a sentence: it becomes a marked blank.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from fifteen.method.folding import TITLES
from fifteen.method.letters._drafts_names import Name
from fifteen.method.letters._drafts_wording import word_set
from fifteen.method.letters._lexicon import lexicon
from fifteen.method.tongues import likely

LONGEST_NOTE = 34  # words; a longer note would fill a letter of 75 (A9)


class Form(Enum):
    """What a note is, grammatically."""

    NOTHING = "nothing"
    SENTENCE = "sentence"  # stands by itself
    THING = "thing"  # "your talk on winter peaks"
    DEED = "deed"  # "moved from law to product", said of the host
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Note:
    """A note in its form; the text has no full stop, and speaks to the host."""

    form: Form
    text: str = ""


def one_line(text: str) -> str:
    """The text without line breaks, bullets, brackets and a final stop."""
    flat = " ".join(text.translate(_BRACKETS).split())
    return flat.lstrip("-*•· ").rstrip(" .;,:!")


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def sentences(text: str) -> list[str]:
    """The sentences of a text, a new line being a new one; "the U.S. and" is within one."""
    kept: list[str] = []
    for line in text.splitlines():
        last = ""
        for part in _STOPS.split(line.strip()):
            if last and (part[:1].islower() or last in TITLES or last in _GO_ON):
                kept[-1] += f" {part}"
            elif part:
                kept.append(part)
            word = part.rsplit(" ", 1)[-1].lower().lstrip("(")
            known = word.endswith(".") and word[:-1] in lexicon().sets["abbreviations"]
            last = word[:-1] if known else ""
    return kept


_STOPS = re.compile(r"(?<=[.!?])\s+")
_GO_ON = frozenset({"e.g", "i.e", "vs"})  # behind which no sentence begins


def small(text: str) -> str:
    """The text for the middle of a sentence: small first letter where that is safe."""
    first = text.split(" ", 1)[0].rstrip(",:")
    if first.lower() in word_set("openers") and first != "I":
        return text[:1].lower() + text[1:]
    return text


@lru_cache(maxsize=512)
def about_host(note: str) -> Note:
    """A note about the host: what they did, said or wrote (A6, P4)."""
    text = re.sub(r"^(?:because|since|that)\s+", "", usable(note), flags=re.IGNORECASE)
    if not text:
        return Note(Form.UNCLEAR if note.strip() else Form.NOTHING)
    spoken = to_you(text)
    if spoken is None:
        return Note(Form.UNCLEAR)
    first, _, rest = spoken.partition(" ")
    first, lowered = first.lower(), spoken[:1].lower() + spoken[1:]
    if first in {"i", "you", "we", "my"}:
        return Note(Form.SENTENCE, capital(spoken))
    if first in word_set("seeker_did"):
        return Note(Form.SENTENCE, f"I {lowered}")
    if first in _VERB_OF:
        return Note(Form.SENTENCE, f"You {_VERB_OF[first]} {rest}")
    if first in word_set("past"):
        return Note(Form.DEED, lowered)
    if first in {"your", "the"}:
        sentence = _has_verb(spoken) or _ended(note)
        return Note(Form.SENTENCE, capital(spoken)) if sentence else Note(Form.THING, small(spoken))
    if first in {"a", "an"}:
        return Note(Form.THING, f"your {rest}") if _names_a_work(rest) else Note(Form.UNCLEAR)
    if _names_a_work(spoken):
        return Note(Form.THING, f"your {lowered if first in word_set('works') else spoken}")
    if _ended(note) or re.search(r"\byour?\b", spoken):
        return Note(Form.SENTENCE, capital(spoken))
    return Note(Form.UNCLEAR)


def heard(note: str) -> str:
    """Something the host said, to stand after a colon or by itself; empty where unclear."""
    text = usable(note)
    said = _SAID.match(text)
    if said:
        text = text[said.end() :]
    spoken = to_you(with_subject(text)) if text and likely(text) == "en" else None
    return small(spoken) if spoken else ""


def with_subject(text: str) -> str:
    """What the host does, with its subject: "works with four others" is "you work with four
    others". Empty where it may as well be the work that does it."""
    words = text.split()
    start = next((n for n, w in enumerate(words) if w.lower() not in word_set("adverbs")), 0)
    verb = words[start].lower().rstrip(",;") if words else ""
    if verb in word_set("habits_unsure"):
        return ""
    if verb not in word_set("habits"):
        return text
    words = _one_clause(words, start)
    if not words:
        return ""
    for n, word in enumerate(words):
        joined = n == start or words[n - 1].lower() in {"and", "but", "or"}
        if joined and word.lower() in word_set("habits"):
            words[n] = infinitive(word.lower()) or word.lower()
    return " ".join(["you", words[0].lower(), *words[1:]])


def _one_clause(words: list[str], start: int) -> list[str]:
    """The words up to a comma behind which a further verb stands without "and"; empty where
    nothing but the first verb would be left."""
    further = word_set("habits") | word_set("habits_unsure")
    for n in range(start, len(words) - 1):
        after = words[n + 1 :]
        skipped = (n for n, w in enumerate(after) if w.lower() not in word_set("adverbs"))
        verb = after[next(skipped, 0)].lower()
        if words[n].endswith((",", ";")) and verb in further:
            return [*words[:n], words[n].rstrip(",;")] if n > start else []
    return words


def infinitive(verb: str) -> str:
    """ "send" for "sends", "copy" for "copies"; empty for what is no verb of that form."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if not verb.isalpha() or not verb.endswith("s") or verb.endswith("ss") or len(verb) < _SHORTEST:
        return ""
    if verb.endswith("ies"):
        return f"{verb[:-3]}y"
    if verb.endswith(("sses", "ches", "shes", "xes", "zes", "oes")):
        return verb[:-2]
    return verb[:-1]


_SHORTEST = 4  # letters of a verb with its s; "this", "his" and "has" are in no such form
_IRREGULAR = {"has": "have", "does": "do", "is": "", "was": "", "this": ""}


def own_news(note: str) -> str:
    """What the seeker has to tell, as a sentence with "I" or as words for after a colon."""
    text = usable(note, longest=80)
    first = text.split(" ", 1)[0].lower()
    if first in word_set("past"):
        return "I " + text[:1].lower() + text[1:]
    return text


def to_you(text: str) -> str | None:
    """The text said to the host instead of about them; None where that cannot be done safely.

    A pronoun after some other person's name is that person's, and stays.
    """
    tokens = _TOKENS.findall(text)
    out: list[str] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        word = token.lower()
        after = tokens[index + 2] if index + 2 < len(tokens) else ""
        if word in {"she's", "he's", "she’s", "he’s"}:
            return None
        if word in _THEIRS and not _someone_named(out):
            if word in {"she", "he"}:
                turned = _turned(after.lower())
                if turned is None:
                    return None
                out += [_cased("you", token), tokens[index + 1], turned or after]
                index += 3
                continue
            token = _cased(_object_or_owner(word, after.lower()), token)
        elif word == "their" and not out:
            token = _cased("your", token)
        out.append(token)
        index += 1
    return "".join(out)


@lru_cache(maxsize=512)
def unnamed(text: str, name: Name) -> str:
    """A note without the host's own name: "Ifeoma's talk" is "her talk", to be turned to "your".

    At the start of a sentence the name becomes "she", elsewhere "you".
    """
    parts = [name.full, name.plain, *(word for word in name.words if len(word) > 2)]
    for part in sorted({part for part in parts if part}, key=len, reverse=True):
        whole = re.escape(part)
        text = re.sub(rf"(?<!\w){whole}['’]s(?!\w)", "your", text)
        text = re.sub(rf"(?:(?<=^)|(?<=[.!?]\s)){whole}(?!\w)", "she", text)
        text = re.sub(rf"(?<!\w){whole}(?!\w)", "you", text)
    return text


_BRACKETS = str.maketrans({"[": "(", "]": ")", "{": "", "}": "", "<": "", ">": ""})
_TOKENS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|[\W\d_]")
_THEIRS = frozenset({"she", "he", "her", "his", "him", "hers", "herself", "himself"})
_VERB_OF = {"is": "are", "was": "were", "has": "have", "does": "do", "isn't": "are not"}
_SAID = re.compile(
    r"(?:(?:she|he|they|you)\s+)?(?:said|says|told me|thinks|mentioned|explained|noted|suggested"
    r"|advised me|pointed out)(?:\s+(?:that|to))?\s*[:,]?\s+",
    re.IGNORECASE,
)


def usable(note: str, longest: int = LONGEST_NOTE) -> str:
    """The note on one line, its first sentence alone where it is long; empty where unusable."""
    text = one_line(note)
    if re.search(r"https?:|www\.", text):
        return ""
    if len(text.split()) > longest:
        text = one_line(re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0])
    return text if len(text.split()) <= longest else ""


def _ended(note: str) -> bool:
    return note.rstrip().endswith((".", "!"))


def _names_a_work(text: str) -> bool:
    """Whether the head of the words is something a person makes or does: a talk, a book."""
    head = re.split(r"\s(?:of|in|on|at|about|with|for|from|to|by)\s|[,:;(“]", text, maxsplit=1)[0]
    words = head.lower().split()
    works = word_set("works")
    return words[0] in works if words[0].endswith("ing") else any(word in works for word in words)


def _has_verb(text: str) -> bool:
    """Whether a main verb comes before any word that opens a subordinate clause."""
    for word in text.lower().split():
        if word in word_set("subordinators"):
            return False
        if word in word_set("verbs"):
            return True
    return False


def _someone_named(before: list[str]) -> bool:
    """Whether a name stands before, the first word and "I" aside."""
    words = [token for token in before if token[0].isalpha()]
    return any(word[0].isupper() and word != "I" for word in words[1:])


def _turned(verb: str) -> str | None:
    """The verb after "you": changed, empty where it stays, None where not known."""
    if verb in _VERB_OF:
        return _VERB_OF[verb]
    if verb in word_set("habits") and (base := infinitive(verb)):
        return base
    if verb in word_set("past") or verb in word_set("modals") or verb.endswith("ed"):
        return ""
    return None


def _object_or_owner(word: str, after: str) -> str:
    if word in {"herself", "himself"}:
        return "yourself"
    if word == "hers":
        return "yours"
    if word == "his":
        return "your"
    if word == "him" or not after or after in word_set("after_object"):
        return "you"
    return "your"


def _cased(word: str, like: str) -> str:
    return capital(word) if like[:1].isupper() else word
