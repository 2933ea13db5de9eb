"""How fields fit: one's own criteria and weights, scores, and what hosts said to each (P5)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from fifteen.actions import fields
from fifteen.actions._write import Done
from fifteen.method import fit as fitting
from fifteen.method import slots
from fifteen.method._field_folds import one_of
from fifteen.method.fieldbook import Book, FieldNotes
from fifteen.method.fit import Fit, Measured
from fifteen.method.words import Refusal, Slot
from fifteen.pages._request import Asked, page, say
from fifteen.pages.fields import chips_of, chosen_of
from fifteen.store import notes

_WEIGHTS = ((1, "Some"), (2, "Much"), (3, "Most"))


@require_http_methods(["GET", "HEAD", "POST"])
@page
def fit(request: Asked) -> HttpResponse:
    """Two fields by the seeker's own weights; a POST keeps the scores that were changed."""
    if request.method == "POST":
        return _keep_scores(request)
    return _show(request)


def _show(request: Asked, refusal: Refusal | None = None) -> HttpResponse:
    book = notes.book(request.campaign)
    chosen = chosen_of(book, request.GET.getlist("f") or request.POST.getlist("f"))
    fits = [fitting.of(field, book.criteria) for field in chosen]
    around: dict[str, Any] = {
        "book": book,
        "fits": fits,
        "chips": chips_of(book, chosen, "/fields/fit"),
        "sentences": [(f.field.name, fitting.sentence(f)) for f in fits],
        "apart": fitting.apart(*fits) if len(fits) > 1 and book.criteria else (),
        "rows": _rows(book, fits),
        "weights": _WEIGHTS,
        "slots": slots.LABELS.items(),
        "refusal": refusal,
        "typed": request.POST if refusal else {},
        "today": request.today,
    }
    return render(request, "fifteen/fit.html", around, status=422 if refusal else 200)


def _rows(book: Book, fits: list[Fit]) -> list[tuple[Any, list[tuple[FieldNotes, Measured, str]]]]:
    """Each criterion with its measure in each field, and the question to ask where it is blank."""
    order = fits[0].lines if fits else ()
    return [
        (
            line.criterion,
            [
                (f.field, m, fitting.question(m.criterion, f.field))
                for f in fits
                for m in f.lines
                if m.criterion.key == line.criterion.key
            ],
        )
        for line in order
    ]


def _keep_scores(request: Asked) -> HttpResponse:
    """Only what was changed on this page is written, so that no other window is overwritten."""
    book, sent = notes.book(request.campaign), request.POST
    done: Done | Refusal = Done("Nothing was different.")
    for field in book.fields:
        new: dict[str, int] = {}
        for criterion in book.criteria:
            name = f"{field.key}--{criterion.key}"
            value, was = sent.get(name, ""), sent.get(f"was--{name}", "")
            if value != was and value.isascii() and value.isdigit() and len(value) < 3:
                new[criterion.key] = int(value)
        if new:
            done = fields.score(request.campaign, field.key, new, request.now)
            if isinstance(done, Refusal):
                return _show(request, done)
    say(request, done)
    return redirect(_back(request))


@require_POST
@page
def criterion(request: Asked) -> HttpResponse:
    """What matters, added, changed or taken off (`drop`)."""
    sent = request.POST
    if "drop" in sent:
        say(request, fields.strike(request.campaign, "criterion", sent["drop"][:32], request.now))
        return redirect(_back(request))
    weight = sent.get("weight", "1")
    done = fields.weigh(
        request.campaign,
        sent.get("criterion", ""),
        int(weight) if weight in ("1", "2", "3") else 0,
        request.now,
        one_of(Slot, sent.get("slot", "")),
        sent.get("key", "")[:32],
    )
    if isinstance(done, Refusal):
        return _show(request, done)
    say(request, done)
    return redirect(_back(request))


def _back(request: Asked) -> str:
    keys = [k for k in request.POST.getlist("f") if k.replace("-", "").isalnum()]
    return "/fields/fit" + ("?" + "&".join(f"f={k}" for k in keys) if keys else "")
