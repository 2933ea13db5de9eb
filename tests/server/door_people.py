"""Who stands before the doors of a server (every_door.py): Mira with all she has, her coach, her
programme's office and host; and everybody whose none of it is, each with things of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.test import Client

from fifteen.actions import campaigns, host_pages, journal, letters
from fifteen.actions._write import Done
from fifteen.method.look import Part
from fifteen.method.words import LetterKind, Purpose, Refusal, Verb
from fifteen.server import coach_notes, coaching
from fifteen.server import links as sign_in_links
from fifteen.server.models import Account, Coaching, CoachNote, CoachWord
from fifteen.server.programme import hosting, links, office, seats
from fifteen.server.programme.models import (
    AlumniList,
    Host,
    Known,
    Office,
    Post,
    Programme,
    Request,
    Seat,
)
from fifteen.store import free, pages, walls
from fifteen.store.models import Campaign, HostPage, Letter
from tests import world
from tests.pages.addresses import Things, things
from tests.server.door_forms import OF_A_PROGRAMMES_HOST, OFFER, ON_A_HOSTS_PAGE
from tests.world import NOW, TODAY

LOCAL = {"host": "127.0.0.1"}
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WITHOUT_ACCOUNT = ("stranger", "host", "host gone")
KINDS = [Part.COUNTS, Part.DRAFTS]
Way = tuple[Client, str, Sequence[Mapping[str, str]], tuple[int, ...]]


@dataclass
class Cast:
    """All of them, and what there is to be found."""

    owners: list[str]  # whose rows nobody else may change
    values: dict[str, str]
    mira: Client
    coach: Client
    ines: Client
    others: dict[str, Client]
    late: tuple[Client, Account, str, str]  # a coach, and a link to Mira that has expired, one good
    ended: dict[str, str] = field(default_factory=dict)  # links of hosts that were good once

    def owner_of(self, route: str) -> Client:
        """Whose an address is."""
        if route.startswith("clients/join"):
            return self.late[0]
        start = route.split("/")[0]
        return {"clients": self.coach, "office": self.ines}.get(start, self.mira)

    def expired(self) -> dict[str, Way]:
        """Links that were good once: who asks, where, with which forms, what may be answered."""
        coach, _, link, _ = self.late
        # From where nobody has guessed before: it is the link that is answered, not the guessing.
        nobody = Client(headers=LOCAL, REMOTE_ADDR="192.0.2.9")
        talk = [form for form in ON_A_HOSTS_PAGE if form["do"] != "pick"]
        return {
            "a coach's link": (coach, f"/clients/join/{link}", [{}], (302,)),
            "a host's link": (nobody, f"/h/{self.ended['host']}", talk, (410, 422)),
            "a renewed link": (nobody, f"/h/{self.ended['renewed']}", talk, (404, 410, 422)),
            "a calendar": (nobody, f"/calendar/{self.ended['feed']}.ics", [], (404,)),
            "a programme's host": (
                *(nobody, f"/hosts/{self.ended['left']}", OF_A_PROGRAMMES_HOST, (404,)),
            ),
            "a link for hosts": (
                *(nobody, f"/hosts/join/{self.ended['hosts']}"),
                *([{"name": "Kim", "email": "kim@hosts.example"}], (404,)),
            ),
            "a link for seekers": (
                *(self.others["otto"], f"/programmes/join/{self.ended['seekers']}", [{}], (302,)),
            ),
        }

    def still_out(self) -> list[list[str]]:
        """Whether anybody is in by a link that has expired; and that a good one lets in."""
        client, account, _, good = self.late
        wrong = []
        with walls.over_all():
            if Coaching.objects.filter(coach=account.key).exists():
                wrong.append(["an expired link", "let a coach in"])
        if "Mira" in client.get("/clients").content.decode():
            wrong.append(["an expired link", "shows its client"])
        client.post(f"/clients/join/{good}")
        with walls.over_all():
            if not Coaching.objects.filter(coach=account.key).exists():
                wrong.append(["a good link", "lets nobody in"])
        return wrong


def an_account(name: str) -> tuple[Account, Campaign, Client]:
    """Somebody with a campaign that has begun, signed in."""
    account = Account._default_manager.create(email=f"{name}@campus.example")
    with walls.as_owner(account.key):
        one = campaigns.open_one(NOW, account.key)
        told = {"seeker_name": f"{name.title()} Halonen", "zone": "Europe/Berlin", "country": "DE"}
        assert not isinstance(
            campaigns.begin(one, Purpose.LEARN, told, "grid modelling", NOW), Refusal
        )
        one.refresh_from_db()
    client = Client(headers=LOCAL)
    client.force_login(account, BACKEND)
    return account, one, client


def let_in(campaign: Campaign, coach: Account | None, called: str = "Ruth") -> tuple[str, str]:
    """The key of a coaching and the token of its link; `coach` has joined by it."""
    with walls.as_owner(campaign.owner):
        token = coaching.invite(campaign, called, KINDS, False, True, NOW)
        assert isinstance(token, str)
        key = Coaching.objects.order_by("-id")[0].key
    if coach is not None:
        with transaction.atomic():
            assert isinstance(coaching.join(token, coach, NOW), Done)
        Account._default_manager.filter(pk=coach.pk).update(two_steps=False)  # shown elsewhere
    return key, token


def a_programme(name: str, member: Account) -> Programme:
    """With one member of its office."""
    made = office.make(name, member.email, "Europe/Oslo", NOW)
    assert isinstance(made, Programme)
    office.claim(member)
    Account._default_manager.filter(pk=member.pk).update(two_steps=False)
    return made


@transaction.atomic
def a_host(programme: Programme, name: str) -> tuple[Host, str]:
    """A host who takes part, and the token of their link."""
    with walls.within(programme.campaign.owner):
        hosting.ask_in(programme, name, f"{name.split()[0].lower()}@hosts.example", NOW)
        host = Host.objects.get(campaign=programme.campaign, name=name)
        assert isinstance(hosting.offer(host, {**OFFER, "name": name}, ["phone"], NOW), Done)
        return host, pages.token(host.nonce, links.HOST)


def cast() -> Cast:
    """Everybody, each with what is theirs."""
    (mira, hers, her), (_, _, otto), (_, his, _) = map(an_account, ("mira", "otto", "carl"))
    (ruth, _, coach), (out, _, shown_out), (late, _, too_late) = map(
        an_account, ("ruth", "olga", "lars")
    )
    (ines, _, at_office), (jan, _, elsewhere), (zoe, _, was_there) = map(
        an_account, ("ines", "jan", "zoe")
    )
    (eve, _, of_carl) = an_account("eve")
    theirs, other = a_programme("Calder alumni", ines), a_programme("Osmund alumni", jan)
    host, link = a_host(theirs, "Hana Sato")
    _, his_link = a_host(other, "Ivo Babic")
    with walls.as_owner(mira.key), transaction.atomic():
        walls.only(mira.key)
        mine = things(hers, "Wilma Achterberg")
        seat = seats.take(hers, pages.token(theirs.seekers_nonce, links.SEEKERS), NOW)
        assert isinstance(seat, Seat)
        values = _asked(hers, seat, host, theirs) | _own(mine)
    values |= _coached(hers, ruth, out) | _at_the_office(theirs, host, ines)
    let_in(his, eve, "Eve")
    with walls.as_owner(theirs.campaign.owner):
        office.let_in(theirs, zoe.email, NOW)
    office.claim(zoe)
    with walls.as_owner(theirs.campaign.owner):
        Office.objects.get(email=zoe.email).delete()
    Account._default_manager.filter(pk__in=(zoe.pk, eve.pk)).update(two_steps=False)
    _, expired = let_in(hers, None, "Lars")
    with walls.as_owner(mira.key):
        Coaching.objects.filter(called="Lars").update(expires=NOW - timedelta(seconds=1))
    _, good = let_in(hers, None, "Lars again")
    row = UserSession.objects.create(user=mira, ip="192.0.2.7", session_key="a" * 32)
    values |= {"hosts token": link, "session": str(row.pk), "clients/join/<str:token> token": good}
    others = {name: Client(headers=LOCAL) for name in WITHOUT_ACCOUNT}
    assert others["host"].get(f"/hosts/{his_link}").status_code == 200
    others |= {"otto": otto, "coach shown out": shown_out, "coach too late": too_late}
    others |= {"coach of another": of_carl, "office elsewhere": elsewhere, "was there": was_there}
    one = Cast(
        owners=[mira.key, ruth.key, theirs.campaign.owner],
        values=values,
        **{"mira": her, "coach": coach, "ines": at_office, "others": others},
        late=(too_late, late, expired, good),
    )
    one.ended = _ended(hers, theirs)
    values |= {"calendar token": one.ended["feed now"]}
    values |= {"account/link/<str:token> token": sign_in_links.ask(mira.email, NOW)}
    values |= {"hosts/join/<str:token> token": pages.token(theirs.hosts_nonce, links.HOSTS)}
    values |= {
        "programmes/join/<str:token> token": pages.token(theirs.seekers_nonce, links.SEEKERS)
    }
    return one


def _own(mine: Things) -> dict[str, str]:
    """What an address about Mira's own can name, by the beginning of the address and the name."""
    found = {"act": mine.act, "person": mine.person.key, "letter": mine.letter.key}
    found |= {"name": mine.person.name, "key": mine.person.key, "belief": mine.belief}
    found["free"] = free.times(mine.person.campaign, NOW)[0].start.isoformat()
    found |= {"revision": str(mine.letter.revision), "soon": str(TODAY + timedelta(days=3))}
    beginnings = {
        **{"people": mine.person.key, "conversations": mine.talk.key, "news": mine.news},
        **{"fields": mine.field, "mails": mine.file, "import": mine.brought.key},
        "settings/time/calendars/<str:key> key": mine.calendar,
        "settings/books/<str:key> key": mine.book,
        "settings/books/stays/<str:key> key": mine.person.key,
        "people/lists/<str:key>/let-go key": mine.list,
        **{"letter_key": mine.letter.key, "promise_key": mine.promise, "mail_key": mine.mail},
        **{"out_key": mine.out, "one": mine.person.key, "other": mine.twin, "year": "2026"},
        **{"h token": mine.link, "calendar token": mine.feed, "what": "hosts"},
    }
    return found | beginnings


def _asked(hers: Campaign, seat: Seat, host: Host, programme: Programme) -> dict[str, str]:
    """Mira asked the host, who has not answered."""
    person = world.knows(hers, "Hana Sato", via="Calder alumni")
    letter = letters.begin(person, LetterKind.REQUEST, NOW)
    assert isinstance(letter, Letter)
    assert not isinstance(journal.record(person, Verb.ASKED, NOW), Refusal)
    assert isinstance(host_pages.link(person, NOW), str)
    Known.objects.create(campaign=hers, person=person, seat=seat, host=host.key)
    with walls.within(programme.campaign.owner):
        row = Request.objects.create(
            campaign=programme.campaign, host=host, seat=seat.key, asked=NOW, asked_on=TODAY,
            ends=NOW + timedelta(days=3), field="grid modelling",
        )  # fmt: skip
    return {
        **{"programmes": seat.key, "host": host.key, "request": row.key},
        "to_send": letter.key,
    }


def _coached(hers: Campaign, ruth: Account, out: Account) -> dict[str, str]:
    """Mira has a coach, who said something; another was shown out."""
    key, _ = let_in(hers, ruth)
    gone, _ = let_in(hers, out, "Olga")
    with walls.as_owner(hers.owner):
        coaching.show_out(hers, gone, NOW)
        one = Coaching.objects.select_related("campaign").get(key=key)
        assert isinstance(coaching.give(one, "Three alumni", None, NOW), Done)
        word = CoachWord.objects.get(coaching=one).key
    with walls.as_owner(ruth.key):
        done = coach_notes.write(ruth, key, "Mira Halonen", "Afraid of calling", None, NOW)
        assert isinstance(done, Done)
        note = CoachNote.objects.get().key
    return {"clients": key, "coaching": key, "ended": gone, "word": word, "note": note}


def _at_the_office(programme: Programme, host: Host, ines: Account) -> dict[str, str]:
    """A list that was read, and a mail that was refused."""
    campaign = programme.campaign
    with walls.as_owner(campaign.owner):
        brought = AlumniList.objects.create(
            campaign=campaign, made=NOW, filename="a.csv", basis="consent", basis_words="Yes",
            state="read", added=1,
        )  # fmt: skip
        listed = {**hosting.fresh(NOW), "invited": None, "mark": "m" * 32, "brought_by": brought}
        Host.objects.create(campaign=campaign, name="Ole Dahl", email="ole@a.example", **listed)
        mail = Post.objects.create(
            campaign=campaign, host=host, kind="link", state="refused", made=NOW, since=NOW
        )
    return {
        **{"office": programme.key, "list": brought.key, "post": str(mail.pk)},
        "member": ines.email,
    }


def _ended(hers: Campaign, programme: Programme) -> dict[str, str]:
    """Links that were good once and are not any more."""
    found = {}
    with walls.as_owner(hers.owner):
        hers.refresh_from_db()
        found["feed"] = pages.feed_token(hers)
        host_pages.feed(hers, True)
        hers.refresh_from_db()
        found["feed now"] = pages.feed_token(hers)
        person, again = (world.knows(hers, name) for name in ("Per Lund", "Pia Lund"))
        for one in (person, again):
            assert not isinstance(journal.record(one, Verb.ASKED, NOW), Refusal)
        found |= {"host": str(host_pages.link(person, NOW))}
        HostPage.objects.filter(person=person).update(ends=NOW - timedelta(seconds=1))
        found |= {"renewed": str(host_pages.link(again, NOW))}
        host_pages.renew(again, NOW)
    host, found["left"] = a_host(programme, "Leo Left")
    with walls.as_owner(programme.campaign.owner):
        hosting.leave(host, never=False)
        found["hosts"] = pages.token(programme.hosts_nonce, links.HOSTS)
        found["seekers"] = pages.token(programme.seekers_nonce, links.SEEKERS)
        office.renew_link(programme, links.HOSTS, NOW)
        office.renew_link(programme, links.SEEKERS, NOW)
    return found
