"""The coaches of the term in test_term.py: they see what is ticked; what is done is undone (O1)."""

from __future__ import annotations

from datetime import date, timedelta

from tests.server.term import LETTER, NAME, WONDER, Term

BETTER = "I wonder what a week of that work is like, from Monday to Friday."
NOTED = "Afraid of calling; call together next week."


def words_are_taken_by_a_key(term: Term) -> None:
    """Ruth may see drafts: she comments, suggests other words, takes them back and says them again;
    Mira takes them by one key, undoes it by another, and sends."""
    mira = term.begins("mira", "Ana Ruiz")
    mira.keeps(LETTER.format(host="Ana Ruiz", me="Mira Halonen"))
    desk = mira.path()
    term.lets_in("mira", "ruth", "drafts")
    ruth = term["ruth"]
    ruth.sees(WONDER)
    ruth.misses("Dates and counts", "What is due", "What hosts said")
    for taken_back in (True, False):
        ruth.unfold("Say something about it")
        ruth.fill("A word beside the letter", "Say which days.")
        ruth.fill("A passage as it stands", WONDER)
        ruth.fill("Other words for it", BETTER)
        ruth.press("Put it beside the letter")
        ruth.sees("It stands beside the letter now.", "Say which days.")
        if taken_back:
            ruth.undo()
            ruth.sees("Taken back.")
            ruth.misses("Say which days.")
    mira.go(desk)
    mira.sees("Ruth", "Say which days.", "Take these words")
    for taken_back in (True, False):
        with mira.page.expect_navigation():
            mira.page.keyboard.press("t")
        mira.sees("Their words are in your letter")
        assert BETTER in mira.page.input_value("#body")
        if taken_back:
            mira.undo()
            mira.sees("Take these words")
            assert WONDER in mira.page.input_value("#body")
    mira.misses("Take these words")
    mira.press(f"Ask through {NAME}")
    mira.sees("Ana Ruiz has your letter")


def given_and_noted(term: Term) -> None:
    """Something to do, and a note of the session; each undone and done again."""
    ruth, mira = term["ruth"], term["mira"]
    for taken_back in (True, False):
        ruth.fill("Something to do", "Three alumni")
        ruth.page.locator("#by").fill(str(date.today() + timedelta(days=7)))
        ruth.press("Give it")
        ruth.sees("Your client sees it on their coach page.")
        assert ruth.page.locator("li", has_text="Three alumni").count() == 1
        if taken_back:
            ruth.undo()
            ruth.sees("Nothing is open.")
    ruth.fill("What to remember of this session", NOTED)
    ruth.press("Note it")
    ruth.sees("Noted, for you alone.", NOTED)
    ruth.undo()
    ruth.sees("The note is gone again.")
    ruth.misses(NOTED)
    ruth.undo()
    ruth.sees("The note is back.", NOTED)
    mira.go("/account/coach")
    mira.sees("Three alumni", "Ruth: drafts waiting for a look")
    mira.misses(NOTED)
    mira.press("Done: Three alumni")
    mira.undo()
    mira.sees("Three alumni")
    mira.press("Done: Three alumni")
    mira.misses("Given to you to do")


def shown_out(term: Term) -> None:
    """Carl may see dates and counts; Noor shows him out, in again, and out."""
    noor, carl = term.begins("noor", "Ben Ohlsson"), term["carl"]
    noor.keeps(LETTER.format(host="Ben Ohlsson", me="Noor Halonen"))
    desk = noor.path()
    page = term.lets_in("noor", "carl", "counts")
    carl.sees("Dates and counts")
    carl.misses(WONDER, "Drafts waiting", "What is due", "What hosts said", "Mira Halonen")
    noor.go(desk)
    term.sends(noor, "noor", "Ben Ohlsson")
    carl.go(page)
    carl.sees("Asked")
    noor.go("/account/coach")
    noor.press("Show Carl out")
    noor.sees("Carl sees nothing of yours any more.")
    assert carl.go(page) == 404
    noor.undo()
    noor.sees("Carl is in again.")
    assert carl.go(page) == 200
    noor.press("Show Carl out")
    noor.sees("Carl sees nothing of yours any more.")
    assert carl.go(page) == 404
    carl.go("/clients")
    carl.sees("Nobody has let you in yet.")
