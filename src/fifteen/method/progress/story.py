"""The story of a campaign (O4): one chain from the first request to what it led to, in sentences.

Every sentence is drawn from the journal. With names hidden, people are letters, and whatever they
or the seeker said in words of their own is left out as well: words can name people.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from fifteen.method.progress.lives import Life
from fifteen.method.progress.tree import Forest, Node, rows
from fifteen.method.spoken import count_of, in_words, listing
from fifteen.method.words import Stage, TieKind

MOST_TOLD = 24  # people; a longer story is not read

Called = Callable[[Life], str]


@dataclass(frozen=True, slots=True)
class Part:
    """What happened with one person of the chain."""

    who: str
    depth: int
    sentences: tuple[str, ...]
    quote: str = ""  # what was thanked for, in the seeker's words


@dataclass(frozen=True, slots=True)
class Story:
    """The chain, told."""

    title: str  # the answer in a sentence
    parts: tuple[Part, ...]
    ending: str


def by_name(life: Life) -> str:
    """A person as the book calls them."""
    return life.who.name


def by_letter(forest: Forest) -> Called:
    """Letters in place of names, in the order in which the chain is told; nothing else is kept."""
    letters: dict[str, str] = {}
    waiting = list(reversed(forest.roots))
    while waiting:
        node = waiting.pop()
        letters[node.life.who.key] = _letter(len(letters))
        waiting += reversed(node.below)
    return lambda life: letters.get(life.who.key, "somebody")


def _letter(number: int) -> str:
    """A, B ... Z, AA, AB ..."""
    text = ""
    number += 1
    while number:
        number, last = divmod(number - 1, 26)
        text = chr(ord("A") + last) + text
    return text


def of(
    root: Node, called: Called, beliefs: Mapping[str, str], today: date, quotes: bool = True
) -> Story:
    """The story of one chain; `beliefs` are their texts by key. Without `quotes` nothing that was
    written in free words is in it."""
    parts = []
    left_out = 0
    for row in rows(Forest((root,)), MOST_TOLD):
        if row.node is None:
            left_out += row.more
            continue
        parts.append(_part(row.node, row.depth, called, beliefs if quotes else {}, today, quotes))
    return Story(_title(root, called), tuple(parts), _ending(root, left_out, beliefs))


def _title(root: Node, called: Called) -> str:
    name = called(root.life)
    if not root.led_to:
        return f"It began with one request, to {name}."
    told = f"One request, to {name}, led to {count_of(root.led_to, 'person', 'people')}"
    if root.talks:
        told += f" and {count_of(root.talks, 'conversation')}"
    return told + "."


_TIES = {
    TieKind.FAMILY: "family",
    TieKind.FRIEND: "a friend",
    TieKind.COLLEAGUE: "a former colleague",
    TieKind.DORMANT: "somebody I had lost sight of",
    TieKind.ALUMNI: "from my school",
    TieKind.GROUP: "from a group of mine",
    TieKind.WEAK: "an acquaintance",
    TieKind.NONE: "somebody I did not know",
}


def _part(
    node: Node,
    depth: int,
    called: Called,
    beliefs: Mapping[str, str],
    today: date,
    quotes: bool,
) -> Part:
    life = node.life
    told = [*_asked(life, called(life), today), *_held(life, today), *_settled(life, beliefs)]
    if node.below:
        names = [called(child.life) for child in node.below[:MOST_TOLD]]
        verb = "introduced me to" if _introduced(node) else "named"
        told.append(f"{called(life)} {verb} {listing(names)}.")
    if life.touched:
        told.append(f"On {_day(life.touched[-1], today)} I wrote what had come of it.")
    said = next((w.said for w in reversed(life.written) if w.said), "") if quotes else ""
    return Part(called(life), depth, tuple(told), said)


def _introduced(node: Node) -> bool:
    return all(child.life.who.tie.kind is TieKind.INTRODUCED for child in node.below)


def _asked(life: Life, name: str, today: date) -> list[str]:
    tie = _TIES.get(life.who.tie.kind)
    whom = f"{name}, {tie}" if tie else name
    if not life.asked:
        return [] if life.met else [f"{whom}: still to ask."]
    told = [f"On {_day(life.asked[0], today)} I wrote to {whom}."]
    if life.answered is None:
        rests = life.who.stage is Stage.RESTING
        return [*told, "No answer came, and I let it rest." if rests else "No answer yet."]
    days = (life.answered - life.asked[0]).days
    told.append(f"The answer came {'the same day' if days <= 0 else _after(days)}.")
    if not life.met and life.who.stage in _NEXT:
        told.append(_NEXT[life.who.stage])
    return told


_NEXT = {
    Stage.YES: "It is a yes; the time is still to be found.",
    Stage.BOOKED: "We talk soon.",
    Stage.RESTING: "It did not come to a talk.",
}


def _after(days: int) -> str:
    return f"after {count_of(days, 'day')}" if days < 14 else f"after {count_of(days // 7, 'week')}"


def _held(life: Life, today: date) -> list[str]:
    if not life.met:
        return []
    if len(life.met) == 1:
        return [f"We talked on {_day(life.met[0], today)}."]
    days = listing([_day(on, today) for on in life.met])
    return [f"We talked {in_words(len(life.met))} times: on {days}."]


def _settled(life: Life, beliefs: Mapping[str, str]) -> list[str]:
    told = []
    for talk in life.written:
        for key, state in talk.beliefs.items():
            if state in ("confirmed", "corrected") and key in beliefs:
                told.append(f"It {state} what I had pictured: “{beliefs[key].rstrip('.')}”.")
    return told


def _ending(root: Node, left_out: int, beliefs: Mapping[str, str]) -> str:
    settled: set[str] = set()
    points = 0
    waiting = [root]
    while waiting:
        node = waiting.pop()
        waiting += node.below
        for talk in node.life.written:
            points += talk.points
            settled |= {k for k, s in talk.beliefs.items() if s != "open" and k in beliefs}
    told = []
    if left_out:
        told.append(f"{_first(count_of(left_out, 'more person', 'more people'))} came after.")
    if settled:
        were = "was" if len(settled) == 1 else "were"
        told.append(f"{_first(count_of(len(settled), 'picture'))} I had {were} put to the test.")
    if points:
        told.append(f"{_first(count_of(points, 'point'))} from the goals I went in with.")
    return " ".join(told) or "It goes on."


def _first(words: str) -> str:
    return words[:1].upper() + words[1:]


def _day(day: date, today: date) -> str:
    return f"{day.day} {day:%B}" + ("" if day.year == today.year else f" {day.year}")


def as_text(story: Story) -> str:
    """The story as plain text, to send or to paste."""
    lines = [story.title, ""]
    for part in story.parts:
        lines.append(" ".join(part.sentences))
        if part.quote:
            lines.append(f"  “{part.quote.splitlines()[0].strip()}”")
        lines.append("")
    return "\n".join([*lines, story.ending, ""])
