"""The very first page: what for, who asks, and whom they know already (P1, P2, C1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from fifteen.actions import campaigns, imports, people
from fifteen.actions._write import Done, new_key
from fifteen.method.folding import fold
from fifteen.method.quick_entry import parse_line
from fifteen.method.words import Refusal
from fifteen.pages import _profile
from fifteen.pages._request import CAMPAIGN, owner_of, say
from fifteen.pages._upload import too_big
from fifteen.store import scope
from fifteen.store.models import Campaign, Import

MOST_NAMES = 30  # lines; a longer list is read like a file and shown before it is kept
NOT_KNOWN = "I don’t know yet"  # P2: a valid answer
_NOT_KNOWN = frozenset(
    ("i don t know yet", "i do not know yet", "i don t know", "i do not know", "not yet", "-")
)


@dataclass(frozen=True, slots=True)
class Begun:
    """What the first page brought."""

    campaign: Campaign
    names: int
    act: str
    brought: Import | None


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Ask, and begin. Where it has begun, Settings has the same answers."""
    mine = scope.campaigns(owner_of(request)).filter(is_demo=False, begun__isnull=False).first()
    if mine is not None:
        return redirect("/settings")
    if request.method != "POST":
        return _show(request, {}, None)
    begun = _begin(request, timezone.now())
    if isinstance(begun, Refusal):
        return _show(request, request.POST.dict(), begun, bool(request.FILES))
    request.session[CAMPAIGN] = begun.campaign.key
    if begun.names:
        count = "One person is" if begun.names == 1 else f"{begun.names} people are"
        say(request, Done(f"{count} in your book.", begun.act))
    if begun.brought:
        return redirect(f"/import/{begun.brought.key}")
    return redirect("/fields/guide" if _not_known(request.POST.get("field", "")) else "/")


def _show(
    request: HttpRequest, form: Mapping[str, str], refusal: Refusal | None, had_file: bool = False
) -> HttpResponse:
    values = _profile.typed(form)
    more = _profile.boxes(_profile.CAN_WAIT, values, refusal)
    shown: dict[str, Any] = {
        "purposes": _profile.PURPOSES,
        "purpose": values["purpose"] or _profile.PURPOSES[0].value,
        "field": form.get("field", ""),
        "not_known": NOT_KNOWN,
        "who": _profile.boxes(_profile.FIRST, values, refusal),
        "more": more,
        "more_open": any(box.value or box.error for box in more),
        "names": form.get("names", ""),
        "refusal": refusal,
        "had_file": had_file,
    }
    return render(request, "fifteen/start.html", shown, status=422 if refusal else 200)


def _begin(request: HttpRequest, now: datetime) -> Begun | Refusal:
    """Everything on the page, or nothing of it."""
    form, file = request.POST.dict(), request.FILES.get("file")
    refusal = too_big(file)
    if refusal is not None:
        return refusal
    with transaction.atomic():
        begun = _begin_all(owner_of(request), form, file, now)
        if isinstance(begun, Refusal):
            transaction.set_rollback(True)
    return begun


def _begin_all(
    owner: str, form: Mapping[str, str], file: UploadedFile[Any] | None, now: datetime
) -> Begun | Refusal:
    values = _profile.typed(form)
    purpose = _profile.purpose_of(values)
    if isinstance(purpose, Refusal):
        return purpose
    campaign = campaigns.open_one(now, owner)
    field = _field(form.get("field", ""))
    answer = campaigns.begin(campaign, purpose, _profile.told(values), field, now)
    if isinstance(answer, Refusal):
        return answer
    lines = [line for line in form.get("names", "").splitlines() if line.strip()]
    if file is None and len(lines) > MOST_NAMES:
        brought = imports.bring(campaign, "Typed names.txt", "\n".join(lines).encode(), now)
        return Begun(campaign, 0, "", brought)
    act = new_key()
    refusal = _add(campaign, lines, act, now)
    if refusal is not None:
        return refusal
    found = imports.bring(campaign, file.name or "", file.read(), now) if file else None
    return Begun(campaign, len(lines), act, found)


def _field(text: str) -> str:
    """The field that was named; nothing where they do not know yet."""
    return "" if _not_known(text) else text


def _not_known(text: str) -> bool:
    """Whether it was said in words that no field is known yet (P2): then a page helps to find
    some."""
    plain = " ".join(fold(text.replace("’", " ").replace("'", " ")).strip(" .").split())
    return plain in _NOT_KNOWN


def _add(campaign: Campaign, lines: list[str], act: str, now: datetime) -> Refusal | None:
    for number, line in enumerate(lines, 1):
        facts = parse_line(line)
        if not any(letter.isalpha() for letter in facts.name):
            return Refusal(f"There is no name in line {number}. Begin it with the name.", "names")
        added = people.add(campaign, facts, now, act=act)
        if isinstance(added, Refusal):
            return Refusal(f"Line {number}: {added.message}", "names")
    return None
