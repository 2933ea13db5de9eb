"""The reply among quoted mail and signatures, however they stand."""

from __future__ import annotations

import time

import pytest

from fifteen.method.answers._quoted import without_copy
from fifteen.method.answers._reply import reply_of

ASKED = """Dear Mr Ortega,

Could I ask you about welding for fifteen minutes, Tuesday at ten?
I would call you at the shop.

Kind regards
Lena Fischer"""
SENDER = "Ray Ortega <ray@ortega-welding.example>"
MARKED = "\n".join(f"> {line}" for line in ASKED.split("\n"))
OUTLOOK = (
    "From: Lena Fischer <lena@f.example>\nSent: 3 May 2027\nTo: Ray Ortega\nSubject: Welding\n"
)


@pytest.mark.parametrize(
    "header",
    [
        "Lena Fischer writes:\n",
        "Lena Fischer wrote on 2027-05-03 10:00:\n",
        "Quoting Lena Fischer <lena@f.example>:\n\n",
        "Lena Fischer, 3 May 2027 10:00:\n\n",
        "Am 3.5.2027 hat Lena Fischer geschrieben:\n",
        "Am 3.5. schrieben Sie:\n",
        "Zitat von Lena Fischer <lena@f.example>:\n\n",
        OUTLOOK + "\n",
        "",
    ],
)
@pytest.mark.parametrize("quoted", [ASKED, MARKED])
def test_quoted_mail_is_none_above_or_below(header: str, quoted: str) -> None:
    if header.startswith("Lena Fischer, ") and quoted == ASKED:
        return  # nothing tells such a line from the answer but the marks below it
    told = "Tuesday is good.\nRay"
    assert reply_of(f"{told}\n\n{header}{quoted}", SENDER, ASKED) == told
    assert reply_of(f"{header}{quoted}\n\n{told}", SENDER, ASKED) == told


@pytest.mark.parametrize(
    "text",
    [
        ASKED.replace("ten?\n", "ten?\nNo, Wednesday.\n").replace("shop.\n", "shop.\nFine.\n"),
        "LF> Could I ask you about welding?\nNo, Wednesday.\nLF> I would call you\nFine.",
        "> Could I ask you?\nNo, Wednesday.\n> I would call you\nFine.\n\n-- \nOrtega Welding",
        "&gt; Could I ask you?\nNo, Wednesday.\nFine.",
    ],
)
def test_answers_between_what_is_quoted_are_kept(text: str) -> None:
    assert reply_of(text, SENDER, ASKED).split() == ["No,", "Wednesday.", "Fine."]


@pytest.mark.parametrize("told", ["Sure, Tuesday then. Ray", "Sure, Tuesday then. R.O."])
@pytest.mark.parametrize(
    "card",
    [
        "Ortega Welding & Sons\nCertified since 1962",
        "ORTEGA WELDING | Tulsa, OK",
        "Ortega Metallbau GmbH, HRB 1234, Amtsgericht Ulm",
        "[cid:image003.png@01DB]\nRay Ortega\nOrtega Welding",
        "* * *\n*Ray Ortega*",
        "The views expressed are mine alone and not those of the company.",
        "Bitte überlegen Sie, ob Sie diese Mail wirklich drucken müssen.",
        '"Measure twice, cut once"',
    ],
)
def test_the_card_is_none(told: str, card: str) -> None:
    assert reply_of(f"{told}\n\n{card}", SENDER, ASKED) == told
    assert reply_of(f"{told}\n\nOn 3 May Lena Fischer wrote:\n{MARKED}\n\n{card}", SENDER) == told


@pytest.mark.parametrize(
    "told",
    [
        "Sure. R.O.\n\nP.S. Bring boots.",
        "I work with Ray Ortega. Ask him.\n\nHe is at the shop from 7.\nBob",
        "Hello Lena\n\nThe answer is no.\n\nOrtega Welding does not give tours",
        "As I wrote on Monday:\nno visitors this month.\nRay",
        "I can't.\n\nAsk Weld Inc. next door",
        "Yes.\n\nTuesday 10 at the shop",
        "Call 918 555 0199\n\nRay",
    ],
)
def test_what_only_looks_like_a_card_is_said(told: str) -> None:
    assert reply_of(told, SENDER, ASKED) == told


def test_a_report_goes_to_the_copy_of_the_mail() -> None:
    told = "It could not be delivered.\n\n  ray@f.example\n    550 unknown"
    assert without_copy(f"{told}\n\n--- Below this line is a copy of the message.\n\nHi") == told
    assert without_copy(f"{told}\n\n> Hi\n>\n> Lena") == told


@pytest.mark.parametrize(
    "crafted",
    [
        "a",
        "A ",
        ">",
        "> a\n",
        "\n",
        "a:\n",
        "wrote 1:",
        "On 2027 ",
        "From: ",
        "-",
        "* ",
        "[cid:",
        "<",
        "Ray ",
        "R.",
        "x",
        "& co ",
        "schrieb am ",
        "hat a geschrieben",
        "a@b.c ",
        "Von: a\n",
        "| ",
        "\u00e9",
    ],
)
def test_crafted_text_takes_no_time(crafted: str) -> None:
    started = time.monotonic()
    long = crafted * (100_000 // len(crafted))
    reply_of(long, long, long)
    reply_of("Hi\n\n" + long + "\n\nOn 3 May Lena wrote:\n> a\n" + long, SENDER, long)
    without_copy(long[:20_000])
    assert time.monotonic() - started < 2
