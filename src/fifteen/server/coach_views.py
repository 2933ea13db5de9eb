"""The pages of a coach and of the client who lets her in (O1)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
    require_safe,
)

from fifteen.actions._write import Done
from fifteen.method import look, rehearsal
from fifteen.method.look import OFFERED, Part
from fifteen.method.words import Host, Refusal
from fifteen.pages import _coach, demo
from fifteen.pages import undo as undo_page
from fifteen.pages._request import CAMPAIGN, Asked, back, day_from, page, say
from fifteen.server import coach_notes, coaching, looked, undoing
from fifteen.server.models import Account, Coaching, CoachLook
from fifteen.server.programme import taking_back
from fifteen.store import read, scope, walls

_LOOKS_READ = 400
_DRAFTS_SHOWN = 20
_NOTES_SHOWN = 12
_REHEARSAL = "rehearsal"
View = Callable[..., HttpResponse]


def _for_coaches(view: View) -> View:
    """A view of a signed-in account; what is not there, or not for her, is a 404 alike."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        assert isinstance(request.user, Account)
        try:
            return view(request, request.user, *args, **more)
        except ObjectDoesNotExist as missing:
            raise Http404 from missing

    return answer


@require_safe
@_for_coaches
def clients(request: HttpRequest, account: Account) -> HttpResponse:
    """Everybody she sees, who needs a look first on top."""
    shown = sorted(coaching.clients(account, timezone.now()), key=lambda client: client.place)
    first_ones = sum(bool(client.whys) for client in shown)
    around = {
        "clients": shown,
        "first_ones": first_ones,
        "bars": any(client.weeks for client in shown),
        "notes": coach_notes.of(account).count(),
    }
    return render(request, "fifteen/clients.html", around)


@require_http_methods(["GET", "HEAD", "POST"])
@_for_coaches
def join(request: HttpRequest, account: Account, token: str) -> HttpResponse:
    """The link a client handed over; nothing happens by opening it."""
    if request.method != "POST":
        shown = {"client": coaching.inviting(token, timezone.now())}
        return render(request, "fifteen/client_join.html", shown)
    done = coaching.join(token, account, timezone.now())
    say(request, done)
    return redirect("/clients")


@require_POST
@_for_coaches
def practise(request: HttpRequest, account: Account) -> HttpResponse:
    """Her own demo, opened where it is not, among her clients."""
    if not scope.campaigns(account.key).filter(is_demo=True).exists():
        before = request.session.get(CAMPAIGN)
        demo.look_around(request)
        request.session[CAMPAIGN] = before  # she stays in her own campaign
    say(request, coach_notes.practise(account, timezone.now()))
    return redirect("/clients")


@require_http_methods(["GET", "HEAD", "POST"])
@_for_coaches
def notes(request: HttpRequest, account: Account) -> HttpResponse:
    """All her notes, by client; one is changed or thrown away here."""
    refusal = None
    if request.method == "POST":
        form = request.POST
        done = coach_notes.change(
            account, form.get("key", ""), form.get("note", ""), timezone.now()
        )
        if not isinstance(done, Refusal):
            say(request, done)
            return redirect("/clients/notes")
        refusal = done
    around = {"notes": coach_notes.of(account), "refusal": refusal, "typed": request.POST}
    return render(request, "fifteen/coach_notes.html", around, status=422 if refusal else 200)


@require_POST
@_for_coaches
def note(request: HttpRequest, account: Account, key: str) -> HttpResponse:
    """A note of a session, for herself alone."""
    one, now, form = coaching.at_clients(account, key), timezone.now(), request.POST
    about, today = one.campaign.seeker_name, read.day(one.campaign, now)
    walls.only(account.key)
    on = day_from(form.get("on", "")) or today
    done: Done | Refusal = coach_notes.AHEAD
    if on <= today:
        done = coach_notes.write(account, key, about, form.get("note", ""), on, now)
    if isinstance(done, Refusal):
        return _client(request, coaching.at_clients(account, key), account, done, "note")
    say(request, done)
    return redirect(f"/clients/{key}#h-notes")


@require_http_methods(["GET", "HEAD", "POST"])
@_for_coaches
def rehearse(request: HttpRequest, account: Account, key: str) -> HttpResponse:
    """Practice together: the questions of her client's round, and how an answer sounded (Q8)."""
    one, now = coaching.at_clients(account, key), timezone.now()
    if not one.rehearses:
        raise Http404
    if request.method == "POST":
        form = request.POST
        sits = {"yes": True, "no": False}.get(form.get("sits", ""))
        say(request, coaching.sounded(one, form.get("key", ""), sits, now))
        return redirect(f"/clients/{key}/rehearse#q-{quote(form.get('key', ''))}")
    coaching.glanced(one, now, _REHEARSAL)
    questions = rehearsal.likely(Host())
    rows = scope.rehearsed(one.campaign).filter(person=None)
    sits_by_key = dict(rows.values_list("key", "sits"))
    chosen = rehearsal.round_of(questions, sits_by_key)
    around = {
        "coaching": one,
        "round": [(q, sits_by_key.get(q.key)) for q in chosen],
        "others": [(q, sits_by_key.get(q.key)) for q in questions if q not in chosen],
    }
    return render(request, "fifteen/coach_rehearse.html", around)


@require_safe
@_for_coaches
def client(request: HttpRequest, account: Account, key: str) -> HttpResponse:
    """What this client lets her see; the look is noted."""
    return _client(request, coaching.at_clients(account, key), account)


def _client(
    request: HttpRequest,
    one: Coaching,
    account: Account,
    refusal: Refusal | None = None,
    about: str = "",
) -> HttpResponse:
    now, parts = timezone.now(), look.wished(one.kinds)
    today = read.day(one.campaign, now)
    # Also where a form of hers was refused: the page that says so shows everything too.
    coaching.looked(one, one.kinds, now)
    drafts = []
    if Part.DRAFTS in parts and not one.hidden:
        rows = scope.letters(one.campaign).filter(sent_at=None).order_by("-changed")
        drafts = list(rows[:_DRAFTS_SHOWN])
    listed_here = {Part.DRAFTS} if drafts else set()
    seen = _coach.look(one.campaign, parts - listed_here, one.hidden, now, today)
    around = {
        "coaching": one,
        "look": seen,
        "drafts": [
            (_coach.marked(one.campaign, letter, now), coaching.beside(one.campaign, letter.key))
            for letter in drafts
        ],
        "to_do": coaching.to_do(one.campaign),
        "today": today,
        "refusal": refusal,
        "about": about,
        "typed": request.POST,
    }
    walls.only(account.key)  # her own notes stand behind her own wall
    around["notes"] = list(coach_notes.of(account, one.key)[:_NOTES_SHOWN])
    return render(request, "fifteen/client.html", around, status=422 if refusal else 200)


@require_POST
@_for_coaches
def word(request: HttpRequest, account: Account, key: str) -> HttpResponse:
    """A word beside a draft (`letter`), or something to do."""
    one, now, form = coaching.at_clients(account, key), timezone.now(), request.POST
    letter = form.get("letter", "")
    if letter:
        passage, instead = form.get("passage", ""), form.get("instead", "")
        done = coaching.say(one, letter, form.get("said", ""), passage, instead, now)
    else:
        done = coaching.give(one, form.get("said", ""), day_from(form.get("by", "")), now)
    if isinstance(done, Refusal):
        return _client(request, one, account, done, letter or "to-do")
    say(request, done)
    return redirect(f"/clients/{key}")


@require_GET
@page
def mine(request: Asked) -> HttpResponse:
    """Who sees what of me, and looked when; and what they gave me to do."""
    return _mine(request)


def _mine(request: Asked, refusal: Refusal | None = None, link: str = "") -> HttpResponse:
    looks = CoachLook.objects.filter(campaign=request.campaign).select_related("coaching")
    around = {
        "coaches": [(one, set(one.kinds)) for one in coaching.of(request.campaign)],
        "choices": OFFERED,
        "usual": look.USUAL,
        "looks": looked.told(
            (one.coaching.called, _what(one), timezone.localtime(one.at))
            for one in looks.order_by("-at")[:_LOOKS_READ]
        ),
        "to_do": coaching.to_do(request.campaign),
        "refusal": refusal,
        "link": link,
        "typed": request.POST,
    }
    return render(request, "fifteen/my_coach.html", around, status=422 if refusal else 200)


def _what(one: CoachLook) -> str:
    if _REHEARSAL in one.kinds:
        return "your practice, together"
    return look.listed(look.wished(one.kinds)) or "the list of all clients"


@require_POST
@page
def let_in(request: Asked) -> HttpResponse:
    """A link for a coach, shown this once; for one who is in (`key`) other kinds, or the end."""
    form, campaign = request.POST, request.campaign
    kinds, hidden = look.wished(form.getlist("what")), form.get("names") == "hidden"
    rehearses, key = "rehearses" in form, form.get("key", "")
    if not key:
        called = form.get("called", "")
        token = coaching.invite(campaign, called, kinds, hidden, rehearses, request.now)
        if isinstance(token, Refusal):
            return _mine(request, token)
        return _mine(request, link=request.build_absolute_uri(f"/clients/join/{token}"))
    if "out" in form:
        say(request, coaching.show_out(campaign, key, request.now))
        return redirect("/account/coach")
    done = coaching.change(campaign, key, kinds, hidden, rehearses)
    say(request, done)
    return redirect("/account/coach")


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Undo, from the note that confirmed something: a coach's, her client's, an office's or any."""
    act = request.POST.get("act", "")
    if act.startswith(undoing.COACH):
        return _coach_undo(request)
    if act.startswith(taking_back.OFFICE):
        return _office_undo(request)
    return _client_undo(request) if act.startswith(undoing.CLIENT) else undo_page.undo(request)


@_for_coaches
def _coach_undo(request: HttpRequest, account: Account) -> HttpResponse:
    say(request, undoing.by_coach(account, request.POST["act"], timezone.now()))
    return back(request, "/clients")


@_for_coaches
def _office_undo(request: HttpRequest, account: Account) -> HttpResponse:
    say(request, taking_back.by_office(account, request.POST["act"], timezone.now()))
    return back(request, "/office")


@page
def _client_undo(request: Asked) -> HttpResponse:
    say(request, undoing.by_client(request.campaign, request.POST["act"], request.now))
    return back(request, "/account/coach")


@require_POST
@page
def settle(request: Asked) -> HttpResponse:
    """Take a coach's words (`take`), or put them aside; a thing to do is done."""
    form = request.POST
    key, take = form.get("word", ""), "take" in form
    say(request, coaching.settle(request.campaign, key, take, request.now))
    return back(request, "/account/coach")
