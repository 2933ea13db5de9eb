"""What an import would do, row by row: compared with the book, kept compressed until the yes."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import islice
from types import MappingProxyType
from typing import Any

from fifteen.adapters.people.reading import Reading
from fifteen.method import offers
from fifteen.method.alike.pairs import Pair, pairs
from fifteen.method.alike.traits import traits
from fifteen.method.facts import Facts
from fifteen.method.past import past
from fifteen.method.people import infer_tie
from fifteen.method.same import Index, Match
from fifteen.method.words import Seeker, Tie, TieKind, Verb
from fifteen.store import read, scope, spared
from fifteen.store.models import Campaign, Entry, Import

_STEP = 1_000  # rows between two words of progress
_MOST_UNREADABLE = 500  # shown; the count is whole

_TEXTS = tuple(n for n in Facts.__dataclass_fields__ if n not in ("connected_on", "tie", "extra"))

_CARD = "The same card of your address book."

Row = dict[str, Any]
"""line, kind, id, why, facts, changes: as JSON."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything the preview shows and the writing needs."""

    rows: list[Row]
    counts: dict[str, int]
    unreadable: list[dict[str, Any]]
    reading: dict[str, Any]


def make(
    brought: Import,
    found: Reading,
    told: Callable[[int, int], None],
    known_lines: Mapping[int, str] = MappingProxyType({}),
) -> Plan:
    """Compare a reading with the book. `told` hears how far it is, and may raise to stop it;
    `known_lines` says of whom a line is, whatever stands in it (a card read before)."""
    campaign = brought.campaign
    seeker = _with_archive(read.seeker(campaign), found)
    index = Index(_book(campaign))
    edited = _edited(campaign)
    wished = spared.among(campaign.owner, (a for row in found.rows for a in _addresses(row.facts)))
    tied = [(row.line, _tied(row.facts, infer_tie(row.facts, seeker))) for row in found.rows]
    given = [(line, facts) for line, facts in tied if line not in known_lines]
    known = len(index)
    matches: list[Match] = []
    for match in index.sift(given):
        matches.append(match)
        if len(matches) % _STEP == 0:
            told(len(matches), len(given))
    index.put_away()  # what comes now needs the room
    _resembling(index, known, given, matches)
    rows = [
        _row(line, facts, match, edited)
        for (line, facts), match in zip(given, matches, strict=True)
    ]
    for line, facts in tied:
        if line in known_lines:
            rows.append(_row(line, facts, index.surely(known_lines[line], facts, _CARD), edited))
    for row in rows if wished else ():
        if row["kind"] in ("new", "unsure") and not wished.isdisjoint(_addresses(facts_of(row))):
            row["kind"] = "spared"  # they asked for peace: not brought back by a file
    _add_offers(campaign, rows, edited)
    return Plan(
        rows=rows,
        counts=_counts(rows, found),
        unreadable=[asdict(u) for u in found.unreadable[:_MOST_UNREADABLE]],
        reading={
            "columns": list(found.columns),
            "mapping": dict(found.mapping),
            "sample": [list(cells) for cells in found.sample],
            "encoding": found.encoding,
            "employers": list(found.employers),
            "schools": list(found.schools),
            "is_prose": found.is_prose,
        },
    )


AGAIN = "again"
"""A row that says something else of somebody who stands further up in the same file."""


def kind_of(row: Row) -> str:
    """What becomes of a row: its kind, or `AGAIN`, of which nothing is written."""
    return AGAIN if row["kind"] == "changed" and row["of_line"] else row["kind"]


def _counts(rows: Iterable[Row], found: Reading) -> dict[str, int]:
    kinds = Counter(map(kind_of, rows))
    counts = {k: kinds.get(k, 0) for k in ("new", "same", "changed", "unsure")}
    for kind in ("spared", AGAIN):
        if kinds.get(kind):
            counts[kind] = kinds[kind]
    return {**counts, "unreadable": found.unreadable_count}


def _with_archive(seeker: Seeker, found: Reading) -> Seeker:
    """The seeker with the employers and schools that their own archive names."""
    years = [past(text) for text in found.employers]
    return replace(
        seeker,
        employers=tuple(dict.fromkeys([*seeker.employers, *(one.employer for one in years)])),
        years=(*seeker.years, *years),
        schools=tuple(dict.fromkeys([*seeker.schools, *found.schools])),
    )


def _resembling(
    index: Index, known: int, given: Sequence[tuple[int, Facts]], matches: list[Match]
) -> None:
    """Put to the seeker who is new by every key and yet surely somebody known: Bob Jones and
    Robert Jones at one firm, a name in other letters, with its words changed about."""
    new = {f"line {line}": at for at, (line, _) in enumerate(given) if matches[at].kind == "new"}
    if not new:
        return
    people = [traits(key, facts) for key, facts in islice(index.everybody(), known)]
    people += [traits(key, given[at][1]) for key, at in new.items()]
    best: dict[int, Pair] = {}
    for pair in pairs(people, known):
        if pair.alike.verdict == "surely":
            at = new[pair.other]
            if at not in best or pair.alike.points > best[at].alike.points:
                best[at] = pair
    for at, pair in best.items():
        line = given[new[pair.one]][0] if pair.one in new else 0
        matches[at] = index.perhaps(pair.one, given[at][1], pair.alike.sentence, line)


def _addresses(facts: Facts) -> Iterator[str]:
    return spared.addresses(facts.email, facts.link, facts.extra)


def _tied(facts: Facts, tie: Tie) -> Facts:
    return facts if facts.tie == tie else replace(facts, tie=tie)


def _row(line: int, facts: Facts, match: Match, edited: dict[str, frozenset[str]]) -> Row:
    mine = edited.get(match.id, frozenset())
    changes = {k: list(v) for k, v in match.changes.items() if k not in mine}
    kind: str = match.kind
    if kind == "changed" and not changes:
        kind = "same"
    plain: Row = {name: getattr(facts, name) for name in _TEXTS}  # asdict would copy every text
    plain["connected_on"] = facts.connected_on.isoformat() if facts.connected_on else None
    plain["tie"] = [str(facts.tie.kind), facts.tie.via]
    plain["extra"] = dict(facts.extra)
    return {
        "line": line,
        "kind": kind,
        "id": match.id,
        "of_line": match.line,
        "why": match.why,
        "facts": plain,
        "changes": changes,
    }


def _add_offers(campaign: Campaign, rows: list[Row], edited: dict[str, frozenset[str]]) -> None:
    """What a programme's list (O2) tells anew of people in the book already, as changes; what was
    set by hand stays."""
    ours = [r for r in rows if r["id"] and not r["of_line"] and _tells(r["facts"]["extra"])]
    for start in range(0, len(ours), _STEP):
        some = ours[start : start + _STEP]
        people = scope.people(campaign).filter(pk__in=[int(r["id"]) for r in some])
        known = {str(pk): extra for pk, extra in people.values_list("pk", "extra")}
        for row in some:
            was, now = known.get(row["id"], {}), row["facts"]["extra"]
            mine = edited.get(row["id"], frozenset())
            news = {
                name: [was.get(key, ""), now[key]]
                for name, key in offers.KEPT.items()
                if name not in mine and now.get(key) and now[key] != was.get(key, "")
            }
            row["changes"] |= news
            if news and row["kind"] == "same":
                row["kind"] = "changed"


def _tells(extra: dict[str, str]) -> bool:
    return bool(extra) and (
        offers.offer_of(extra) is not None or offers.MESSAGES["last_message"] in extra
    )


def facts_of(row: Row) -> Facts:
    """The facts of a row of the plan."""
    plain = dict(row["facts"])
    day = plain["connected_on"]
    plain["connected_on"] = date.fromisoformat(day) if day else None
    plain["tie"] = Tie(TieKind(plain["tie"][0]), plain["tie"][1])
    return Facts(**plain)


def pack(rows: Iterable[Row]) -> bytes:
    """The rows, compressed for the database."""
    return zlib.compress(json.dumps(list(rows), ensure_ascii=False).encode(), 3)


def unpack(data: bytes) -> list[Row]:
    """The rows again."""
    return list(json.loads(zlib.decompress(data))) if data else []


def _book(campaign: Campaign) -> Iterator[tuple[str, Facts]]:
    """Everybody known, and once more as they were where a fact was changed by hand since."""
    before = _before(campaign)
    people = scope.people(campaign).values_list("pk", "connected_on", *_TEXTS)
    for pk, day, *texts in people.iterator(5_000):
        facts = Facts(connected_on=day, **dict(zip(_TEXTS, texts, strict=True)))
        yield str(pk), facts
        if was := before.get(pk):
            yield str(pk), replace(facts, **was)


def _before(campaign: Campaign) -> dict[int, dict[str, Any]]:
    first: dict[int, dict[str, Any]] = {}
    changes = Entry.objects.filter(campaign=campaign, verb=Verb.CHANGED).order_by("id")
    for person_id, data in changes.values_list("person_id", "data"):
        mine = first.setdefault(person_id, {})
        for name, value in data.get("was", {}).items():
            if name in _TEXTS:
                mine.setdefault(name, value)
    return first


def _edited(campaign: Campaign) -> dict[str, frozenset[str]]:
    people = scope.people(campaign).exclude(edited=[]).values_list("pk", "edited")
    return {str(pk): frozenset(names) for pk, names in people}
