"""Copies of a server's database in which each campaign is sealed with its own key.

`fifteen copy` makes one while everything runs, `fifteen copy-back` reads it into an empty database.
The keys go into a file of their own, of which the newest alone is kept: with a campaign's key gone,
what the campaign held is closed in every copy there ever was (docs/decisions/keys.md).
"""

from fifteen.server.copies.back import Came, NotEmpty, read
from fifteen.server.copies.out import make
from fifteen.server.copies.parts import Damaged

__all__ = ["Came", "Damaged", "NotEmpty", "make", "read", "told"]


def told(failure: Exception) -> str:
    """What went wrong, what is safe and what to do, in words."""
    words = str(failure).strip() or type(failure).__name__
    if isinstance(failure, NotEmpty):
        return f"{words}. Name an empty database (createdb makes one)."
    if isinstance(failure, FileNotFoundError) and failure.filename in ("pg_dump", "pg_restore"):
        return f"{failure.filename} is not here: PostgreSQL's client programs bring it."
    return (
        f"{words}.\nThe copy and the keys that were there are as they were. A database that was"
        " being filled\nis of no use half full: drop it, make an empty one and begin again."
    )
