"""Progress: the answer, and pictures that say what the figures say."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from xml.etree import ElementTree

import pytest
from django.test import Client

from fifteen.method.forecast.counts import Range
from fifteen.method.progress.weeks import Span, Weeks
from fifteen.method.words import TieKind
from fifteen.pages import _progress
from fifteen.pages.pictures import counts, course, leaving
from fifteen.pages.pictures.picture import MARGINS, Picture
from fifteen.store.models import Campaign
from tests import world
from tests.pages import here
from tests.test_house import STATIC
from tests.world import NOW, TODAY, diary, knows

pytestmark = pytest.mark.django_db
_clock = here._clock

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def busy(mira: Campaign) -> Campaign:
    """Mira has asked five: two talked, one of them led to the other; one said no."""
    tom = knows(mira, "Tom Lee", TieKind.FRIEND, "")
    diary(tom, "1 Oct  asked\n2 Oct  said-yes\n5 Oct  met")
    diary(knows(mira, "Ana Ruiz"), "19 Oct  asked\n20 Oct  said-yes\n26 Oct  met")
    diary(knows(mira, "Hana Novotná", TieKind.NONE, ""), "2 Nov  asked\n5 Nov  said-no")
    diary(knows(mira, "Viktor Almeida", TieKind.NONE, ""), "3 Nov  asked")
    diary(knows(mira, "Noah Lindqvist", TieKind.ALUMNI, "Calder"), "23 Nov  asked")
    knows(mira, "Marek Dvořák")
    return mira


def pictures(campaign: Campaign) -> dict[str, Picture]:
    return _progress.pictures(_progress.seen(campaign, TODAY))


def drawn(picture: Picture) -> ElementTree.Element:
    return ElementTree.fromstring(f"<svg>{picture.body}</svg>")


def words(element: ElementTree.Element) -> list[str]:
    return ["".join(text.itertext()) for text in element.iter() if text.tag.endswith("text")]


def width(element: ElementTree.Element) -> float:
    return float(element.attrib["width"].rstrip("%"))


def saved(seat: Client, of: str, form: str) -> bytes:
    answer = seat.get("/progress/picture", {"of": of, "as": form})
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == f'attachment; filename="fifteen-{of}.{form}"'
    return bytes(answer.content)


def test_the_answer_stands_on_top(seat: Client, busy: Campaign) -> None:
    page = seat.get("/progress")
    assert here.h1(page) == "It is working: two conversations."
    assert here.main_buttons(page) == 1


def test_before_the_first_request_the_page_says_what_will_stand_there(
    seat: Client, mira: Campaign
) -> None:
    page = seat.get("/progress")
    assert here.h1(page) == "Nothing to count yet. The first request begins it."
    assert "It stands here as soon as somebody is asked." in here.words(page)
    assert seat.get("/progress/picture").status_code == 404


def test_no_week_is_counted_on_the_first_day(seat: Client, mira: Campaign) -> None:
    diary(knows(mira, "Ana Ruiz"), f"{TODAY.day} {TODAY:%b} asked")
    said = re.sub(r"<[^>]+>", " ", seat.get("/progress").content.decode())
    assert re.search(r"Since (?:today|\w{3} \d+ \w{3})", said)
    assert "one week" not in said.split("From asking")[0]


def test_what_was_undone_leaves_no_trace(seat: Client, busy: Campaign) -> None:
    viktor = busy.person_set.get(name="Viktor Almeida")
    seat.post("/undo", {"act": viktor.entry_set.get(verb="asked").act})
    assert "Of 4 people asked so far." in here.words(seat.get("/progress"))


def test_the_bars_of_the_funnel_are_as_long_as_their_numbers(busy: Campaign) -> None:
    element = drawn(pictures(busy)["funnel"])
    bars = [width(bar) for bar in element.iter("rect") if bar.attrib["class"] == "g"]
    assert bars == [100.0, 60.0, 40.0], "asked five, answered three, met two, nothing learned yet"
    assert words(element) == [
        *("Asked", "5", "Answered", "3", "60 %", "Met", "2", "40 %", "Learned from", "0", "0 %")
    ]


def test_the_dots_of_the_ties_stand_inside_their_bands(busy: Campaign) -> None:
    element = drawn(pictures(busy)["ties"])
    bands = [e for e in element.iter("line") if e.attrib["class"] == "w"]
    dots = [float(e.attrib["cx"].rstrip("%")) for e in element.iter("circle")]
    assert dots == [100.0, 100.0, 0.0, 0.0], "friends, referred, same school, no tie"
    for band, dot in zip(bands, dots, strict=True):
        low, high = (float(band.attrib[x].rstrip("%")) for x in ("x1", "x2"))
        assert low <= dot <= high
        assert high - low > 50, "after one or two people nearly everything is possible"


def test_the_bars_of_the_weeks_are_as_high_as_their_numbers() -> None:
    spans = (
        Span(TODAY - timedelta(days=8), TODAY - timedelta(days=2), 4, 1),
        Span(TODAY - timedelta(days=1), TODAY, 0, 2),
    )
    element = drawn(counts.weeks(Weeks("week", spans, 2), TODAY))
    bars = list(element.iter("rect"))
    assert [bar.attrib["class"] for bar in bars] == ["ho", "g", "g"]
    assert bars[0].attrib["x"] == bars[1].attrib["x"] != bars[2].attrib["x"]
    asked, met, later = (float(bar.attrib["height"]) for bar in bars)
    assert asked == 4 * met == 2 * later
    pace = next(e for e in element.iter("line") if e.attrib["class"] == "pace-l")
    foot = max(float(e.attrib["y1"]) for e in element.iter("line"))
    assert foot - float(pace.attrib["y1"]) == later, "the pace is two"


def test_the_fan_opens_from_today_and_holds_its_middle(busy: Campaign) -> None:
    fan = pictures(busy)["forecast"]
    for row in fan.rows:
        numbers = [int(n) for n in row[1:]]
        assert numbers == sorted(numbers)
        assert numbers[0] >= 2, "what was held stays held"
    spans = [int(row[5]) - int(row[1]) for row in fan.rows]
    assert spans == sorted(spans), "the further away, the wider"
    assert f"by Friday {fan.title.removeprefix('What to expect by ')}" in fan.says


@pytest.mark.parametrize("days", [0, 3, 30])
def test_the_dates_under_the_fan_stand_apart(days: int) -> None:
    ahead = [(TODAY + timedelta(days=32), Range(1, 2, 3, 4, 6, 3, 1, 3.0))]
    element = drawn(course.fan([TODAY - timedelta(days=days)], ahead, TODAY))
    foot = max(float(e.attrib["y"]) for e in element.iter("text"))
    under = [e for e in element.iter("text") if float(e.attrib["y"]) == foot]
    assert len(under) == (3 if days == 30 else 2)
    (now,) = [e for e in element.iter("text") if e.text == "1 today"]
    assert now.attrib.get("text-anchor", "start") == ("end" if days == 30 else "start")


def test_the_tree_has_everybody_who_came_through_somebody(busy: Campaign) -> None:
    tree = pictures(busy)["tree"]
    told = words(drawn(tree))
    assert told[0].startswith("You")
    assert [line.split("met")[0].strip() for line in told[1:4]] == [
        *("Tom Lee", "Ana Ruiz", "Marek Dvořákto ask")
    ]
    assert told[4] == "3asked directly"
    assert [row[:2] for row in tree.rows] == [
        *(("Tom Lee", ""), ("Ana Ruiz", "Tom Lee"), ("Marek Dvořák", "Tom Lee"))
    ]


def test_the_words_of_a_picture_have_its_figures(busy: Campaign) -> None:
    found = pictures(busy)
    assert found["funnel"].says.startswith("Asked 5, answered 3, met 2, learned from 0.")
    assert "friends 1 of 1" in found["ties"].says
    assert "Tom Lee led to two people and one conversation." in found["tree"].says


def each(campaign: Campaign) -> Iterator[Picture]:
    yield from pictures(campaign).values()


def test_every_picture_has_a_title_words_and_figures_on_the_page(
    seat: Client, busy: Campaign
) -> None:
    page = seat.get("/progress").content.decode()
    for picture in each(busy):
        name = picture.name
        assert f'aria-labelledby="{name}-title {name}-desc"' in page
        said = re.search(rf'<desc id="{name}-desc">(.*?)</desc>', page)
        assert said is not None
        assert unescape(said[1]) == picture.says
        assert all(len(row) == len(picture.head) for row in picture.rows)
        assert f"of={name}&amp;as=csv" in page
    assert page.count('role="img"') >= len(pictures(busy))


def test_a_saved_picture_stands_alone(seat: Client, busy: Campaign) -> None:
    for picture in each(busy):
        text = saved(seat, picture.name, "svg").decode()
        assert "class=" not in text, "its colours are its own"
        assert "style" not in text
        assert "http" not in text.replace("http://www.w3.org/2000/svg", "")
        root = ElementTree.fromstring(text)
        assert root.findtext(f"{SVG}title") == picture.title
        assert root.findtext(f"{SVG}desc") == picture.says


def test_a_picture_is_saved_as_pixels(seat: Client, busy: Campaign) -> None:
    for name in pictures(busy):
        pixels = saved(seat, name, "png")
        assert pixels.startswith(b"\x89PNG")
        assert int.from_bytes(pixels[16:20], "big") == 2 * leaving.WIDTH


def test_the_figures_are_saved_as_they_stand_in_the_table(seat: Client, busy: Campaign) -> None:
    for picture in each(busy):
        text = saved(seat, picture.name, "csv").decode("utf-8-sig")
        lines = list(csv.reader(io.StringIO(text)))
        assert lines == [list(picture.head), *([str(c) for c in row] for row in picture.rows)]


@pytest.mark.parametrize("name", ["=1+1", "+49 30", "-Ana", "@sum(A1)", "\tx"])
def test_a_name_that_is_a_formula_does_nothing_in_a_spreadsheet(name: str) -> None:
    text = leaving.table(("Who", "Count"), [(name, -3)])
    assert list(csv.reader(io.StringIO(text)))[1] == [f"'{name}", "-3"]


def test_a_name_is_never_read_as_a_drawing(seat: Client, busy: Campaign) -> None:
    evil = '<script>alert("x")</script> & Söhne'
    diary(knows(busy, evil), "20 Oct  asked\n22 Oct  met")
    page = seat.get("/progress").content.decode()
    assert "<script>alert" not in page
    assert evil in saved(seat, "tree", "csv").decode().replace('""', '"')
    root = ElementTree.fromstring(saved(seat, "tree", "svg"))
    assert any("<script>alert" in line for line in words(root))


def test_a_name_of_three_hundred_letters_stays_in_its_line(busy: Campaign) -> None:
    diary(knows(busy, "A" * 300), "20 Oct  asked")
    assert max(len(line) for line in words(drawn(pictures(busy)["tree"]))) < 70


@pytest.mark.parametrize(
    ("of", "form"), [("nothing", "svg"), ("funnel", "exe"), ("", ""), ("x" * 999, "png")]
)
def test_what_is_no_picture_is_not_found(seat: Client, busy: Campaign, of: str, form: str) -> None:
    assert seat.get("/progress/picture", {"of": of, "as": form}).status_code == 404


def test_the_page_and_the_files_know_the_same_marks(busy: Campaign) -> None:
    style = (STATIC / "fifteen" / "progress.css").read_text("utf-8")
    for letter, (left, right) in MARGINS.items():
        if left:
            rest = f"width:calc(100% - {left + right}px)"
            assert f".plot-{letter}{{margin-inline:{left}px {right}px;{rest}}}" in style
    for name in leaving.INKS:
        assert re.search(rf"\.{name}\b", style), name


def test_progress_reads_little_however_many_people_there_are(
    seat: Client, busy: Campaign, django_assert_max_num_queries: object
) -> None:
    for number in range(30):
        diary(knows(busy, f"Person {number}", now=NOW), "2 Nov  asked\n9 Nov  met")
    world.knows(busy, "Vera Nowak")
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        seat.get("/progress")
