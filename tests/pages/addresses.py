"""Every address of urls.py with an example of what a page of ours sends there.

A route that stands in urls.py and not here fails tests/pages/test_strangers.py.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection

from fifteen.actions import (
    books,
    campaigns,
    host_pages,
    imports,
    journal,
    letters,
    lists,
    meetings,
    news,
    times,
)
from fifteen.method.helped import News, NewsKind
from fifteen.method.words import LetterKind, Medium, Refusal, Verb
from fifteen.store import pages, read, scope
from fifteen.store.models import (
    Belief,
    Campaign,
    Conversation,
    Field,
    Import,
    KnownMail,
    Letter,
    MailFile,
    Outgoing,
    Person,
)
from tests import world
from tests.world import NOW, TODAY

Form = Mapping[str, str]

CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n"
SOON = str(TODAY + timedelta(days=3))

HOURS = {
    **dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), "9-12, 14-17"),
    **{"saturday": "", "sunday": "", "days": "", "away": ""},
    **{"notice": "24", "gap": "15", "most_a_day": "2", "ahead": "28"},
}

FORMS: Mapping[str, tuple[bool, Form | None]] = {
    # route: whether it can be asked for, and a form that is good there (None: takes none)
    "enter/<str:token>": (True, None),
    "h/<str:token>": (True, {"do": "off", "why": ""}),
    "h/<str:token>/talk.ics": (True, None),
    "calendar/<str:token>.ics": (True, None),
    "healthz": (True, None),
    "": (True, None),
    "start": (True, {"seeker_name": "Mira", "purpose": "learn", "zone": "Europe/Berlin"}),
    "demo": (False, {}),
    "demo/leave": (False, {}),
    "undo": (False, {"act": "{act}"}),
    "find": (True, None),
    "coach": (True, None),
    "coach/take": (False, {"what": "counts", "as": "text"}),
    "coach/print": (True, None),
    "forecast": (True, None),
    "forecast/pace": (False, {"a_week": "7"}),
    "forecast/guess": (False, {"answers": "3"}),
    "sw.js": (True, None),
    "offline": (True, None),
    "device/key": (True, None),
    "device/pages": (True, None),
    "device/leave": (False, {}),
    "method": (True, None),
    "news": (True, {"what": "found-work", "text": "I found work"}),
    "news/<str:key>": (True, None),
    "several": (False, {"who": "{key}", "do": "tag", "tag": "mentor"}),
    "whose-field": (True, {}),
    "twice": (True, None),
    "twice/look": (False, {}),
    "twice/<str:one>/<str:other>": (True, {"stays": "one"}),
    "twice/<str:one>/<str:other>/apart": (False, {}),
    "people": (True, None),
    "people/add": (False, {"line": "Vera Nowak, planner at Northlight"}),
    "people/understood": (True, None),
    "people/lists": (False, {"name": "Friends", "tie": "friend"}),
    "people/lists/<str:key>/let-go": (False, {}),
    "people/<str:key>/move": (False, {"act": "rested"}),
    "people/<str:key>": (True, None),
    "people/<str:key>/note": (False, {"text": "Likes to be called"}),
    "people/<str:key>/tags": (False, {"tag": "mentor"}),
    "people/<str:key>/facts": (False, {"role": "Head of grids"}),
    "people/<str:key>/later": (False, {"until": SOON}),
    "people/<str:key>/rest": (False, {}),
    "people/<str:key>/wake": (False, {"why": "They have a new post"}),
    "people/<str:key>/forget": (True, {"name": "{name}"}),
    "people/<str:key>/forget-on": (False, {"on": SOON}),
    "people/<str:key>/known": (True, None),
    "people/<str:key>/promise": (False, {"what": "read it", "due": SOON, "by": "me"}),
    "people/<str:key>/promise/<str:promise_key>": (False, {"kept": "yes"}),
    "people/<str:key>/answer": (True, {"what": "said-yes"}),
    "people/<str:key>/sheet": (True, None),
    "people/<str:key>/heard": (False, {"what": "call-back", "notes": "in the car"}),
    "people/<str:key>/call-notes": (False, {"notes": "in the car", "revision": "0"}),
    "people/<str:key>/talk-now": (False, {"notes": "on the line"}),
    "people/<str:key>/book": (
        True,
        {
            **{"day": SOON, "time": "10:00", "zone": "Europe/Berlin"},
            **{"minutes": "15", "medium": "phone", "place": "1"},
        },
    ),
    "people/<str:key>/invitation.eml": (True, None),
    "people/<str:key>/invitation": (False, {}),
    "people/<str:key>/invitation/<str:out_key>": (False, {"do": "back"}),
    "people/<str:key>/invitation-answer": (False, {}),
    "people/<str:key>/page.html": (True, None),
    "people/<str:key>/page": (False, {}),
    "people/<str:key>/call-off": (False, {"why": ""}),
    "people/<str:key>/missed": (False, {"why": ""}),
    "people/<str:key>/letters/new": (True, None),
    "people/<str:key>/letters/<str:letter_key>": (
        True,
        {"subject": "Hello", "body": "Dear Ana", "revision": "{revision}"},
    ),
    "people/<str:key>/letters/<str:letter_key>/check": (False, {"subject": "a", "body": "b"}),
    "people/<str:key>/letters/<str:letter_key>/keep": (
        False,
        {"subject": "Hello", "body": "Dear Ana", "revision": "{revision}"},
    ),
    "people/<str:key>/letters/<str:letter_key>/from": (False, {"version": ""}),
    "people/<str:key>/letters/<str:letter_key>/take": (
        False,
        {"take": "1", "subject": "Hello", "body": "Dear Ana", "revision": "{revision}"},
    ),
    "people/<str:key>/letters/<str:letter_key>/sent": (False, {"channel": "mail"}),
    "people/<str:key>/letters/<str:letter_key>/send": (False, {}),
    "people/<str:key>/letters/<str:letter_key>/way": (False, {"do": "back"}),
    "people/<str:key>/mail/<str:mail_key>": (False, {"do": "keep"}),
    "people/<str:key>/letters/<str:letter_key>/discard": (False, {}),
    "people/<str:key>/letters/<str:letter_key>/card": (True, None),
    "people/<str:key>/letters/<str:letter_key>/letter.pdf": (True, None),
    "people/<str:key>/letters/<str:letter_key>/letter.docx": (True, None),
    "conversations/<str:key>/plan.pdf": (True, None),
    "conversations/<str:key>/talk.ics": (True, None),
    "conversations": (True, None),
    "conversations/<str:key>/prepare": (True, None),
    "conversations/<str:key>/goal": (False, {"goal": "3"}),
    "conversations/<str:key>/way": (False, {"way": "20 min"}),
    "conversations/<str:key>/questions": (False, {"again": "1"}),
    "conversations/<str:key>/question": (False, {"question": "What failed first?"}),
    "conversations/<str:key>/tick": (False, {"item": "route"}),
    "conversations/<str:key>/read": (False, {"read": "Their paper"}),
    "conversations/<str:key>/belief": (False, {"belief": "Mostly drawing"}),
    "conversations/<str:key>/rehearse": (True, None),
    "rehearse": (True, None),
    "rehearse/start": (False, {}),
    "rehearse/keep": (False, {"key": "yourself", "text": "Four sentences", "revision": "0"}),
    "rehearse/said": (False, {"key": "yourself", "sits": "yes"}),
    "conversations/<str:key>/room": (True, {}),
    "conversations/<str:key>/start-again": (False, {}),
    "conversations/<str:key>/notes": (False, {"notes": "cardboard first", "revision": "0"}),
    "conversations/<str:key>/catch": (False, {"what": "insight", "text": "half is waiting"}),
    "conversations/<str:key>/more-time": (False, {}),
    "conversations/<str:key>/end": (False, {}),
    "conversations/<str:key>/debrief": (True, {"said": "Half is waiting"}),
    "fields": (True, None),
    "fields/add": (False, {"name": "Museums"}),
    "fields/guide": (True, {"likes": "make"}),
    "fields/fit": (True, {}),
    "fields/fit/criterion": (False, {"criterion": "Home by six", "weight": "2"}),
    "fields/occupations": (True, {}),
    "fields/<str:key>": (True, None),
    "fields/<str:key>/occupation": (False, {"code": ""}),
    "fields/<str:key>/belief": (False, {"belief": "Mostly drawing"}),
    "fields/<str:key>/settle": (False, {"key": "{belief}", "state": "corrected", "text": "No"}),
    "fields/<str:key>/insight": (True, {"who": "{person}", "text": "Half is waiting"}),
    "fields/<str:key>/reading": (False, {"title": "A Primer"}),
    "fields/<str:key>/question": (False, {"question": "Who decides?"}),
    "fields/<str:key>/strike": (False, {"what": "belief", "key": "{belief}"}),
    "fields/<str:key>/name": (False, {"name": "Making exhibitions"}),
    "fields/<str:key>/verdict": (False, {"verdict": "go-on", "why": ""}),
    "import": (True, {"lines": "Vera Nowak, planner"}),
    "import/<str:key>": (True, None),
    "import/<str:key>/progress": (True, None),
    "import/<str:key>/columns": (False, {"column-0": "name"}),
    "import/<str:key>/yes": (False, {}),
    "import/<str:key>/leave": (False, {}),
    "import/<str:key>/unreadable": (True, None),
    "progress": (True, None),
    "progress/picture": (True, None),
    "progress/story": (True, None),
    "progress/story/file": (True, None),
    "review": (True, {"asks": "4", "talks": "2", "words": "Ask along the line"}),
    "review/text": (True, None),
    "settings": (True, None),
    "settings/mailbox": (True, {"address": "mira"}),
    "settings/mailbox/try": (False, {}),
    "settings/mailbox/read": (False, {}),
    "settings/mailbox/choices": (False, {"invites": "1"}),
    "settings/mailbox/disconnect": (False, {}),
    "settings/mailbox/bring": (False, {}),
    "mails/<str:key>": (True, None),
    "mails/<str:key>/progress": (True, None),
    "mails/<str:key>/leave": (False, {}),
    "settings/mailbox/sign-in": (
        False,
        {"provider": "google", "client": "an id", "address": "mira@gmail.com"},
    ),
    "settings/mailbox/back": (True, None),
    "settings/profile": (
        False,
        {"seeker_name": "Mira", "purpose": "learn", "zone": "Europe/Berlin"},
    ),
    "settings/fields": (False, {"name": "Museums"}),
    "settings/numbers": (True, {"requests_a_week": "3"}),
    "settings/assumptions": (True, {"close.answered": "70"}),
    "settings/time": (True, HOURS),
    "settings/time/feed": (False, {}),
    "settings/relay": (True, {"ask": "1"}),
    "settings/time/calendars": (False, {"address": ""}),
    "settings/time/calendars/<str:key>": (False, {}),
    "settings/books": (True, {"address": "https://dav.example/"}),
    "settings/books/stays/<str:key>": (False, {}),
    "settings/books/<str:key>": (False, {"remove": "1"}),
    "settings/theme": (False, {"theme": "dark"}),
    "settings/export": (True, None),
    "settings/restore": (False, {}),
    "settings/delete": (False, {"word": "delete"}),
}

MAY_WRITE = {"people/<str:key>/letters/new": "begins the draft", "enter/<str:token>": "uses it up"}
"""The only addresses that keep something although they are merely asked for."""

HOSTS = {"h/<str:token>", "h/<str:token>/talk.ics", "calendar/<str:token>.ics"}
"""What is reached by a secret link: it shows whoever has it what is theirs."""

OPEN = {"enter/<str:token>", "healthz", "sw.js", "offline", *HOSTS}
"""The only addresses that answer without a seat."""


@dataclass(frozen=True, slots=True)
class Things:
    """One of each that an address can name, in one campaign."""

    person: Person
    letter: Letter
    talk: Conversation
    brought: Import
    promise: str
    act: str
    news: str
    field: str = ""
    belief: str = ""
    twin: str = ""
    link: str = ""
    calendar: str = ""
    feed: str = ""
    mail: str = ""
    out: str = ""
    book: str = ""
    list: str = ""
    file: str = ""

    def address(self, route: str) -> str:
        """The address of a route about these."""
        first = {
            "people": self.person.key,
            "conversations": self.talk.key,
            "news": self.news,
            "fields": self.field,
            "mails": self.file,
        }
        if route.startswith("settings/time/calendars/"):
            return "/" + route.replace("<str:key>", self.calendar)
        if route.startswith("settings/books/"):
            here = self.person.key if "/stays/" in route else self.book
            return "/" + route.replace("<str:key>", here)
        if route.startswith("people/lists/"):
            return "/" + route.replace("<str:key>", self.list)
        key = first.get(route.partition("/")[0], self.brought.key)
        token = {"h": self.link, "calendar": self.feed}.get(route.partition("/")[0], "no-token")
        names = {"letter_key": self.letter.key, "promise_key": self.promise, "token": token}
        names |= {"one": self.person.key, "other": self.twin}
        names |= {"mail_key": self.mail, "out_key": self.out}
        return "/" + re.sub(r"<str:(\w+)>", lambda m: names.get(m[1], key), route)

    def form(self, route: str) -> dict[str, str]:
        """The form of a route, about these; nothing where it takes none."""
        filled = {
            "{name}": self.person.name,
            "{key}": self.person.key,
            "{act}": self.act,
            "{person}": self.person.key,
            "{belief}": self.belief,
            "{revision}": str(self.letter.revision),
        }
        return {k: filled.get(v, v) for k, v in (FORMS[route][1] or {}).items()}


def things(campaign: Campaign, name: str, email: str = "") -> Things:
    """A person with everything: a promise, a letter, a talk agreed, an import read."""
    email = email or f"{name.split()[0].lower()}@there.example"
    who = world.knows(campaign, name, email=email)
    assert not isinstance(journal.record(who, Verb.ASKED, NOW), Refusal)
    promised = journal.promise(who, True, "read the paper", TODAY + timedelta(days=9), NOW)
    assert not isinstance(promised, Refusal)
    booked = meetings.book(
        who, NOW + timedelta(days=1), "Europe/Berlin", Medium.PHONE, NOW, 15, "+49 30 1234"
    )
    assert not isinstance(booked, Refusal)
    letter = letters.begin(who, LetterKind.CONFIRMATION, NOW)
    lines = f"Name,Company\n{name} Junior,Northlight\n,Nobody\n".encode()
    brought = imports.read(imports.bring(campaign, f"{name}.csv", lines, NOW), NOW)
    told = news.tell(campaign, News("", NewsKind.OTHER, "I chose grids"), (), NOW)
    assert not isinstance(told, Refusal)
    who.refresh_from_db()
    twin = world.knows(campaign, name, organisation="Reef Hall", via="")
    entry = scope.entries_of(who).get(verb=Verb.PROMISED)
    work = f"Work of {name}"[:100].strip()
    field = campaigns.add_field(campaign, work, NOW)
    assert isinstance(field, Field), field
    belief = campaigns.believe(campaign, field.name, "It is quiet", NOW)
    assert isinstance(belief, Belief), belief
    link = host_pages.link(who, NOW)
    assert isinstance(link, str)
    assert not isinstance(times.bring_file(campaign, "own.ics", CALENDAR, NOW), Refusal)
    host_pages.feed(campaign, True)
    campaign.refresh_from_db()
    feed = pages.feed_token(campaign)
    calendar = scope.busy_calendars(campaign).get().key
    mail = KnownMail.objects.create(
        campaign=campaign,
        person=who,
        key=f"mail-{who.key}"[:32],
        same=who.key,
        at=NOW,
        came=NOW,
        text=f"A mail of {name}",
    )
    out = Outgoing.objects.create(
        campaign=campaign,
        person=who,
        key=f"out-{who.key}"[:32],
        talk=booked[0].key,
        message_id=f"<{who.key}@there.example>",
        made=NOW,
        leaves=NOW + timedelta(days=300),
        to=email,
        data=b"",
    )
    assert not isinstance(books.connect(campaign, "https://dav.example", "", "", NOW), Refusal)
    book = scope.card_books(campaign).get().key
    assert not isinstance(lists.keep(campaign, name, {"tie": "friend"}, "", NOW), Refusal)
    kept_list = read.lists(campaign)[0].key
    file = MailFile.objects.create(
        campaign=campaign, person=who, key=f"file-{who.key}"[:32], made=NOW, filename="a.mbox"
    )
    keys = (entry.data["key"], promised.act, told[0], field.key, belief.key, twin.key)
    more = (mail.key, out.key, book, kept_list, file.key)
    return Things(who, letter, booked[0], brought, *keys, link, calendar, feed, *more)


def kept() -> dict[str, str]:
    """What the database holds, table by table, as a digest of all its rows."""
    with connection.cursor() as cursor:
        tables = sorted(connection.introspection.table_names(cursor))
        found = {}
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = sorted(repr(row) for row in cursor.fetchall())
            found[table] = f"{len(rows)} {hashlib.sha256(repr(rows).encode()).hexdigest()}"
    return found
