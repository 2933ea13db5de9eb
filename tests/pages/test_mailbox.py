"""The mailbox page, and what the mailbox has to say on Today and on the letter page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fifteen.actions import outbox
from fifteen.actions._write import Done
from fifteen.adapters.mail import servers
from fifteen.method.leaving import Out
from fifteen.store import scope
from fifteen.store.models import Campaign, KnownMail, Mailbox, Outgoing
from tests.mail import post
from tests.pages import here
from tests.world import NOW

pytestmark = pytest.mark.django_db
_clock = here._clock
YES = "Happy to talk. Thursday at 3 works for me."


def shown(seat: Client, path: str) -> str:
    return " ".join(seat.get(path).content.decode().split())


def test_a_known_provider_is_found_by_the_address_alone() -> None:
    found = servers.known("mira@GMAIL.com")
    assert found is not None
    assert (found.imap.host, found.smtp.port, found.files) == ("imap.gmail.com", 465, True)
    assert servers.known("mira@nowhere.example") is None


def test_an_autoconfig_file_names_its_servers_and_unencrypted_ones_do_not_count() -> None:
    told = """<clientConfig><emailProvider>
      <incomingServer type="imap"><hostname>a.example</hostname><port>143</port>
        <socketType>plain</socketType></incomingServer>
      <incomingServer type="imap"><hostname>b.example</hostname><port>993</port>
        <socketType>SSL</socketType></incomingServer>
      <outgoingServer type="smtp"><hostname>c.example</hostname><port>587</port>
        <socketType>STARTTLS</socketType></outgoingServer></emailProvider></clientConfig>"""
    found = servers.from_file(told)
    assert found is not None
    assert (found.imap.host, found.smtp.host, found.smtp.how) == (
        "b.example",
        "c.example",
        "starttls",
    )
    bomb = '<!DOCTYPE x [<!ENTITY a "aa">]><clientConfig>&a;</clientConfig>'
    assert servers.from_file(bomb) is None
    assert servers.from_file("no file") is None


def test_what_fails_is_said_in_plain_words_and_the_password_is_not_shown(
    seat: Client, mira: Campaign
) -> None:
    form = {
        **{"address": "mira@post.example", "password": "very secret"},
        **{"imap_host": "no.such.name.invalid", "imap_port": "993", "imap_how": "tls"},
        **{"smtp_host": "127.0.0.1", "smtp_port": "1", "smtp_how": "starttls"},
    }
    answer = seat.post("/settings/mailbox", form)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "There is no server called no.such.name.invalid" in text
    assert "127.0.0.1 does not answer at port 1" in text
    assert "very secret" not in text
    assert not Mailbox.objects.exists()


def test_the_password_is_nowhere_in_the_database_or_on_a_page(seat: Client, mira: Campaign) -> None:
    row = post.connected(mira)
    assert "so s" not in row.secret
    text = shown(seat, "/settings/mailbox")
    assert "mira@post.example" in text and row.secret not in text
    assert row.secret not in shown(seat, "/settings")


def test_today_says_when_reading_has_failed_for_a_day(seat: Client, mira: Campaign) -> None:
    post.ana(mira)
    post.connected(mira)
    Mailbox.objects.update(failing_since=NOW - timedelta(hours=23), error="password")
    assert "not been read for a day" not in shown(seat, "/")
    Mailbox.objects.update(failing_since=NOW - timedelta(hours=25))
    text = shown(seat, "/")
    assert "not been read for a day" in text
    assert "does not take this name and password" in text


def test_the_mailbox_page_says_when_it_was_read_and_what_to_do(
    seat: Client, mira: Campaign
) -> None:
    post.connected(mira)
    folders = {"INBOX": {"count": 1204, "kept": 3}, "Archive": {"count": 9, "kept": 1}}
    Mailbox.objects.update(last_good=NOW - timedelta(hours=1), folders=folders)
    text = shown(seat, "/settings/mailbox")
    assert "<dt>Next</dt><dd>in a moment</dd>" in text  # its time has come
    assert text.index("INBOX") < text.index("Archive")
    row = '<th scope="row">INBOX</th><td class="num">1,204</td><td class="num">3</td>'
    assert row in text
    later = NOW + timedelta(minutes=5)
    Mailbox.objects.update(next_run=later, last_run=NOW, error="password", failing_since=NOW)
    text = shown(seat, "/settings/mailbox")
    assert "Your mailbox cannot be read just now." in text and "Last tried" in text
    assert '<a href="#connect">Type it once more</a>' in text
    assert "in a moment" not in text and "or when something comes" not in text
    seat.post("/settings/mailbox/read")
    assert "<dd>in a moment</dd>" in shown(seat, "/settings/mailbox")


@pytest.mark.parametrize(
    ("sender", "error", "words"),
    [
        ("mira@post.example", "lost", "looked for in Sent with the next reading"),
        ("mira@post.example", "looked", "Ask Ana Ruiz before it goes a second time"),
        ("mira@gmail.com", "looked", "it seems to be here"),
    ],
)
def test_a_letter_nobody_knows_of_says_what_sent_proves(
    seat: Client, mira: Campaign, sender: str, error: str, words: str
) -> None:
    post.connected(mira)
    assert isinstance(outbox.send(post.written(post.ana(mira)), NOW, at_once=True), Done)
    Outgoing.objects.update(state="uncertain", error=error, sender=sender)
    assert words in shown(seat, "/")


def came(campaign: Campaign, text: str = YES, **more: object) -> KnownMail:
    """A mail of Ana, read."""
    person = post.ana(campaign)
    from tests import world

    world.diary(person, "20 Nov asked")
    from fifteen.actions import mailbox

    assert mailbox.bring(campaign, post.answer(text), NOW + timedelta(hours=3)).kept == 1
    KnownMail.objects.update(**more)
    return KnownMail.objects.get()


def test_an_answer_stands_first_on_today_with_the_words_it_rests_on(
    seat: Client, mira: Campaign
) -> None:
    mail = came(mira)
    text = shown(seat, "/")
    assert "<h1>Ana Ruiz wrote.</h1>" in text
    assert "It reads as a yes." in text and "Happy to talk" in text
    answer = seat.post(f"/people/ana-ruiz/mail/{mail.key}", {"do": "keep"})
    assert answer.headers["Location"] == "/people/ana-ruiz/book"
    assert "wrote." not in shown(seat, "/").split("<h1>")[1].split("</h1>")[0]


def test_a_wrong_reading_is_corrected_on_the_answer_page(seat: Client, mira: Campaign) -> None:
    mail = came(mira)
    page = shown(seat, f"/people/ana-ruiz/answer?of={mail.key}")
    assert 'value="said-yes" required checked' in page
    seat.post("/people/ana-ruiz/answer", {"of": mail.key, "what": "said-no", "text": "no"})
    mail.refresh_from_db()
    assert mail.state == "kept"
    assert scope.entries(mira).get(act=mail.act).verb == "said-no"


def test_a_doubted_sender_and_junk_are_said(seat: Client, mira: Campaign) -> None:
    came(mira, forged=True, junk=True)
    text = shown(seat, "/people/ana-ruiz")
    assert "doubts that this really comes from them" in text
    assert "junk folder" in text


def test_a_doubted_sender_is_said_where_the_answer_is_chosen_and_nothing_is_urged(
    seat: Client, mira: Campaign
) -> None:
    mail = came(mira)
    keep, page = 'main" name="do" value="keep"', f"/people/ana-ruiz/answer?of={mail.key}"
    assert keep in shown(seat, "/") and "doubts that this" not in shown(seat, page)
    KnownMail.objects.update(forged=True, checks={"by": "mx.post.example", "dmarc": "fail"})
    assert keep not in shown(seat, "/")
    assert "doubts that this really comes from them" in shown(seat, page)
    assert "could not confirm the sender: DMARC fail." in shown(seat, page)
    KnownMail.objects.update(reading={})  # nor where it could not be read
    assert "doubts that this really comes from them" in shown(seat, page)


@pytest.mark.parametrize(("result", "doubted"), [("fail", True), ("pass", False)])
def test_of_a_file_too_the_checks_of_the_own_server_are_shown(
    result: str, doubted: bool, seat: Client, mira: Campaign
) -> None:
    post.ana(mira)
    post.connected(mira)
    more = f"Authentication-Results: mx.post.example; dmarc={result} header.from=post.example\r\n"
    file = SimpleUploadedFile("a.eml", post.answer(YES, more=more))
    page = seat.post("/people/ana-ruiz/answer", {"read": "1", "file": file}).content.decode()
    assert ("doubts that this really comes from them" in page) is doubted
    assert f"DMARC {result}" in page


def test_what_the_own_server_says_of_a_sender_stands_beside_the_mail(
    seat: Client, mira: Campaign
) -> None:
    came(mira, checks={"by": "mx.post.example", "dmarc": "pass", "spf": "pass"})
    text = shown(seat, "/people/ana-ruiz")
    sentence = "Your mail server (mx.post.example) confirms that it comes from the domain it names"
    assert text.count(sentence) == 2  # where it waits, and among what was written
    KnownMail.objects.update(checks={"by": "mx.post.example", "dmarc": "fail"}, forged=True)
    text = shown(seat, "/")
    assert "(mx.post.example) could not confirm the sender: DMARC fail." in text
    KnownMail.objects.update(checks={}, forged=False)
    assert "Your mail server" not in shown(seat, "/")


def test_markup_in_a_mail_is_shown_as_text(seat: Client, mira: Campaign) -> None:
    came(mira, f"{YES} <img src='https://track.example/x.gif'><script>alert(1)</script>")
    text = shown(seat, "/people/ana-ruiz")
    assert "<img src=" not in text and "<script>alert" not in text
    assert "&lt;script&gt;" in text


def test_the_letter_page_sends_and_then_shows_the_letter_on_its_way(
    seat: Client, mira: Campaign
) -> None:
    letter = post.written(post.ana(mira))
    here = f"/people/ana-ruiz/letters/{letter.key}"
    assert f"{here}/send" not in shown(seat, here)
    post.connected(mira)
    assert f"{here}/send" in shown(seat, here)
    form = {"subject": letter.subject, "body": letter.body, "revision": str(letter.revision)}
    sent = seat.post(f"{here}/send", {**form, "when": "now"}, follow=True)
    assert "leaves in 20 seconds" in sent.content.decode()
    assert "Call it back" in shown(seat, here)
    assert "On its way out" in shown(seat, "/")
    assert seat.post(f"{here}/keep", {**form, "body": "other"}).status_code == 422
    seat.post(f"{here}/way", {"do": "back"})
    assert Outgoing.objects.get().state == Out.BACK
    assert f"{here}/send" in shown(seat, here)


@pytest.mark.parametrize(
    ("state", "error", "words"),
    [
        ("failed", "address", "does not know the address ana@post.example"),
        ("failed", "gave-up", "tried for most of a day"),
        ("failed", "password", "does not take this name and password"),
        ("uncertain", "looked", "nobody can say whether it left"),
        ("back", "wrote", "They wrote meanwhile"),
    ],
)
def test_a_letter_that_needs_the_seeker_says_why(
    seat: Client, mira: Campaign, state: str, error: str, words: str
) -> None:
    post.connected(mira)
    assert isinstance(outbox.send(post.written(post.ana(mira)), NOW, at_once=True), Done)
    Outgoing.objects.update(state=state, error=error)
    assert words in shown(seat, "/")
    assert words in shown(seat, "/people/ana-ruiz")


def test_a_file_of_mails_is_read(seat: Client, mira: Campaign) -> None:
    post.ana(mira)
    file = SimpleUploadedFile("a.eml", post.answer("Hello"))
    answer = seat.post("/settings/mailbox/bring", {"file": file}, follow=True)
    assert "1 mail looked at, 0 belong" in answer.content.decode()


def test_signing_in_begins_and_comes_back_with_the_right_state_alone(
    seat: Client, mira: Campaign
) -> None:
    form = {"provider": "google", "client": "my-id", "address": "mira@gmail.com", "secret": "hush"}
    page = seat.post("/settings/mailbox/sign-in", form).content.decode()
    assert "accounts.google.com" in page and "code_challenge_method=S256" in page
    assert "hush" not in page
    assert "hush" not in repr(dict(seat.session))
    wrong = seat.get("/settings/mailbox/back?state=other&code=x", follow=True).content.decode()
    assert "not the way back" in wrong
    again = seat.get("/settings/mailbox/back?state=other&code=x", follow=True).content.decode()
    assert "used up" in again
    assert not Mailbox.objects.exists()
