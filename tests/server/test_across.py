"""Which questions cross owners: these and no others, and none on a user's path."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

SRC = Path(__file__).parents[2] / "src" / "fifteen"
CROSSES = frozenset(
    ("over_all", "campaigns_of_all", "owners", "owners_due", "as_coach", "behind_link")
)
"""What lets a query see more than one owner's rows."""

KNOWN = {
    # By a link or a key, one row of a small index, to learn whose it is.
    "server/middleware.py _as_host": "the owner behind a calendar's link",
    "server/host_door.py opened": "the owner behind a host's link, and the state of their rows",
    "server/coaching.py _behind": "the client behind the link that a coach was handed",
    "server/coaching.py clients": "counts over those who let this coach in",
    "server/coaching.py at_clients": "the client behind a coaching",
    "server/erasing.py erase": "whom an account that is erased had coached",
    # Behind the pages.
    "server/working.py _run_one": "the job that waits longest",
    "server/working.py _beat": "the job in hand",
    "server/working.py _everybody": "whose daily and hourly rounds are to be made",
    "server/working.py _rounds": "whose letters and mailboxes are due",
    "server/listening.py _round": "whose mailboxes a worker may listen to",
    "server/views.py prometheus": "how many jobs wait",
    # Of a programme, by a link, a seat or an account: one row of a small index, to learn whose.
    "server/programme/links.py host_behind": "the programme behind a host's link",
    "server/programme/links.py join_behind": "the programme behind a link to join",
    "server/programme/asking.py asker": "the seeker behind the seat of one request",
    "server/programme/post.py _name_of": "the seeker behind the seat of one request",
    "server/programme/office.py programmes": "the programmes whose office an account works at",
    "server/programme/office.py enter": "whether this account works at this office",
    "server/programme/office.py waits": "whether a place at an office waits for an address",
    "server/programme/office.py claim": "the places at an office that wait for an address",
    "server/programme/office.py leave_all": "the offices of an account that is erased",
    # Of a programme, by a worker.
    "server/programme/pairing.py _seekers": "the seats of one programme",
    "server/programme/work.py _forget_the_gone": "which of its seats are gone",
    # The rounds: on one's own computer over all campaigns, on a server inside one owner's wall.
    "doors/commands.py _rebuild": "a command on one's own computer",
    "actions/jobs.py daily": "a round",
    "actions/jobs.py hourly": "a round",
    "actions/jobs.py owners": "whose rounds are to be made",
}


_MOVES = frozenset(("walls.within", "walls.as_owner"))


def crossings(names: frozenset[str] = CROSSES) -> Iterator[str]:
    """Each function that names one of them, as "file function"."""
    for path in sorted(SRC.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        tree = ast.parse(path.read_text("utf-8"))
        for function in ast.walk(tree):
            if not isinstance(function, ast.FunctionDef):
                continue
            there = [n for n in ast.walk(function) if isinstance(n, ast.Attribute)]
            if names & {n.attr for n in there} | names & {ast.unparse(n) for n in there}:
                yield f"{path.relative_to(SRC)} {function.name}"


def test_every_question_that_crosses_owners_is_named() -> None:
    assert set(crossings()) == set(KNOWN)


def test_none_but_a_programme_goes_from_one_wall_to_another_within_a_request() -> None:
    """A seeker's request is a row of the programme's as well: two owners in one transaction."""
    moves = {one.partition(" ")[0] for one in crossings(_MOVES)}
    by_workers = {"server/working.py", "server/listening.py"}
    assert {one for one in moves if not one.startswith("server/programme/")} == by_workers


def test_none_is_on_the_path_of_a_page_of_ones_own() -> None:
    assert not [one for one in crossings() if one.startswith(("pages/", "store/"))]
