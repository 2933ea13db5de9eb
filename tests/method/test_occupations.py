"""Which occupations are offered for a field."""

from __future__ import annotations

from fifteen.method.occupations import licence, offers

ROWS = (
    ("1", "Grid Modelers", "Power Flow Planner\nNetwork Modeler"),
    ("2", "Tide Room Builders", "Exhibition Developer\nGallery Developer"),
    ("3", "Developers, All Other", ""),
    ("4", "Cooks", "Kitchen Developer"),
)


def codes(name: str) -> list[str]:
    return [o.code for o in offers(name, ROWS)]


def test_words_are_compared_by_their_beginnings() -> None:
    assert codes("grid modelling") == ["1"]


def test_another_title_that_says_it_comes_first() -> None:
    assert codes("exhibition development") == ["2", "3", "4"]


def test_the_very_title_comes_before_all() -> None:
    assert codes("developers, all other")[0] == "3"


def test_what_shares_no_word_is_not_offered_nor_is_anything_for_little_words() -> None:
    assert codes("beekeeping") == []
    assert codes("the work of all") == []


def test_at_most_so_many_are_offered() -> None:
    many = [(str(n), f"Modeler {n}", "") for n in range(20)]
    assert len(offers("modelling", many)) == 6


def test_the_licence_names_the_version_where_it_is_known() -> None:
    assert "O*NET 30.1 Database" in licence("30.1")
    assert "O*NET Database" in licence("")
