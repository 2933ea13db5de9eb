"""What came of it: noted once, and everybody who helped gets a letter of their own (F9)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from fifteen.actions import news as telling
from fifteen.method.helped import News, NewsKind
from fifteen.method.words import Refusal
from fifteen.pages._request import Asked, page, say
from fifteen.store import helped, scope
from fifteen.store.models import Belief, Campaign

_KINDS = (
    (NewsKind.FOUND_WORK, "I found work"),
    (NewsKind.FIELD_CHOSEN, "I have chosen a field"),
    (NewsKind.FIELD_CLOSED, "A field is not for me"),
    (NewsKind.BELIEF_SETTLED, "Something I pictured is settled"),
    (NewsKind.OTHER, "Something else came of it"),
)
_FIELDS = frozenset({NewsKind.FIELD_CHOSEN, NewsKind.FIELD_CLOSED})


@require_http_methods(["GET", "HEAD", "POST"])
@page
def news(request: Asked) -> HttpResponse:
    """What happened, in a sentence, and who should hear of it, each with the reason."""
    if request.method == "POST":
        return _tell(request)
    return _show(request, _asked_for(request.campaign, request.GET))


def _tell(request: Asked) -> HttpResponse:
    one = _asked_for(request.campaign, request.POST)
    if one is None:
        return _show(request, None)
    done = telling.tell(request.campaign, one, set(request.POST.getlist("to")), request.now)
    if isinstance(done, Refusal):
        return _show(request, one, done)
    key, note = done
    say(request, note)
    return redirect(f"/news/{key}")


def _asked_for(campaign: Campaign, form: Mapping[str, str]) -> News | None:
    """The news as far as it was said; None where even its kind was not."""
    what = form.get("what", "")
    if what not in set(NewsKind):
        return None
    kind, text = NewsKind(what), form.get("text", "")
    field = belief = ""
    if kind in _FIELDS:
        field = form.get("field", "").strip()[:120]
    if kind is NewsKind.BELIEF_SETTLED:
        belief = form.get("belief", "")
    return News("", kind, text, field, belief)


def _show(request: Asked, one: News | None, refusal: Refusal | None = None) -> HttpResponse:
    campaign = request.campaign
    settled = list(scope.beliefs(campaign).exclude(state="open"))
    fields = list(scope.fields(campaign).values_list("name", flat=True))
    about = _belief(settled, one)
    whole = one is not None and _is_whole(one, about)
    chosen = set(request.POST.getlist("to")) if refusal else None
    people = telling.owed(campaign, one) if one is not None and whole else ()
    around = {
        "one": one,
        "whole": whole,
        "kinds": _KINDS,
        "title": dict(_KINDS).get(one.kind, "") if one else "",
        "fields": fields if one is not None and one.kind in _FIELDS else [],
        "beliefs": settled if one is not None and one.kind is NewsKind.BELIEF_SETTLED else [],
        "text": one.text if one and (one.text or refusal) else _suggested(one, about),
        "people": [(h, chosen is None or h.key in chosen) for h in people],
        "before": list(reversed(helped.news(campaign)))[:_MOST_BEFORE],
        "refusal": refusal,
    }
    return render(request, "fifteen/news.html", around, status=422 if refusal else 200)


_MOST_BEFORE = 20


def _is_whole(one: News, about: Belief | None) -> bool:
    if one.kind in _FIELDS:
        return bool(one.field)
    return one.kind is not NewsKind.BELIEF_SETTLED or about is not None


def _belief(settled: list[Belief], one: News | None) -> Belief | None:
    return next((b for b in settled if one is not None and b.key == one.belief), None)


def _suggested(one: News | None, about: Belief | None) -> str:
    """The sentence to begin with, where the campaign knows enough to write it."""
    if one is None:
        return ""
    if one.kind is NewsKind.FIELD_CHOSEN and one.field:
        return f"I have chosen {one.field} as my field"
    if one.kind is NewsKind.FIELD_CLOSED and one.field:
        return f"I found out that {one.field} is not for me, and it saved me a long detour"
    if about is not None:
        so = "it is so" if about.state == "confirmed" else "it is not so"
        return f"I had pictured it like this: “{about.text.rstrip('.')}”. I know now that {so}"
    return ""


@require_GET
@page
def told(request: Asked, key: str) -> HttpResponse:
    """One piece of news: who has heard it, whose letter is still to be written."""
    one = next((n for n in helped.news(request.campaign) if n.key == key), None)
    if one is None:
        raise Http404
    rows = helped.owed(request.campaign, key)
    waiting = [row for row in rows if row.promise and row.told_on is None and not row.left_out]
    around = {
        "one": one,
        "waiting": [(row, date.fromisoformat(row.due)) for row in waiting],
        "done": [row for row in rows if row.told_on is not None],
        "left": [row for row in rows if row.left_out or not row.promise],
        "today": request.today,
    }
    return render(request, "fifteen/news_told.html", around)
