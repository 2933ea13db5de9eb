"""Letters of sign-in leave behind the answer: who waits for a page never waits for a mail server,
and the time an answer takes does not tell whether there is an account."""

from __future__ import annotations

import logging
import smtplib
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

_WAITS = (2, 15)  # seconds before the second and the third try
_log = logging.getLogger("fifteen.server")
# Its threads are waited for at the end of the process: what was asked for still leaves.
_hands = ThreadPoolExecutor(2, thread_name_prefix="fifteen-mail")


class Behind(EmailBackend):
    """Django's own way out, in another thread, tried three times."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """How many were taken on."""
        for message in email_messages:
            behind(lambda message=message: self._send_one(message))  # type: ignore[misc]
        return len(email_messages)

    def _send_one(self, message: EmailMessage) -> None:
        for wait in (*_WAITS, None):
            try:
                # A connection of its own: two threads may not share one.
                EmailBackend().send_messages([message])
                return
            except (OSError, smtplib.SMTPException) as failure:
                if wait is None:
                    _log.warning("a letter of sign-in did not leave: %s", type(failure).__name__)
                    return
                time.sleep(wait)


def behind(what: Callable[[], None]) -> None:
    """Do something after the answer."""
    _hands.submit(_said, what)


def _said(what: Callable[[], None]) -> None:
    try:
        what()
    except Exception:
        _log.exception("something behind an answer failed")
