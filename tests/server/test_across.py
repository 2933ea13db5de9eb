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
    "server/coaching.py join": "the client behind the link that a coach was handed",
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
    # The rounds: on one's own computer over all campaigns, on a server inside one owner's wall.
    "doors/commands.py _rebuild": "a command on one's own computer",
    "actions/jobs.py daily": "a round",
    "actions/jobs.py hourly": "a round",
    "actions/jobs.py owners": "whose rounds are to be made",
}


def crossings() -> Iterator[str]:
    """Each function that names one of them, as "file function"."""
    for path in sorted(SRC.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        tree = ast.parse(path.read_text("utf-8"))
        for function in ast.walk(tree):
            if not isinstance(function, ast.FunctionDef):
                continue
            named = {n.attr for n in ast.walk(function) if isinstance(n, ast.Attribute)}
            if named & CROSSES:
                yield f"{path.relative_to(SRC)} {function.name}"


def test_every_question_that_crosses_owners_is_named() -> None:
    found = set(crossings())
    ours = {one for one in found if not one.startswith("server/programme/")}
    assert ours == set(KNOWN)


def test_none_is_on_the_path_of_a_page_of_ones_own() -> None:
    assert not [one for one in crossings() if one.startswith(("pages/", "store/"))]
