"""The forms of a server's own addresses as its pages send them, each with real values: `{name}` is
filled with what is really there (every_door.py). Those of every Fifteen are in pages/addresses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fifteen.urls import urlpatterns as of_every_fifteen
from tests.pages import addresses

Form = Mapping[str, str]
OFFER = {
    **{"do": "offer", "name": "Hana Sato", "topics": "grid storage", "field": "grid modelling"},
    **{"ways": "phone", "monthly": "2", "rest_days": "3", "zone": "Europe/Oslo", "country": "NO"},
}
ON_A_HOSTS_PAGE: Sequence[Form] = [
    {"do": "pick", "how": "phone", "zone": "Europe/Berlin", "t": "{free}", "place": "+47 22 33 44"},
    {"do": "off", "why": "ill"},
    {"do": "words", "words": "any Thursday morning"},
    {"do": "now", "number": "+47 22 33 44 55"},
    {"do": "later", "until": "{soon}"},
    {"do": "else", "name": "Ivo Babic", "email": "ivo@hosts.example", "may": "1"},
    {"do": "never"},
]
OF_A_PROGRAMMES_HOST: Sequence[Form] = [
    *({"do": do, "r": "{request}"} for do in ("yes", "no")),
    {"do": "time", "r": "{request}", "words": "any Thursday morning"},
    {"do": "later", "r": "{request}", "until": "{soon}"},
    {"do": "else", "r": "{request}", "name": "Ivo Babic", "email": "ivo@b.example", "may": "1"},
    OFFER,
    {"do": "pause", "until": "{soon}"},
    {"do": "back"},
    {"do": "leave", "never": "1"},
    {"do": "leave"},
]
OF_AN_OFFICE: Sequence[Form] = [
    {"do": "let-in", "email": "new@office.example"},
    {"do": "out", "email": "{member}"},
    {"do": "hosts-link"},
    {"do": "seekers-link"},
    {"do": "invite", "list": "{list}"},
    {"do": "drop", "list": "{list}"},
    {"do": "erase", "host": "{host}"},
    {"do": "again", "post": "{post}"},
    {"do": "settle", "post": "{post}"},
    {"do": "pair"},
    {"do": "yearly", "year": "2026"},
]

HERE: Mapping[str, tuple[bool, Sequence[Form]]] = {
    # route: whether it can be asked for, and the forms its pages send there
    "clients/join/<str:token>": (True, [{}]),
    "clients/<str:key>": (True, []),
    "clients/<str:key>/word": (
        False,
        [
            {"letter": "{letter}", "said": "Shorter", "passage": "Dear", "instead": "Hello"},
            {"said": "Three alumni by Friday", "by": "{soon}"},
        ],
    ),
    "clients/<str:key>/note": (False, [{"note": "Afraid of calling", "on": "2026-11-20"}]),
    "clients/<str:key>/rehearse": (True, [{"key": "yourself", "sits": "yes"}]),
    "hosts/join/<str:token>": (True, [{"name": "Kim Lund", "email": "kim@hosts.example"}]),
    "hosts/<str:token>": (True, OF_A_PROGRAMMES_HOST),
    "programmes/join/<str:token>": (True, [{}]),
    "programmes/<str:key>": (True, []),
    "programmes/<str:key>/ask/<str:host>": (
        False,
        [{"letter": "{to_send}", "revision": "0", "subject": "Hello", "body": "Dear Ana"}],
    ),
    "programmes/<str:key>/do": (
        False,
        [
            {"do": "write", "host": "{host}"},
            {"do": "leave"},
            {"do": "back", "r": "{request}"},
            {"do": "line", "r": "{request}", "line": "Because of you"},
            {"do": "speak", "languages": "English, German"},
        ],
    ),
    "office/<str:key>": (True, []),
    "office/<str:key>/hosts": (True, []),
    "office/<str:key>/lists": (True, []),
    "office/<str:key>/bring": (False, [{"basis": "consent", "why": "You ticked it"}]),
    "office/<str:key>/letters/<int:year>": (True, []),
    "office/<str:key>/<str:what>.csv": (True, []),
    "office/<str:key>/do": (False, OF_AN_OFFICE),
    "account/link/<str:token>": (True, [{}]),
}

NAMED_IN_THE_FORM: Mapping[str, Sequence[Form]] = {
    # addresses that name nothing, whose forms do
    "undo": [{"act": one} for one in ("{act}", "coach.word.{coaching}.{word}")]
    + [{"act": one} for one in ("coach.note-out.{note}", "client.out.{ended}")]
    + [{"act": one} for one in ("client.settled.{word}", "client.sees.{coaching}.counts.0.0")]
    + [{"act": one} for one in ("office.brought.{office}.{list}", "office.picked.{office}")]
    + [{"act": "office.link.{office}.hosts.aaaaaaaaaaaaaaaaaaaa.b"}],
    "several": [{"who": "{person}", "do": "tag", "tag": "mentor"}],
    "account/coach/let-in": [
        {"key": "{coaching}", "what": "counts"},
        {"key": "{coaching}", "out": "1"},
    ],
    "account/coach/settle": [{"word": "{word}", "take": "1"}, {"word": "{word}"}],
    "clients/notes": [{"key": "{note}", "note": "Other words"}, {"key": "{note}", "note": ""}],
    "account/sessions/": [{"session": "{session}"}],
}


def every() -> dict[str, tuple[bool, Sequence[Form]]]:
    """All addresses of a server that name something: whether they can be asked for, and forms."""
    found: dict[str, tuple[bool, Sequence[Form]]] = dict(HERE)
    for pattern in of_every_fifteen:
        route = str(pattern.pattern)
        if "<" not in route or route.startswith("enter/"):
            continue
        asked, form = addresses.FORMS[route]
        forms: Sequence[Form] = [] if form is None else [form]
        found[route] = (asked, ON_A_HOSTS_PAGE if route == "h/<str:token>" else forms)
    return found
