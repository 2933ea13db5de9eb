"""What of an answer can stand in the letter that answers it: a reason, a question (R2, R3).

An answer is pasted whole: greeting, closing and name are no part of either. A refusal is never said
back word for word; its reason is named where it is told in a few plain words of the letter's
language, and left out where it is not.
"""

from __future__ import annotations

import re

from fifteen.method.answers._card import Writer, is_closing
from fifteen.method.answers._reply import reply_of
from fifteen.method.letters._drafts_names import parse
from fifteen.method.letters._drafts_notes import one_line, sentences, small, to_you, unnamed
from fifteen.method.letters._drafts_wording import word_set
from fifteen.method.tongues import likely

LONGEST_REASON = 25  # words of a note that are repeated
LONGEST_CLAUSE = 14  # words of their own that are turned into the letter's


def reason_named(text: str, host: str) -> tuple[str, str]:
    """The reason they gave: the slot it is said in, and its words; two empty ones without it."""
    if likely(text) != "en":
        return "", ""
    for sentence in _own_sentences(text, host):
        bare = _plain_clause(_BESIDE.sub("", one_line(sentence)).strip(" ,;-–—"))
        words = {word.strip(".,;:!?()").lower() for word in bare.split()}
        if words & word_set("asking") or not words & word_set("reasons"):
            continue
        found = _first_person(bare) if words & _FIRST else _noted(unnamed(bare, parse(host)))
        if found[1]:
            return found
    return "", ""


def question_asked(text: str, host: str) -> str:
    """What they asked, without what stands around it; empty where it is in another language."""
    if likely(text) != "en":
        return ""
    told = [one_line(sentence) for sentence in _own_sentences(text, host)]
    return " ".join([one for one in told if one.endswith("?")] or told)


def signed_with(text: str, host: str) -> str:
    """The first name with which an answer was signed, where it stands alone; else empty."""
    given = [word.lower() for word in parse(host).words[:-1]]
    last = next((one for one in reversed(reply_of(text, host).split("\n")) if one.strip()), "")
    words = _WORD.findall(last.strip().strip("*_–—- .,!").removesuffix(" x"))
    before = last.strip().rstrip(" .,!").removesuffix(words[-1]) if words else "x"
    alone = not before.strip(" *_–—-") or before.rstrip().endswith((".", "!", "?", ",", "…"))
    if not alone or not words[-1][:1].isupper() or len(words[-1]) < _SHORTEST:
        return ""
    return words[-1] if any(name.startswith(words[-1].lower()) for name in given) else ""


_SHORTEST = 3  # letters of a first name; fewer may be initials
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_BESIDE = re.compile(
    r"^(?:no[,:.]\s+|(?:sorry|unfortunately|but|because|since|as(?= i\b)"
    r"|(?:i['’]m|i am) (?:so |very )?(?:sorry|afraid))(?:[,:.]| but| that)?\s+)+|,? sorry$|, no$",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"\s*(?:(?:dear|hi|hello|hey)(?: [^\W\d_][\w.'’-]*){0,3}|good \w+)\s*[,!:]\s+", re.IGNORECASE
)
_FIRST = frozenset(
    {*("i", "i'm", "i’m", "i've", "i’ve", "i'll", "i’ll", "my", "me", "we", "our", "us")}
)
_TURNED = {
    **{"i": "you", "i'm": "you are", "i’m": "you are", "i've": "you have", "i’ve": "you have"},
    **{"i'll": "you will", "i’ll": "you will", "am": "are", "was": "were", "my": "your"},
    **{"me": "you", "myself": "yourself", "don't": "do not", "don’t": "do not"},
}
_MORE = re.compile(
    r"\s*(?:;|\s[-–—]+\s|—|, (?:so|but|and so|and please)\b|\bplease\b)", re.IGNORECASE
)
_TRAILING = re.compile(r"(?:[ ,]+(?:so|but|and|therefore))*[ ,:]*$", re.IGNORECASE)
_BLAMES = re.compile(
    r"\b(?:sick(?: and tired)?|tired|weary) of\b|\bfed up\b|\bnonsense\b|\bspam\b"
    r"|\b(?:this|these|such|your)(?: \w+){0,2} "
    r"(?:e-?)?(?:mails?|letters?|messages?|requests?|notes?)\b",
    re.IGNORECASE,
)
_TO_SEEKER = re.compile(
    r"\bme\b|\bmy (?:e-?mail|address|name|number|inbox|data|details)\b"
    r"|(?:[,:]|\band|\bso|\bbut) (?:(?:then|just|maybe|perhaps|do not|don['’]t|never) )*"
    r"(?:stop|ask|try|write|contact|call|phone|e?-?mail|send|leave|look|find|get|let|talk|speak"
    r"|bother|go|come|forget|remove|delete|take)\b",
    re.IGNORECASE,
)
_UNSURE = frozenset({"we", "we're", "we’re", "our", "us", "you", "your", "you're", "you’re"})


def _own_sentences(text: str, host: str) -> list[str]:
    """The sentences of an answer without greeting, closing and name."""
    writer = Writer(host)
    own = _GREETING.sub("", f"{reply_of(text, host) or text}\n", count=1)
    kept = []
    for sentence in sentences(own):
        signed = writer.is_name(sentence) or is_closing(sentence.strip().partition(",")[0])
        if sentence.strip() and not signed:
            kept.append(sentence.strip())
    return kept


def _plain_clause(text: str) -> str:
    """The clause that can hold a reason: without what is asked of the seeker behind it. Empty where
    the seeker is asked or blamed within it."""
    clause = _TRAILING.sub("", _MORE.split(text, maxsplit=1)[0])
    return "" if _BLAMES.search(clause) or _TO_SEEKER.search(clause) else clause


def _first_person(text: str) -> tuple[str, str]:
    """Their own words, one plain clause, said of them: "I am retired" is "you are retired"."""
    words = text.split()
    told = {word.strip(",;:").lower() for word in words}
    if words[0].lower() not in _TURNED or told & _UNSURE or len(words) > LONGEST_CLAUSE:
        return "", ""
    turned = [_TURNED.get(word.lower(), word) for word in words]
    return "declined.reason", " ".join(turned)


def _noted(text: str) -> tuple[str, str]:
    """A note of the reason, in the words that fit its form."""
    words = text.lower().split()
    spoken = to_you(text)
    if spoken is None or len(words) > LONGEST_REASON:
        return "", ""
    if words[0] in {"she", "he", "they", "you"}:
        return "declined.reason", spoken[:1].lower() + spoken[1:]
    lead = ""
    if words[0] in word_set("past"):
        lead = "you"
    elif words[0] == "no" and words[1:2] != ["longer"]:
        lead = "you have"
    elif words[0] in word_set("reason_states"):
        lead = "you are"
    if lead:
        return "declined.reason", f"{lead} {spoken[:1].lower()}{spoken[1:]}"
    return "declined.reason_said", small(spoken)
