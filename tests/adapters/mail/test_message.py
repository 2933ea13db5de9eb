"""Whole messages from the wild: parts, charsets, reports; hostile ones break nothing."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fifteen.adapters.mail.message import LARGEST, Mail, parse, text_of
from fifteen.doors.read import message_of
from fifteen.method.answers import AnswerClass, read

SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "bounces"


def test_the_parts_of_a_message() -> None:
    mail = parse(
        b"From: =?iso-8859-1?q?J=F6rg?= <joerg@acme.example>\r\nTo: mira@mail.example\r\n"
        b"Date: Tue, 24 Nov 2026 09:12:00 +0100\r\nSubject: Re: 15 minutes\r\n"
        b"Content-Type: text/plain; charset=windows-1252\r\n\r\nGr\xfc\xdfe \x96 J\xf6rg\r\n"
    )
    assert mail.sender == "Jörg <joerg@acme.example>"
    assert mail.written == datetime(2026, 11, 24, 8, 12, tzinfo=UTC)
    assert mail.text.strip() == "Grüße – Jörg"


def test_html_becomes_words_and_quoted_mail_keeps_its_mark() -> None:
    html = (
        "<style>p{}</style><p>Sure&nbsp;&amp; gladly.</p><blockquote><p>Could we?</p></blockquote>"
    )
    assert text_of(html).replace("\u00a0", " ").split("\n")[0] == "Sure & gladly."
    assert "> Could we?" in text_of(html)
    assert "p{}" not in text_of(html)


def test_an_unknown_charset_and_odd_headers_do_no_harm() -> None:
    mail = parse(
        b"From: ((((((\r\nMessage-ID: <<>\r\nSubject: =?klingon?b?xx?=\r\nDate: yesterday\r\n"
        b"Content-Type: text/plain; charset=klingon\r\n\r\nhello\r\n"
    )
    assert (mail.text.strip(), mail.written) == ("hello", None)


def test_a_broken_coded_word_stays_as_it_is_written_and_hides_no_address() -> None:
    mail = parse(b"From: =?utf-8?b?a?= <ana@acme.example>\r\nSubject: =?utf-8?b?a?=\r\n\r\nhello")
    assert mail.sender == "=?utf-8?b?a?= <ana@acme.example>"
    assert (mail.subject, mail.text) == ("=?utf-8?b?a?=", "hello")


def test_of_a_message_larger_than_any_letter_the_beginning_is_read() -> None:
    letter = "From: ana@acme.example\nContent-Type: text/plain\n\nSure, happy to talk.\n"
    assert parse(letter + "x" * LARGEST).text.startswith("Sure, happy to talk.")


def test_parts_a_thousand_deep_do_no_harm() -> None:
    opened = "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(1_000)
    )
    raw = f"From: ana@acme.example\nSubject: Re\n{opened}Content-Type: text/plain\n\nSure.\n"
    found = parse(raw + "".join(f"--b{n}--\n" for n in reversed(range(1_000))))
    assert (found.sender, found.text.strip()) == ("ana@acme.example", "Sure.")
    assert parse("Subject: x\nContent-Type: message/rfc822\n\n" * 1_000).subject == "x"


def test_a_charset_named_by_mistake_does_not_hide_the_words() -> None:
    told = parse("From: a@b.example\nContent-Type: text/plain; charset=utf-16\n\nSure.")
    assert told.text == "Sure."


def test_scripts_are_not_words_and_nothing_is_fetched() -> None:
    html = "<script>fetch('x')</script><img src='http://t.example/1.gif'>Sure<style>p{}</style>"
    assert text_of(html + "<" * 200_000).startswith("Sure")


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_break_it(raw: bytes) -> None:
    assert isinstance(parse(raw), Mail)


@pytest.mark.skipif(not SAMPLES.exists(), reason="the folder of samples is not here")
def test_real_bounces_are_known_as_such() -> None:
    with (SAMPLES / "sisimai-labels.csv").open(encoding="utf-8") as file:
        rows = {row["file"]: row for row in csv.DictReader(file)}
    told: Counter[bool] = Counter()
    for name, row in rows.items():
        if row["reason"] in ("vacation", "feedback", "delivered", "(no label)"):
            continue
        raw = (SAMPLES / name).read_bytes().decode("latin-1")
        told[read(message_of({"raw": raw})).main is AnswerClass.BOUNCE] += 1
    assert told[True] > 250
    assert told[True] / told.total() >= 0.95
