"""A job asked for is found in any dress; what only looks like it is left alone (A1)."""

from __future__ import annotations

import pytest
from tests.method.letters.frames import ASK, ELENA, FACT, found, framed, request, thanks

from fifteen.method.letters import _jobs
from fifteen.method.letters._reading import Reading
from fifteen.method.letters.check import check
from fifteen.method.words import Letter, LetterKind

SURELY = [
    "I'd be grateful if you spoke for me before the panel.",
    "Perhaps we can then speak of when I could start with you.",
    "If you've a trainee slot in the next survey, I'd come running.",
    "Do you need a helping hand on the river?",
    "In case you look for reinforcements this summer: I am quick with maps.",
    "I still need a practical semester from March.",
    "If Arup can't take me, tell me who can.",
    "I'm currently exploring new challenges.",
    "There may be synergies between my background and your plans.",
    "Is anyone in your team about to retire?",
    "Any small post will do.",
    "You can see for yourself if I'd be a fit.",
    "I'd so like you to consider me for it.",
    "Does Arup sponsor visas?",
    "I need to know if you can put me on at your shop.",
    "If you hear that some workshop is looking for people, write me.",
    "Who handles the hiring at your place?",
    "Could you tell me who does the recruiting?",
    "It would help me get a foot in the door.",
    "Should I apply through you or on the website?",
    "Would you pass my details to your foreman?",
    "Could you hand my number to whoever does the rota?",
    "I'm free to start straight away.",
    "Would you put in a word for me?",
    "Could you please put my name forward?",
    "I don't need wages.",
    "I would carry poles for little money.",
    "Whom must I ask for work there?",
    "Tom says you're the man to see about a start there.",
    "I'm open to relocating.",
    "I'd be delighted to be put to use.",
    "When you next lose a surveyor, think of me.",
    "If you ever have a short contract that needs doing, here I am.",
    "If there was a place on the phones I'd do it well.",
    "Would your yard be open to a career changer?",
    "Let me know if you'd ever consider a career changer.",
    "You wouldn't regret taking me on.",
    "I'd make the tea if it got me in the building.",
    "If there's a chair with my name on it, I'll sit in it.",
    "When your surveyor leaves, I'd gladly step into his boots.",
    "I'd love for us to be colleagues some day.",
    "Could you let the panel know that we've spoken?",
    "I wondered if you'd have any sway.",
    "I'm told that you can get people in.",
    "Please put my CV on the right desk.",
    "I've put in an application, reference 44, and hope you'll smile on it.",
    "I would consider any offer.",
    "Salary is negotiable.",
    "Could you give me a leg up?",
    "The job centre sent me to ask you for work.",
    "We could see how I do for a week and go from there.",
    "I hope this finds its way to whoever picks the trainees.",
    "In case Arup seeks field assistants, I beg you to think of me.",
    "If you'd rather just tell me where the vacancies are hiding, I'd take that too.",
]
ASKED = [
    *SURELY,
    "I am looking for a job in hydrology.",
    "I'm currently seeking a summer internship in marketing.",
    "Are there any openings on your team?",
    "If anything opens up on your team, I would love to hear about it.",
    "Please keep me in mind if a position becomes available.",
    "Do you know of any openings for junior analysts?",
    "Could you pass my details on to recruiting?",
    "I would love to join your team.",
    "I think I would be a great fit for your company.",
    "Is your firm hiring at the moment?",
    "Would you be able to put in a good word for me with HR?",
    "I am writing to ask about internship opportunities at Arup.",
    "If you hear of something suitable, please let me know.",
    "I'd like to be considered for the analyst role.",
    "Could you refer me for the open position?",
    "I'm not asking for a job, but if anything opens up, please think of me.",
    "Should your team ever need an extra pair of hands, I am ready to start next month.",
    "I hope to get my foot in the door at Arup.",
    "Do you take on interns in the summer?",
    "My skills would be an asset to your team.",
    "I don't suppose you have any vacancies?",
    "I am not sure whether you are hiring.",
    "I'd be grateful for any job leads.",
    "Any leads would be welcome.",
    "Could you introduce me to the hiring manager?",
    "I wonder whether there might be a place for someone like me at your company.",
    "I would welcome the chance to work with you.",
    "Please consider me for any entry-level roles.",
    "I am open to new opportunities.",
    "Would you hire me?",
    "Let me know if you have any openings.",
    "I'm hoping to find a position at a firm like yours.",
    "We could discuss potential opportunities at your company.",
    "I want to apply for the graduate scheme at Arup.",
    "Could you forward my profile to whoever does the hiring?",
    "Do you happen to have any work for a junior designer?",
    "If a role comes up in your department, I would jump at it.",
    "I'm available to start immediately.",
    "I believe I am a strong candidate.",
    "Can you help me find a job?",
    "Please bear me in mind for future vacancies.",
    "Might there be room for a trainee in your lab?",
    "I would love to work at Arup.",
    "I am very interested in joining Arup.",
    "Would an internship with your team be possible? I would love an internship.",
    "Could you recommend me to your team?",
    "I'd be happy to work for free to prove myself.",
    "If you ever think of growing your team, I could start in June.",
    "Who should I contact about open positions?",
    "I need a job.",
    "Do keep me posted if you hear of any roles.",
    "It would be wonderful to be part of your team.",
]

HARMLESS = [
    "I wonder whether I'd be a good fit for the trade.",
    "I'd like to know when you knew that you could start with maps of your own.",
    "If you are short of time, five minutes would do too.",
    "My teacher spoke of the synergy between craft and drawing.",
    "If someone leaves the trade at forty, is hydrology a way?",
    "I am not asking for a job.",
    "This is not about a job, and I am not looking for an opening.",
    "I don't expect you to know of any openings.",
    "I have a job that I like.",
    "How did you find your first job?",
    "I left my job as a teacher last year.",
    "I did an internship at Siemens last summer.",
    "What does your role involve from day to day?",
    "I would like to know what the job is like.",
    "I'd love to hear how you came to work at Arup.",
    'You wrote that nobody should "apply for a job" before talking to people.',
    "My sister is looking for a job; I am not.",
    "The job market is hard to read from outside.",
    "I am after advice rather than a job.",
    "If you have an opening in your calendar next week, any day would do.",
    "I would welcome the opportunity to learn from you.",
    "What would you advise someone with my background?",
    "To be clear, I am not asking for a job, an internship or a lead.",
    "Before I apply for anything, I want to understand the work.",
    "I am deciding which jobs to look at.",
    "I promise not to ask you for a job.",
    "I have no job request hidden up my sleeve.",
    "Thank you for considering it.",
    "I am a PhD candidate at Delft.",
    "You lead the water team.",
    "I wonder how people find work in this field.",
    "I am thinking of applying to graduate school.",
    "A job is not what I am after.",
    "I hope to apply what I learn.",
    "When you were looking for your first job, what helped?",
    "I am considering a move into hydrology.",
    "I work as a nurse and have held this position for ten years.",
    "I know you are not hiring, and that isn't why I write.",
    "What do you look for when you hire?",
    "I'm not writing to apply, to be considered for anything or to send papers.",
    "I would love to hear about your job.",
    "Did your internship prepare you for it?",
    "I read about the internship programme you run.",
    "I should say that I'm happily employed and not looking for a new role.",
    "If something comes up on the day, we can easily reschedule.",
    "If you think of anyone else who knows this, I would be glad to hear.",
    "I'd rather ask you than guess what the role of a planner is.",
    "How did you get a foot in the door at Arup?",
    "My aunt said she'd put in a good word for me with you.",
    "I wonder whether I should apply to the college in Leeds or learn on the job.",
    "I'm retired and I don't want paid work.",
    "I know you are not the one to ask about jobs, and I am not after one.",
    "I start the course in September and could start reading tomorrow.",
    "Anna, who handles the hiring at Arup, told me that you'd once been a teacher.",
    "I'm not open to relocating, I just want to understand the work.",
    "You can put me on speaker if your hands are wet.",
    "I can fit in with your shifts.",
    "Please do not pass my letter to HR, it is only for you.",
    'My brother asked you "any jobs going?" and I am not like him.',
    "I hope to become a surveyor one day.",
    "When you lose a surveyor, what do you do?",
    "I would never work for little money again.",
    "Could I step into your boots for a day, I'd see more than a book can tell.",
    "I'm told that you can get people on board with flood plans.",
    "I did not regret taking the boat.",
    "I sent in my form for the course and hope you'll be pleased.",
    "Would you call forty too late for a career changer?",
    "There is a mug with my name on it at the mill.",
    "I will let the panel of our club know what I learn.",
    "You must be tired of people writing to ask you for a job.",
    "We could see how it goes for a week.",
    "Pay is not important to me, I am retired.",
]


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("You said that there might be a vacancy in May, and I told my neighbour.", False),
        ("You said that there might be a vacancy in May, and I would like it.", True),
        ("Thanks, too, for being frank that Arup will advertise the posts in May.", False),
        ("Could you get me on the guest list for the opening?", False),
        ("Please keep my name somewhere in that drawer of yours.", False),
        ("Could you put in a word for me with your boss?", True),
        ("I could start on Monday.", True),
        ("If you need a hand with the boxes at the move, ring me.", False),
        ("Should you ever need somebody to water the plants, you know where I am.", False),
        ("Please tell your director that I enjoyed the tour.", False),
        ("Could you tell your director that I'm keen?", True),
    ],
)
def test_thanks_may_name_a_post_and_not_ask_for_it(said: str, asks: bool) -> None:
    letter, context = thanks(f"Thank you for the gauge. {said}")
    assert bool(found(letter, "asks-for-job", context)) is asks


@pytest.mark.parametrize("sentence", ASKED)
def test_a_job_asked_for_is_found(sentence: str) -> None:
    letter = framed(sentence)
    findings = found(letter, "asks-for-job")
    assert findings, sentence
    start = letter.body.index(sentence)
    for finding in findings:
        assert start <= finding.start < finding.end <= start + len(sentence), finding.quote
        assert letter.body[finding.start : finding.end] == finding.quote
        assert finding.row == "A1"


@pytest.mark.parametrize("sentence", HARMLESS)
def test_what_only_looks_like_it_is_left_alone(sentence: str) -> None:
    assert [f.quote for f in found(framed(sentence), "asks-for-job")] == []


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        (
            "Do you have work for me? I can start at once.",
            "Do you have work for me? I can start at once",
        ),
        ("I can start at once. It rained. Are there any openings?", None),
    ],
)
def test_one_ask_in_two_sentences_is_told_once(said: str, quote: str | None) -> None:
    quotes = [finding.quote for finding in found(framed(said), "asks-for-job")]
    assert quotes == [quote] if quote else len(quotes) == 2


def test_a_noun_in_the_subject_counts_where_the_letter_asks() -> None:
    asks = framed("Are there any openings on your team?").body
    for subject in ("Position of hydrologist", "Map jobs at Arup?", "Job in your office"):
        fields = [finding.field for finding in found(request(asks, subject), "asks-for-job")]
        assert fields == ["body", "subject"] or fields == ["subject", "body"], subject
    [one] = found(request(asks, "Your work in Leeds"), "asks-for-job")
    assert one.field == "body"


def test_whoever_is_introduced_may_not_ask_through_the_lines_to_forward() -> None:
    letter = Letter(
        LetterKind.INTRODUCTION_REQUEST,
        'Dear Tom,\n\nWould you forward this to Elena Vega? "Ana makes maps and would like to hear '
        'how you came to hydrology. She also looks for a place in Leeds."\n\nThanks,\nAna Lopez\n',
        "Elena Vega",
    )
    assert [finding.rule for finding in check(letter, ELENA)] == ["asks-for-job"]


@pytest.mark.parametrize(
    ("subject", "asks"),
    [
        ("Internship opportunities", True),
        ("Job inquiry", True),
        ("Application for analyst position", True),
        ("Open positions at Arup", True),
        ("Seeking a summer internship", True),
        ("Your job at Arup", False),
        ("Not a job request: your article", False),
        ("How you found your way into hydrology", False),
        ("A question about your role", False),
    ],
)
def test_the_subject_counts_too(subject: str, asks: bool) -> None:
    letter = request(framed("").body, subject)
    findings = found(letter, "asks-for-job", ELENA)
    assert bool(findings) is asks
    assert all(finding.field == "subject" for finding in findings)


def test_an_ask_stands_late_behind_that_for_the_talk_and_beside_another() -> None:
    """The same doubtful sentence weighs more, the more of this is so."""
    doubtful = "My hands are free from the first of the month."
    another = "If you need somebody in the workshop, I could start at once."

    def odds(*sentences: str) -> float:
        said = " ".join(sentences)
        field = Reading(request(f"Dear Ms Vega,\n\n{said}\n\nKind regards,\nAna"), ELENA).body
        return list(_jobs.in_place(field))[sentences.index(doubtful)]

    early = odds(doubtful, FACT, "I teach in Bonn.", ASK)
    behind = odds(FACT, "I teach in Bonn.", ASK, doubtful)
    beside = odds(FACT, ASK, another, doubtful)
    assert early < behind < beside
