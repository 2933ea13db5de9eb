"""The letter to somebody who knows the host, with a paragraph to forward (A4, C6)."""

from __future__ import annotations

from fifteen.method.letters._drafts_desk import Desk, Text, background, fact_sentence
from fifteen.method.letters._drafts_names import parse
from fifteen.method.letters._drafts_wording import word_set
from fifteen.method.words import TieKind


def introduction_request(desk: Desk) -> Text:
    """The letter to the one who knows the host, with a paragraph to forward (A4, C6)."""
    host = desk.pen.values["host"]
    # Asking to be led to "a recruiter at Acme" reads as asking for a job (A1).
    hires = any(word in word_set("hirers") for word in desk.work.title.lower().split())
    apart = f", {desk.work.title}," if desk.work.title and not hires else ""
    more = {"host": f"{host}{apart}", "host_short": host}
    if desk.short:
        asked = [desk.say("introduction.short", **more), desk.say("introduction.out")]
        paragraph = desk.say("introduction.short_paragraph", fact=fact_sentence(desk))
        short = (" ".join(asked), desk.say("introduction.forward_short"), paragraph)
        return Text(desk.say("introduction.subject", **more), short)
    paragraph = desk.say(
        "introduction.paragraph", background=background(desk), fact=fact_sentence(desk)
    )
    named = "_named" if _named_by_introducer(desk) else ""
    opening = [desk.say(f"introduction.open{named}", **more), desk.say("introduction.want", **more)]
    asked = [desk.say("introduction.ask", **more), desk.say("introduction.out")]
    parts = (" ".join(opening), " ".join(asked), desk.say("introduction.forward"), paragraph)
    return Text(desk.say("introduction.subject", **more), parts)


def _named_by_introducer(desk: Desk) -> bool:
    """Whether the seeker has the host's name from the very person who is written to."""
    tie, introducer = desk.facts.host.tie, parse(desk.facts.introducer or desk.facts.host.tie.via)
    via = parse(tie.via).plain.lower()
    if tie.kind not in (TieKind.REFERRED, TieKind.INTRODUCED) or not via:
        return False
    return via in (introducer.plain.lower(), introducer.plain.lower().split(" ")[0])
