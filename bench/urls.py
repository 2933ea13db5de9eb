"""The product's addresses and two empty pages: one line through a session and a template, and our
own letterhead with nothing in it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.urls import path

from fifteen import urls
from fifteen.pages._request import Asked, page

_EMPTY = engines["django"].from_string("<!doctype html><title>Empty</title><p>{{ path }}</p>")


def empty(request: HttpRequest) -> HttpResponse:
    """A page through the same middleware, for the comparison."""
    return HttpResponse(_EMPTY.render({"path": request.path}, request))


@page
def letterhead(request: Asked) -> HttpResponse:
    """The frame of every page: the campaign, the palette, the menus, no content."""
    return render(request, "fifteen/base.html")


urlpatterns = [path("empty", empty), path("letterhead", letterhead), *urls.urlpatterns]
handler400, handler404, handler500 = urls.handler400, urls.handler404, urls.handler500
