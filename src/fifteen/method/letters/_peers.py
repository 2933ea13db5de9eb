"""Organisations of one kind: another council where the host's is one, another mill (A7)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from fifteen.method.folding import fold, organisation_key
from fifteen.method.letters import _spelling
from fifteen.method.letters._anatomy import Sentence
from fifteen.method.letters._classes import words_of
from fifteen.method.letters._lexicon import Lexicon
from fifteen.method.letters._reading import Field, Reading
from fifteen.method.words import LetterKind

_BEFORE, _BEHIND = 70, 30  # characters around a name that are looked at
_WORDS_LEAST = 2  # of a name: the kind, and what tells it apart
_NAME_BEHIND = re.compile(r"[\w'-]* ([A-Z][\w-]+)")
GENITIVE = re.compile(r"'s?$")
CAMEL = re.compile(r"[a-z][A-Z]")  # CareWheels
_SMALL = 2  # letters of a word that tells nothing apart
_ROLE_LEAST = 4  # letters of a word of a role
PEER, TALK = "peer", "our talk"  # what is said to lead to a name that is known by its kind

Named = tuple[re.Match[str], str]  # a name, and what is said to lead to it
LATER = frozenset(  # letters that tell of others, and of where one has come to
    (
        LetterKind.PROMISE_THEIRS,
        LetterKind.PROMISE_MINE,
        LetterKind.KEEP_IN_TOUCH,
        LetterKind.WHAT_CAME_OF_IT,
    )
)


def core(theirs: str, lexicon: Lexicon) -> str:
    """What tells an organisation apart, without what it is: "Tameside" of "Tameside Council"."""
    words = organisation_key(theirs).split()
    kinds, small = _kinds(lexicon), lexicon.sets["firm_small"]
    return " ".join(w for w in words if w not in kinds and w not in small) or theirs


def of_one_kind(said: list[str], known: list[str], lexicon: Lexicon) -> bool:
    """Whether two names are those of two organisations of one kind."""
    if len(said) < _WORDS_LEAST:
        return False
    kinds, small = _kinds(lexicon), lexicon.sets["firm_small"]
    kind = _head(known, lexicon)
    if kind is None or _head(said, lexicon) != kind:
        return False
    if said[-1] in lexicon.sets["firm_media"]:
        return False
    own = [word for word in said if word not in kinds and word not in small]
    return bool(own) and set(own).isdisjoint(known)


def is_a_firms(said: list[str], lexicon: Lexicon) -> bool:
    """Whether a word of a name tells that it is an organisation's: a mill's, that of partners."""
    kinds, words = _kinds(lexicon), lexicon.sets["firm_words"]
    return any(word in kinds or word in words for word in said)


def is_written_so(name: str) -> bool:
    """Whether a name is written as an organisation's may be: "Dunmore & Pyke", CareWheels."""
    return "&" in name or CAMEL.search(name) is not None


def told_apart(reading: Reading, name: str, theirs: str) -> bool:
    """Whether two names that share a word, or one with the host's role, are those of two
    organisations all the same: "Maison Delorme" is not "Maison Corbel", nor "Larnaca Health" an
    occupational hygienist's own. What they share stands at the same end, or is common; the rest of
    both is no word of the language, nor that of a place."""
    lexicon = reading.words
    said, known = (organisation_key(GENITIVE.sub("", told)).split() for told in (name, theirs))
    role = fold(reading.context.host_role or "").split()
    if {*said}.isdisjoint((*known, *role)):
        return False
    kinds = _kinds(lexicon)
    common = lexicon.joined("firm_small", "no_place", "common_places", "firm_words")
    via = organisation_key((reading.context.tie and reading.context.tie.via) or "").split()
    words = words_of(reading.language)
    plain = {
        word
        for word in (*said, *known)
        if len(word) <= _SMALL or word in common or word in kinds or word in role
    }
    ours = [word for word in said if word not in plain and word not in known]
    others = [word for word in known if word not in plain and word not in said]
    if not ours or not others or any(_alike(a, b) for a in ours for b in (*known, *via)):
        return False
    shared = [word for word in said if word in known and word not in plain]
    own = any(word not in words.classes and word not in words.kinds for word in shared)
    if own and said[0] != known[0] and said[-1] != known[-1]:
        return False
    return said[0] != known[0] or all(
        any(word not in words.classes and word not in words.kinds for word in own)
        for own in (ours, others)
    )


def _alike(one: str, other: str) -> bool:
    """Whether one word may be a short form of the other."""
    return one.startswith(other) or other.startswith(one)


def names_in(lexicon: Lexicon, field: Field, sentence: Sentence) -> tuple[re.Match[str], ...]:
    """The names in a sentence, without a small word that only begins it: "In Kalamata"."""
    span = (sentence.start, sentence.end)
    known = field.names.get(span)
    if known is None:
        known = field.names[span] = tuple(_names_in(lexicon, field.anatomy.cased, *span))
    return known


def _names_in(lexicon: Lexicon, cased: str, start: int, end: int) -> Iterator[re.Match[str]]:
    organisation = lexicon.patterns["organisation_name"]
    small_first = lexicon.patterns["name_small_first"]
    for found in organisation.finditer(cased, start, end):
        small = small_first.match(found[0])
        later = organisation.match(cased, found.start() + small.end()) if small else None
        yield later or found


def peers(reading: Reading, field: Field, sentence: Sentence) -> Iterator[Named]:
    """The names in a sentence that are those of an organisation of the host's kind, where the
    sentence speaks of the host and of nobody else."""
    theirs = organisation_key(reading.context.host_organisation or "").split()
    if _head(theirs, reading.words) is None or reading.letter.kind in LATER:
        return
    names = [
        name
        for name in names_in(reading.words, field, sentence)
        if of_one_kind(organisation_key(name[0]).split(), theirs, reading.words)
    ]
    if not names:
        return
    patterns, flat = reading.words.patterns, field.flat
    spoken_to = reading.words.sets["speaks_to"]
    of_host = field is not reading.body or not spoken_to.isdisjoint(sentence.words)
    if not of_host and not any(
        patterns[key].search(flat, sentence.start, sentence.end)
        for key in ("learning_of", "peer_of_host")
    ):
        return
    for name in names:
        start = name.start()
        before = _before(field, sentence, start)
        ours = patterns["peer_talk"].search(before) is not None
        if not ours and (
            not patterns["peer_before"].search(before)
            or patterns["peer_not_before"].search(before)
            or patterns["peer_somebody"].search(field.anatomy.cased, sentence.start, start)
        ):
            continue
        if not _of_others_behind(reading, field, sentence, name.end()):
            yield name, TALK if ours else PEER


def of_others(reading: Reading, field: Field, sentence: Sentence, name: re.Match[str]) -> bool:
    """Whether the words around a name tell of others than the host, or of where they were."""
    patterns, start = reading.words.patterns, name.start()
    return bool(
        patterns["whose_not_before"].search(_before(field, sentence, start))
        or patterns["peer_somebody"].search(field.anatomy.cased, sentence.start, start)
        or _of_others_behind(reading, field, sentence, name.end())
    )


def _of_others_behind(reading: Reading, field: Field, sentence: Sentence, end: int) -> bool:
    """Whether those behind it do."""
    behind = field.flat[end : min(sentence.end, end + _BEHIND)]
    return reading.words.patterns["peer_not_behind"].match(behind) is not None


def _before(field: Field, sentence: Sentence, start: int) -> str:
    """What stands before a name in its sentence, folded."""
    return field.flat[max(sentence.start, start - _BEFORE) : start]


def by_role(reading: Reading) -> Iterator[Named]:
    """The names of a subject in which the host's work is at another place: "Grading cashmere by
    hand at Acme Crown" to a cashmere sorter."""
    role = {w for w in fold(reading.context.host_role or "").split() if len(w) > _ROLE_LEAST}
    field = reading.subject
    for name in reading.words.patterns["organisation_name"].finditer(field.anatomy.cased):
        before = field.flat[: name.start()]
        if " " not in name[0] or not before.endswith((" at ", " at the ")):
            continue
        if not role.isdisjoint(before.split()) and not reading.words.patterns[
            "place_of_others"
        ].search(before):
            yield name, PEER


def _head(words: list[str], lexicon: Lexicon) -> int | None:
    """The kind in a name: of what stands before "of", of its last words, or of its first."""
    kinds, behind = _kinds(lexicon), lexicon.sets["firm_head_before"]
    heads = [word for word, after in pairwise(words) if after in behind]
    told = [*heads[:1], *reversed(words[-2:]), *words[:1]]
    return next((kinds[word] for word in told if word in kinds), None)


def _kinds(lexicon: Lexicon) -> dict[str, int]:
    return _numbered(lexicon.sets["firm_kinds"])


@lru_cache(maxsize=4)
def _numbered(lines: frozenset[str]) -> dict[str, int]:
    """The words by the number of their kind."""
    return {word: number for number, line in enumerate(sorted(lines)) for word in line.split()}


def by_capital(reading: Reading, theirs: str, whole: str, cased: str) -> bool:
    """Whether an organisation of several words is named as a name is, with a capital: a tree is not
    Elmgate Tree Care; or in a letter that has none."""
    words = [word for word in organisation_key(theirs).split() if len(word) > 1]
    if len(organisation_key(whole).split()) < 2 or not any(char.isupper() for char in cased):
        return True
    own = [word for word in words if word not in reading.words.sets["no_place"]] or words
    return any(_written(word, words, cased, reading) for word in own) or any(
        word.upper() in cased for word in own
    )


def apart(reading: Reading, field: Field, theirs: str) -> list[tuple[int, int]]:
    """Where other organisations stand in a field that share a word with the host's: "Clinique du
    Parc" does not name Clinique des Oliviers. None where nothing was learned of the language."""
    if field.sense is None:
        return []
    return [
        name.span()
        for sentence in field.sentences
        for name in names_in(reading.words, field, sentence)
        if told_apart(reading, name[0], theirs)
    ]


def _written(word: str, words: list[str], cased: str, reading: Reading) -> bool:
    """Whether a word of a name has a capital; a common one ("Radio") counts in no other name."""
    common = word in reading.words.sets["common_places"]
    for at in _spelling.places(cased, word[0].upper() + word[1:4]):
        after = _NAME_BEHIND.match(cased, at)
        if not common or after is None or fold(after[1]) in words:
            return True
    return False
