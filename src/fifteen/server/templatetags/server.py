"""Forms of allauth in our own boxes and words."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.forms import BoundField
from django.forms.utils import ErrorList
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
_WRONG = {
    "required": "This is still empty.",
    "incorrect_code": "That is not the code. Look once more, and type it as it stands there.",
    "incorrect_password": "That is not your password.",
    "enter_current_password": "That is not your password now.",
    "email_password_mismatch": "The address and the password do not belong together.",
    "too_many_login_attempts": "That was often in a short time. Try again in some minutes.",
    "rate_limited": "That was a lot at once. Try again in some minutes.",
    "same_as_current": "It is the same as before.",
    "password_too_short": "Twelve characters or more, please.",
    "password_too_common": "Many use this one. Choose another.",
    "password_too_similar": "It is too close to your address. Choose another.",
}
"""By the code of an error; another has its own sentence."""
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
def told(errors: ErrorList) -> list[str]:
    """What is wrong, in our words where the form's own would be Django's or allauth's."""
    return [
        _WRONG.get(str(error.code), message)
        for error in errors.as_data()
        for message in error.messages
    ]


@register.filter
def bars(weeks: Sequence[int]) -> list[tuple[int, int, int, int]]:
    """A bar for each week, the highest as high as the picture: x, y, width, height in pixels."""
    most = max([1, *weeks])
    highs = [max(1, round(_HEIGHT * count / most)) for count in weeks]
    return [(n * _STEP, _HEIGHT - high, _WIDTH, high) for n, high in enumerate(highs)]
