"""What only looks like a blank, a long talk, pressure, a letter to nobody or one unsigned."""

from __future__ import annotations

import pytest
from tests.method.letters.frames import ASK, ELENA, FACT, found, framed, request, thanks, tied

from fifteen.method.letters.check import check
from fifteen.method.words import Channel, Letter, LetterContext, LetterKind, Tie, TieKind


@pytest.mark.parametrize(
    ("sentence", "quotes"),
    [
        ("I watched the Games of the XXX Olympiad.", []),
        ("Your work on the XXX project is rare.", ["XXX"]),
        ("Your note [the one with the drowned stork] made me laugh.", []),
        ("A plan of the dyke [not a complaint] would help.", []),
        ("I read [not sure which talk].", ["[not sure which talk]"]),
        ("Someone sang and you typed [heckle, Cork accent].", []),
        ("I read [article title] twice.", ["[article title]"]),
        ("The sign said [STAFF ONLY] and you waved me in.", []),
        ("I met you at the fair [it was raining, so you won't know me.]", []),
        ("[Insert a line on how I met her.]", ["[Insert a line on how I met her.]"]),
        ("Of all my templates it's the one {{first_name}} left unfilled that I see.", []),
        ("I know the {{company}} templates.", ["{{company}}"]),
        ("I fill in forms at {{company}}.", ["{{company}}"]),
    ],
)
def test_a_bracket_that_is_meant_is_no_blank(sentence: str, quotes: list[str]) -> None:
    assert [f.quote for f in found(framed(sentence), "placeholder-left")] == quotes


def test_what_is_sent_from_where_and_kisses_are_no_blanks() -> None:
    for ending in ("Ana Lopez\n[sent from the bucket truck]", "Love,\nAna XXX"):
        letter = request(f"Dear Ms Vega,\n\n{FACT} {ASK}\n\n{ending}")
        assert found(letter, "placeholder-left") == []


def test_a_script_may_say_what_to_do() -> None:
    body = f"Hello, is that Elena Vega? My name is Ana Lopez.\n\n[Wait. Smile.]\n\n{FACT} {ASK}"
    assert found(Letter(LetterKind.CALL_SCRIPT, body, None), "placeholder-left") == []
    blank = body.replace("[Wait. Smile.]", "I am from [town].")
    assert [
        f.quote for f in found(Letter(LetterKind.CALL_SCRIPT, blank, None), "placeholder-left")
    ] == ["[town]"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The time difference is one hour in summer.",
        "There is an hour between our time zones.",
        "I come by train, one hour, no problem for me.",
        "By tram it takes 40 minutes.",
        "I'll have walked up from the canal, 40 minutes, so excuse my face.",
        "Just write a day and an hour and I'll be by the phone.",
        "I get half an hour for lunch at noon.",
        "I know that fifteen minutes can become an hour, so I'll watch the clock.",
        "Tell me how you prepare for a morning of forty cases.",
        "I'm free on Wednesday before 10, Thursday from 3 to 6, or Friday.",
    ],
)
def test_hours_that_are_not_those_of_the_talk(sentence: str) -> None:
    assert [f.quote for f in found(framed(sentence), "too-much-time")] == []


@pytest.mark.parametrize(
    "subject",
    ["Half an hour in your garden last May", "Forty minutes of your talk, and a question"],
)
def test_a_subject_may_speak_of_hours_that_are_past(subject: str) -> None:
    assert found(request(framed("").body, subject), "too-much-time") == []


@pytest.mark.parametrize(
    "ask",
    [
        "Could you spare half an hour by phone?",
        "Could I come to the yard for an afternoon of shadowing?",
        "Could we talk by phone, 30 minutes, on Thursday?",
        "Could I come down to you, an hour over lunch?",
        "How about our call on Thursday from 3 to 4?",
    ],
)
def test_hours_that_are(ask: str) -> None:
    letter = request(f"Dear Ms Vega,\n\n{FACT} {ask}\n\nAna Lopez")
    assert found(letter, "too-much-time")


def test_a_few_minutes_and_then_how_many_is_a_length() -> None:
    ask = "Would you have a few minutes, say fifteen, to tell me how you moved into hydrology?"
    assert found(request(f"Dear Ms Vega,\n\n{FACT} {ask}\n\nAna Lopez"), "no-length") == []


@pytest.mark.parametrize(
    ("sentence", "encloses"),
    [
        ("I'd also be glad if you could look over my CV.", False),
        ("Could you take a look at my resume and tell me what's wrong with it?", False),
        ("Could you look over my CV, which I attach?", True),
        ("Could you also look at my portfolio (ana.example)?", True),
        ("I'll send you my CV, so you can read it.", True),
    ],
)
def test_papers_to_be_read_are_not_yet_enclosed(sentence: str, encloses: bool) -> None:
    assert bool(found(framed(sentence), "resume-enclosed")) is encloses


def test_a_tag_behind_the_length_asks() -> None:
    body = f"Hello Elena, {FACT} I'd like to hear how you did it. Fifteen minutes, would you? Ana"
    letter = Letter(LetterKind.REQUEST, body, None, channel=Channel.MESSAGE)
    assert found(letter, "no-clear-ask") == []


@pytest.mark.parametrize(
    ("sentence", "presses"),
    [
        ("Of course you can refuse without giving a reason.", False),
        ("Of course you can find ten minutes for me.", True),
        ("You owe me nothing.", False),
        ("You owe me that much.", True),
        ("I know you can't do favours.", False),
        ("I know you won't say no to a godson.", True),
        ("I expect you get complaints.", False),
        ("I expect you to answer.", True),
        ("I can hardly imagine your diary, so a no is an entirely reasonable answer.", False),
        ("A no is not an answer I can take.", True),
        ("No answer is an answer too.", False),
        ("I shall be at your lecture on Monday anyway.", False),
        ("I shall be at your office on Monday.", True),
    ],
)
def test_a_way_out_does_not_press(sentence: str, presses: bool) -> None:
    assert bool(found(framed(sentence), "pressing")) is presses


@pytest.mark.parametrize(
    ("seeker", "ending", "signed"),
    [
        ("Linda Prybil", "\n\nLinda Prybil (prizz-bill, don't worry, no one gets it right)", True),
        ("Col Haggerty", "\n\nCol", True),
        ("Sunita Rao", " Sunita from the pool shop, the one with the wasp question.", True),
        ("Derek Burns", " Nae offence. Deek", True),
        ("Derek Burns", " Nae offence. Don", False),
        ("Griet Burns", "\n\nGratefully", False),
        ("Ana Lopez", " Anyway.", False),
    ],
)
def test_whoever_signs_in_another_form(seeker: str, ending: str, signed: bool) -> None:
    context = LetterContext(host_name="Elena Vega", seeker_name=seeker)
    letter = request(f"Dear Ms Vega,\n\n{FACT} {ASK}{ending}")
    assert (found(letter, "no-sign-off", context) == []) is signed


@pytest.mark.parametrize(
    ("host", "greeting"),
    [
        ("Katarzyna Nowak", "Cześć Kasia! "),
        ("Pekka Virtanen", "Hei Pekka,\n\n"),
        ("Gavin Shiels", "Gav me aul flower, it's Ana. "),
        ("Dominic Farr", "Hi Dom, "),
        ("Col Baxendale", "Hello Col, "),
        ("Barry Tonks", "Oi Baz, "),
        ("Sharon Webb", "Hiya Shazza, "),
        ("Colin Park", "Dear Col,\n\n"),
        ("Marek Novák", "Ahoj Marku, "),
        ("Marek Novák", "Dobrý den, pane Nováku,\n\n"),
        ("Elena Vega", "Bom dia, Elena!\n\n"),
        ("Elena Vega", "Dear, dear Elena,\n\n"),
    ],
)
def test_greetings_of_other_places_greet_somebody(host: str, greeting: str) -> None:
    body = f"{greeting}{FACT} {ASK}\n\nAna Lopez"
    letter = Letter(LetterKind.REQUEST, body, None, channel=Channel.MESSAGE)
    context = LetterContext(host_name=host, seeker_name="Ana Lopez")
    rules = {f.rule for f in check(letter, context)}
    assert rules.isdisjoint({"impersonal-greeting", "wrong-name", "placeholder-left"})


@pytest.mark.parametrize(
    ("tie", "sentence", "named"),
    [
        (
            Tie(TieKind.GROUP, "Arizona Translators & Interpreters"),
            "I saw you at two ATI meetings and am curious how interpreting is learned.",
            True,
        ),
        (
            Tie(TieKind.GROUP, "Arizona Translators & Interpreters"),
            "I am curious how interpreting is learned.",
            False,
        ),
        (Tie(TieKind.GROUP, "Holmlea Allotments"), "It's Ana from the allotments.", True),
        (Tie(TieKind.GROUP, "Holmlea Allotments"), "You wrote on allotments.", False),
        (Tie(TieKind.REFERRED, "Alan Burgess"), "Big Al said I could use his name.", True),
        (Tie(TieKind.REFERRED, "Coach Dave"), "It was Coach who told me of you.", True),
        (Tie(TieKind.ALUMNI, "UP Los Baños"), "UPLB 2015 here.", True),
        (Tie(TieKind.COLLEAGUE, "Brae & Birk Timber"), "I hear you buy timber now.", False),
        (Tie(TieKind.COLLEAGUE, "Blackrock Mine"), "We were six years on the same crew.", True),
    ],
)
def test_a_short_form_names_the_tie(tie: Tie, sentence: str, named: bool) -> None:
    assert (found(framed(sentence), "tie-not-named", tied(tie)) == []) is named


def test_the_name_of_their_firm_names_no_school() -> None:
    tie = Tie(TieKind.ALUMNI, "École de cirque de Châlons")
    context = LetterContext("Maxime Roussel", None, "Cirque Aubépine", tie, "Ana Lopez")
    for said, named in (("the swing at Cirque Aubépine", False), ("our days at Châlons", True)):
        letter = request(f"Dear Maxime,\n\nI know {said}. {ASK}\n\nAna Lopez")
        assert (found(letter, "tie-not-named", context) == []) is named


@pytest.mark.parametrize(
    ("body", "thanked"),
    [
        ("Asante sana for sitting with me today.", True),
        ("Diolch for the call on dykes.", True),
        ("That was mighty good of you.", True),  # its subject thanks
        ("What a pleasure it was to talk about dykes.", False),
    ],
)
def test_thanks_in_other_words(body: str, thanked: bool) -> None:
    assert (found(*_of("no-thanks", body)) == []) is thanked


def _of(rule: str, body: str) -> tuple[Letter, str, LetterContext]:
    letter, context = thanks(body)
    return letter, rule, context


@pytest.mark.parametrize(
    "sentence",
    [
        "Please keep a small corner of your memory for me.",
        "Keep me in a pigeonhole of your memory, would you?",
        "Would you make a mental note of me, the lad from Delft?",
        "I trust you'll not forget the vet's widow who rang from a layby.",
        "I would be pleased to stay in your good memory.",
        "Kindly keep my name in your good memory.",
    ],
)
def test_to_be_remembered_in_any_words_is_no_ask(sentence: str) -> None:
    body = f"Thank you for telling me on the telephone how you read a dyke. {sentence}"
    letter, context = thanks(body, LetterKind.THANKS_PHONE)
    rules = {f.rule for f in check(letter, context)}
    assert rules.isdisjoint({"not-to-be-remembered", "new-ask", "asks-for-job"})


@pytest.mark.parametrize(
    ("sentence", "asks"),
    [
        ("And if there's another engineer you'd send me to, I'd be glad.", False),
        ("Is there somebody in Delft you think I ought to speak with as well?", False),
        ("And if you'd send me your slides, I'd be glad.", True),
    ],
)
def test_a_further_name_is_no_new_ask(sentence: str, asks: bool) -> None:
    body = f"Thank you for telling me on the telephone how you read a dyke. {sentence}"
    letter, context = thanks(body, LetterKind.THANKS_PHONE)
    assert bool(found(letter, "new-ask", context)) is asks


@pytest.mark.parametrize(
    "sentence",
    [
        "I'd like your advice on when to stop working alone and take on a first apprentice.",
        "I'd ask what it was like up there and if they still need people who can do it.",
    ],
)
def test_the_way_of_hiring_is_learned_not_asked(sentence: str) -> None:
    assert [f.quote for f in found(framed(sentence), "asks-for-job")] == []


def test_a_good_letter_in_another_voice_is_ready() -> None:
    letter = framed("A no is fine, of course, and you owe me nothing.")
    assert check(letter, ELENA) == ()
