"""What an office did, taken back from the note that confirmed it (O2).

Its acts begin with `office.`, name the programme, and are found by whoever works there. What has
erased somebody, or left as a mail, is not taken back: both ask before they do it.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from fifteen.actions._write import Done
from fifteen.method.words import Refusal
from fifteen.server.models import Account
from fifteen.server.programme import inviting, links, lists, office, pairing, post
from fifteen.server.programme.models import Programme

OFFICE = office.ACT
NOTHING = Refusal("There is nothing to undo here any more.")


@transaction.atomic
def by_office(account: Account, act: str, now: datetime) -> Done | Refusal:
    """Take one act of an office back. Raises DoesNotExist for whoever does not work there."""
    _, what, key, *told = f"{act}..".split(".")
    programme = office.enter(account, key)
    do = _DO.get(what)
    return do(programme, [one for one in told if one], now) if do else NOTHING


def _let_in(programme: Programme, told: Sequence[str], now: datetime) -> Done | Refusal:
    email = _read(told)
    if not office.members(programme).filter(email=email).exists():
        return NOTHING
    return office.show_out(programme, email, now)


def _out(programme: Programme, told: Sequence[str], now: datetime) -> Done | Refusal:
    email = _read(told)
    return office.in_again(programme, email, now) if email else NOTHING


def _link(programme: Programme, told: Sequence[str], now: datetime) -> Done | Refusal:
    if len(told) != 3 or told[0] not in (links.SHORT[links.HOSTS], links.SHORT[links.SEEKERS]):
        return NOTHING
    what = links.HOSTS if told[0] == links.SHORT[links.HOSTS] else links.SEEKERS
    return office.link_from_before(programme, what, told[1], told[2], now)


def _invite(programme: Programme, told: Sequence[str], now: datetime) -> Done | Refusal:
    return inviting.stop(programme, "".join(told), now)


def _brought(programme: Programme, told: Sequence[str], now: datetime) -> Done | Refusal:
    return lists.take_back(programme, "".join(told), now)


def _again(programme: Programme, told: Sequence[str], now: datetime) -> Done | Refusal:
    return post.not_again(programme, *told) if len(told) == 2 else NOTHING


def _settled(programme: Programme, told: Sequence[str], now: datetime) -> Done | Refusal:
    return post.unsettle(programme, now, *told) if len(told) == 2 else NOTHING


def _picked(programme: Programme, told: Sequence[str], now: datetime) -> Done | Refusal:
    return pairing.take_back(programme, now)


def _read(told: Sequence[str]) -> str:
    """The mail address in an act; "" where there is none."""
    try:
        return base64.urlsafe_b64decode("".join(told)).decode()
    except (binascii.Error, ValueError):
        return ""


_DO: dict[str, Callable[[Programme, Sequence[str], datetime], Done | Refusal]] = {
    **{"let-in": _let_in, "out": _out, "link": _link, "invite": _invite, "brought": _brought},
    **{"again": _again, "settled": _settled, "picked": _picked},
}
