"""What every template knows: the campaign, the look, where we are."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from fifteen.pages import _device


def campaign(request: HttpRequest) -> dict[str, Any]:
    """campaign (or None), device (whose texts the browser keeps), theme, here, and nav: the section
    of the letterhead that is current."""
    current = getattr(request, "campaign", None)
    return {
        "campaign": current,
        "device": _device.owner(current) if current is not None else "",
        "theme": current.theme if current is not None else "auto",
        "nav": _section(request.path),
        # Where a note or the look goes back to: an address one can open, so never a form's.
        "here": request.get_full_path() if request.method == "GET" else "",
    }


def _section(path: str) -> str:
    if path == "/":
        return "today"
    for start, section in _SECTIONS:
        if path == start or path.startswith(f"{start}/"):
            return section
    return ""


_SECTIONS = (
    ("/people", "people"),
    ("/conversations", "conversations"),
    ("/progress", "progress"),
    ("/review", "progress"),
    ("/forecast", "progress"),
    ("/fields", "fields"),
    ("/settings", "settings"),
    ("/import", "people"),
)
