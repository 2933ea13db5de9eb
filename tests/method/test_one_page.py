"""The plan on one page: everything to print, as data."""

from __future__ import annotations

from fifteen.method import agenda
from fifteen.method.one_page import one_page
from fifteen.method.questions import for_host
from fifteen.method.words import Goal, Host, Medium, Seeker

ANA = Host("Ana Ruiz", "Exhibition developer", "Harbour Science Museum")


def test_the_page_has_the_plan_what_may_fall_away_and_what_is_blank() -> None:
    ranked = for_host(ANA, Seeker("Mira"), Goal.FURTHER_PERSON)
    chosen = agenda.default_questions(ranked, 6)
    blocks = agenda.plan(chosen, Goal.FURTHER_PERSON, Medium.PHONE, host=ANA)
    spare = agenda.spare(chosen, blocks)
    page = one_page(
        ANA,
        Goal.FURTHER_PERSON,
        blocks,
        spare,
        [("A glass of water", True)],
        [("Role", ANA.role), ("What you read", "")],
        "Today at ten, by phone",
    )
    assert (page.name, page.work) == ("Ana Ruiz", "Exhibition developer, Harbour Science Museum")
    assert page.minutes == 15 == sum(line.minutes for line in page.lines)
    assert [line.asked for line in page.lines] == [False, True, True, True, True, False, False]
    assert page.spare == tuple(q.text for q in spare) and len(page.spare) == 2
    assert page.known == (("Role", ANA.role),) and page.blank == ("What you read",)
    assert page.ready == (("A glass of water", True),)
