"""The underlines stand under exactly the words they are about, whatever the words are."""

from __future__ import annotations

import re
from html import unescape

import pytest

from fifteen.method.letters.drafts import Blank
from fifteen.method.words import Finding, Level
from fifteen.pages import _findings


def about(
    text: str,
    quote: str,
    rule: str = "asks-for-job",
    level: Level = Level.STOP,
    field: str = "body",
    replacement: str | None = None,
) -> Finding:
    start = text.index(quote)
    return Finding(rule, level, field, start, start + len(quote), quote, "Why.", "A1", replacement)


def whole(rule: str, level: Level = Level.ADVISE) -> Finding:
    return Finding(rule, level, "body", 0, 0, "", "Why.", "A5")


def marked(text: str, *findings: Finding) -> str:
    return str(_findings.marks(text, _findings.shown(findings)))


def underlined(html: str) -> str:
    """The text with what is underlined in brackets, nested marks as one."""
    flat, depth = "", 0
    for piece in re.split(r"(</?mark[^>]*>)", html):
        if piece.startswith("<mark"):
            flat += "[" if depth == 0 else ""
            depth += 1
        elif piece.startswith("</mark"):
            depth -= 1
            flat += "]" if depth == 0 else ""
        else:
            flat += unescape(piece)
    return flat.replace("][", "")


def test_a_stop_is_underlined_numbered_and_can_be_jumped_to() -> None:
    text = "Dear Ana, could you hire me? Mira"
    html = marked(text, about(text, "could you hire me?"))
    assert html == (
        'Dear Ana, <mark class="stop" data-n="1" id="hit-1">could you hire me?</mark> Mira'
    )


def test_advice_is_underlined_without_the_red_of_a_stop() -> None:
    text = "Answer by Friday."
    html = marked(text, about(text, "by Friday", "pressing", Level.ADVISE))
    assert '<mark data-n="1"' in html
    assert "stop" not in html


@pytest.mark.parametrize(
    "text",
    [
        "👩🏽‍🔬 Dear Ana, could you hire me? 🎈",
        "Dear Zoe\u0308, n\u0303 could you hire me? Mira",
        "Dear 李雷，could you hire me? 𝒜",
        "\n\n  Dear Ana,\n\tcould you hire me?\n\n",
    ],
)
def test_offsets_count_code_points_like_the_check_does(text: str) -> None:
    html = marked(text, about(text, "could you hire me?"))
    assert underlined(html) == text.replace("could you hire me?", "[could you hire me?]")


def test_html_in_a_letter_stays_text() -> None:
    text = 'Dear <b>Ana</b> & "co", <script>hire()</script> me'
    html = marked(text, about(text, "<script>hire()</script> me"))
    assert "<script" not in html
    assert "<b>" not in html
    assert underlined(html) == 'Dear <b>Ana</b> & "co", [<script>hire()</script> me]'


def test_two_findings_that_share_words_keep_their_own_words() -> None:
    text = "Please hire me by Friday at the latest."
    first = about(text, "hire me by Friday")
    second = about(text, "by Friday at the latest", "pressing", Level.ADVISE)
    html = marked(text, first, second)
    assert underlined(html) == "Please [hire me by Friday at the latest]."
    assert html.count('data-n="1"') == html.count('data-n="2"') == 1
    assert unescape(re.sub(r"<[^>]+>", "", html)) == text
    red = "".join(re.findall(r'class="stop"[^>]*>(?:<mark[^>]*>)?([^<]*)', html))
    assert red == "hire me by Friday"


def test_a_finding_inside_another_is_numbered_too() -> None:
    text = "Could you hire me soon?"
    html = marked(
        text, about(text, "Could you hire me soon?"), about(text, "soon", "pressing", Level.ADVISE)
    )
    assert underlined(html) == "[Could you hire me soon?]"
    assert 'id="hit-1"' in html
    assert 'id="hit-2"' in html


def test_two_findings_about_the_same_words_both_have_a_number() -> None:
    text = "Hire me"
    html = marked(text, about(text, "Hire me"), about(text, "Hire me", "pressing", Level.ADVISE))
    assert html.count("<mark") == 2
    assert underlined(html) == "[Hire me]"


def test_what_is_about_the_whole_letter_or_the_subject_underlines_nothing_in_the_body() -> None:
    text = "Dear Ana"
    subject = about("Hi", "Hi", "no-subject", Level.ADVISE, "subject")
    assert marked(text, whole("no-clear-ask"), subject) == text


def test_a_span_beyond_the_text_is_cut_at_its_end() -> None:
    late = Finding("pressing", Level.ADVISE, "body", 5, 99, "Ana", "Why.", "A9")
    assert underlined(marked("Dear Ana", late)) == "Dear [Ana]"
    assert marked("Dear", late) == "Dear"


def test_numbers_follow_the_text_and_the_whole_letter_comes_last() -> None:
    text = "One. Two."
    found = _findings.shown(
        [whole("no-length"), about(text, "Two."), about(text, "One.", "pressing", Level.ADVISE)]
    )
    assert [(s.n, s.finding.rule) for s in found] == [
        (1, "pressing"),
        (2, "asks-for-job"),
        (3, "no-length"),
    ]


def test_the_level_is_said_in_words() -> None:
    (stop,) = _findings.shown([about("hire", "hire")])
    (advice,) = _findings.shown([whole("no-length")])
    assert stop.title == "Stop: it asks for a job"
    assert advice.title == "Advice: it names no length"


def test_a_rule_nobody_has_worded_yet_is_shown_by_its_name() -> None:
    assert _findings.says("sings-too-loud") == "sings too loud"


def test_a_blank_says_what_belongs_there() -> None:
    text = "Dear [their name],"
    blank = Blank("[their name]", "The name of the person.")
    (one,) = _findings.shown([about(text, "[their name]", "placeholder-left")], [blank])
    assert one.hint == "The name of the person."


@pytest.mark.parametrize(
    ("findings", "said"),
    [
        ([], "Ready to leave"),
        ([whole("no-length")], "Ready, with one piece of advice"),
        ([whole("no-length"), whole("too-long")], "Ready, with two pieces of advice"),
        ([about("x", "x")], "Nearly ready: one stop"),
        (
            [about("x", "x"), whole("no-length")],
            "Nearly ready: one stop and one piece of advice",
        ),
        ([about("x", "x")] * 2, "Nearly ready: two stops"),
        ([about("x", "x")] * 3, "Not ready yet: three stops"),
    ],
)
def test_the_headline_is_the_answer(findings: list[Finding], said: str) -> None:
    assert _findings.headline(findings) == said


def test_a_better_wording_replaces_the_words_and_nothing_else() -> None:
    text = "🎈 Hire me? Yours, Mira"
    better = about(text, "Hire me?", replacement="May I ask?")
    assert _findings.applied(text, _findings.shown([better])[0]) == "🎈 May I ask? Yours, Mira"


def test_a_replacement_of_nothing_takes_the_words_out() -> None:
    text = "Yes. Hire me."
    out = about(text, " Hire me.", replacement="")
    assert _findings.applied(text, _findings.shown([out])[0]) == "Yes."
    assert _findings.shown([out])[0].takes


def test_there_is_nothing_to_take_without_a_better_wording() -> None:
    assert not _findings.shown([about("hire", "hire")])[0].takes


def test_a_stop_is_overruled_by_typing_what_it_does() -> None:
    job = about("hire", "hire")
    assert _findings.says_each([job]) == ("asks for a job",)
    assert _findings.overruled("  Asks for a JOB ", [job]) == {"asks-for-job"}
    assert _findings.overruled("yes", [job]) == frozenset()


def test_every_stop_wants_its_own_words() -> None:
    stops = [about("hire cv", "hire"), about("hire cv", "cv", "resume-enclosed")]
    assert _findings.says_each(stops) == ("asks for a job", "encloses a résumé")
    assert _findings.overruled("asks for a job", stops) == {"asks-for-job"}
    both = _findings.overruled("asks for a job and encloses a resume", stops)
    assert both == {"asks-for-job", "resume-enclosed"}


def test_advice_needs_no_overruling() -> None:
    assert _findings.says_each([whole("no-length")]) == ()
