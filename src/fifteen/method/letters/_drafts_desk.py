"""The desk a letter is written at: the facts in phrases, and the sentences many letters share."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from fifteen.method.letters._drafts_facts import Blank, DraftFacts, Length, Tone
from fifteen.method.letters._drafts_names import parse, placed
from fifteen.method.letters._drafts_notes import (
    Form,
    Note,
    about_host,
    one_line,
    own_news,
    sentences,
    unnamed,
)
from fifteen.method.letters._drafts_wording import Pen, filled, phrasings, word_set, wording
from fifteen.method.letters._drafts_work import Work, occupation, work_of
from fifteen.method.words import Host, LetterKind, Medium, Purpose, TieKind

WHOM = "whom"  # the starting point that asks whom they know
MOST_MINUTES = 15  # minutes, before the talk (A3)
CLOSE = frozenset({TieKind.FAMILY, TieKind.FRIEND, TieKind.COLLEAGUE})
KNOWN = CLOSE | {TieKind.DORMANT}  # those who are greeted by their first name
HOUSEHOLD = frozenset({TieKind.FAMILY, TieKind.FRIEND})  # who are signed to with a first name
LONGEST_BACKGROUND = 16  # words (A9)


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything at hand for one letter."""

    kind: LetterKind
    version: str
    facts: DraftFacts
    pen: Pen
    work: Work
    length: Length

    def say(self, slot: str, **more: str) -> str:
        """One phrasing of the slot, for this host."""
        return self.pen.say(slot, **more)

    def sparing(self) -> Desk:
        """The same desk with short phrasings."""
        return replace(self, pen=replace(self.pen, sparing=True))

    def turned(self, turn: int) -> Desk:
        """The same desk with other phrasings; at turn 0 with its own."""
        key = f"{self.pen.key}|{turn}" if turn else self.pen.key
        return replace(self, pen=replace(self.pen, key=key))

    @property
    def tone(self) -> Tone:
        """How the letter speaks."""
        return self.pen.tone

    @property
    def short(self) -> bool:
        """Whether only what must be said is said."""
        return self.length is Length.SHORT

    @property
    def tie(self) -> TieKind:
        """The tie to the host."""
        return self.facts.host.tie.kind

    @property
    def asks_whom(self) -> bool:
        """Whether they are asked whom they know in a field, instead of about their own work."""
        return _asks_whom(self.kind, self.facts, self.version)

    @property
    def purpose(self) -> str:
        """The purpose, as the wording is keyed by it."""
        return self.facts.seeker.purpose.value


@dataclass(frozen=True, slots=True)
class Text:
    """A letter's parts, before greeting and closing are put round them.

    `whole` paragraphs stand as they are (a call script brings its own greeting).
    """

    subject: str
    paragraphs: tuple[str, ...]
    whole: bool = False
    may_enclose: bool = False


def desk_for(kind: LetterKind, facts: DraftFacts, version: str, tone: Tone, length: Length) -> Desk:
    """A desk with every phrase laid out; what is not known lies there as a marked blank."""
    facts = _without_own_name(facts)
    work = _asked_about(kind, facts, version)
    key = f"{kind.value}|{version}|{facts.host.name}|{facts.host.organisation}"
    base = Pen(key, {}, tone)
    spoken = kind is LetterKind.CALL_SCRIPT
    medium = Medium.PHONE if spoken and facts.medium is None else facts.medium
    before = kind is not LetterKind.CONFIRMATION
    topic = work.topic or blank("topic")
    values = {
        "minutes": minutes(facts.length, MOST_MINUTES if before else facts.length),
        "by": base.say(f"by.{medium.value if medium else 'any'}"),
        "by_them": base.say(f"by.{medium.value if medium else 'any_them'}"),
        "topic": topic,
        "inside": work.inside or f"what work in {topic} is really like",
        "path": work.path or "how you came to your work",
        "via": _via(facts),
        "name": parse(facts.seeker.name).full or blank("name"),
        "host": parse(facts.host.name).full or blank("host"),
        "write": "call" if spoken else "write to",
        "writing": "calling you" if spoken else "writing to you",
        "day": day(facts.request) if facts.request else "",
    }
    values["want"] = Pen(key, values, tone).say(f"want.{facts.seeker.purpose.value}")
    return Desk(kind, version, facts, Pen(key, values, tone), work, length)


def _asks_whom(kind: LetterKind, facts: DraftFacts, version: str) -> bool:
    return bool(facts.whom_in) and (version == WHOM or kind in _AS_THE_REQUEST)


_AS_THE_REQUEST = frozenset({LetterKind.CALL_SCRIPT, LetterKind.REMINDER})


def _asked_about(kind: LetterKind, facts: DraftFacts, version: str) -> Work:
    """The work the letter is about: the host's own, or that in which they may know somebody."""
    if not _asks_whom(kind, facts, version):
        return work_of(facts.host)
    fields = [work_of(Host(name="", field=field)) for field in facts.whom_in]
    topic = " or ".join(field.topic for field in fields if field.topic)
    inside = fields[0].inside if len(fields) == 1 else f"what work in {topic} is really like"
    own = work_of(replace(facts.host, organisation="")).own or work_of(facts.host).own
    return Work(own, topic, inside if topic else "", "", "")


def blank(name: str) -> str:
    """The marked blank of this name, as it stands in a letter."""
    return str(wording()["blank"][name]["text"])


def blanks_in(text: str, why: str = "", question: str = "") -> tuple[Blank, ...]:
    """The blanks of drafts left in a text, in the order in which they stand.

    `why` is what the seeker noted about the host, `question` what the host asked: hints name them.
    """
    if "[" not in text:
        return ()
    found = [(text.find(b["text"]), b) for b in wording()["blank"].values() if b["text"] in text]
    notes = {"note": _quoted(why), "question": _quoted(question)}
    return tuple(
        Blank(b["text"], filled(b["hint"], notes))
        for _, b in sorted(found, key=lambda pair: pair[0])
    )


def minutes(length: int, most: int) -> str:
    """A length in words: "fifteen minutes", at most so many."""
    count = max(1, min(length, most))
    words = phrasings("numbers")
    word = words[count] if count < len(words) else str(count)
    return f"{word} minute" if count == 1 else f"{word} minutes"


def day(when: date) -> str:
    """A day as it is written in a letter: "3 November"."""
    return f"{when.day} {phrasings('months')[when.month - 1]}"


def tie_sentence(desk: Desk) -> str:
    """What joins the two, as far as it is known; empty between strangers (A4)."""
    via = desk.facts.host.tie.via.strip()
    kind = desk.tie
    if kind is TieKind.NONE:
        return ""
    if kind is TieKind.WEAK and via:
        online = via.lower() in {"linkedin", "xing", "mastodon", "facebook", "bluesky", "twitter"}
        return desk.say("tie.weak_online" if online else "tie.weak_via")
    if kind is TieKind.COLLEAGUE and via:
        return desk.say("tie.colleague_via")
    return desk.say(f"tie.{kind.value}")


def fact(desk: Desk) -> Note:
    """Why this person: what the seeker noted, read, or knows of their work; else a blank (A6)."""
    why = about_host(desk.facts.host.why)
    if why.form is Form.UNCLEAR:
        return Note(Form.THING, blank("why"))
    if why.form is not Form.NOTHING:
        return why
    return read(desk) or Note(Form.THING, desk.work.own or blank("fact"))


def read(desk: Desk) -> Note | None:
    """What the seeker read about them, where it can be said to them."""
    note = about_host(desk.facts.host.read)
    return note if note.form in (Form.SENTENCE, Form.THING, Form.DEED) else None


def fact_sentence(desk: Desk) -> str:
    """The fact in a sentence of its own."""
    note = fact(desk)
    if note.form is Form.SENTENCE:
        return desk.say("fact.sentence", fact=note.text)
    close = "close_" if desk.tie in CLOSE else ""
    if note.form is Form.DEED:
        return desk.say(f"fact.{close}deed", fact=note.text)
    if not desk.facts.host.why.strip() and read(desk) is not None:
        return desk.say("fact.read", fact=note.text)
    return desk.say(f"fact.{close}thing", fact=note.text)


def aim(desk: Desk) -> str:
    """Why the seeker writes at all, by purpose (P1, A5)."""
    if desk.purpose == Purpose.RENEW.value and not desk.facts.host.field.strip():
        return desk.say("aim.topicless_renew")
    return desk.say(f"aim.{desk.purpose}")


def background(desk: Desk) -> str:
    """The seeker in a sentence or two, as far as their own words make them; else empty."""
    said: list[str] = []
    for sentence in sentences(desk.facts.seeker.background):
        made = _of_oneself(sentence)
        if not made or len(" ".join([*said, made]).split()) > LONGEST_BACKGROUND:
            break
        said.append(made)
    return " ".join(said)


def _of_oneself(sentence: str) -> str:
    """One sentence about the seeker; empty where its words make none."""
    text = one_line(sentence)
    words = text.lower().replace(",", " ").split()
    if not words or any(w in word_set("asking") for w in words):
        return ""
    if words[0] == "my" or any(word in _I for word in words):
        return f"{text}."
    said = own_news(text)
    if said.startswith("I "):
        return f"{said}."
    being = occupation(text)
    return f"I am {being}." if being else ""


_I = frozenset({"i", "i’m", "i'm", "i’ve", "i've"})


def _without_own_name(facts: DraftFacts) -> DraftFacts:
    """The facts with the host's own name taken out of every note about them."""
    name = parse(facts.host.name)

    def clean(note: str) -> str:
        return unnamed(note.strip(), name)

    host = replace(facts.host, why=clean(facts.host.why), read=clean(facts.host.read))
    debrief = replace(
        facts.debrief,
        heard=tuple(map(clean, facts.debrief.heard)),
        their_promises=tuple(map(clean, facts.debrief.their_promises)),
        my_promises=tuple(map(clean, facts.debrief.my_promises)),
    )
    return replace(facts, host=host, debrief=debrief, promise=clean(facts.promise))


def _via(facts: DraftFacts) -> str:
    tie = facts.host.tie
    if tie.kind in (TieKind.REFERRED, TieKind.INTRODUCED):
        missing = "referrer" if tie.kind is TieKind.REFERRED else "introducer"
        return parse(tie.via).full or blank(missing)
    if tie.kind is TieKind.ALUMNI:
        return placed(tie.via) or blank("school")
    if tie.kind is TieKind.GROUP:
        return placed(tie.via) or blank("group")
    return placed(tie.via)


def _quoted(note: str) -> str:
    return f"“{one_line(note)}”"
