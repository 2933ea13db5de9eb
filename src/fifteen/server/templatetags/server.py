"""Forms of allauth in our own boxes and words."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()

_LABELS = {
    "email": "Mail address",
    "login": "Mail address",
    "oldpassword": "Your password now",
    "password2": "Once more",
    "code": "The code",
    "passwordless": "Sign in with it alone, without a password",
}
_HINTS = {"password1": "Twelve characters or more; not one that many use, nor your address."}
_HEIGHT = 26  # pixels of the highest bar
_STEP = 9  # pixels from bar to bar
_WIDTH = 7


@register.filter
def boxed(field: BoundField) -> SafeString:
    """A field of a form that is not ours, in our own box."""
    invalid = {"aria-invalid": "true"} if field.errors else {}
    return field.as_widget(attrs={"class": "in", "placeholder": "", **invalid})


@register.filter
def called(field: BoundField) -> str:
    """What a field is called: our word, or the form's where we have none."""
    if field.name == "password1":
        return "A new password" if "oldpassword" in field.form.fields else "A password"
    return _LABELS.get(field.name, str(field.label))


@register.filter
def hint(field: BoundField) -> str:
    """What is said below a field: our sentence, or the form's where we have none."""
    return _HINTS.get(field.name, str(field.help_text))


@register.filter
def bars(weeks: Sequence[int]) -> list[tuple[int, int, int, int]]:
    """A bar for each week, the highest as high as the picture: x, y, width, height in pixels."""
    most = max([1, *weeks])
    highs = [max(1, round(_HEIGHT * count / most)) for count in weeks]
    return [(n * _STEP, _HEIGHT - high, _WIDTH, high) for n, high in enumerate(highs)]
