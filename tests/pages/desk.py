"""Mira at her desk: a letter to Ana Ruiz in two wordings, its address, its form."""

from __future__ import annotations

from fifteen.store.models import Letter

GOOD = """Dear Ana,

I am writing to you because of your work as a grid modeller at Northlight Energy.

I have taught physics for nine years and would like to understand what work in grid modelling
is really like. Might you have fifteen minutes for me, by phone or over a coffee? Tom Lee
gave me your name.

I am not asking you for a job, only for your advice.

With kind regards,
Mira Halonen"""

ASKS_FOR_A_JOB = GOOD.replace(
    "I am not asking you for a job, only for your advice.",
    "If you have an opening on your team, I would love to be considered for it.",
)


def address(letter: Letter, then: str = "") -> str:
    return f"/people/{letter.person.key}/letters/{letter.key}{then}"


def form(letter: Letter, body: str = GOOD, **more: str) -> dict[str, str]:
    return {"subject": "Fifteen minutes", "body": body, "revision": str(letter.revision), **more}


def text_of(letter: Letter) -> str:
    letter.refresh_from_db()
    return letter.body
