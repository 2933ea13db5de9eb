"""stub"""

from django.http import HttpRequest, HttpResponse


def conversations(request: HttpRequest) -> HttpResponse:
    return HttpResponse()
