"""Settings: who asks, what about, at which pace; and the data, out, in and gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from fifteen import home
from fifteen.actions import campaigns, exchange
from fifteen.actions._write import Done
from fifteen.method.words import Refusal
from fifteen.pages import _device, _limits, _profile
from fifteen.pages._request import CAMPAIGN, Asked, back, owner_of, page, say
from fifteen.pages._upload import too_big
from fifteen.store import read, scope
from fifteen.store.models import Campaign

SURE = "delete"
"""The word that is typed to erase everything."""

LARGEST_ZIP = 500_000_000  # bytes of an export that is read back; no campaign comes near
_IN_A_TERMINAL = "Read it back with `fifteen restore` in a terminal."


@dataclass(frozen=True, slots=True)
class Typed:
    """A form that was refused, so that nothing typed is lost."""

    form: str  # profile, fields, delete
    values: Mapping[str, str]
    refusal: Refusal


@require_safe
@page
def settings(request: Asked) -> HttpResponse:
    """Everything that can be chosen, on one page."""
    return _show(request)


def _show(request: Asked, typed: Typed | None = None) -> HttpResponse:
    campaign = request.campaign
    profile = _of(typed, "profile") or _profile.kept(campaign)
    pace = read.numbers_of(campaign)
    shown: dict[str, Any] = {
        "purposes": _profile.PURPOSES,
        "purpose": profile["purpose"],
        "chosen": next((c for c in _profile.PURPOSES if c.value == campaign.purpose), None),
        "who": _profile.boxes(_profile.ALL, profile, _refusal(typed, "profile")),
        "fields": campaigns.fields_of(campaign),
        "most_fields": campaigns.MOST_FIELDS,
        "new_field": (_of(typed, "fields") or {}).get("name", ""),
        "pace": pace,
        "own": _limits.own(_limits.kept(campaign.numbers)),
        "how_many": len(_limits.LABELS),
        **_connected(campaign),
        "folder": home.folder(),
        "copies": any(home.copies().iterdir()),
        "sure": SURE,
        "refused": typed.form if typed else "",
        "refusal": typed.refusal if typed else None,
    }
    return render(request, "fifteen/settings.html", shown, status=422 if typed else 200)


def _connected(campaign: Campaign) -> dict[str, Any]:
    """What works together with this Fifteen: mailbox, calendars, address books, relay."""
    return {
        "mailbox": scope.mailbox(campaign),
        "calendars": scope.busy_calendars(campaign).count(),
        "books": scope.card_books(campaign).count(),
        "relay": scope.relay(campaign),
    }


def _of(typed: Typed | None, form: str) -> Mapping[str, str] | None:
    return typed.values if typed is not None and typed.form == form else None


def _refusal(typed: Typed | None, form: str) -> Refusal | None:
    return typed.refusal if typed is not None and typed.form == form else None


def _kept(
    request: Asked, form: str, done: Done | Refusal, values: Mapping[str, str] | None = None
) -> HttpResponse:
    """Back to Settings with the note; a refusal shows the form as it was typed."""
    if isinstance(done, Refusal):
        return _show(request, Typed(form, values or request.POST.dict(), done))
    say(request, done)
    return redirect(f"/settings#{form}")


@require_POST
@page
def profile(request: Asked) -> HttpResponse:
    """Keep who asks, and what for."""
    values = _profile.typed(request.POST)
    purpose = _profile.purpose_of(values)
    if isinstance(purpose, Refusal):
        return _kept(request, "profile", purpose, values)
    told = _profile.told(values)
    done = campaigns.describe(request.campaign, purpose, told, request.now)
    return _kept(request, "profile", done, values)


@require_POST
@page
def fields(request: Asked) -> HttpResponse:
    """Put a field on the list (`name`), or take one off it (`drop`)."""
    if "drop" in request.POST:
        done = campaigns.drop_field(request.campaign, request.POST["drop"], request.now)
        return _kept(request, "fields", done)
    named = campaigns.name_field(request.campaign, request.POST.get("name", ""), request.now)
    return _kept(request, "fields", named)


@require_POST
@page
def theme(request: Asked) -> HttpResponse:
    """Light, dark, or as the system; back to the page it was chosen on."""
    campaigns.choose_theme(request.campaign, request.POST.get("theme", ""))
    return back(request, "/settings")


@require_safe
@page
def export(request: Asked) -> HttpResponse:
    """Everything as one zip."""
    data = exchange.export_zip(request.campaign, request.now)
    answer = HttpResponse(data, "application/zip")
    name = f"fifteen-{request.today:%Y-%m-%d}.zip"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_POST
def restore(request: HttpRequest) -> HttpResponse:
    """Read an export back into an empty Fifteen; works before anything has begun."""
    file = request.FILES.get("file")
    if file is None:
        done: Done | Refusal = Refusal("Choose the zip that Fifteen made.", "file")
    else:
        refusal = too_big(file, LARGEST_ZIP, _IN_A_TERMINAL)
        done = refusal or exchange.restore_zip(file.read(), timezone.now(), owner_of(request))
    if not say(request, done):
        return back(request, "/settings")
    request.session.pop(CAMPAIGN, None)
    return redirect("/")


@require_POST
@page
def delete(request: Asked) -> HttpResponse:
    """Erase everything, once the word is typed."""
    if request.POST.get("word", "").strip().lower() != SURE:
        refusal = Refusal(f"Nothing was erased. Type the word {SURE} first.", "word")
        return _kept(request, "delete", refusal)
    whose = _device.owner(request.campaign)
    campaigns.delete_everything(request.campaign)
    request.session.pop(CAMPAIGN, None)
    say(request, Done("Everything is erased: people, letters, notes and settings."))
    own = scope.campaigns(request.campaign.owner).filter(is_demo=False).exists()
    answer = redirect("/" if own else "/start")
    _device.wipe(request, answer, whose)
    return answer
