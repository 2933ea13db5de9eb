"""What the forecast assumes, in a form: one's own value beside ours, and back to ours (C5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fifteen.actions import numbers as own_numbers
from fifteen.method import priors
from fifteen.method.numbers import CERTAINTY
from fifteen.method.words import Refusal
from fifteen.pages._request import Asked, page, say


@dataclass(frozen=True, slots=True)
class Box:
    """One number that can be changed."""

    name: str
    label: str
    value: str
    ours: str
    unit: str
    least: float
    most: float
    error: str

    @property
    def own(self) -> bool:
        """Whether it differs from ours."""
        return self.value != self.ours


@dataclass(frozen=True, slots=True)
class Line:
    """The numbers of one tie, or one general number, with why and from where."""

    label: str
    boxes: tuple[Box, ...]
    why: str
    source: str


_OF_TIES = (
    ("answered", "First letters answered"),
    ("yes", "Of these, yes"),
    ("days", "Half of the answers within"),
)


@require_http_methods(["GET", "HEAD", "POST"])
@page
def assumptions(request: Asked) -> HttpResponse:
    """Show what is assumed; keep the user's own values, or go back to ours (`default`)."""
    if request.method != "POST":
        return _show(request, _kept(request))
    typed = request.POST.dict()
    own = {} if "default" in typed else _chosen(typed)
    done = (
        own if isinstance(own, Refusal) else own_numbers.assume(request.campaign, own, request.now)
    )
    if isinstance(done, Refusal):
        return _show(request, typed, done)
    say(request, done)
    return redirect("/settings/assumptions")


def _kept(request: Asked) -> dict[str, str]:
    own = request.campaign.numbers
    return {name: f"{own.get(name, ours):g}" for name, ours in priors.names().items()}


def _chosen(typed: Mapping[str, str]) -> dict[str, float] | Refusal:
    """The numbers that were typed; an empty field means ours."""
    own: dict[str, float] = {}
    for name in priors.names():
        text = typed.get(name, "").strip().replace(",", ".")
        if not text:
            continue
        try:
            own[name] = float(text) if len(text) < 8 else -1.0
        except ValueError:
            return Refusal("A number, please, such as 40 or 1.5.", name)
        if own[name] != own[name]:
            return Refusal("A number, please, such as 40 or 1.5.", name)
    return own


def _show(
    request: Asked, values: Mapping[str, str], refusal: Refusal | None = None
) -> HttpResponse:
    told = priors.table()
    ties = [
        _line(line, [(f"{bond}.{key}", what) for key, what in _OF_TIES], values, refusal)
        for bond, line in told["tie"].items()
    ]
    shares = [_line(line, [(name, "")], values, refusal) for name, line in told["share"].items()]
    shares.append(_line(told["wait"]["talk"], [("talk.days", "")], values, refusal))
    changed = any(box.own for line in (*ties, *shares) for box in line.boxes)
    shown = {"ties": ties, "shares": shares, "changed": changed, "refusal": refusal}
    return render(request, "fifteen/assumptions.html", shown, status=422 if refusal else 200)


def _line(
    line: Mapping[str, str],
    names: list[tuple[str, str]],
    values: Mapping[str, str],
    refusal: Refusal | None,
) -> Line:
    boxes = tuple(_box(name, what or line["label"], values, refusal) for name, what in names)
    return Line(
        line["label"], boxes, line["why"], f"{line['source']}; {CERTAINTY[line['certainty']]}"
    )


def _box(name: str, label: str, values: Mapping[str, str], refusal: Refusal | None) -> Box:
    days = name.endswith(".days")
    least, most = priors.DAYS if days else priors.PERCENT
    return Box(
        name=name,
        label=label,
        value=values.get(name, ""),
        ours=f"{priors.names()[name]:g}",
        unit="working days" if days else "%",
        least=least,
        most=most,
        error=refusal.message if refusal is not None and refusal.field == name else "",
    )
