"""stub"""

from django.http import HttpRequest, HttpResponse


def answer(request: HttpRequest, key: str) -> HttpResponse:
    return HttpResponse()
