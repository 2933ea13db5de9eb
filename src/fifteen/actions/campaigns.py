"""The campaign itself: begun, its seeker, purpose, fields, beliefs, numbers; and its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from fifteen.actions import _fields
from fifteen.actions._write import Done, new_key, project_the_agreed
from fifteen.actions.people import rank_again
from fifteen.method import zones
from fifteen.method.folding import is_email, tidy
from fifteen.method.words import Purpose, Refusal, Verb
from fifteen.store import find, scope, sealed
from fifteen.store.models import Belief, Campaign, Field, Person

MOST_FIELDS = 5  # P2: one to five candidate fields
LONGEST_FIELD = 120  # characters
LONGEST_TEXT = 2_000  # characters of background and signature


@transaction.atomic
def open_one(now: datetime, owner: str = scope.LOCAL, zone: str = "UTC") -> Campaign:
    """The owner's own campaign, made empty where there is none yet."""
    there = scope.campaigns(owner).filter(is_demo=False).first()
    return there or Campaign.objects.create(owner=owner, key=new_key(), made=now, zone=zone)


@transaction.atomic
def begin(
    campaign: Campaign, purpose: Purpose, profile: Mapping[str, str], field: str, now: datetime
) -> Done | Refusal:
    """The first page, answered: what for, who, and perhaps which field (P1, P2)."""
    refusal = describe(campaign, purpose, profile, now)
    if isinstance(refusal, Refusal):
        return refusal
    if field.strip():
        added = add_field(campaign, field, now)
        if isinstance(added, Refusal):
            return added
    if campaign.begun is None:
        campaign.begun = now
        campaign.save(update_fields=["begun"])
    return Done("Begun. Everything here can be changed in Settings.")


@transaction.atomic
def describe(
    campaign: Campaign, purpose: Purpose, profile: Mapping[str, str], now: datetime
) -> Done | Refusal:
    """Keep who the seeker is and what the campaign is for; ranks everybody anew."""
    name = tidy(profile.get("seeker_name", ""), 300)
    if not name:
        return Refusal("Your name is needed: every letter ends with it.", "seeker_name")
    email = tidy(profile.get("email", ""), 320)
    if email and not is_email(email):
        return Refusal("That mail address is not complete.", "email")
    zone = profile.get("zone") or campaign.zone
    if not zones.known(zone):
        return Refusal("Choose your time zone from the list.", "zone")
    country = profile.get("country", "").strip().upper()
    if country and not (len(country) == 2 and country.isascii() and country.isalpha()):
        return Refusal("A country is two letters, such as DE or US.", "country")
    other_clock = zone != campaign.zone
    campaign.purpose = purpose
    campaign.seeker_name, campaign.email, campaign.zone = name, email, zone
    campaign.country = country
    campaign.phone = tidy(profile.get("phone", ""), 80)
    campaign.background = tidy(profile.get("background", ""), LONGEST_TEXT, lines=True)
    campaign.signature = tidy(profile.get("signature", ""), LONGEST_TEXT, lines=True)
    campaign.schools = _list(profile.get("schools", ""))
    campaign.employers = _list(profile.get("employers", ""))
    campaign.save()
    if other_clock:
        project_the_agreed(campaign)
    rank_again(campaign, now)
    return Done("Kept.")


def _list(text: str) -> list[str]:
    """Names parted by lines, semicolons or commas."""
    parts = text.replace(";", "\n").replace(",", "\n").splitlines()
    return list(dict.fromkeys(t for part in parts if (t := tidy(part, 300))))[:20]


@transaction.atomic
def add_field(campaign: Campaign, name: str, now: datetime) -> Field | Refusal:
    """A field to ask about (P2); naming one twice changes nothing."""
    named = name_field(campaign, name, now)
    if isinstance(named, Refusal):
        return named
    return scope.fields(campaign).get(name__iexact=tidy(name, LONGEST_FIELD))


@transaction.atomic
def name_field(campaign: Campaign, name: str, now: datetime) -> Done | Refusal:
    """The same, with the note and the act by which it is undone."""
    name = tidy(name, LONGEST_FIELD)
    if not name:
        return Refusal("Name the field first.", "field")
    there = scope.fields(campaign).filter(name__iexact=name).first()
    if there is not None:
        return Done(f"“{there.name}” is on the list already.")
    if scope.open_fields(campaign).count() >= MOST_FIELDS:
        return Refusal("Five fields are enough at one time. Close one first.", "field")
    data = {"key": _fields.free_key(campaign, name), "name": name}
    act = _fields.write(campaign, [(Verb.FIELD_NAMED, data)], now)
    return Done(f"“{name}” is on the list.", act)


@transaction.atomic
def drop_field(campaign: Campaign, name: str, now: datetime) -> Done:
    """Take a field off the list; people, what they said and the journal stay, and undo brings
    everything back."""
    row = scope.fields(campaign).filter(name=name).first()
    if row is None:
        return Done(f"“{name}” is off the list.")
    data = {"what": "field", "key": row.key}
    act = _fields.write(campaign, [(Verb.STRUCK, data)], now)
    return Done(f"“{name}” is off the list.", act)


@transaction.atomic
def believe(campaign: Campaign, field: str, text: str, now: datetime) -> Belief | Refusal:
    """Write down what the seeker pictures of a field, by its name (P3)."""
    text = tidy(text, 500)
    if not text:
        return Refusal("Write down what you picture first.", "belief")
    row = scope.fields(campaign).filter(name=field).first()
    if row is None:
        return Refusal("Choose the field this is about.", "field")
    same = scope.beliefs(campaign).filter(field=row, text__iexact=text).first()
    if same is not None:
        return same
    key = new_key()
    _fields.write(campaign, [(Verb.BELIEVED, {"key": key, "field": row.key, "text": text})], now)
    return scope.beliefs(campaign).get(key=key)


@transaction.atomic
def choose_theme(campaign: Campaign, theme: str) -> None:
    """Light, dark, or as the system."""
    campaign.theme = theme if theme in ("light", "dark") else "auto"
    campaign.save(update_fields=["theme"])


@transaction.atomic
def delete_everything(campaign: Campaign) -> None:
    """Erase a campaign: people, journal, letters, search. Not to be undone."""
    find.empty(campaign)
    Person.objects.filter(campaign=campaign).delete()
    transaction.on_commit(lambda: sealed.forget(campaign))
    campaign.delete()


def fields_of(campaign: Campaign) -> Sequence[str]:
    """The names of the fields that are open, in order."""
    return list(scope.open_fields(campaign).values_list("name", flat=True))
