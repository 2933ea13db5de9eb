"""Answers on the border of two classes: asked beside agreed, moved and not called off, wishes for
peace said mildly, yes and no to one thing, mail for somebody else; and what only looks so."""

from __future__ import annotations

import pytest

from fifteen.method.answers import Message, read
from fifteen.method.answers._sentences import sentences

ASKED = {
    "en": "Would you have fifteen minutes to tell me about your work?\n\nKind regards,\nMira",
    "de": "Hätten Sie fünfzehn Minuten für ein Gespräch?\n\nViele Grüße\nMira",
}
AGREED = {
    "en": "Thank you for agreeing to talk on Thursday, 26 November at 10:00.\n\nMira",
    "de": "Herzlichen Dank für die Zusage, ich freue mich auf unser Gespräch am Donnerstag, "
    "26. November um 10 Uhr.\n\nMira",
}


def told(text: str, language: str = "en", agreed: bool = False) -> str:
    """The classes of an answer, the first to act on before the others."""
    people = {"sender": "Ana Ruiz <ana@acme.example>", "to": "Mira Halonen <mira@mail.example>"}
    asked = (AGREED if agreed else ASKED)[language]
    reading = read(Message(text, asked=asked, language=language, agreed=agreed, **people))
    return " ".join([reading.main, *reading.also])


@pytest.mark.parametrize(
    ("text", "classes", "language"),
    [
        ("I'd be obliged if there were no further letters.", "never", "en"),
        ("I'd appreciate it if you stopped mailing me.", "never", "en"),
        ("Could you please not e-mail me here or at home any more?", "never", "en"),
        ("It's a no from me, and would you mind taking me off your list?", "never no", "en"),
        ("I don't do interviews. Best not write again, dear.", "never no", "en"),
        ("Bitte sehen Sie von weiteren Schreiben ab.", "never", "de"),
        ("Ich wäre dankbar, wenn Sie mir nicht mehr schrieben.", "never", "de"),
        ("Nein danke, und bitte keine weiteren Mails.", "never no", "de"),
        ("Please don't write again before May, I'm drowning.", "put-off", "en"),
        ("Happy to. Please don't e-mail, call me on 01632 960 442.", "phone yes", "en"),
        ("No thanks, and no need to write again to explain.", "no", "en"),
        ("Sure! Don't send a calendar invite though. Tuesday at 10.", "yes", "en"),
        ("Bitte schreiben Sie mir nicht vor Mai, ich ertrinke.", "put-off", "de"),
        ("Das möchte ich nicht. Bitte nehmen Sie es nicht persönlich.", "no", "de"),
    ],
)
def test_a_wish_for_peace_is_known_however_mildly_it_is_said(
    text: str, classes: str, language: str
) -> None:
    assert told(text, language) == classes


@pytest.mark.parametrize(
    ("text", "classes", "language"),
    [
        ("Fine, Saturday at 8 by the pool. I don't do talks like this.", "unclear", "en"),
        ("Sure thing, Monday at 11! I have decided against giving interviews.", "unclear", "en"),
        ("Ja, kommen Sie Dienstag um 10. Nein, ich will so ein Gespräch nicht.", "unclear", "de"),
        ("I don't usually do this. But ok, Monday at 9.", "yes", "en"),
        ("Tuesday at 3? No wait, Wednesday at 3.", "yes", "en"),
        ("Happy to, Friday at 1. I don't give tours, mind, just the talk.", "yes", "en"),
        ("Eigentlich mache ich so etwas nicht. Aber gut, Montag um 9.", "yes", "de"),
        ("Jan, do you know her? Shall I answer or will you?", "unclear", "en"),
        ("Moni, kennst du die? Soll ich antworten oder machst du das?", "unclear", "de"),
    ],
)
def test_yes_and_no_to_one_thing_and_mail_for_others_are_unclear(
    text: str, classes: str, language: str
) -> None:
    assert told(text, language) == classes


def test_glasses_that_are_ready_for_somebody_else_are_no_yes() -> None:
    ready = "Dear Mrs Hall, your glasses have arrived. Would Saturday at 10 suit you?"
    assert told(ready) == "unclear"
    assert told("Dear Mrs Halonen, yes, gladly. Would Saturday at 10 suit you?") == "yes"


@pytest.mark.parametrize(
    ("text", "classes", "language"),
    [
        ("Sure, Friday at 3. Are you thinking of leaving for good?", "yes question", "en"),
        ("Kindly send me your CV beforehand so that I know your background?", "wants-resume", "en"),
        ("Send me a short CV. Why do you want to leave?", "question wants-resume", "en"),
        ("Have you tried Nils Berg? He knows.", "someone-else", "en"),
        ("Klar, Montag um 9. Kommen Sie vom Handwerk?", "yes question", "de"),
        ("Suchen Sie eine Stelle oder geht es nur ums Informieren?", "question", "de"),
    ],
)
def test_what_is_asked_back_stands_beside_what_is_agreed(
    text: str, classes: str, language: str
) -> None:
    assert told(text, language) == classes


@pytest.mark.parametrize(
    ("text", "classes", "language"),
    [
        ("Thursday's no good after all, I'm free next week, you choose.", "move", "en"),
        ("I can't do Thursday. I suggest Friday 27th at 11.", "move", "en"),
        (
            "Thursday has got tricky, how about Friday? Are you with the press?",
            "move question",
            "en",
        ),
        ("Sorry, can't make Thursday after all.", "cancel", "en"),
        ("I need to cancel. On reflection I'd rather not do this at all.", "cancel no", "en"),
        ("I'm sorry, I won't be able to talk on Thursday. I'm ill.", "cancel", "en"),
        (
            "Thursday is cancelled. I suggest you talk to my colleague Rolf Hansen instead.",
            "cancel someone-else",
            "en",
        ),
        ("I have to call off Thursday. I will not be able to find another date.", "cancel", "en"),
        ("Donnerstag wird doch nichts. Suchen Sie sich einen anderen Tag aus.", "move", "de"),
        ("Aus Donnerstag wird nichts, tut mir leid.", "cancel", "de"),
    ],
)
def test_a_day_that_may_be_chosen_moves_a_talk(text: str, classes: str, language: str) -> None:
    assert told(text, language, agreed=True) == classes


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Come on Monday at 10. I am there.", 2),
        ("Dienstag um 8. Nein, doch nicht.", 2),
        ("Ring 07229 555 04. Sind Sie da?", 2),
        ("Am 24. Dezember bin ich weg.", 1),
        ("Um den 3. Mai herum.", 1),
        ("On 4. May then.", 1),
    ],
)
def test_a_number_ends_a_sentence_where_it_is_no_day(text: str, parts: int) -> None:
    assert len(list(sentences(text))) == parts
