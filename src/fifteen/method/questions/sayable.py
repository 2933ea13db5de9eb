"""What is known about a host, in a shape that fits into the middle of an English sentence.

People's own words for what they do are unruly ("VP | Ex-Acme | Speaker", "MARKETING", "n/a"). What
would read badly is treated as unknown, and a wording without it is chosen: a plainer question is
better than a clumsy one.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from fifteen.method.spoken import in_words
from fifteen.method.words import Host

LONGEST_FACT = 60  # characters; anything longer is a headline, not a role or a name
MOST_WORDS = 8
_LONGEST_LOOKED_AT = 200  # characters

_PLACEHOLDER = re.compile(r"\{(role|organisation|field|first|people|names)\}")
_TAIL = re.compile(r" (?:at|@|bei|chez) | - |[|,;/•·–—(]")
_ORDINARY = re.compile(r"[\w .&'’+!-]+")
_LEGAL_FORM = re.compile(r",? (?:inc|ltd|llc|llp|gmbh|plc|corp)\.?$", re.IGNORECASE)
_WORDS = {
    name: frozenset(words)
    for name, words in tomllib.loads(
        files("fifteen.method.questions").joinpath("sayable_en.toml").read_text("utf-8")
    ).items()
}
_PERSON_ENDING = re.compile(r"(?:er|or|ist|yst|ian|ant|(?<!m)ent|ee|man|woman|person|eur|smith)$")
_UNIQUE_POST = re.compile(
    r"(?:(?:co-)?head|director|managing director|dean|chair|president|vice.president|secretary) of "
    r"|chief |(?:ceo|cto|cfo|coo|cio|counsel|general counsel|president)$",
    re.IGNORECASE,
)
_LETTERS_WITH_VOWEL_SOUND = "AEFHILMNORSX"


@dataclass(frozen=True, slots=True)
class Sayable:
    """What may be said of a host in a sentence; empty where it is unknown or would read badly.

    `role` carries its article ("an exhibition developer", "head of forecasting").
    """

    first: str = ""
    role: str = ""
    organisation: str = ""
    field: str = ""
    via: str = ""
    read: bool = False
    people: str = "two people"  # how many the host is asked to name, as in "which two people"
    names: str = "Two names"

    def has(self, needs: tuple[str, ...]) -> bool:
        """Whether all of the facts named are known."""
        return all(getattr(self, need) for need in needs)

    def fill(self, text: str) -> str:
        """The text with its placeholders filled; the caller has asked `has` before."""
        return _PLACEHOLDER.sub(lambda match: str(getattr(self, match.group(1))), text)

    def either(self, text: str, plain: str) -> str:
        """`text` filled in where everything it speaks of is known, else `plain`."""
        return self.fill(text) if self.has(tuple(_PLACEHOLDER.findall(text))) else plain


def of(host: Host, names_asked: int = 2) -> Sayable:
    """The facts about a host that fit into a sentence, and how many names are asked for."""
    several = names_asked != 1
    return Sayable(
        first=first_name(host.name),
        role=role(host.role),
        organisation=organisation(host.organisation),
        field=field(host.field),
        via=organisation(host.tie.via),
        read=bool(host.read.strip()),
        people=f"{in_words(names_asked)} people" if several else "person",
        names=f"{in_words(names_asked).capitalize()} name{'s' if several else ''}",
    )


def first_name(name: str) -> str:
    """ "Ana" of "Ana Ruiz", "Dr Ana Ruiz", "Ruiz, Ana"; empty where no first name can be told."""
    before, _, after = _tidy(name).partition(",")
    given = after if after and " " not in before.strip() else before
    words = [word.strip(".") for word in given.split()]
    named = [word for word in words if word.casefold() not in _WORDS["titles"]]
    # After a title, a single name is the family's: "Dr Ruiz".
    if not named or (len(named) == 1 and len(words) > 1):
        return ""
    letters_only = named[0].replace("-", "").replace("'", "").replace("’", "").isalpha()
    return named[0] if letters_only and len(named[0]) > 1 else ""


def organisation(text: str) -> str:
    """An organisation as one says it: without its legal form; empty for "n/a", "freelance" ..."""
    tidy = _LEGAL_FORM.sub("", _tidy(text)).rstrip(" .,")
    if tidy.casefold() in _WORDS["not_an_organisation"] or not _fits(tidy):
        return ""
    return tidy if not set(tidy) & set("{}|@<>[]") and "//" not in tidy else ""


def field(text: str) -> str:
    """A field in the middle of a sentence: "exhibition development", "UX design"."""
    tidy = _tidy(text).rstrip(" .,")
    if not _fits(tidy) or not _ORDINARY.fullmatch(tidy) or _names_people(tidy):
        return ""
    return mid_sentence(tidy)


def role(text: str) -> str:
    """A role with its article: "an exhibition developer"; empty where it names no person."""
    bare = bare_role(text)
    if not bare or _UNIQUE_POST.match(bare):
        return bare
    return f"{_article(bare)} {bare}"


def bare_role(text: str) -> str:
    """A role without article: "exhibition developer"; empty where it names no person."""
    tidy = _TAIL.split(_tidy(text), maxsplit=1)[0].strip(" .")
    if not _fits(tidy) or not _ORDINARY.fullmatch(tidy):
        return ""
    head = re.split(r" (?:of|for|in|to) ", tidy, maxsplit=1)[0].split()[-1]
    return mid_sentence(tidy) if _is_person(head) else ""


def mid_sentence(phrase: str) -> str:
    """A phrase as it stands inside a sentence: capitals stay only where they mean something."""
    words = phrase.split()
    title_case = all(not w[0].islower() for w in words if len(w) > 3)
    return " ".join(_word(w, n == 0 or title_case) for n, w in enumerate(words))


@lru_cache(maxsize=1024)
def _word(word: str, may_lower: bool) -> str:
    acronym = word.isupper() and 1 < len(word.rstrip("s")) <= 5
    inner_capital = any(c.isupper() for c in word[1:]) and not word.isupper()
    if not may_lower or acronym or inner_capital or word.casefold() in _WORDS["keeps_capital"]:
        return word
    return word.lower()


def _article(phrase: str) -> str:
    first = phrase.split()[0]
    if first.isupper() and len(first) > 1:
        return "an" if first[0] in _LETTERS_WITH_VOWEL_SOUND else "a"
    lower = first.lower()
    if lower.startswith(("uni", "eu", "use", "one")) and not lower.startswith("unin"):
        return "a"
    return "an" if lower[0] in "aeiou" or lower.startswith(("hono", "hour", "heir")) else "a"


def _is_person(word: str) -> bool:
    lower = word.casefold().strip(".")
    if lower in _WORDS["person"]:
        return True
    return lower not in _WORDS["not_a_person"] and bool(_PERSON_ENDING.search(lower))


def _names_people(field: str) -> bool:
    last = field.split()[-1]
    return _is_person(last) or _is_person(last.removesuffix("s"))


def _tidy(text: str) -> str:
    return " ".join(text[:_LONGEST_LOOKED_AT].split())


def _fits(tidy: str) -> bool:
    return (
        tidy[:1].isalnum()
        and len(tidy) <= LONGEST_FACT
        and len(tidy.split()) <= MOST_WORDS
        and any(c.isalpha() for c in tidy)
    )
