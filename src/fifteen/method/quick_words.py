"""The words the quick entry knows (English)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fifteen.method.folding import word_set
from fifteen.method.words import TieKind


@dataclass(frozen=True, slots=True)
class Phrase:
    """A way to say a tie. `fact` also takes what it goes through; `keep` puts it in the note."""

    pattern: re.Pattern[str]
    kind: TieKind
    fact: str = ""
    is_person: bool = False
    through: bool = True
    keep: bool = False


def _phrase(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"^(?:{pattern})$", re.IGNORECASE)


_VIA = r"(?P<via>\S.*)"
_A = r"(?:an? |my |one of my )?"
_CIRCLE = (
    r"(?:[\w-]+ ){0,2}(?:church|parish|mosque|synagogue|temple|choir|orchestra|band|club|society"
    r"|association|gym|team|troupe|chorus|allotment|scouts|playgroup|meetup)"
)
_VIA_THE = rf"(?P<via>the {_CIRCLE})"

# In the order they are tried: the narrower first.
PHRASES: tuple[Phrase, ...] = (
    Phrase(_phrase(rf"introduced by {_VIA}"), TieKind.INTRODUCED, is_person=True),
    Phrase(
        _phrase(
            rf"(?:via|through|c/o|(?:referred|recommended|named|suggested|mentioned) by) {_VIA}"
        ),
        TieKind.REFERRED,
        is_person=True,
    ),
    Phrase(_phrase(rf"{_A}(?:close |good |old )?friend of (?:mine|ours)"), TieKind.FRIEND),
    Phrase(_phrase(rf"{_A}(?:friend|colleague) of {_VIA}"), TieKind.REFERRED, is_person=True),
    Phrase(_phrase(rf"{_A}(?:close |good |best |old |family )?friends?"), TieKind.FRIEND),
    Phrase(_phrase(rf"{_A}(?:neighbou?r|flatmate|roommate)"), TieKind.FRIEND, keep=True),
    Phrase(
        _phrase(
            rf"{_A}(?:former |old |past |ex[- ]?)?(?:colleague|co-?worker|boss|manager of mine)"
            rf"(?: (?:at|from|with|@) {_VIA})?"
        ),
        TieKind.COLLEAGUE,
    ),
    Phrase(
        _phrase(rf"(?:we )?worked (?:together|with me|with them)(?: (?:at|for|@) {_VIA})?"),
        TieKind.COLLEAGUE,
    ),
    Phrase(
        _phrase(
            rf"{_A}(?:fellow )?(?:alumn(?:i|us|a|ae)|alum|graduate|classmate|schoolmate)"
            rf"(?: (?:of|from|at) {_VIA})?"
        ),
        TieKind.ALUMNI,
        fact="schools",
    ),
    Phrase(
        _phrase(rf"(?:we )?(?:studied|graduated) (?:at|from|with me at) {_VIA}"),
        TieKind.ALUMNI,
        fact="schools",
    ),
    Phrase(
        _phrase(r"(?P<via>\S.*) (?:alumn(?:i|us|a)|alum|graduate)"), TieKind.ALUMNI, fact="schools"
    ),
    Phrase(
        _phrase(
            r"(?:we )?(?:know each other )?from (?:my |our |the )?(?:old )?(?:high |primary "
            r"|secondary |grammar |middle |law |business |medical |graduate |grad |art |drama )?"
            r"(?:school|university|uni|college|campus|class|my studies)(?: days)?"
        ),
        TieKind.ALUMNI,
        keep=True,
    ),
    Phrase(
        _phrase(
            r"(?:we )?(?:know each other )?from (?:work|the office"
            r"|(?:my |our |the |an )?(?:old |last |first |former |previous )?"
            r"(?:job|workplace|company|team at work))"
        ),
        TieKind.COLLEAGUE,
        keep=True,
    ),
    Phrase(
        _phrase(rf"(?:we )?(?:know each other )?from (?:{_VIA_THE}|(?:my |our )?{_CIRCLE})"),
        TieKind.GROUP,
        fact="group",
        keep=True,
    ),
    Phrase(_phrase(rf"{_A}(?:fellow )?member (?:of|at|in) {_VIA}"), TieKind.GROUP, fact="group"),
    Phrase(_phrase(r"(?P<via>\S.*) member"), TieKind.GROUP, fact="group"),
    Phrase(
        _phrase(rf"(?:lost touch|out of touch|not spoken {_VIA}|known for years|old acquaintance)"),
        TieKind.DORMANT,
        through=False,
        keep=True,
    ),
    Phrase(
        _phrase(
            rf"(?:we )?met (?:once|briefly|online|(?:once )?(?:at|in|on|during|through) {_VIA})"
        ),
        TieKind.WEAK,
        through=False,
        keep=True,
    ),
    Phrase(
        _phrase(rf"{_A}(?:linkedin|online|second[- ]degree) (?:connection|contact)"), TieKind.WEAK
    ),
    Phrase(_phrase(rf"{_A}acquaintance"), TieKind.WEAK),
)

FAMILY = word_set(
    "family relative mother father mum mom mummy mama dad daddy papa parent sister brother son "
    "daughter aunt auntie uncle cousin niece nephew grandmother grandfather granny grandma "
    "grandpa granddad wife husband spouse godmother godfather "
    "sister-in-law brother-in-law mother-in-law father-in-law stepmother stepfather"
)

MINE = word_set("my our")
KIN_TITLES = word_set("aunt auntie uncle cousin grandma grandpa granny granddad")
"""Kin words that are nobody's first name, and stand before one."""
FIRM_WORDS = word_set(
    "bakery bakehouse cafe coffee diner restaurant kitchen pizza pizzeria foods food bar pub "
    "brewery winery hotel shop store stores market deli salon studio studios gallery theatre "
    "theater museum nursery school academy college clinic hospital pharmacy garage agency bank "
    "foundation charity trust company co inc incorporated llc llp ltd limited plc gmbh ag group "
    "team partners services solutions media press records books films productions"
)
"""Last words of a firm's name, and of nobody's family."""

# What a part may call itself, folded and without hyphens -> the fact.
LABELS = {
    "email": "email",
    "mail": "email",
    "phone": "phone",
    "tel": "phone",
    "telephone": "phone",
    "mobile": "phone",
    "cell": "phone",
    "linkedin": "link",
    "link": "link",
    "profile": "link",
    "role": "role",
    "position": "role",
    "job": "role",
    "organisation": "organisation",
    "organization": "organisation",
    "company": "organisation",
    "employer": "organisation",
    "org": "organisation",
    "school": "schools",
    "university": "schools",
    "group": "group",
    "place": "place",
    "city": "place",
    "country": "country",
    "note": "note",
    "notes": "note",
}

# Where one of these stands in the first part, the name ends before it.
MARKS = (
    " at ",
    " @",
    " via ",
    " through ",
    " introduced by ",
    " referred by ",
    " recommended by ",
    " alumni of ",
    " alumnus of ",
    " alumna of ",
    " alum of ",
    " friend of ",
    " member of ",
    " met at ",
    " met in ",
    " former colleague",
    " ex-colleague",
    " who works at ",
    " from ",
    ": ",
)

ROLE_WORDS = word_set(
    "accountant actuary administrator adviser advisor agent analyst architect artist assistant "
    "associate attorney auditor author banker barrister board buyer ceo cfo chair chairman "
    "chairwoman chief chemist cio clerk cmo coach coo composer consultant controller coordinator "
    "copywriter counsel counsellor counselor cto curator data dean deputy designer developer "
    "director doctor economist editor engineer entrepreneur executive founder cofounder "
    "co-founder geologist head hr illustrator inspector investor journalist judge jurist "
    "lawyer lead lecturer librarian machinist manager marketer mechanic midwife nurse officer "
    "operator owner paralegal partner pharmacist photographer physicist pilot planner president "
    "principal producer professor programmer psychologist publisher recruiter reporter "
    "representative researcher scientist secretary solicitor specialist statistician strategist "
    "student supervisor surgeon surveyor teacher technician therapist trainee trainer translator "
    "treasurer trustee tutor underwriter veterinarian vet vp writer"
)
