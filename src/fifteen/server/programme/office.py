"""An office: its programme made, its people let in, its links made anew."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from fifteen.actions._write import Done, Line, append, new_key, today_of
from fifteen.method.folding import is_email, tidy
from fifteen.method.words import Refusal, Verb
from fifteen.server.models import Account, Asked
from fifteen.server.programme import links
from fifteen.server.programme.models import Host, Office, Programme
from fifteen.store import walls
from fifteen.store.models import Campaign

MOST = 20  # people of one office
ACT = "office."
"""How what an office did is called, for undo (taking_back.py)."""


@transaction.atomic
def make(name: str, email: str, zone: str, now: datetime) -> Programme | Refusal:
    """A programme with its first member of the office, who may make an account."""
    name, email = tidy(name, 120), email.strip().lower()
    if not name:
        return Refusal("A programme needs a name.", "name")
    if not is_email(email):
        return Refusal("That mail address is not complete.", "email")
    key = new_key()
    with walls.within(links.owner_of(key)):
        campaign = Campaign.objects.create(
            owner=links.owner_of(key), key=new_key(), made=now, zone=zone, seeker_name=name
        )
        programme = Programme(campaign=campaign, key=key, name=name, made=now)
        programme.hosts_hash = links.hash_of(programme.hosts_nonce, links.HOSTS)
        programme.seekers_hash = links.hash_of(programme.seekers_nonce, links.SEEKERS)
        programme.save()
        let_in(programme, email, now)
    return programme


def let_in(programme: Programme, email: str, now: datetime) -> Done | Refusal:
    """Somebody more for the office, by mail address. Behind the programme's wall."""
    email = email.strip().lower()
    if not is_email(email):
        return Refusal("That mail address is not complete.", "email")
    if members(programme).count() >= MOST:
        return Refusal("Twenty are the most an office has here.", "email")
    _, made = Office.objects.get_or_create(
        campaign=programme.campaign, email=email, defaults={"made": now}
    )
    if not made:
        return Refusal(f"{email} works here already.", "email")
    Asked.objects.get_or_create(email=email, defaults={"made": now})
    note(programme, f"{email} may work at the office.", now)
    said = f"{email} may make an account and finds the office in it."
    return Done(said, act(programme, "let-in", _spelled(email)))


def act(programme: Programme, what: str, *told: str) -> str:
    """What was done, for undo: its name, of which programme, and what undo has to know."""
    return ".".join((f"{ACT}{what}", programme.key, *told))


def _spelled(email: str) -> str:
    return base64.urlsafe_b64encode(email.encode()).decode()


def in_again(programme: Programme, email: str, now: datetime) -> Done | Refusal:
    """Somebody who was shown out works here again, with the account they had."""
    done = let_in(programme, email, now)
    if isinstance(done, Refusal):
        return done
    there = Account._default_manager.filter(email=email, two_steps=True).first()
    if there is not None:
        members(programme).filter(email=email).update(account=there.key)
    return Done(f"{email} works here again.")


def show_out(programme: Programme, email: str, now: datetime) -> Done | Refusal:
    """Somebody less; the last one stays."""
    row = members(programme).get(email=email)
    if members(programme).count() == 1:
        return Refusal("The last member of an office stays: nobody could let another in.")
    row.delete()
    note(programme, f"{email} is out of the office.", now)
    said = f"{email} sees nothing of the programme any more."
    return Done(said, act(programme, "out", _spelled(email)))


def members(programme: Programme) -> QuerySet[Office]:
    """Who works at an office, the first first."""
    return Office.objects.filter(campaign=programme.campaign).order_by("id")


def note(programme: Programme, text: str, now: datetime) -> None:
    """A line in the programme's own journal: what its office did."""
    campaign = programme.campaign
    append(campaign, None, [Line(Verb.NOTED, today_of(campaign, now), {"text": text})], now,
           author="office")  # fmt: skip


@transaction.atomic
def claim(account: Account) -> None:
    """What waits for this mail address becomes this account's, which needs two proofs from then
    on: it sees other people's things."""
    with walls.over_all():
        rows = Office.objects.filter(email=account.email.lower(), account="")
        waiting = list(rows.values_list("pk", "campaign__owner"))
    for pk, owner in waiting:
        with walls.within(owner):
            Office.objects.filter(pk=pk, account="").update(account=account.key)
    if waiting and not account.two_steps:
        account.two_steps = True
        account.save(update_fields=["two_steps"])


def leave_all(account: Account) -> None:
    """Before an account is erased: it works at no office any more."""
    with walls.over_all():
        rows = Office.objects.filter(account=account.key)
        owners = list(rows.values_list("pk", "campaign__owner"))
    for pk, owner in owners:
        with walls.within(owner):
            Office.objects.filter(pk=pk).delete()


def waits(account: Account) -> bool:
    """Whether a place at an office waits for this mail address."""
    with walls.over_all():
        return Office.objects.filter(email=account.email.lower(), account="").exists()


def programmes(account: Account) -> Sequence[tuple[str, str]]:
    """Key and name of each programme whose office this account works at."""
    with walls.over_all():
        rows = Office.objects.filter(account=account.key).values_list("campaign")
        mine = Programme.objects.filter(campaign__in=list(rows)).order_by("name")
        return list(mine.values_list("key", "name")) if rows else []


def enter(account: Account, key: str) -> Programme:
    """Behind the wall of this programme, where the account works at its office. Raises
    DoesNotExist."""
    with walls.over_all():
        programme = Programme.objects.select_related("campaign").get(key=key)
        Office.objects.get(campaign=programme.campaign, account=account.key)
    walls.only(programme.campaign.owner)
    return programme


@transaction.atomic
def renew_link(programme: Programme, what: str, now: datetime) -> Done:
    """A new link for hosts, or for seekers; the one before opens nothing any more."""
    before, nonce = _nonce(programme, what), new_key()
    _set_nonce(programme, what, nonce)
    note(programme, "A link to join was made anew.", now)
    told = act(programme, "link", links.SHORT[what], before, nonce[:8])
    return Done("There is a new link. The one before has ended.", told)


def link_from_before(
    programme: Programme, what: str, before: str, since: str, now: datetime
) -> Done | Refusal:
    """The link of before opens again, unless the one that took its place (it begins with `since`)
    has been made anew."""
    if not _nonce(programme, what).startswith(since) or not 16 <= len(before) <= 32:
        return Refusal("The link was made anew once more since. It holds.")
    _set_nonce(programme, what, before)
    note(programme, "A link to join is the one of before again.", now)
    return Done("The link of before opens again, the new one does not.")


def _nonce(programme: Programme, what: str) -> str:
    return programme.hosts_nonce if what == links.HOSTS else programme.seekers_nonce


def _set_nonce(programme: Programme, what: str, nonce: str) -> None:
    if what == links.HOSTS:
        programme.hosts_nonce, programme.hosts_hash = nonce, links.hash_of(nonce, what)
    else:
        programme.seekers_nonce, programme.seekers_hash = nonce, links.hash_of(nonce, what)
    programme.save()


@transaction.atomic
def close(programme: Programme) -> None:
    """Erase a programme: its hosts, lists, requests, journal. Not to be undone."""
    Host.objects.filter(campaign=programme.campaign).delete()
    programme.campaign.delete()
