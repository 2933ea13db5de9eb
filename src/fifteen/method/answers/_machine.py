"""Messages that no person wrote: delivery reports, automatic answers, receipts."""

from __future__ import annotations

import re
from datetime import date

from fifteen.method.answers._lexicon import LANGUAGES, lexicon
from fifteen.method.answers.words import AnswerClass, Found, Message
from fifteen.method.times import Asked, TimeKind, read

_DAEMON = re.compile(
    r"(?:mailer-daemon|postmaster|mail delivery|mail-daemon|mdaemon)", re.IGNORECASE
)
_ADDRESS = r"[\w.+'=-]+@[\w-]+(?:\.[\w-]+)+"
_FINAL = re.compile(rf"(?:final|original)-recipient: *(?:rfc822;)? *<?({_ADDRESS})", re.IGNORECASE)
_STATUS = re.compile(r"^status: *([245]\.\d{1,3}\.\d{1,3})", re.IGNORECASE | re.MULTILINE)
_CODE = re.compile(r"(?<![\d.])([45]\.\d{1,2}\.\d{1,3})(?![\d.])")
_REPLY_CODE = re.compile(r"(?<!\d)([45])\d\d[ -]")
_ACTION = re.compile(r"^action: *(\w+)", re.IGNORECASE | re.MULTILINE)
_ANY_ADDRESS = re.compile(rf"<?({_ADDRESS})>?")
_CUES_FOR_AUTO = 2  # without a header or a subject that says so, one phrase is not enough

_AUTO_HEADERS = ("x-autoreply", "x-autorespond", "x-auto-response-suppress-reply")


def machine(message: Message) -> AnswerClass | None:
    """`bounce` or `auto` where a machine wrote the message, else None."""
    if is_bounce(message):
        return AnswerClass.BOUNCE
    return AnswerClass.AUTO if is_auto(message) else None


def is_bounce(message: Message) -> bool:
    """Whether the message says that another one was not, or not yet, delivered."""
    action = _ACTION.search(message.report)
    if action and action[1].lower() in ("delivered", "relayed", "expanded"):
        return False
    if message.report:
        return True
    text, subject = message.text[:8_000], message.subject.strip()
    says = _any("bounce_text", text)
    named = _any_start("bounce_subject", subject)
    daemon = bool(_DAEMON.search(message.sender))
    return (daemon and (says or named)) or (named and says)


def is_auto(message: Message) -> bool:
    """Whether a machine answered: out of office, ticket, receipt, "no longer with the company"."""
    headers = message.headers
    submitted = headers.get("auto-submitted", "no").split(";")[0].split("(")[0].strip().lower()
    if submitted not in ("", "no") or any(name in headers for name in _AUTO_HEADERS):
        return True
    if headers.get("precedence", "").strip().lower() in ("auto_reply", "bulk", "junk"):
        return True
    if headers.get("return-path", "").strip() == "<>" or message.report:
        return True
    kind = headers.get("content-type", "").lower()
    if "disposition-notification" in kind or "feedback-report" in kind:
        return True
    if _any_start("auto_subject", message.subject.strip()):
        return True
    cues = {
        found[0].lower()
        for language in LANGUAGES
        for found in lexicon(language).machine["auto_text"].finditer(message.text[:4_000])
    }
    return len(cues) >= _CUES_FOR_AUTO


def _any(name: str, text: str) -> bool:
    return any(lexicon(language).machine[name].search(text) for language in LANGUAGES)


def _any_start(name: str, text: str) -> bool:
    return any(lexicon(language).machine[name].match(text) for language in LANGUAGES)


def bounced(message: Message) -> Found:
    """Which address could not be reached, with what status, and whether for good."""
    told = f"{message.report}\n{message.text[:8_000]}"
    final = _FINAL.search(told)
    status = _STATUS.search(told) or _CODE.search(told)
    code = _REPLY_CODE.search(told)
    permanent = True
    if status:
        permanent = status[1].startswith("5")
    elif code:
        permanent = code[1] == "5"
    if _any("delayed", message.subject) or (not status and not code and _any("delayed", told)):
        permanent = False
    action = _ACTION.search(message.report)
    if action and action[1].lower() == "delayed":
        permanent = False
    address = final[1] if final else _someone(told, message)
    return Found(address=address, status=status[1] if status else "", permanent=permanent)


def _someone(text: str, message: Message) -> str:
    own = {found.lower() for found in _ANY_ADDRESS.findall(f"{message.to} {message.sender}")}
    for found in _ANY_ADDRESS.finditer(text):
        if found[1].lower() not in own and not _DAEMON.search(found[1]):
            return found[1]
    return ""


def back_on(message: Message) -> date | None:
    """The day somebody is back, from an automatic answer."""
    if message.written is None:
        return None
    for language in LANGUAGES:
        for found in lexicon(language).machine["back"].finditer(message.text[:4_000]):
            behind = message.text[found.end() : found.end() + 40].split("\n")[0]
            day = day_in(behind, message, language)
            if day is not None:
                return day
    return None


def day_in(text: str, message: Message, language: str) -> date | None:
    """The first day that words name, on the writer's calendar; None where they name none."""
    if message.written is None:
        return None
    told = read(Asked(text, message.written, message.host_zone, message.seeker_zone, (), language))
    for time in told.times:
        if time.kind is not TimeKind.OFFERED:
            return time.span.start.astimezone(message.written.tzinfo).date()
    return None


def new_address(message: Message) -> str:
    """The address somebody can be reached at now, where an automatic answer names one."""
    for language in LANGUAGES:
        for found in lexicon(language).machine["new_address"].finditer(message.text[:4_000]):
            named = _ANY_ADDRESS.search(message.text, found.end(), found.end() + 90)
            if named:
                return named[1]
    return ""
