"""What a letter says to this host: a fact, the tie, and no pressure (A4, A6, A9)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from fifteen.method.folding import fold
from fifteen.method.letters import _names
from fifteen.method.letters._anatomy import Sentence
from fifteen.method.letters._reading import AGREED, Field, Hit, Reading, joined, merged
from fifteen.method.words import Finding, LetterKind, Level, TieKind

_WORD = re.compile(r"[^\W_]+")
_NAMED = re.compile(r"[A-Z][\w&'-]*(?:(?: of| and| the| for|,)? [A-Z][\w&'-]*){1,6}")
_FELLOW = re.compile(r"\b[Ff]ellow (?!(?:Alum|Grad)\w*)[A-Z][a-z]+")
_DOUBTFUL = -2.0  # log odds below which no phrase presses
_PRESSES = 1.2  # log odds from which a sentence does without any known phrase
_FACT = 0.0  # log odds from which a letter says a fact
_PLACE_NAMED = 3.0  # their organisation, as the context has it, adds to them
_ROLE_NAMED = 2.0  # their role, where it is theirs that is spoken of
_ROLE_ABOUT = 0.5  # where it may be the name of the field as well
_UNSAID = 1.5  # where no known phrase tells of the host, they must be so much more
_OWN_LEAST = 4  # words in one sentence that stand in no common letter
_WHOLE = 5  # letters; a shorter one is looked for as it is: tech, not technical
_LONG_WORD = 7  # letters; a longer one is known without its ending: libraries, library
_THROUGH_PERSON = frozenset({TieKind.REFERRED, TieKind.INTRODUCED})
_THROUGH_PLACE = frozenset({TieKind.ALUMNI, TieKind.GROUP})


def nothing_personal(reading: Reading) -> Iterator[Finding]:
    """A request that would fit a hundred others."""
    named = _work_named(reading)
    said = named or (0.0 if _says_a_fact(reading) else -_UNSAID)
    if reading.body.most("F") + said < _FACT:
        yield reading.finding(
            "nothing-personal",
            Level.ADVISE,
            "A6",
            "It says nothing that is true of this host alone; name a fact: work, a step, a talk.",
        )


def _work_named(reading: Reading) -> float:
    """What it adds that the host's organisation or role is named; 0 where neither is."""
    context = reading.context
    text = judged(reading)
    name = context.host_organisation
    if name and _names_organisation(text, name, reading):
        return _PLACE_NAMED
    role = [word for word in _WORD.findall(fold(context.host_role or "")) if len(word) > 2]
    role = [word for word in role if word not in reading.words.sets["role_words"]]
    said = sum(1 for word in role if re.search(rf"\b{re.escape(word[:7])}", text))
    if role and said * 2 >= len(role) and _of_host(reading, role):
        return _ROLE_NAMED if _given_to_host(text, role) else _ROLE_ABOUT
    return 0.0


def _given_to_host(text: str, role: list[str]) -> bool:
    """Whether it is the host who has the role: "your work as a grid modeller"."""
    words = "|".join(re.escape(word[:7]) for word in role)
    given = r"\b(?:your|as(?: an?| the)?|you(?:'re| are| were| became)(?: an?| the)?)"
    return re.search(rf"{given} (?:[\w-]+ ){{0,4}}?(?:{words})", text) is not None


def _names_organisation(text: str, name: str, reading: Reading) -> bool:
    """Whether the organisation is named: by a word that is its own, or by its whole name."""
    words = _WORD.findall(fold(name))
    common = reading.words.sets["common_places"]
    if len(words) > 1 and all(word in common for word in words):
        return " ".join(words) in " ".join(_WORD.findall(text))
    return mentions(text, name, reading, "no_place")


def _says_a_fact(reading: Reading) -> bool:
    """Whether known phrases, or words of its own, speak of the host."""
    field, context = reading.body, reading.context
    via = fold(context.tie.via) if context.tie else ""
    for hit in field.hits("personal"):
        part = field.flat[hit.start : hit.end]
        if reading.words.patterns["not_a_fact"].search(part):
            continue
        if not (via and any(word in via for word in part.split()[-1:])):
            return True
    return any(_tells(reading, sentence) for sentence in field.sentences)


def _tells(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence speaks to the host or of what was seen, in words of its own."""
    words, field = reading.words, reading.body
    text = field.flat[sentence.start : sentence.end]
    if words.patterns["self_told"].match(text) or not words.patterns["told_of_host"].search(text):
        return False
    common = words.sets["letter_words"]
    via = reading.context.tie.via if reading.context.tie else ""
    tied = set(_WORD.findall(fold(via or ""))) | reading.seeker | reading.host
    own = {
        word
        for word in _WORD.findall(text)
        if len(word) > 2 and word not in common and word not in tied
    }
    return len(own) >= _OWN_LEAST


def _of_host(reading: Reading, role: list[str]) -> bool:
    """Whether the words of the role stand in a sentence that speaks to the host."""
    spoken = frozenset(("you", "your", "you're", "you've", "yours", "someone", "somebody", "as"))
    for sentence in reading.body.sentences:
        part = reading.body.flat[sentence.start : sentence.end]
        if not spoken.isdisjoint(sentence.words) and any(word[:7] in part for word in role):
            return True
    return False


def judged(reading: Reading) -> str:
    """The judged text and the subject, folded."""
    known: str | None = reading.kept.get("judged")
    if known is None:
        flat = reading.body.flat
        parts = [flat[part.start : part.end] for part in reading.body.anatomy.stretches]
        known = reading.kept["judged"] = " ".join([*parts, reading.subject.flat])
    return known


def mentions(text: str, name: str, reading: Reading, small: str) -> bool:
    """Whether a text speaks of an organisation, a school or a group, in full or in short."""
    words = _WORD.findall(fold(name))
    core = [word for word in words if word not in reading.words.sets[small]] or words
    stems = [_stem(word) for word in core]
    if any(
        len(word) > 1 and re.search(rf"\b{stem}", text)
        for word, stem in zip(core, stems, strict=True)
    ):
        return True
    shorts = {"".join(word[0] for word in words), "".join(word[0] for word in core)}
    shorts.add(
        "".join(word[0] for word in words if word not in ("of", "and", "the", "for", "in", "at"))
    )
    return any(
        len(short) > 1 and re.search(rf"\b{'[. ]?'.join(map(re.escape, short))}\b", text)
        for short in shorts
    )


def _stem(word: str) -> str:
    """How a word of a name is looked for: a long one without its ending, a short one whole."""
    if len(word) > _LONG_WORD:
        return re.escape(word[:-3])
    return re.escape(word) + (r"(?:'?s|')?\b" if len(word) < _WHOLE else "")


def tie_not_named(reading: Reading) -> Iterator[Finding]:
    """A tie that is known and that the letter keeps to itself."""
    tie = reading.context.tie
    if tie is None:
        return
    named = True
    if tie.kind in _THROUGH_PERSON and tie.via:
        named = _names_person(reading, tie.via)
    elif tie.kind in _THROUGH_PLACE and tie.via:
        named = _names_place(reading, tie.via)
    elif tie.kind is TieKind.COLLEAGUE:
        worked = reading.words.patterns["worked_together"].search(judged(reading)) is not None
        named = worked or (
            bool(tie.via) and (_names_place(reading, tie.via) or _names_person(reading, tie.via))
        )
    if not named:
        through = f" ({tie.via})" if tie.via else ""
        yield reading.finding(
            "tie-not-named",
            Level.ADVISE,
            "A4",
            f"It does not say what joins you{through}; say it in the first line.",
        )


def _names_person(reading: Reading, via: str) -> bool:
    theirs = _names.tokens(via)
    parts = reading.body.anatomy.stretches
    cased = " ".join(reading.body.anatomy.text.cased[p.start : p.end] for p in parts)
    said = _names.ordered(cased + " " + reading.subject.anatomy.text.cased)
    longer = [name for name in theirs if len(name) > 1]
    if not theirs.isdisjoint(said):
        return True
    return any(
        _names.fits_name(word, name, reading.words)
        for word in set(said)
        if len(word) > 1
        for name in longer
    )


def _names_place(reading: Reading, via: str) -> bool:
    if mentions(judged(reading), via, reading, "place_words"):
        return True
    if reading.context.tie and reading.context.tie.kind is TieKind.ALUMNI and _fellow(reading):
        return True
    short = re.sub(r"\W", "", via)
    if not short.isupper():
        return _nick_of_place(reading, via)
    parts = (
        reading.body.anatomy.text.cased[p.start : p.end] for p in reading.body.anatomy.stretches
    )
    named = (found[0] for part in parts for found in _NAMED.finditer(part))
    return any(short == "".join(char for char in name if char.isupper()) for name in named)


def _fellow(reading: Reading) -> bool:
    """Whether a school is named by what its people call themselves: "a fellow Husky"."""
    cased = reading.body.anatomy.cased + " " + reading.subject.anatomy.cased
    return _FELLOW.search(cased) is not None


def _nick_of_place(reading: Reading, via: str) -> bool:
    """Short forms by which a place is known: Penn, Cal, UMich, U of M, UofT."""
    words = _WORD.findall(fold(via))
    core = [word for word in words if word not in reading.words.sets["place_words"]]
    said = set(_WORD.findall(judged(reading)))
    for word in core:
        if any(word.startswith(other) and 3 < len(other) < len(word) for other in said):
            return True
        if len(word) > 3 and any(other.endswith(word) for other in said):
            return True  # Unilorin, UniBonn
        if any(
            other.startswith("u") and len(other) > 3 and word.startswith(other[1:])
            for other in said
        ):
            return True
    initial = core[0][0] if core else ""
    return bool(initial) and re.search(rf"\bu ?of ?{initial}\b", judged(reading)) is not None


def pressing(reading: Reading) -> Iterator[Finding]:
    """Where it takes a yes for granted, sets a deadline, urges, or lays on guilt."""
    groups = {"pressing": "P"}
    if reading.letter.kind not in AGREED:
        groups["pressing_granted"] = "G"
    for field in (reading.subject, reading.body):
        likely = _may_press(field)
        hits = [
            hit
            for group in groups
            for hit in field.hits(group, likely)
            if _presses(reading, field, hit, group)
        ]
        said = {hit.sentence.start for hit in hits}
        for label in groups.values():
            hits += [h for h in field.cores(label, _PRESSES) if h.sentence.start not in said]
        if field is reading.body:
            hits += _pressing_closing(reading, groups)
        for hit in joined(merged(hits)):
            yield reading.finding(
                "pressing",
                Level.ADVISE,
                "A9",
                "This presses; leave it easy to say no.",
                field,
                (hit.start, hit.end),
            )


def _may_press(field: Field) -> list[Sentence]:
    likely = [*field.about("G", _DOUBTFUL), *field.about("P", _DOUBTFUL)]
    starts = {sentence.start for sentence in likely}
    return [sentence for sentence in field.sentences if sentence.start in starts]


def _presses(reading: Reading, field: Field, hit: Hit, group: str) -> bool:
    if field.quoted(hit.start, hit.end):
        return False
    patterns = reading.words.patterns
    sentence = field.flat[hit.sentence.start : hit.sentence.end]
    if patterns["no_pressure"].search(sentence):
        return False
    if group == "pressing_granted" and patterns["if_yes"].search(sentence):
        return False
    if patterns["own_negation"].match(field.flat[hit.start : hit.end]):
        return True
    return not (group == "pressing" and field.denied(hit, inside=False))


def _pressing_closing(reading: Reading, groups: Mapping[str, str]) -> list[Hit]:
    """Thanks in advance in the closing words press like those in the body."""
    part = reading.body.anatomy.closing
    if not part or "pressing_granted" not in groups or not reading.body.sentences:
        return []
    found = re.search(
        r"(?:thank\w*|thank you) in advance|in advance", reading.body.flat[part.start : part.end]
    )
    if found is None or reading.letter.kind is LetterKind.CALL_SCRIPT:
        return []
    last = reading.body.sentences[-1]
    return [Hit(part.start + found.start(), part.start + found.end(), last)]
