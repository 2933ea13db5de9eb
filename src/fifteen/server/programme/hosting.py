"""What a host does with their link: joins, says what they offer, pauses, leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from fifteen.actions._write import Done
from fifteen.method import zones
from fifteen.method.folding import fold, is_email, tidy
from fifteen.method.matching.fit import words_of
from fifteen.method.programme import words
from fifteen.method.programme.words import Load, Offer, Part, State
from fifteen.method.words import Medium, Refusal
from fifteen.server._keys import new_key
from fifteen.server.programme import links, post
from fifteen.server.programme.models import Host, Post, Programme, Request
from fifteen.store import spared
from fifteen.store.models import Job, Spared

_TEXTS = {
    **{"name": 300, "role": 300, "organisation": 300, "field": 120, "schools": 300},
    **{"place": 200, "topics": 500},
}
_MOST_LANGUAGES = 8
_LONGEST_PAUSE = timedelta(days=730)
_AGAIN_AFTER = timedelta(hours=1)
KNOCKED = "programme-knock"
LOOK = "Look in your mail: the link there is your key, and opens your page."


@transaction.atomic
def knock(programme: Programme, name: str, email: str, now: datetime) -> Done | Refusal:
    """By the office's link: a mail with a link of their own comes. Here it is written down alone,
    and a worker looks who it is: whether they are a host already, had a mail just now, asked for
    peace once or are new, the same is done and said, so nobody learns which by words or by time."""
    name, email = tidy(name, 300), tidy(email, 320)
    if not name:
        return Refusal("What may people call you?", "name")
    if not is_email(email):
        return Refusal("That address is not complete. The part after @ may be missing.", "email")
    data = {"name": name, "email": email}
    Job.objects.create(campaign=programme.campaign, kind=KNOCKED, data=data, run_at=now)
    return Done(LOOK)


@transaction.atomic
def come(job: Job, now: datetime) -> None:
    """What a knock leads to; of its words nothing is kept in the job."""
    programme = Programme.objects.select_related("campaign").get(campaign=job.campaign)
    if job.data:
        ask_in(programme, job.data["name"], job.data["email"], now)
    Job.objects.filter(pk=job.pk).update(data={})


@transaction.atomic
def ask_in(programme: Programme, name: str, email: str, now: datetime) -> None:
    """Write to whoever knocked, unless they had a mail within the hour or asked for peace; they
    are in the programme's book from then on."""
    campaign = programme.campaign
    if spared.is_spared(campaign.owner, email):
        return
    host, made = Host.objects.get_or_create(
        campaign=campaign,
        mark=spared.hash_of(campaign.owner, email),
        defaults={**fresh(now), "name": name, "email": email, "part": Part.INVITED},
    )
    since = now - _AGAIN_AFTER
    if made or not Post.objects.filter(campaign=campaign, host=host, made__gt=since).exists():
        post.put(host, "link", now)
    if host.part == Part.LISTED:
        Host.objects.filter(pk=host.pk).update(part=Part.INVITED, invited=now)


def fresh(now: datetime) -> dict[str, object]:
    """The columns of a new host that are its own: key and link."""
    nonce = new_key()
    return {"nonce": nonce, "hash": links.hash_of(nonce, links.HOST), "made": now, "invited": now}


@transaction.atomic
def offer(
    host: Host, form: Mapping[str, str], ways: Sequence[str], now: datetime
) -> Done | Refusal:
    """What they can speak about, how, how often: from here on seekers find them."""
    host = held(host)
    texts = {name: tidy(form.get(name, ""), most) for name, most in _TEXTS.items()}
    if not texts["name"]:
        return Refusal("What may people call you?", "name")
    if not (texts["topics"] or texts["field"]):
        return Refusal("A word or two of what you can speak about, please.", "topics")
    known = [str(way) for way in Medium if way in ways]
    if not known:
        return Refusal("By phone, by video or over a coffee? One is enough.", "ways")
    monthly = _number(form.get("monthly", ""), 1, words.MOST_A_MONTH)
    rest = _number(form.get("rest_days", "") or str(words.REST_DAYS), 0, words.LONGEST_REST)
    if monthly is None:
        return Refusal(f"A whole number from 1 to {words.MOST_A_MONTH}, please.", "monthly")
    if rest is None:
        return Refusal(f"A whole number from 0 to {words.LONGEST_REST}, please.", "rest_days")
    zone, country = form.get("zone", ""), tidy(form.get("country", ""), 2).upper()
    if not zones.known(zone):
        return Refusal("Choose your time zone from the list.", "zone")
    if country and not (len(country) == 2 and country.isascii() and country.isalpha()):
        return Refusal("A country is two letters, such as DE or US.", "country")
    for name, value in texts.items():
        setattr(host, name, value)
    host.ways, host.monthly, host.rest_days = known, monthly, rest
    host.languages = tongues(form.get("languages", ""))
    host.zone, host.country = zone, country
    host.gives_mail = bool(form.get("gives_mail"))
    if host.part != Part.IN:
        host.part, host.since = Part.IN, now
    host.signs = signs_of(host)
    host.save()
    return Done("Kept. Seekers of the programme find you now; nobody asks more than you said.")


def held(host: Host) -> Host:
    """The host's row, held until the transaction ends."""
    return Host.objects.select_for_update().select_related("campaign").get(pk=host.pk)


def _number(text: str, least: int, most: int) -> int | None:
    text = text.strip()
    if not (text.isascii() and text.isdigit() and len(text) < 4):
        return None
    return int(text) if least <= int(text) <= most else None


def tongues(text: str) -> list[str]:
    """Languages as they were typed, parted by commas."""
    found = (tidy(one, 40) for one in text.replace(";", ",").split(","))
    return list(dict.fromkeys(one for one in found if one))[:_MOST_LANGUAGES]


_PREFIX = {"f": "field", "r": "role", "o": "organisation", "s": "schools", "p": "place"}


def sign_of(campaign_id: int) -> str:
    """What stands among a host's words for their programme: no text can hold it."""
    return f"@{campaign_id}"


def signs_of(host: Host) -> list[str]:
    """The words by which seekers find a host; none unless they take part."""
    if host.part != Part.IN:
        return []
    found = {sign_of(host.campaign_id)}
    for letter, name in _PREFIX.items():
        said = words_of(getattr(host, name))
        found |= said | {f"{letter}={word}" for word in said}
    return sorted(found | words_of(host.topics) | words_of(host.name))


@transaction.atomic
def pause(
    host: Host, until: date | None, now: datetime, since: date | None = None
) -> Done | Refusal:
    """Not asked until after a day, from now or from another day on (a holiday); None ends it."""
    host = held(host)
    today = today_of(host, now)
    if until is not None and not today <= until <= today + _LONGEST_PAUSE:
        return Refusal("A day to come, within two years, please.", "until")
    if until is not None and since is not None and since > until:
        return Refusal("It ends before it begins.", "until")
    later = since is not None and since > today
    host.paused_from, host.paused_until = (since if later else None), until
    host.save(update_fields=["paused_from", "paused_until"])
    if until is None:
        return Done("Welcome back. You can be found again.")
    return Done(f"Enjoy it. Nobody asks you until {until.day} {until:%B %Y} is over.")


@transaction.atomic
def leave(host: Host, never: bool) -> Done:
    """They leave: their row is erased. `never`: a keyed hash of their address stays, so that no
    list brings them back."""
    host = held(host)
    if never:
        Spared.objects.get_or_create(
            owner=host.campaign.owner, hash=host.mark, defaults={"theirs": True}
        )
    host.delete()
    return Done("You are out of the programme, and what it knew of you is erased.")


def offer_of(host: Host) -> Offer:
    """What a host said, as the rules read it."""
    return Offer(
        monthly=host.monthly,
        rest=host.rest_days,
        ways=frozenset(Medium(way) for way in host.ways),
        languages=tuple(host.languages),
        zone=host.zone,
        country=host.country,
        paused_from=host.paused_from,
        paused_until=host.paused_until,
    )


def today_of(host: Host, now: datetime) -> date:
    """The day on the host's calendar."""
    return now.astimezone(ZoneInfo(host.zone)).date()


def loads(hosts: Sequence[Host], now: datetime) -> dict[int, Load]:
    """What each of them was asked of late, by their id; one query."""
    since = (now - timedelta(days=200)).date()
    rows = Request.objects.filter(campaign__in={h.campaign_id for h in hosts}, host__in=hosts)
    found: dict[int, list[Request]] = {host.pk: [] for host in hosts}
    for row in rows.filter(asked_on__gte=since):
        found[row.host_id or 0].append(row)
    return {pk: _load(requests, now) for pk, requests in found.items()}


def _load(requests: Sequence[Request], now: datetime) -> Load:
    talked = (State.BOOKED, State.TALKED)
    return Load(
        asked=tuple(r.asked_on for r in requests),
        waits=any(r.state == State.OPEN and r.ends > now for r in requests),
        talks=tuple(r.talk_on for r in requests if r.talk_on and r.state in talked),
    )


def folded(languages: Sequence[str]) -> frozenset[str]:
    """Languages for comparing."""
    return frozenset(fold(one) for one in languages)
