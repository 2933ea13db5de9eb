"""One field: beliefs, what was said slot by slot, reading, how it fits, the verdict."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fifteen.actions import fields
from fifteen.actions._write import Done
from fifteen.actions.fields import Learned
from fifteen.method import fit, saturation, slots, verdicts
from fifteen.method._field_folds import one_of
from fifteen.method.beliefs import BeliefState
from fifteen.method.fieldbook import Book, FieldNotes, Insight
from fifteen.method.helped import NewsKind
from fifteen.method.numbers import studies
from fifteen.method.occupations import licence
from fifteen.method.words import Feeling, Refusal, Slot, Stance, Verdict
from fifteen.pages import _field, _occupations
from fifteen.pages._request import Asked, page, say
from fifteen.store import helped, notes, read

NEW_CLAIM = "new"  # in the choice of claims: these words are one


@require_safe
@page
def field(request: Asked, key: str) -> HttpResponse:
    """Everything that is known of one field."""
    return _show(request, key)


def _show(request: Asked, key: str, refusal: Refusal | None = None) -> HttpResponse:
    book = notes.book(request.campaign)
    there = _field.known(book, key)
    numbers = read.numbers_of(request.campaign)
    heard = saturation.heard(there, numbers)
    shown = _field.shown(request.campaign, book, there, request.now)
    occupation = _occupations.chosen(request.campaign, there)
    around: dict[str, Any] = {
        "shown": shown,
        "today": request.today,
        "field": there,
        "slots": _field.by_slot(there, _occupations.facts(occupation)),
        "blank": _field.blank(there),
        "heard": heard,
        "sentences": saturation.sentences(there, heard, numbers),
        "disagree": len(saturation.contradictions(there)),
        "likes": _field.felt(there, Feeling.LIKES),
        "changes": _field.felt(there, Feeling.WOULD_CHANGE),
        "answers": [(q, saturation.answers(there, q.key)) for q in there.left],
        "fit": fit.sentence(shown.fit),
        "states": _field.STATES.items(),
        "verdicts": verdicts.CHOICES,
        "decided": there.verdict in (Verdict.FOR_ME, Verdict.NOT_FOR_ME),
        "told": _told(request, there),
        "occupation": occupation,
        "licence": licence(book.version) if occupation else "",
        "saved": verdicts.saved(there) if there.closed else "",
        "insider": studies()["insider"],
        "enough": studies()["enough_talks"],
        "refusal": refusal,
        "typed": request.POST if refusal else {},
    }
    return render(request, "fifteen/field.html", around, status=422 if refusal else 200)


_NEWS = {Verdict.FOR_ME: NewsKind.FIELD_CHOSEN, Verdict.NOT_FOR_ME: NewsKind.FIELD_CLOSED}


def _told(request: Asked, there: FieldNotes) -> str:
    """Where those who helped are told what came of it, or where it stands who was (F9); empty
    while nothing was decided."""
    kind = _NEWS.get(there.verdict)
    if kind is None:
        return ""
    decided = there.verdicts[-1].on
    for one in reversed(helped.news(request.campaign)):
        if (one.kind, one.field) == (kind, there.name) and one.on and one.on >= decided:
            return f"/news/{one.key}"
    return "/news?" + urlencode({"what": str(kind), "field": there.name})


def _kept(request: Asked, key: str, done: Done | Refusal, place: str = "") -> HttpResponse:
    if isinstance(done, Refusal):
        return _show(request, key, done)
    say(request, done)
    return redirect(f"/fields/{key}{place}")


@require_POST
@page
def belief(request: Asked, key: str) -> HttpResponse:
    """What the seeker pictures, written down or in other words (P3)."""
    sent = request.POST
    text, which = sent.get("belief", ""), sent.get("key", "")[:32]
    done = fields.believe(request.campaign, key, text, request.now, which)
    return _kept(request, key, done, "#pictured")


@require_POST
@page
def settle(request: Asked, key: str) -> HttpResponse:
    """Where a belief stands, whatever was said of it."""
    sent = request.POST
    state = one_of(BeliefState, sent.get("state", ""))
    if state is None:
        return _kept(request, key, Refusal("Confirmed, corrected or open?", "state"))
    done = fields.settle(
        request.campaign, key, sent.get("key", ""), state, sent.get("text", ""), request.now
    )
    return _kept(request, key, done, "#pictured")


@require_POST
@page
def reading(request: Asked, key: str) -> HttpResponse:
    """Something read or to read, noted or changed (P4)."""
    sent = request.POST
    done = fields.read(
        request.campaign,
        key,
        sent.get("title", ""),
        request.now,
        text=sent.get("text", ""),
        via=sent.get("via", ""),
        done="done" in sent,
        key=sent.get("key", "")[:32],
    )
    return _kept(request, key, done, "#reading")


@require_POST
@page
def question(request: Asked, key: str) -> HttpResponse:
    """What reading left open; the next preparation offers it first (P4)."""
    sent = request.POST
    text, criterion = sent.get("question", ""), sent.get("criterion", "")[:32]
    done = fields.wonder(request.campaign, key, text, request.now, criterion)
    return _kept(request, key, done, "#reading")


@require_POST
@page
def name(request: Asked, key: str) -> HttpResponse:
    """Another name for the field."""
    done = fields.rename(request.campaign, key, request.POST.get("name", ""), request.now)
    return _kept(request, key, done)


@require_POST
@page
def strike(request: Asked, key: str) -> HttpResponse:
    """Take a belief, an insight, a reading or a question off the page."""
    _field.known(notes.book(request.campaign), key)
    what, which = request.POST.get("what", ""), request.POST.get("key", "")[:32]
    done = fields.strike(request.campaign, what, which, request.now)
    return _kept(request, key, done)


@require_POST
@page
def verdict(request: Asked, key: str) -> HttpResponse:
    """What the seeker decided about it (P6); then whoever helped can be told (F9)."""
    chosen = one_of(Verdict, request.POST.get("verdict", ""))
    if chosen is None:
        return _kept(request, key, Refusal("Choose one of the four.", "verdict"))
    why = request.POST.get("why", "")
    done = fields.decide(request.campaign, key, chosen, why, request.now)
    there = _field.known(notes.book(request.campaign), key)
    if isinstance(done, Done) and chosen in _NEWS and there.helpers:
        say(request, done)
        return redirect(_told(request, there))
    return _kept(request, key, done, "#verdict")


# What somebody said: a page of its own, new or changed.


@require_http_methods(["GET", "HEAD", "POST"])
@page
def insight(request: Asked, key: str) -> HttpResponse:
    """Write down what somebody said about the field, or change it (`insight` names which)."""
    book = notes.book(request.campaign)
    there = _field.known(book, key)
    which = (request.POST.get("insight") or request.GET.get("insight", ""))[:32]
    old = next((i for i in there.insights if i.key == which), None)
    if request.method != "POST":
        return _ask(request, book, there, old, None)
    said = _learned(request, old)
    who = old.who.key if old else request.POST.get("who", "")
    done: Done | Refusal = Refusal("Who said it?", "who")
    if who:
        done = fields.learn(request.campaign, key, who, said, request.now, old.key if old else "")
    if isinstance(done, Refusal):
        return _ask(request, book, there, old, done)
    say(request, done)
    return redirect(f"/fields/{key}#said")


def _learned(request: Asked, old: Insight | None) -> Learned:
    sent = request.POST
    text, claim = sent.get("text", ""), sent.get("claim", "")[:32]
    new = claim == NEW_CLAIM
    return Learned(
        text=text,
        slot=one_of(Slot, sent.get("slot", "")),
        claim="" if new else claim,
        says=(sent.get("says", "").strip() or text) if new else "",
        stance=one_of(Stance, sent.get("stance", "")) or Stance.FOR,
        feeling=one_of(Feeling, sent.get("feeling", "")),
        criterion=sent.get("criterion", "")[:32],
        question=sent.get("question", "")[:32],
        talk=old.talk if old else "",
    )


def _ask(
    request: Asked,
    book: Book,
    there: FieldNotes,
    old: Insight | None,
    refusal: Refusal | None,
) -> HttpResponse:
    people = {w.key: w for f in book.fields for w in f.helpers}
    around = {
        "field": there,
        "old": old,
        "people": sorted(people.values(), key=lambda w: (w.key not in _own(there), w.name)),
        "slots": slots.LABELS.items(),
        "feelings": _field.FEELINGS.items(),
        "claims": list(there.claims),
        "criteria": book.criteria,
        "typed": _typed(request, old),
        "new_claim": NEW_CLAIM,
        "refusal": refusal,
    }
    return render(request, "fifteen/insight.html", around, status=422 if refusal else 200)


def _own(there: FieldNotes) -> set[str]:
    return {w.key for w in there.helpers}


def _typed(request: Asked, old: Insight | None) -> dict[str, str]:
    """The form as it was sent, else as it is kept, else as the address asks for."""
    if request.method == "POST":
        return {k: str(v) for k, v in request.POST.items()}
    if old is None:
        return {k: str(request.GET.get(k, "")) for k in ("who", "slot", "claim", "question")}
    return {
        "text": old.text,
        "slot": str(old.slot or ""),
        "claim": old.claim,
        "stance": str(old.stance),
        "feeling": str(old.feeling or ""),
        "criterion": old.criterion,
        "question": old.question,
    }
