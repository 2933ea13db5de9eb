"""Cases written in short form (bench/replies/*.txt, bench/times/*.txt) as the batches have them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

WRITTEN = "2026-11-24T09:12:00+01:00"  # a Tuesday
SEEKER = "Mira Halonen <mira.halonen@mail.example>"
ASKED = {
    (
        "en",
        "cold",
    ): "Dear {name},\n\nI am finding out what people in your field do all day. Could we"
    " talk for fifteen minutes? A phone call or a coffee, whatever suits you. I'm not asking for a"
    " job.\n\nMira Halonen",
    (
        "en",
        "offer",
    ): "Dear {name},\n\nmight we meet for fifteen minutes at your office? Any of these"
    " would suit me:\n\n1. Tuesday, 1 December, 10:00\n2. Thursday, 3 December, 15:00\n3. Friday,"
    " 4 December, 9:00\n\nMira Halonen",
    (
        "en",
        "agreed",
    ): "Dear {name},\n\nwonderful, then Thursday, 3 December at 10:00 at your office."
    " Thank you!\n\nMira Halonen",
    ("en", "thanked"): "Dear {name},\n\nthank you for your time last week. What you said about the"
    " first year has helped me a great deal.\n\nMira Halonen",
    ("de", "cold"): "Guten Tag {name},\n\nich finde heraus, was Menschen in Ihrem Feld den Tag über"
    " tun. Hätten Sie fünfzehn Minuten für mich? Am Telefon oder bei einem Kaffee, wie es Ihnen"
    " passt. Um eine Stelle geht es mir nicht.\n\nMira Halonen",
    ("de", "offer"): "Guten Tag {name},\n\ndürfte ich für fünfzehn Minuten vorbeikommen? Mir würde"
    " passen:\n\n1. Dienstag, 1. Dezember, 10 Uhr\n2. Donnerstag, 3. Dezember, 15 Uhr\n3. Freitag,"
    " 4. Dezember, 9 Uhr\n\nMira Halonen",
    ("de", "agreed"): "Guten Tag {name},\n\nwunderbar, dann Donnerstag, 3. Dezember, 10 Uhr bei"
    " Ihnen. Vielen Dank!\n\nMira Halonen",
    ("de", "thanked"): "Guten Tag {name},\n\nhaben Sie Dank für das Gespräch letzte Woche. Was Sie"
    " über das erste Jahr gesagt haben, hilft mir sehr.\n\nMira Halonen",
    (
        "en",
        "agreed-call",
    ): "Hello {name},\n\nthat is very kind. I'll ring you on Thursday, 3 December at"
    " 10:00 then.\n\nMira Halonen",
    (
        "en",
        "agreed-coffee",
    ): "Hi {name},\n\nperfect, see you at the Lark Café on Monday the 30th at 3 pm."
    " I'm looking forward to it!\n\nMira",
    (
        "en",
        "reminder",
    ): "Dear {name},\n\na fortnight ago I asked you whether you had fifteen minutes to"
    " tell me about your work. In case my letter went astray: I'd still be very glad of them. If it"
    " does not suit you, that is quite all right.\n\nMira Halonen",
    (
        "en",
        "met",
    ): "Dear {name},\n\nit was so good to meet you on Monday. I have already written to the"
    " school you told me of. Thank you again!\n\nMira Halonen",
    (
        "de",
        "agreed-call",
    ): "Liebe/r {name},\n\ndas ist sehr freundlich. Dann rufe ich Sie am Donnerstag,"
    " den 3. Dezember um 10 Uhr an.\n\nMira Halonen",
    (
        "de",
        "erinnert",
    ): "Guten Tag {name},\n\nvor zwei Wochen habe ich Sie um fünfzehn Minuten gebeten, um"
    " mehr über Ihre Arbeit zu erfahren. Falls mein Brief untergegangen ist: Ich würde mich noch"
    " immer freuen. Wenn es nicht passt, ist das auch in Ordnung.\n\nMira Halonen",
    (
        "de",
        "met",
    ): "Guten Tag {name},\n\nes war schön, Sie am Montag kennenzulernen. Der Schule, die Sie"
    " nannten, habe ich schon geschrieben. Noch einmal vielen Dank!\n\nMira Halonen",
}
OFFERED = ("2026-12-01T10:00", "2026-12-03T15:00", "2026-12-04T09:00")
_MARK = re.compile(r"\{([A-Z.]+)\} ?")
_NAME = re.compile(r"[A-ZÄÖÜ][\w.'’-]*(?: [A-ZÄÖÜ][\w.'’-]*){0,3}")


def replies(path: Path) -> list[dict[str, Any]]:
    """The answers of a file in short form, each as a line of the batch with its `expect`."""
    return [_reply(head, text, path.stem, n) for n, (head, text) in enumerate(_blocks(path))]


def marked(path: Path) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The language of each answer, and its sentences with the marks that stand before them."""
    for head, text in _blocks(path):
        cuts = _MARK.split(text)
        pairs = [
            (mark, said.strip().split("\n\n")[0])
            for mark, said in zip(cuts[1::2], cuts[2::2], strict=True)
        ]
        yield head.split()[0], pairs


def _blocks(path: Path) -> Iterator[tuple[str, str]]:
    for block in path.read_text("utf-8").split("\n=== ")[1:]:
        head, _, text = block.partition("\n")
        yield head, text.rstrip("\n")


def _reply(head: str, text: str, stem: str, number: int) -> dict[str, Any]:
    around, _, rest = head.partition(" | ")
    classes, _, inside = rest.partition(" | ")
    language, context, *extra = around.split(" ", 2)
    text = _MARK.sub("", text)
    name = _signed(text)
    asked = ASKED[language, context].format(name=name)
    case: dict[str, Any] = {
        "id": f"{stem}-{number}",
        "subject": "Re: Fifteen minutes",
        "from": f"{name} <{name.split()[0].lower()}@acme.example>",
        "to": SEEKER,
        "date": WRITTEN,
        "request": {"sent": "2026-11-17T09:00:00+01:00", "text": asked, "times": []},
        "language": language,
    }
    if context == "offer":
        there = ZoneInfo("Europe/Berlin")
        starts = (datetime.fromisoformat(one).replace(tzinfo=there) for one in OFFERED)
        case["request"]["times"] = [f"{one.isoformat()}/PT15M" for one in starts]
    case["html" if "html" in " ".join(extra).split() else "text"] = text
    for key, value in re.findall(r"(\w+)=(.*?)(?= \w+=|$)", " ".join(extra)):
        case[key] = dict([value.split(": ", 1)]) if key == "headers" else value
    main, *also = classes.split()
    case["expect"] = {"main": main, "also": also, "found": _inside(inside)}
    return case


def _signed(text: str) -> str:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    name = lines[-1] if lines else ""
    return name if len(lines) > 1 and _NAME.fullmatch(name) else "Ana Ruiz"


def _inside(told: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for pair in filter(None, told.split("; ")):
        key, _, value = pair.partition("=")
        if key == "people":
            named = [re.fullmatch(r"(.*?)(?: ?<(.*)>)?", one) for one in value.split(", ")]
            found[key] = [{"name": m[1], "email": m[2] or ""} for m in named if m]
        else:
            found[key] = value == "true" if key == "permanent" else value
    return found


def sayings(path: Path) -> list[dict[str, Any]]:
    """The sayings of a file in short form, each as a line of the batch with its `expect`."""
    found: list[dict[str, Any]] = []
    around: dict[str, Any] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines()):
        if line.startswith("@ "):
            around = _around(line.split()[1:])
        elif " => " in line and not line.startswith("# "):
            text, _, meant = line.rpartition(" => ")
            day = datetime.fromisoformat(around["written"]).date()
            expect = {"times": [t for one in meant.split("; ") for t in _time(one, day)]}
            if meant == "ask":
                expect |= {"ask": True}
            case = {"id": f"{path.stem}-{number}", "text": text.replace("\\n", "\n"), **around}
            found.append({**case, "expect": expect})
    return found


def _around(words: list[str]) -> dict[str, Any]:
    language, host, written, *count = words
    there = ZoneInfo("UTC" if host == "-" else host)
    seeker = "America/New_York" if host == "Europe/Berlin" else "Europe/Berlin"

    def moment(text: str) -> str:
        return datetime.fromisoformat(text).replace(tzinfo=there).isoformat()

    many = int(count[0]) if count else 0
    return {
        "language": language,
        "host_zone": "" if host == "-" else host,
        "seeker_zone": seeker,
        "written": moment(written),
        "offered": [f"{moment(one)}/PT15M" for one in OFFERED[:many]],
    }


def _time(told: str, today: date) -> Iterator[list[Any]]:
    kind, *rest = told.split()
    if kind in ("ask", "none"):
        return
    if kind[0] == "o":
        yield ["offered", int(kind[1:])]
        return
    first, _, last = rest[0].partition("..")
    day = _day(first, today)
    start, _, end = rest[1].partition("-")
    while day <= _day(last or first, today):
        begins = datetime.fromisoformat(f"{day}T{start:0>5}")
        ends = datetime.fromisoformat(f"{day}T{end:0>5}") if end else begins + timedelta(minutes=15)
        yield ["window" if kind == "w" else "exact", begins.isoformat(), ends.isoformat()]
        day += timedelta(days=1)


def _day(told: str, today: date) -> date:
    found = date.fromisoformat(f"{today.year}-{told}")
    return found if found >= today else found.replace(year=today.year + 1)


def chosen(
    argv: Sequence[str], here: Path, splits: Mapping[str, Sequence[str]]
) -> dict[str, tuple[Path, ...]]:
    """The files named on the command line, else those of each split that are there."""
    named = tuple(Path(name) for name in argv if not name.startswith("--"))
    if named:
        return {"these": named}
    return {
        name: tuple(here / file for file in files if (here / file).exists())
        for name, files in splits.items()
    }
