"""The forms of a host's page, each as the act it asks for; they come from the page itself or, by
way of a relay, sealed and later."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from fifteen.actions import hosts
from fifteen.actions._write import Done, today_of
from fifteen.method import host_form
from fifteen.method.words import Refusal
from fifteen.store.models import HostPage

Form = Mapping[str, str]


def take(page: HostPage, form: Form, zone: str, now: datetime) -> Done | Refusal:
    """Do what a form asks for; `zone` is the clock the host read the times on."""
    return _DO.get(form.get("do", ""), _unknown)(page, form, zone, now)


def _pick(page: HostPage, form: Form, zone: str, now: datetime) -> Done | Refusal:
    picked = host_form.picked(form)
    if isinstance(picked, Refusal):
        return picked
    start, how = picked
    choice = hosts.Choice(
        start,
        how,
        zone,
        form.get("place", ""),
        bool(form.get("need")),
        form.get("had", ""),
    )
    return hosts.pick(page, choice, now)


def _off(page: HostPage, form: Form, zone: str, now: datetime) -> Done | Refusal:
    return hosts.call_off(page, now, form.get("why", ""))


def _words(page: HostPage, form: Form, zone: str, now: datetime) -> Done | Refusal:
    return hosts.propose(page, form.get("words", ""), now)


def _phone_now(page: HostPage, form: Form, zone: str, now: datetime) -> Done | Refusal:
    return hosts.phone_now(page, form.get("number", ""), now)


def _later(page: HostPage, form: Form, zone: str, now: datetime) -> Done | Refusal:
    until = host_form.until(form.get("until", ""), today_of(page.campaign, now))
    return until if isinstance(until, Refusal) else hosts.not_now(page, until, now)


def _else(page: HostPage, form: Form, zone: str, now: datetime) -> Done | Refusal:
    may = bool(form.get("may"))
    return hosts.someone_else(page, form.get("name", ""), form.get("email", ""), may, now)


def _never(page: HostPage, form: Form, zone: str, now: datetime) -> Done | Refusal:
    return hosts.never(page, now)


def _unknown(page: HostPage, form: Form, zone: str, now: datetime) -> Done | Refusal:
    return host_form.UNKNOWN


_DO: dict[str, Callable[[HostPage, Form, str, datetime], Done | Refusal]] = {
    "pick": _pick,
    "off": _off,
    "words": _words,
    "now": _phone_now,
    "later": _later,
    "else": _else,
    "never": _never,
}
