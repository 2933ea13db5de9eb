"""Who says that a sender is genuine: the seeker's own server on top of a mail, and nobody below."""

from __future__ import annotations

import pytest

from fifteen.adapters.mail import checks
from fifteen.adapters.mail import message as mail
from fifteen.adapters.mail.checks import Receiver, receiver

OURS = "mx.post.example; dmarc=fail header.from=x.example; spf=pass"
TOOK = "Received: from there.example by mx.post.example with ESMTPS id 1; Tue, 24 Nov 2026"
FORGED = "Authentication-Results: mx.post.example; dmarc=pass; spf=pass; dkim=pass"
OWN = receiver("", ["mira@post.example", "imap.post.example"])


def found(*lines: str, own: Receiver = OWN) -> dict[str, str]:
    head = "\r\n".join((*lines, "From: ana@x.example", "Subject: x"))
    return checks.found(mail.parse(f"{head}\r\n\r\ntext".encode()).traces, own)


def test_the_own_server_is_heard() -> None:
    told = found(f"Authentication-Results: {OURS}", TOOK)
    assert told == {"by": "mx.post.example", "dmarc": "fail", "spf": "pass"}
    assert checks.is_doubted(told)


def test_what_came_with_the_mail_is_not() -> None:
    """The sender wrote a line that praises them, below the one of the own server."""
    told = found(f"Authentication-Results: {OURS}", TOOK, FORGED)
    assert told["dmarc"] == "fail"
    again = found(f"Authentication-Results: {OURS}", FORGED.replace("mx.post", "mx.evil"))
    assert again["dmarc"] == "fail" and "dkim" not in again


def test_a_stranger_on_top_says_nothing_and_hides_nobody_below() -> None:
    assert found("Authentication-Results: mx.evil.example; dmarc=pass", FORGED) == {}


def test_the_checks_of_one_server_may_stand_in_lines_of_their_own() -> None:
    told = found(
        "Authentication-Results: mx.post.example; dkim=none",
        "Authentication-Results: mx.post.example; spf=fail smtp.mailfrom=x.example",
        TOOK,
        FORGED,
    )
    assert told == {"by": "mx.post.example", "dkim": "none", "spf": "fail"}
    assert checks.is_doubted(told)


def test_results_in_comments_do_not_count() -> None:
    told = found(
        "Authentication-Results: mx.post.example (dmarc=pass (or so)); spf=fail (dkim=pass)"
    )
    assert told == {"by": "mx.post.example", "spf": "fail"}


def test_a_chosen_name_is_the_only_one_that_counts() -> None:
    own = receiver("auth.hosted.example", ["mira@post.example"])
    line = "Authentication-Results: auth.hosted.example; dmarc=pass"
    assert found(line, own=own)["dmarc"] == "pass"
    assert found(FORGED, own=own) == {}
    assert (
        found("Authentication-Results: other.example; spf=pass", line, own=own)["dmarc"] == "pass"
    )


@pytest.mark.parametrize(
    ("host", "line"),
    [
        ("imap.gmail.com", "mx.google.com; dkim=pass header.i=@x.example; dmarc=pass (p=NONE)"),
        ("outlook.office365.com", "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=x; dmarc=pass"),
        ("imap.mail.me.com", "bimi.icloud.com; dmarc=pass"),
        ("imap.fastmail.com", "mx6.messagingengine.com; dmarc=pass policy.x=y"),
        ("imap.mail.yahoo.com", "atlas1.mail.bf1.yahoo.com; dmarc=pass(p=reject)"),
    ],
)
def test_large_providers_sign_with_other_names(host: str, line: str) -> None:
    own = receiver("", ["mira@own.example", host])
    assert found(f"Authentication-Results: {line}", own=own)["dmarc"] == "pass"


def test_a_server_that_took_the_mail_over_itself_is_known_by_that() -> None:
    took = "Received: from a.example (a.example [192.0.2.1]) by mx3.hoster.example (Postfix); x"
    line = "Authentication-Results: mx3.hoster.example; dmarc=fail"
    assert found(took, line)["dmarc"] == "fail"
    assert found(line, took) == {}


def test_domains_as_they_are_registered() -> None:
    names = {"mx1.mail.example.co.uk": "example.co.uk", "a.b.example.org": "example.org"}
    assert {name: checks.domain_of(name) for name in names} == names


@pytest.mark.parametrize("line", ["", ";", "mx.post.example", "=;=", "(" * 3000, "dmarc=" * 500])
def test_nonsense_says_nothing(line: str) -> None:
    assert found(f"Authentication-Results: {line}") in ({}, {"by": ""})
