"""What the folders of a mailbox are for."""

from __future__ import annotations

import re
from collections.abc import Collection

from fifteen.adapters.mail.box import Use

_USES = {
    "\\sent": Use.SENT,
    "\\all": Use.ALL,
    "\\junk": Use.JUNK,
    "\\drafts": Use.UNREAD,
    "\\trash": Use.UNREAD,
    "\\noselect": Use.UNREAD,
    "\\nonexistent": Use.UNREAD,
    "\\flagged": Use.UNREAD,
    "\\important": Use.UNREAD,
}


def use_of(name: str, flags: Collection[str]) -> Use:
    """What a folder is for, by the flags of the server and, failing those, by its name."""
    if name.upper() == "INBOX":
        return Use.INBOX
    for flag in flags:
        if flag.lower() in _USES:
            return _USES[flag.lower()]
    last = re.split(r"[./]", name.lower())[-1]
    return _NAMES.get(last, Use.OTHER)


# For servers that do not say what a folder is for: only what must not be read, and junk.
_NAMES = {
    **dict.fromkeys(("trash", "deleted items", "papierkorb", "drafts", "entwürfe"), Use.UNREAD),
    **dict.fromkeys(("junk", "spam", "junk e-mail"), Use.JUNK),
}


def is_sent(name: str) -> bool:
    """Whether a folder is called as Sent is called, where the server does not say."""
    return re.split(r"[./]", name.lower())[-1] in _SENT


_SENT = frozenset({"sent", "sent items", "sent messages", "gesendet", "gesendete objekte"})
