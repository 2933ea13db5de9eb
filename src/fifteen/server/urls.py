"""The addresses of a server: those of every Fifteen but the one-time link, and the account's."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from fifteen import urls
from fifteen.pages import errors
from fifteen.server import coach_views, link_views, sessions, views
from fifteen.server.programme import host_views, office_views, seeker_views
from fifteen.server.replica import ROUTES, may_be_stale


def _read(one: URLPattern) -> URLPattern:
    """A page that may be a moment old is read from the replica."""
    route = str(one.pattern)
    return path(route, may_be_stale(one.callback)) if route in ROUTES else one


urlpatterns: list[URLPattern | URLResolver] = [
    path("undo", coach_views.undo),  # before that of every Fifteen, which it leads to
    *map(_read, (one for one in urls.urlpatterns if not str(one.pattern).startswith("enter/"))),
    path("account", views.account),
    path("account/export", views.export),
    path("account/erase", views.erase),
    path("account/link/", link_views.ask),
    path("account/link/<str:token>", link_views.open_one),
    path("account/sessions/", sessions.page),
    path("account/coach", coach_views.mine),
    path("account/coach/let-in", coach_views.let_in),
    path("account/coach/settle", coach_views.settle),
    path("clients", may_be_stale(coach_views.clients)),
    path("clients/practise", coach_views.practise),
    path("clients/notes", coach_views.notes),
    path("clients/join/<str:token>", coach_views.join),
    path("clients/<str:key>", coach_views.client),
    path("clients/<str:key>/word", coach_views.word),
    path("hosts/join/<str:token>", host_views.join),
    path("hosts/<str:token>", host_views.page),
    path("programmes", seeker_views.programmes),
    path("programmes/join/<str:token>", seeker_views.join),
    path("programmes/<str:key>", seeker_views.programme),
    path("programmes/<str:key>/ask/<str:host>", seeker_views.ask),
    path("programmes/<str:key>/do", seeker_views.do),
    *office_views.ADDRESSES,
    path("clients/<str:key>/note", coach_views.note),
    path("clients/<str:key>/rehearse", coach_views.rehearse),
    path("account/", include("allauth.urls")),
    path("readyz", views.readyz),
    path("metrics", views.prometheus),
]

handler400 = errors.bad_request
handler404 = errors.not_found
handler500 = errors.broken
