"""Forms of allauth in our own boxes."""

from __future__ import annotations

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def boxed(field: BoundField) -> SafeString:
    """A field of a form that is not ours, in our own box."""
    invalid = {"aria-invalid": "true"} if field.errors else {}
    return field.as_widget(attrs={"class": "in", "placeholder": "", **invalid})
