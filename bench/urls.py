"""The product's addresses and an empty page: a session, a template, nothing to read."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from fifteen import urls

_EMPTY = engines["django"].from_string("<!doctype html><title>Empty</title><p>{{ path }}</p>")


def empty(request: HttpRequest) -> HttpResponse:
    """A page through the same middleware, for the comparison."""
    return HttpResponse(_EMPTY.render({"path": request.path}, request))


urlpatterns = [path("empty", empty), *urls.urlpatterns]
handler400, handler404, handler500 = urls.handler400, urls.handler404, urls.handler500
