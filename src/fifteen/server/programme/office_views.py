"""The pages of a programme's office (O2): its hosts, lists, figures, letters, people."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from fifteen.actions._write import Done, today_of
from fifteen.adapters.people import alumni
from fifteen.method.programme import capacity, cells
from fifteen.method.programme.words import BASES, Part
from fifteen.method.spoken import in_words
from fifteen.method.words import Refusal
from fifteen.pages._request import say
from fifteen.server.models import Account
from fifteen.server.programme import (
    asking,
    figures,
    hosting,
    inviting,
    links,
    lists,
    office,
    pairing,
    post,
    yearly,
)
from fifteen.server.programme.models import AlumniList, Host, Programme

_ON_A_PAGE = 50
PARTS = {Part.IN: "Take part", Part.INVITED: "Written to", Part.LISTED: "On a list"}
View = Callable[..., HttpResponse]


def _at_the_office(view: View) -> View:
    """A view of somebody who works at this programme's office; for anybody else it is not there."""

    @wraps(view)
    def answer(request: HttpRequest, key: str, **more: Any) -> HttpResponse:
        assert isinstance(request.user, Account)
        try:
            programme = office.enter(request.user, key)
            return view(request, programme, **more)
        except ObjectDoesNotExist as missing:
            raise Http404 from missing

    return answer


@require_safe
def offices(request: HttpRequest) -> HttpResponse:
    """The programmes whose office this account works at."""
    assert isinstance(request.user, Account)
    mine = office.programmes(request.user)
    if len(mine) == 1:
        return redirect(f"/office/{mine[0][0]}")
    waits = office.waits(request.user)
    return render(request, "fifteen/offices.html", {"mine": mine, "waits": waits})


@require_POST
def come_in(request: HttpRequest) -> HttpResponse:
    """Take up the place at an office that waits for this mail address."""
    assert isinstance(request.user, Account)
    office.claim(request.user)
    return redirect("/office")


@require_safe
@_at_the_office
def home(request: HttpRequest, programme: Programme) -> HttpResponse:
    """How the programme does, and the links by which people join."""
    now = timezone.now()
    counted, today = figures.of(programme, now), today_of(programme.campaign, now)
    shown = {
        "programme": programme,
        "figures": counted,
        "sentence": figures.sentence(counted),
        "tables": [
            (name, table.columns, [(n, list(map(cells.said, row))) for n, row in table.rows])
            for name, table in (("Quarter", counted.quarters), ("Field", counted.fields))
        ],
        "for_hosts": links.for_hosts(programme),
        "for_seekers": links.for_seekers(programme),
        "unsettled": post.unsettled(programme.campaign),
        "members": office.members(programme),
        "year": today.year if today.month > 1 else today.year - 1,
    }
    return render(request, "fifteen/office.html", shown)


@require_safe
@_at_the_office
def hosts(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Who takes part and what they offered."""
    now, part = timezone.now(), request.GET.get("part", "")
    part = part if part in PARTS else Part.IN
    rows = Host.objects.filter(campaign=programme.campaign, part=part).order_by("name", "id")
    after = request.GET.get("after", "")
    if after:
        last = rows.get(key=after)
        rows = rows.filter(name__gte=last.name).exclude(name=last.name, id__lte=last.pk)
    shown = list(rows[: _ON_A_PAGE + 1])
    around = {
        "programme": programme,
        "part": part,
        "parts": PARTS.items(),
        "hosts": [(host, _stands(host, now)) for host in shown[:_ON_A_PAGE]],
        "more": shown[_ON_A_PAGE - 1].key if len(shown) > _ON_A_PAGE else "",
        "after": after,
    }
    return render(request, "fifteen/office_hosts.html", around)


def _stands(host: Host, now: Any) -> str:
    """What the host said of themselves. That somebody waits for them, or that they rest from a
    talk, is one request of one seeker: whoever looks often would see a refusal come."""
    if host.part != Part.IN:
        return ""
    paused = capacity.pauses(hosting.offer_of(host), hosting.today_of(host, now))
    return "Takes a pause" if paused else "Takes part"


@require_safe
@_at_the_office
def brought(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The lists that came in, and the form for another."""
    return _lists(request, programme)


def _lists(
    request: HttpRequest, programme: Programme, refusal: Refusal | None = None
) -> HttpResponse:
    rows = AlumniList.objects.filter(campaign=programme.campaign).order_by("-id")[:20]
    shown = {
        "programme": programme,
        "lists": [(one, min(99, 100 * one.read // max(one.size, 1)), _told(one)) for one in rows],
        "bases": [(str(basis), *words) for basis, words in BASES.items()],
        "headings": alumni.READ,
        "refusal": refusal,
        "typed": request.POST,
    }
    return render(request, "fifteen/office_lists.html", shown, status=422 if refusal else 200)


def _told(one: AlumniList) -> str:
    """What came of a list, in a sentence; what there was none of is not said."""
    parts = (
        (one.known, "known or twice"),
        (one.spared, "at peace for ever"),
        (one.unreadable, "without a name or a mail address"),
    )
    came = f"{in_words(one.added)} came in" if one.added else "nobody new came in"
    said = "; ".join((came, *(f"{in_words(count)} {what}" for count, what in parts if count)))
    return f"{said[:1].upper()}{said[1:]}."


@require_POST
@_at_the_office
def bring(request: HttpRequest, programme: Programme) -> HttpResponse:
    """A list comes in."""
    file = request.FILES.get("file")
    form = request.POST
    basis, why = form.get("basis", ""), form.get("why", "")
    name = getattr(file, "name", "") or ""
    done = lists.take(programme, file, name, basis, why, timezone.now())
    if isinstance(done, Refusal):
        return _lists(request, programme, done)
    say(request, done)
    return redirect(f"/office/{programme.key}/lists")


@require_safe
@_at_the_office
def letters(request: HttpRequest, programme: Programme, year: int) -> HttpResponse:
    """The letters of a year as they would leave."""
    if not yearly.FIRST <= year <= today_of(programme.campaign, timezone.now()).year:
        raise Http404
    some = [
        text
        for _, text in zip(
            range(20), yearly.letters(programme, year, timezone.now(), True), strict=False
        )
    ]
    shown = {"programme": programme, "letters": some, "year": year}
    return render(request, "fifteen/office_letters.html", shown)


@require_safe
@_at_the_office
def export(request: HttpRequest, programme: Programme, what: str) -> HttpResponse:
    """The figures, or the hosts who take part, as a table."""
    if what not in ("figures", "hosts"):
        raise Http404
    now = timezone.now()
    text = (
        figures.hosts_csv(programme)
        if what == "hosts"
        else figures.as_csv(figures.of(programme, now))
    )
    answer = HttpResponse("\ufeff" + text, "text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{what}-{now:%Y-%m-%d}.csv"'
    return answer


@require_POST
@_at_the_office
def do(request: HttpRequest, programme: Programme) -> HttpResponse:
    """One thing the office does."""
    form, now = request.POST, timezone.now()
    acts: dict[str, tuple[str, Callable[[], Done | Refusal]]] = {
        "let-in": ("", lambda: office.let_in(programme, form.get("email", ""), now)),
        "out": ("", lambda: office.show_out(programme, form.get("email", ""), now)),
        "hosts-link": ("", lambda: office.renew_link(programme, links.HOSTS, now)),
        "seekers-link": ("", lambda: office.renew_link(programme, links.SEEKERS, now)),
        "invite": ("/lists", lambda: inviting.invite(programme, form.get("list", ""), now)),
        "drop": ("/lists", lambda: inviting.drop(programme, form.get("list", ""), now)),
        "erase": ("/hosts", lambda: asking.erase(programme, form.get("host", ""), now)),
        "again": ("", lambda: post.again(programme, form.get("post", ""), now)),
        "settle": ("", lambda: post.settle(programme, form.get("post", ""), now)),
        "pair": ("", lambda: pairing.ask_for(programme, now)),
        "yearly": ("", lambda: yearly.send(programme, _year(form.get("year", ""), now), now)),
    }
    if form.get("do") not in acts:
        raise Http404
    where, act = acts[form["do"]]
    say(request, act())
    return redirect(f"/office/{programme.key}{where}")


def _year(text: str, now: Any) -> int:
    known = text.isascii() and text.isdigit() and len(text) == 4 and int(text) >= yearly.FIRST
    return int(text) if known else int(now.year)


ADDRESSES = [
    path("office", offices),
    path("office/come-in", come_in),
    path("office/<str:key>", home),
    path("office/<str:key>/hosts", hosts),
    path("office/<str:key>/lists", brought),
    path("office/<str:key>/bring", bring),
    path("office/<str:key>/letters/<int:year>", letters),
    path("office/<str:key>/<str:what>.csv", export),
    path("office/<str:key>/do", do),
]
