"""stub"""

from django.http import HttpRequest, HttpResponse


def book(request: HttpRequest, key: str) -> HttpResponse:
    return HttpResponse()


call_off = missed = book
