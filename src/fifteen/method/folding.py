"""Texts made comparable: names, organisations, addresses and links as keys, and tidy text to keep.

Nothing here is shown to anybody but `tidy` text: a key is for looking up and for sorting.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote

# Letters that Unicode does not take apart into a letter and an accent.
_SOLID = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})

# Whatever has no place in a name: controls, lone surrogates, marks that turn the direction of
# writing. The joiners U+200C and U+200D stay: Persian and Indian names need them.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_NOT_WORD = re.compile(r"[^\w]+")
_PLAIN_PROFILE = re.compile(r"https://www\.linkedin\.com/in/([a-z0-9-]+)/?")
_DIGITS = re.compile(r"\D+")


def word_set(text: str) -> frozenset[str]:
    """The words of a text as a set: how this house writes a list of words."""
    return frozenset(text.split())


TITLES = word_set(
    "dr prof professor mr mrs ms miss mx sir dame lord lady rev hon herr frau hr fr dipl ing "
    "mag mme mlle monsieur madame me maitre doc judge capt col"
)
POST_NOMINALS = word_set(
    "phd md mba jd llm llb ll m esq jr sr ii iii iv cpa cfa pmp msc bsc ma ba mphil dphil "
    "pe rn obe mbe cbe qc kc fca aca acca shrm cissp csm mpa mph edd"
)
_LEGAL_FORMS = word_set(
    "inc incorporated llc llp ltd limited plc corp corporation co company gmbh ag kg kgaa mbh se "
    "sa sas sarl srl spa bv nv oy ab as aps pty pte kk lp"
)
PHONE_DIGITS = 9  # compared from the end, so that +49 170 ... and 0170 ... are one number
PHONE_LEAST = 7  # fewer digits are an extension, not a number


def parted(text: str) -> str:
    """The text in small letters, "ø" as "o" and "ß" as "ss": what accents alone do not explain."""
    return text.casefold().translate(_SOLID)


def tidy(text: str, limit: int, lines: bool = False) -> str:
    """The text in NFC, without control characters, trimmed, blanks made one, at most `limit` long.

    With `lines`, line ends stay, as "\\n"; without, they are blanks like any other.
    """
    if not text.isprintable():
        text = _UNWANTED.sub("", _BREAKS.sub("\n", text[: limit * 4]))
    text = text[: limit * 4]
    if lines and "\n" in text:
        text = "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()
    else:
        text = " ".join(text.split())
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return text if len(text) <= limit else text[:limit].rstrip()


def fold(text: str) -> str:
    """The text for comparing and sorting: no case, no accents, blanks made one.

    Marks that are letters of their own script stay: vowel signs of India, voicing in kana.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    parts = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in parts if not _is_accent(unicodedata.combining(c)))
    return " ".join(unicodedata.normalize("NFC", plain.translate(_SOLID)).split())


def _is_accent(combining: int) -> bool:
    """Whether a combining class is that of accents (200 up) or of Hebrew and Arabic points."""
    return combining >= 200 or 10 <= combining <= 35


def name_key(name: str) -> str:
    """A folded name without titles, letters behind a comma and degrees: Dr. Ana Ruiz, MBA."""
    folded = fold(name)
    if folded.isalpha():
        return folded
    main = folded.partition(",")[0] or folded
    words = _NOT_WORD.sub(" ", main).split()
    core = [w for w in words if w not in TITLES]
    while len(core) > 1 and core[-1] in POST_NOMINALS:
        core.pop()
    return " ".join(core or words) or folded


@lru_cache(maxsize=50_000)
def organisation_key(organisation: str) -> str:
    """A folded organisation without punctuation and legal form: "Acme, Inc." is "acme"."""
    words = _NOT_WORD.sub(" ", fold(organisation)).split()
    core = [w for w in words if w != "the"]
    while len(core) > 1 and core[-1] in _LEGAL_FORMS:
        core.pop()
    return " ".join(core or words)


def email_key(email: str) -> str:
    """An address for comparing, empty where it is none."""
    return email.strip().casefold() if email and is_email(email) else ""


def is_email(text: str) -> bool:
    """Whether a text has the form of one mail address. Says nothing about a mailbox behind it."""
    local, at, domain = text.strip().partition("@")
    if not (local and at and "." in domain) or len(text) > 320:
        return False
    if domain.startswith(".") or domain.endswith(".") or "@" in domain:
        return False
    return not any(c in '<>",;:/\\()[]' or c.isspace() for c in text.strip())


def phone_key(phone: str) -> str:
    """The last digits of a number, empty where there are too few to be one."""
    digits = _DIGITS.sub("", phone) if phone else ""
    return digits[-PHONE_DIGITS:] if len(digits) >= PHONE_LEAST else ""


def profile_key(link: str) -> str:
    """A link to a person's own profile for comparing, such as "linkedin.com/in/ana-ruiz".

    Empty for every other link: many people share the page of their organisation. Country and www
    in front, what follows "?" or "#", case and a closing slash do not count.
    """
    if plain := _PLAIN_PROFILE.fullmatch(link):  # as LinkedIn's own file has them
        return f"linkedin.com/in/{plain[1]}"
    bare = link.strip().partition("://")[2] or link.strip()
    host, _, path = bare.partition("/")
    host = host.casefold().partition(":")[0]
    path, _, query = path.partition("#")[0].partition("?")
    steps = [fold(unquote(s)) for s in path.split("/") if s]
    if host == "linkedin.com" or host.endswith(".linkedin.com"):
        return _linkedin_key(steps, query)
    if host in ("xing.com", "www.xing.com") and len(steps) > 1 and steps[0] == "profile":
        return f"xing.com/profile/{steps[1]}"
    return ""


def _linkedin_key(steps: list[str], query: str) -> str:
    if len(steps) > 1 and steps[0] == "in":
        return f"linkedin.com/in/{steps[1]}"
    if len(steps) > 1 and steps[0] == "pub":
        return "linkedin.com/" + "/".join(steps[:5])
    if steps[:2] == ["profile", "view"]:
        known = [part for part in query.split("&") if part.startswith("id=") and len(part) > 3]
        return f"linkedin.com/profile/{known[0][3:]}" if known else ""
    return ""
