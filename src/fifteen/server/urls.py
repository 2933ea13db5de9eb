"""The addresses of a server: those of every Fifteen but the one-time link, and the account's."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from fifteen import urls
from fifteen.pages import errors
from fifteen.server import views

urlpatterns: list[URLPattern | URLResolver] = [
    *(one for one in urls.urlpatterns if not str(one.pattern).startswith("enter/")),
    path("account", views.account),
    path("account/export", views.export),
    path("account/erase", views.erase),
    path("account/", include("allauth.urls")),
    path("readyz", views.readyz),
    path("metrics", views.prometheus),
]

handler400 = errors.bad_request
handler404 = errors.not_found
handler500 = errors.broken
