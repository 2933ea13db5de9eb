"""What the debriefs say of each belief, kept on its row (P3)."""

from __future__ import annotations

from fifteen.method import standing
from fifteen.method.words import Verb
from fifteen.store import read, scope
from fifteen.store.models import Campaign


def recompute(campaign: Campaign) -> None:
    """Read all debriefs that count and keep the last word on every belief."""
    verbs = (Verb.DEBRIEFED, Verb.WITHDRAWN)
    entries = scope.entries(campaign).filter(verb__in=verbs).select_related("person")
    rows = list(entries)
    counting = {e.act for e in standing.counting(map(read.line, rows))}
    last: dict[str, tuple[str, str]] = {}
    for row in rows:
        if row.verb == Verb.DEBRIEFED and row.act in counting:
            name = row.person.name if row.person else ""
            for key, state in row.data.get("beliefs", {}).items():
                if state != "open":
                    last[key] = (state, name)
    for belief in scope.beliefs(campaign):
        state, said_by = last.get(belief.key, ("open", ""))
        if (belief.state, belief.said_by) != (state, said_by):
            belief.state, belief.said_by = state, said_by
            belief.save(update_fields=["state", "said_by"])
