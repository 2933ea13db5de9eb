"""Letters: the drafts the software writes, and the check of every letter before it leaves."""

from fifteen.method.letters.check import check

__all__ = ["check"]
