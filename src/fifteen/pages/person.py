"""stub"""

from django.http import HttpRequest, HttpResponse


def person(request: HttpRequest, key: str) -> HttpResponse:
    return HttpResponse()


note = facts = later = rest = wake = forget = promise = settle_promise = person
