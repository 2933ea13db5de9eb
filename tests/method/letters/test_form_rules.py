"""Greetings, names, blanks, papers, pressure, sign-off, subject and length (A4, A6-A9, A12)."""

from __future__ import annotations

import pytest
from tests.method.letters.frames import ASK, ELENA, FACT, found, framed, request, tied

from fifteen.method.letters.check import check
from fifteen.method.words import Channel, Letter, LetterContext, LetterKind, Tie, TieKind

END = "\n\nKind regards,\nAna Lopez"


def greeted(greeting: str) -> Letter:
    """A good letter under another greeting."""
    return request(f"{greeting}\n\n{FACT} {ASK}{END}")


@pytest.mark.parametrize(
    "greeting",
    [
        "Dear Sir or Madam,",
        "To whom it may concern,",
        "To Whom It May Concern:",
        "Dear Hiring Manager,",
        "Hi there,",
        "Hello,",
        "Dear Sirs,",
        "Dear fellow alum,",
        "Dear Recruiting Team,",
        "Hi everyone,",
        "Good morning,",
        "Dear Alumnus,",
        "Hey there!",
        "Greetings,",
        "Dear Professional,",
    ],
)
def test_a_greeting_to_nobody_is_impersonal(greeting: str) -> None:
    letter = greeted(greeting)
    findings = found(letter, "impersonal-greeting")
    assert [f.quote for f in findings] == [greeting.rstrip(",:!")]
    assert found(letter, "wrong-name") == []


@pytest.mark.parametrize(
    "greeting",
    [
        "Dear Ms Vega,",
        "Dear Elena,",
        "Hi Elena -",
        "Elena,",
        "Good morning, Elena.",
        "Hello Ms. Vega!",
        "Dear Dr. Vega,",
        "Dear Prof. Dr. Elena Vega:",
        "HELLO ELENA,",
        "hi elena,",
        "Hi Elena!",
        "Dear Señora Vega,",
        "My dear Elena,",
        "12 May 2025\nArup\n\nDear Ms Vega,",
    ],
)
def test_a_greeting_by_name_is_fine(greeting: str) -> None:
    letter = greeted(greeting)
    assert found(letter, "impersonal-greeting") == []
    assert found(letter, "wrong-name") == []
    assert found(letter, "placeholder-left") == []


def test_no_greeting_at_all_is_impersonal() -> None:
    finding = found(request(f"{FACT} {ASK}{END}"), "impersonal-greeting")[0]
    assert (finding.start, finding.end, finding.quote) == (0, 0, "")


@pytest.mark.parametrize(
    ("host", "greeting", "right"),
    [
        ("Elena Vega", "Dear Maria,", False),
        ("Elena Vega", "Dear Ms Vargas,", False),
        ("William Turner", "Dear Bill,", True),
        ("Bill Turner", "Dear William,", True),
        ("José Muñoz", "Dear Jose,", True),
        ("Jose Munoz", "Dear José,", True),
        ("Anne-Marie Müller", "Dear Ms Mueller,", True),
        ("Anne-Marie Müller", "Dear Anne,", True),
        ("Willem van der Berg", "Dear Mr van der Berg,", True),
        ("Willem van der Berg", "Dear Mr Berg,", True),
        ("Katherine O’Brien", "Dear Kate,", True),
        ("Katherine O'Brien", "Dear Ms OBrien,", True),
        ("Katherine O'Brien", "Dear Catherine,", False),
        ("Jon Smith", "Dear John,", False),
        ("Sarah Kim", "Dear Sara,", False),
        ("Carla Rossi", "Dear Carl,", False),
        ("Alexandra Rossi", "Dear Alex,", True),
        ("Sarah Smith-Jones", "Dear Ms Jones,", True),
        ("Dr. Elena Vega, PhD", "Dear Dr Vega,", True),
        ("Vega, Elena", "Dear Elena,", True),
        ("Søren Łukasz", "Dear Soren,", True),
        ("Elena Vega", "Dear Elena Garcia,", False),
        ("Jean-Luc Petit", "Dear JL,", True),
        ("Elizabeth Stone", "Hi Liz,", True),
        ("Robert Stone", "Hi Bob,", True),
        ("Robert Stone", "Hi Rick,", False),
    ],
)
def test_whose_name_it_is(host: str, greeting: str, right: bool) -> None:
    context = LetterContext(host_name=host)
    assert (found(greeted(greeting), "wrong-name", context) == []) is right


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("I admire your work at Mott MacDonald.", False),
        ("You lead the water team at Siemens.", False),
        ("I admire your work at Arup.", True),
        ("Your time at Siemens before Arup interests me.", True),
        ("I studied at Delft and read your work.", True),
        ("I like your team at Arup's Berlin office.", True),
    ],
)
def test_whose_organisation_it_is(sentence: str, right: bool) -> None:
    assert (found(framed(sentence), "wrong-name") == []) is right


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Dear [Name],", ["[Name]"]),
        ("Dear {{first_name}},", ["{{first_name}}"]),
        ("Dear <Name>,", ["<Name>"]),
        ("Dear XXX,", ["XXX"]),
        ("Dear ,", ["Dear ,"]),
        ("Dear Ms. ,", ["Dear Ms. ,"]),
        ("Hi ,", ["Hi ,"]),
        ("Dear {Name},", ["{Name}"]),
        ("Dear FIRSTNAME,", ["FIRSTNAME"]),
    ],
)
def test_a_blank_greeting_is_a_placeholder_alone(text: str, quotes: list[str]) -> None:
    letter = greeted(text)
    assert [f.quote for f in found(letter, "placeholder-left")] == quotes
    assert found(letter, "impersonal-greeting") == []
    assert found(letter, "wrong-name") == []


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("I read [what you read about her work] twice.", "[what you read about her work]"),
        ("I admire your work at {{company}}.", "{{company}}"),
        ("Your path to <role> is rare.", "<role>"),
        ("Your work at XXX is rare.", "XXX"),
        ("I admire ____ very much.", "____"),
        ("Your work at [COMPANY] is rare.", "[COMPANY]"),
        ("I saw *|EVENT|* online.", "*|EVENT|*"),
        ("I liked (insert article) a lot.", "(insert article)"),
        ("Let us meet on TBD.", "TBD"),
        ("I read your book [title, 2019] twice.", "[title, 2019]"),
        ("I read your book [insert 2019 edition] twice.", "[insert 2019 edition]"),
        ("Could it be [day, 9 March 2027] perhaps?", "[day, 9 March 2027]"),
        ("Could it be [DD/MM/2026] perhaps?", "[DD/MM/2026]"),
        ("You can reach me on [07700 900000] then.", "[07700 900000]"),
    ],
)
def test_a_blank_left_in_the_text_is_marked(sentence: str, quote: str) -> None:
    letter = framed(sentence)
    assert [f.quote for f in found(letter, "placeholder-left")] == [quote]


@pytest.mark.parametrize(
    "sentence",
    [
        'She wrote "it [sic] works".',
        "You do not trust the table [1974 edition] alone.",
        "You turned my patent [a bicycle bell, GB 2519407] down.",
        "See https://example.org/a_b_c for it.",
        "Write to <ana@example.org>.",
        "I grew up with floods (as you did).",
        "I love it <3.",
        "It was rated XL.",
    ],
)
def test_brackets_are_not_always_blanks(sentence: str) -> None:
    assert [f.quote for f in found(framed(sentence), "placeholder-left")] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "I have attached my résumé.",
        "Please find my CV enclosed.",
        "My resume is attached for your convenience.",
        "Attached is my CV.",
        "I'm enclosing my portfolio.",
        "Happy to send my CV.",
        "Let me know if you would like to see my résumé.",
        "Here is my resume: https://example.org/ana.",
        "You can find my portfolio at ana.example.org.",
        "My work: https://example.org/ana-resume.pdf",
        "I can send you my CV if that helps.",
        "See the attached resume.",
        "CV attached.",
        "I've included a copy of my résumé below.",
        "My portfolio is online at ana.example.org.",
        "Work samples and a short vita hang on this mail.",
        "My portfolio in short: ana.example/maps.",
        "My papers are with this mail, just in case.",
        "My work history is in the PDF below.",
        "Here's my CV too, as I forgot it last time.",
        "My résumé is there if you scroll to the end.",
        "A CV is pinned to this letter.",
        "I leave you here my curriculum.",
        "There is a page enclosed about the posts I have held.",
        "I enclosed my personal data sheet.",
        "Glad to ping you my résumé beforehand.",
        "A short summary of my jobs is below.",
        "A few of my things are at ana.example/work.",
        "You will see from the attached what I have done.",
        "Should you like my papers first, they can be with you tonight.",
    ],
)
def test_papers_are_found(sentence: str) -> None:
    findings = found(framed(sentence), "resume-enclosed")
    assert len(findings) == 1
    assert findings[0].quote in sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "I have not attached a résumé.",
        "I am rewriting my résumé this month.",
        "Your portfolio of bridges is a joy.",
        "What does a good portfolio look like in your field?",
        "I am not sending a CV.",
        "A friend helped me with my CV.",
        "You are a portfolio manager.",
        "I attach great value to plain maps.",
        "You wrote the history of the river on this site.",
        "A few of my neighbours are at sea all summer.",
    ],
)
def test_papers_spoken_of_otherwise_are_fine(sentence: str) -> None:
    assert [f.quote for f in found(framed(sentence), "resume-enclosed")] == []


def test_papers_named_in_the_subject_are_found() -> None:
    letter = request(framed("").body, "Talk about maps? (CV attached)")
    assert [(f.field, f.quote) for f in found(letter, "resume-enclosed")] == [
        ("subject", "CV attached")
    ]
    letter = request(framed("").body, "A question about maps, CV inside")
    assert [f.quote for f in found(letter, "resume-enclosed")] == ["CV inside"]
    letter = request(framed("").body, "Your workshop on the portfolio of bridges")
    assert found(letter, "resume-enclosed") == []


def test_a_sentence_before_the_name_in_one_line_is_no_closing() -> None:
    body = (
        "Hi Elena, I read your article. Could I ring you? Half an hour tops, and I keep to it. Ana"
    )
    assert [f.quote for f in found(request(body), "too-much-time")] == ["Half an hour"]


@pytest.mark.parametrize(
    ("name", "paper"),
    [
        ("Ana_Lopez_CV.pdf", True),
        ("Résumé 2025.docx", True),
        ("cover-letter.pdf", True),
        ("AnaLopezResume.pdf", True),
        ("Ana Lopez.pdf", True),
        ("logo.png", False),
        ("flood-map.pdf", False),
        ("image001.jpg", False),
    ],
)
def test_files_that_hang_on_a_letter(name: str, paper: bool) -> None:
    letter = Letter(LetterKind.REQUEST, framed("").body, "Maps", attachments=("logo.gif", name))
    findings = found(letter, "resume-enclosed")
    assert [f.quote for f in findings] == ([name] if paper else [])


@pytest.mark.parametrize(
    "sentence",
    [
        "I look forward to our meeting.",
        "Thanks in advance for meeting me.",
        "Please answer as soon as possible.",
        "I know you won't let a fellow alumna down.",
        "Please reply by Friday.",
        "I look forward to speaking with you.",
        "I'll be at your office on Tuesday; see you then.",
        "This is urgent.",
        "I am counting on you.",
        "I haven't heard back, and this is my third email.",
        "I'm sure you can spare a moment.",
        "Please get back to me at your earliest convenience.",
        "I need an answer this week.",
        "I can't wait to meet you.",
        "It's the least you can do.",
        "I've booked a table for Thursday.",
    ],
)
def test_what_presses_is_marked(sentence: str) -> None:
    findings = found(framed(sentence), "pressing")
    assert findings
    assert all(finding.quote in sentence for finding in findings)


@pytest.mark.parametrize(
    "sentence",
    [
        "I look forward to hearing from you.",
        "Thank you for considering it.",
        "Tuesday or Thursday would both suit me.",
        "I will call your office on Monday to ask whether there is a time.",
        "There is no deadline and no pressure at all.",
        "If it does not suit you, I understand completely.",
        "I hope to hear from you.",
        "I know you are very busy.",
        "Please don't feel obliged to answer.",
    ],
)
def test_what_is_polite_does_not_press(sentence: str) -> None:
    assert [f.quote for f in found(framed(sentence), "pressing")] == []


def test_once_a_talk_is_agreed_one_may_look_forward_to_it() -> None:
    body = f"Dear Ms Vega,\n\nI look forward to our conversation tomorrow at ten.{END}"
    assert found(Letter(LetterKind.CONFIRMATION, body, "Tomorrow at ten"), "pressing") == []


@pytest.mark.parametrize(
    ("ending", "signed"),
    [
        ("Kind regards,\nAna Lopez", True),
        ("Best, Ana", True),
        ("Thanks,\nAna\n\n--\nAna Lopez | Bonn | 0123", True),
        ("- Ana", True),
        ("Warmly from Bonn,\nAna\n\nP.S. I also liked the one on dykes.", True),
        ("Yours,\nAna L.\n0123 456\nana@example.org", True),
        ("Kind regards,", False),
        ("", False),
        ("Kind regards,\nTom Baker", False),
        ("Thank you!", False),
    ],
)
def test_the_letter_ends_with_the_name(ending: str, signed: bool) -> None:
    letter = request(f"Dear Ms Vega,\n\n{FACT} {ASK}\n\n{ending}")
    assert (found(letter, "no-sign-off") == []) is signed


@pytest.mark.parametrize(
    ("subject", "says"),
    [
        ("Your article on flood maps", True),
        ("Fifteen minutes about hydrology?", True),
        ("Re: your talk in Delft", True),
        ("A note from a Delft graduate", True),
        ("[SUBJECT]", True),  # a blank is told of by its own rule
        ("Hi", False),
        ("", False),
        ("Quick favor", False),
        ("Re:", False),
        ("A quick question", False),
        ("Reaching out", False),
    ],
)
def test_the_subject_says_something(subject: str, says: bool) -> None:
    assert (found(request(framed("").body, subject), "no-subject") == []) is says


def test_a_message_needs_no_subject() -> None:
    letter = Letter(LetterKind.REQUEST, framed("").body, "", Channel.MESSAGE)
    assert found(letter, "no-subject") == []


def test_too_long_counts_the_body_alone() -> None:
    words = " ".join(["map"] * 124) + "."
    quoted = "\n\nOn Mon, 3 Mar 2025, Elena Vega wrote:\n> " + " ".join(["old"] * 90)
    just = request(f"Dear Ms Vega,\n\n{words} {ASK} One.{END}\n0123 456{quoted}")
    count = 124 + len(ASK.split()) + 1
    assert count <= 150
    assert found(just, "too-long") == []
    more = just.body.replace("One.", " ".join(["one"] * (152 - count)))
    assert len(found(request(more), "too-long")) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Could you also look over my résumé?",
        "And if you like it, please introduce me to colleagues.",
        "And could you put me in touch with your team's planners?",
        "Would you also answer these questions by mail?",
        "Could you be my mentor?",
        "Would you write me a recommendation?",
    ],
)
def test_a_second_ask_is_marked(sentence: str) -> None:
    assert found(framed(sentence), "several-asks")


@pytest.mark.parametrize(
    "sentence",
    [
        "Priya introduced me to your maps.",
        "Tom put me in touch with Priya last week.",
        "I would like to ask you a few questions.",
        "Let me introduce myself: I teach geography.",
        "I do not ask you to read my résumé.",
    ],
)
def test_one_ask_is_one(sentence: str) -> None:
    assert [f.quote for f in found(framed(sentence), "several-asks")] == []


@pytest.mark.parametrize(
    ("fact", "personal"),
    [
        ("I read your article on flood maps.", True),
        ("You moved from teaching to hydrology.", True),
        ("I saw that you work at Deltares.", True),
        ("Your talk at the water week stayed with me.", True),
        ("As a curator at the Rijksmuseum you must see this daily.", True),
        ("I came across your profile and was impressed.", False),
        ("You have an impressive career.", False),
        ("I admire your success and would value your experience in the field.", False),
        ("I am a student at Delft interested in water.", False),
    ],
)
def test_a_fact_about_the_host(fact: str, personal: bool) -> None:
    body = f"Dear Ms Vega,\n\n{fact} Could we talk for ten minutes about the field?{END}"
    context = LetterContext(host_name="Elena Vega", seeker_name="Ana Lopez")
    assert (found(request(body), "nothing-personal", context) == []) is personal


@pytest.mark.parametrize(
    ("tie", "sentence", "named"),
    [
        (Tie(TieKind.ALUMNI, "University of Michigan"), "We both went to Michigan.", True),
        (Tie(TieKind.ALUMNI, "University of Michigan"), "I am a fellow UMich graduate.", True),
        (Tie(TieKind.ALUMNI, "University of Michigan"), "I am a fellow alumna.", False),
        (Tie(TieKind.ALUMNI, "University of Michigan"), "I am a fellow Wolverine.", True),
        (Tie(TieKind.ALUMNI, "LSE"), "I too am at the London School of Economics.", True),
        (Tie(TieKind.REFERRED, "Robert Stone"), "Bob suggested I write.", True),
        (Tie(TieKind.REFERRED, "Robert Stone"), "A friend suggested I write.", False),
        (Tie(TieKind.INTRODUCED, "Priya Nair"), "Priya kindly joined us by mail.", True),
        (Tie(TieKind.GROUP, "Women in Water"), "We both belong to Women in Water.", True),
        (Tie(TieKind.GROUP, "Women in Water"), "We share a group.", False),
        (Tie(TieKind.COLLEAGUE), "We worked together on the dykes.", True),
        (Tie(TieKind.ALUMNI), "Hello from Bonn.", True),
        (Tie(TieKind.NONE), "Hello from Bonn.", True),
    ],
)
def test_the_tie_is_named(tie: Tie, sentence: str, named: bool) -> None:
    assert (found(framed(sentence), "tie-not-named", tied(tie)) == []) is named


def test_a_good_letter_is_ready() -> None:
    assert check(framed("I am not asking for a job."), ELENA) == ()
