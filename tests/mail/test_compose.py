"""A letter as the bytes that leave: headers nobody can add to, lines any program can join again."""

from __future__ import annotations

import email
import email.policy
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fifteen.adapters.mail.compose import flowed, message_id, render

AT = datetime(2026, 11, 24, 8, 40, tzinfo=UTC)
MIRA, ANA = ("Mira Halonen", "mira@post.example"), ("Ana Ruiz", "ana@there.example")


def mail(**changed: object) -> EmailMessage:
    told: dict[str, object] = {
        **{"sender": MIRA, "to": ANA, "subject": "Fifteen minutes", "body": "Dear Ana"},
        **{"own_id": "<a-b_c@post.example>", "at": AT, **changed},
    }
    raw = render(**told)  # type: ignore[arg-type]
    found = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    return found


def joined(text: str) -> str:
    """What a program makes of text that flows (RFC 3676)."""
    out = ""
    for line in text.split("\n"):
        line = line.removeprefix(" ")
        soft = line.endswith(" ") and line != "-- "
        out += line if soft else line + "\n"
    return out.removesuffix("\n")


EVIL = "Hello\r\nBcc: evil@x.example\r\n\r\nbody"


def test_nothing_typed_becomes_a_header() -> None:
    found = mail(subject=EVIL, sender=(EVIL, MIRA[1]), to=(EVIL, ANA[1]))
    assert found["Bcc"] is None
    assert sorted(found.keys()) == sorted(
        [
            *("From", "To", "Subject", "Date", "Message-ID"),
            *("Content-Type", "Content-Transfer-Encoding", "MIME-Version"),
        ]
    )
    assert found.get_content().strip() == "Dear Ana"


@pytest.mark.parametrize(
    "address",
    [
        *("", "ana", "@x.example", "a\r\nBcc: b@x.example", "a b@x.example", "ä@x.example"),
        *("a@", "a@x\ry", 'a"@x.example', "a,b@x.example", "<a@x.example>", "a@" + "x" * 300),
    ],
)
def test_what_is_no_address_does_not_leave(address: str) -> None:
    try:
        found = mail(to=("Ana", address))
    except ValueError:
        return
    assert found["Bcc"] is None and len(found["To"].addresses) == 1


@pytest.mark.parametrize("name", ["Müller, Jürgen", "李雷", 'Ana "the wave" Ruiz', "Ø; x", ""])
def test_names_of_any_script_arrive_as_they_are(name: str) -> None:
    [to] = mail(to=(name, "li@müller.example"))["To"].addresses
    assert (to.display_name, to.addr_spec) == (name, "li@xn--mller-kva.example")


def test_a_thread_goes_on_and_what_is_no_id_is_left_out() -> None:
    found = mail(thread=["<one-a@x.example>", "evil\r\nBcc: x", "<two@y.example>"])
    assert found["In-Reply-To"] == "<two@y.example>"
    assert found["References"].split() == ["<one-a@x.example>", "<two@y.example>"]


def test_the_id_stands_under_the_senders_domain() -> None:
    assert message_id("t-1", "mira@müller.example") == "<t-1@xn--mller-kva.example>"


def test_lines_stay_short_and_the_whole_is_there_again() -> None:
    text = "word " * 60 + "\n\n> quoted\nFrom here\n  indented\n-- \nMira\n" + "x" * 300
    lines = flowed(text).split("\n")
    assert max(len(line) for line in lines if "x" * 300 not in line) <= 73
    assert joined(flowed(text)).split() == text.split()
    assert not any(line.startswith(("From ", ">")) for line in lines)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=400))
def test_no_text_breaks_a_mail(body: str) -> None:
    body = body.replace("\x00", "")
    found = mail(body=body, subject=body)
    assert found.get_content_type() == "text/plain"
    assert found["Bcc"] is None
    wanted = "".join(body.split())
    assert "".join(joined(found.get_content().replace("\r\n", "\n")).split()) == wanted
