"""Delivery reports: whether a message is one, which address it is about, with what status."""

from __future__ import annotations

import re

from fifteen.method.answers._lexicon import LANGUAGES, lexicon
from fifteen.method.answers.words import Found, Message

LOOKED_AT = 8_000  # characters of the text; what a server says stands at its beginning

_DAEMON = re.compile(
    r"mailer-?daemon|post_?master|mail ?delivery|mail-daemon|mdaemon|mail ?administrator|jetmail"
    r"|delivery subsystem|mail ?system|system administrator|bounces?@|sns\.amazonaws",
    re.IGNORECASE,
)
_MACHINE = re.compile(r"<>|no-?reply@|noreply|do-?not-?reply", re.IGNORECASE)
_ADDRESS = r"[\w.+'=-]{1,120}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}"
_ANY_ADDRESS = re.compile(rf"<?({_ADDRESS})>?")
_FINAL = re.compile(
    rf"(?:final|original)-recipient: *(?:rfc822|x-unknown|x400|dns)? *;? *<?({_ADDRESS})",
    re.IGNORECASE,
)
_DIAGNOSTIC = re.compile(r"^diagnostic-code:(.*(?:\n[ \t].*)*)", re.IGNORECASE | re.MULTILINE)
_STATUS = re.compile(r"^status: *([245]\.\d{1,3}\.\d{1,3})", re.IGNORECASE | re.MULTILINE)
_CODE = re.compile(r"(?<![\d.])([45]\.\d{1,2}\.\d{1,3})(?![\d.])")
_REPLY_CODE = re.compile(r"(?<![\d.:/-])([45])[0-7]\d(?=[ -][\w#<(])")
_SAID_BY_SERVER = re.compile(r"(?<![\d.])[45][0-7]\d[ -][45]\.\d{1,2}\.\d{1,3}(?![\d.])")
_ANSWERED = re.compile(r"\s*(?:re|aw|sv|antw|wg|fw|fwd)\s*:", re.IGNORECASE)
_ACTION = re.compile(r"^action: *(\w+)", re.IGNORECASE | re.MULTILINE)
_FAILED = re.compile(r"deliver\w* (?:has )?fail|undeliver|non remis|failure notice", re.IGNORECASE)
_NOT_SAYING = (".0.0", ".4.7")  # what a report says where the server named something finer
_DELIVERED = ("delivered", "relayed", "expanded")


def is_bounce(message: Message) -> bool:
    """Whether the message says that another one was not, or not yet, delivered."""
    actions = {found.lower() for found in _ACTION.findall(message.report)}
    if actions and actions <= set(_DELIVERED):
        return False
    return _says_it_failed(message) and (bool(actions) or not _is_receipt(message))


def _says_it_failed(message: Message) -> bool:
    """Whether its parts, headers or words say so; what is quick to see is looked at first."""
    if message.report or message.headers.get("x-failed-recipients"):
        return True
    kind = message.headers.get("content-type", "").lower()
    if "delivery-status" in kind:
        return True
    text, subject = message.text[:LOOKED_AT], message.subject.strip()
    named = _any_start("bounce_subject", subject) or bool(_FAILED.search(subject))
    if _DAEMON.search(message.sender):
        return named or not text.strip() or _any("bounce_text", text)
    empty_path = message.headers.get("return-path", "").strip() == "<>"
    machine = empty_path or bool(_MACHINE.search(message.sender)) or not message.sender
    machine = machine or (not _ANSWERED.match(subject) and bool(_SAID_BY_SERVER.search(text)))
    if not (named or machine) or not _any("bounce_text", text):
        return False
    return named or _names_an_address(text, message)


def _is_receipt(message: Message) -> bool:
    """Whether a mail system says that a message did come in, and of none that it failed."""
    told = f"{message.subject}\n{message.text[:LOOKED_AT]}"
    return _any("delivered", told) and not _CODE.search(told) and not _FAILED.search(told)


def is_daemon(message: Message) -> bool:
    """Whether a mail system wrote the message."""
    return bool(_DAEMON.search(message.sender))


def bounced(message: Message) -> Found:
    """Which address could not be reached, with what status, and whether for good."""
    told = f"{message.report}\n{message.text[:LOOKED_AT]}"
    status = _status(message)
    code = _REPLY_CODE.search(told)
    permanent = True
    if status:
        permanent = status.startswith("5")
    elif code:
        permanent = code[1] == "5"
    action = _ACTION.search(message.report)
    if action:
        permanent = permanent and action[1].lower() != "delayed"
    elif _any("delayed", message.subject) or (not status and not code and _any("delayed", told)):
        permanent = False
    return Found(address=_address(told, message), status=status, permanent=permanent)


def _status(message: Message) -> str:
    """The enhanced status: as the report has it, or finer where the server's own words are."""
    named = _STATUS.search(message.report) or _STATUS.search(message.text[:LOOKED_AT])
    if named is None:
        found = _CODE.search(message.text[:LOOKED_AT])
        return found[1] if found else ""
    if named[1].endswith(_NOT_SAYING):
        told = _DIAGNOSTIC.search(message.report)
        finer = _CODE.search(told[1]) if told else None
        if finer and not finer[1].endswith(".0.0"):
            return finer[1]
    return named[1]


def _address(told: str, message: Message) -> str:
    failed = _ANY_ADDRESS.search(message.headers.get("x-failed-recipients", ""))
    final = _FINAL.search(told)
    if final:
        return final[1]
    return failed[1] if failed else _someone(told, message)


def _names_an_address(text: str, message: Message) -> bool:
    return bool(_someone(text, message))


def _someone(text: str, message: Message) -> str:
    own = {found.lower() for found in _ANY_ADDRESS.findall(f"{message.to} {message.sender}")}
    for found in _ANY_ADDRESS.finditer(text):
        if found[1].lower() not in own and not _DAEMON.search(found[1]):
            return found[1]
    return ""


def _any(name: str, text: str) -> bool:
    return any(lexicon(language).machine[name].search(text) for language in LANGUAGES)


def _any_start(name: str, text: str) -> bool:
    return any(lexicon(language).machine[name].match(text) for language in LANGUAGES)
