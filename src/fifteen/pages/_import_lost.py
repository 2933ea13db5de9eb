"""The rows of an import that could not be read, as a file."""

from __future__ import annotations

from collections.abc import Iterator

from fifteen.store.models import Import

CSV_COLUMNS, _KEPT = ("Line", "Why", "How it begins"), ("line", "why", "text")


def lost_rows(brought: Import) -> Iterator[dict[str, str]]:
    """The rows that could not be read, for the download; the last says how many more there are."""
    for row in brought.unreadable:
        yield {c: str(row.get(k, "")) for c, k in zip(CSV_COLUMNS, _KEPT, strict=True)}
    more = brought.counts.get("unreadable", 0) - len(brought.unreadable)
    if more > 0:
        yield {"Why": f"{more:,} more rows could not be read and are not listed."}
