"""Pairs of rows that are one person or two, made by a documented chance; the same each time.

A person has a name, a firm, a role, a place, a school, a private and a work address, a number and
a profile. A row is what one source keeps of them:

- `linkedin`: name, firm, role, profile (nine in ten), an address (one in ten)
- `phone`: a name as one calls somebody, number, sometimes a private address and the firm
- `mail`: name, work address, firm, often role and number
- `typed`: name, mostly firm and role, sometimes school, place, address

Between the two rows of one person a name may be shortened (Bob), spelled otherwise (Mueller),
written in another script, turned about, given an initial or a middle name, mistyped by a letter, or
changed with marriage; the person may have moved to another firm.

Two rows of one person are `decidable` where somebody careful could say so from the rows: they
share an address, a number, a profile, the firm, or a word before the @ that is more than a name.
Others, such as a bare name at two firms, are kept as `open`: they are to be offered, not claimed.

Two persons are made hard to tell apart on purpose: relatives who share a number, colleagues who
share an office's address, Junior and Senior, namesakes at one firm with an address each, Anna and
Hanna, namesakes elsewhere.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from fifteen.method.alike.nicknames import groups
from fifteen.method.alike.traits import local_part
from fifteen.method.facts import Facts, clean
from fifteen.method.folding import email_key, fold, phone_key, profile_key

Truth = Literal["same", "open", "other"]
_ROLES = (
    *("Engineer", "Head of forecasting", "Teacher", "Counsel", "Data analyst", "Curator", "Buyer"),
    *("Product manager", "Nurse", "Director of finance", "Software developer", "Editor"),
)
_NEAR = (
    *(
        ("Anna", "Hanna"),
        ("Jan", "Jana"),
        ("Mario", "Maria"),
        ("Simon", "Simone"),
        ("Erik", "Erika"),
    ),
    *(("Marie", "Maria"), ("Karl", "Karla"), ("Martin", "Martina"), ("Paul", "Paula")),
    *(("Daniel", "Daniela"), ("Andrea", "Andreas"), ("Carla", "Clara"), ("Lena", "Lina")),
)


@dataclass(frozen=True, slots=True)
class Case:
    """Two rows, whether they are one person, and how the pair was made."""

    one: Facts
    other: Facts
    truth: Truth
    how: str


@dataclass(frozen=True, slots=True)
class _Person:
    forms: tuple[str, ...]  # whole names, the usual one first
    given: str
    family: str
    firm: str
    role: str
    place: str
    school: str
    private: str
    work: str
    phone: str
    link: str
    middle: str = ""


@dataclass(slots=True)
class Maker:
    """Makes people and pairs from one half of the pools."""

    half: str
    seed: int
    chance: random.Random = field(init=False)
    pools: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(f"{self.half} {self.seed}")
        text = Path(__file__).with_name("pools.toml").read_text("utf-8")
        self.pools = tomllib.loads(text)[self.half]

    def person(self) -> _Person:
        """Somebody new."""
        draw = self.chance
        forms = [self._usual()]
        if draw.random() < 0.12:
            pool = draw.choice(("cyrillic", "scripts"))
            forms = draw.choice(self.pools[pool].split(";")).split("|")
        usual = forms[1] if len(forms) > 1 else forms[0]
        given, family = usual.split()[0], usual.split()[-1]
        firm = draw.choice(self.pools["firms"].split(";"))
        number = draw.randrange(10_000, 99_999)
        handle = _letters(f"{given}.{family}") if draw.random() < 0.7 else _handle(draw, family)
        return _Person(
            forms=tuple(forms),
            given=given,
            family=family,
            firm=firm,
            role=draw.choice(_ROLES),
            place=draw.choice(self.pools["places"].split(";")),
            school=draw.choice(self.pools["schools"].split(";")),
            private=f"{handle}@{draw.choice(('mail.example', 'post.example', 'home.example'))}",
            work=f"{_letters(f'{given}.{family}')}@{_domain(firm)}.example",
            phone=f"+49 17{draw.randrange(10)} {number}{draw.randrange(10, 99)}",
            link=f"https://www.linkedin.com/in/{_letters(f'{given}-{family}')}-{number}",
            middle=draw.choice(("Marie", "Lee", "Jane", "Paul", "Ann", "Otto")),
        )

    def _usual(self) -> str:
        given = self.chance.choice(self.pools["western"].split())
        return f"{given} {self.chance.choice(self.pools['families'].split())}"

    def same(self) -> Case:
        """Two rows of one person, by two sources."""
        draw = self.chance
        who = self.person()
        sources = draw.sample(("linkedin", "phone", "mail", "typed"), 2)
        later, how = self._changed(who)
        one = self.row(who, sources[0], who.forms[min(1, len(who.forms) - 1)])
        other = self.row(later, sources[1], draw.choice(later.forms))
        if draw.random() < 0.5:
            one, other = other, one
        truth: Truth = "same" if _decidable(one, other) else "open"
        return Case(one, other, truth, f"{how} {sources[0]} {sources[1]}")

    def _changed(self, who: _Person) -> tuple[_Person, str]:
        draw = self.chance
        how, name = self._other_name(who)
        later = replace(who, forms=(name,)) if name else who
        if draw.random() < 0.1:
            firm = draw.choice(self.pools["firms"].split(";"))
            work = f"{_letters(f'{who.given}.{who.family}')}@{_domain(firm)}.example"
            later, how = replace(later, firm=firm, work=work), f"{how}+moved"
        return later, how

    def _other_name(self, who: _Person) -> tuple[str, str]:
        """How the name is written otherwise, and so written; empty where it stays."""
        draw = self.chance
        given, family = who.given, who.family
        if len(who.forms) > 1:
            return "script", ""
        kind = draw.choices(
            ("as-it-is", "nickname", "spelled", "swapped", "initial", "middle", "slip", "married"),
            (46, 14, 9, 4, 5, 8, 9, 2),
        )[0]
        names = {
            "nickname": f"{_nickname(draw, given)} {family}",
            "spelled": f"{given} {_umlauts(family)}",
            "swapped": f"{family}, {given}" if draw.random() < 0.5 else f"{family} {given}",
            "initial": f"{given[0]}. {family}",
            "middle": f"{given} {who.middle} {family}",
            "slip": f"{given} {_slip(draw, family)}",
            "married": f"{given} {draw.choice(self.pools['families'].split())}",
        }
        return kind, names.get(kind, "")

    def row(self, who: _Person, source: str, name: str) -> Facts:
        """What a source keeps of a person."""
        draw = self.chance.random
        firm, role = who.firm, who.role
        if source == "linkedin":
            mail = who.private if draw() < 0.1 else ""
            link = who.link if draw() < 0.9 else ""
            return clean(name=name, organisation=firm, role=role, link=link, email=mail)
        if source == "phone":
            mail = who.private if draw() < 0.45 else ""
            firm = firm if draw() < 0.4 else ""
            name = f"Dr. {name}" if draw() < 0.08 else name
            return clean(name=name, phone=who.phone, email=mail, organisation=firm)
        if source == "mail":
            firm = _firm_as_written(self.chance, firm) if draw() < 0.9 else ""
            role, phone = role if draw() < 0.6 else "", who.phone if draw() < 0.4 else ""
            return clean(name=name, email=who.work, organisation=firm, role=role, phone=phone)
        return clean(
            name=name,
            organisation=_firm_as_written(self.chance, firm) if draw() < 0.75 else "",
            role=role if draw() < 0.6 else "",
            email=self.chance.choice((who.private, who.work)) if draw() < 0.3 else "",
            schools=who.school if draw() < 0.2 else "",
            place=who.place if draw() < 0.2 else "",
        )

    def other(self) -> Case:
        """Rows of two people who are hard to tell apart."""
        draw = self.chance
        kinds = (
            *(self._relatives, self._colleagues, self._office, self._near, self._namesakes_here),
            *(self._generations, self._namesakes, self._strangers),
        )
        return draw.choices(kinds, (14, 20, 8, 16, 8, 4, 18, 12))[0]()

    def _two(self, a: _Person, b: _Person, how: str, same_number: bool = False) -> Case:
        sources = [self.chance.choice(("linkedin", "phone", "mail", "typed")) for _ in "ab"]
        if same_number:
            sources = ["phone", "phone"]
        rows = (self.row(p, s, p.forms[0]) for p, s in zip((a, b), sources, strict=True))
        return Case(*rows, "other", how)

    def _relatives(self) -> Case:
        a, b = self.person(), self.person()
        b = replace(b, forms=(f"{b.given} {a.family}",), family=a.family, phone=a.phone)
        if a.given == b.given or not groups(fold(a.given)).isdisjoint(groups(fold(b.given))):
            return self._relatives()
        a = replace(a, forms=(f"{a.given} {a.family}",))
        return self._two(a, b, "relatives", same_number=self.chance.random() < 0.6)

    def _colleagues(self) -> Case:
        a, b = self.person(), self.person()
        if not groups(fold(a.given)).isdisjoint(groups(fold(b.given))) or a.family == b.family:
            return self._colleagues()
        return self._two(a, replace(b, firm=a.firm, role=a.role), "colleagues")

    def _office(self) -> Case:
        a, b = self.person(), self.person()
        mail = f"{self.chance.choice(('info', 'office', 'team'))}@{_domain(a.firm)}.example"
        b = replace(b, firm=a.firm, work=mail)
        one, other = (self.row(p, "mail", p.forms[0]) for p in (replace(a, work=mail), b))
        if a.forms == b.forms:
            return self._office()
        return Case(one, other, "other", "office")

    def _near(self) -> Case:
        a, b = self.person(), self.person()
        names = self.chance.choice(_NEAR)
        a, b = (
            replace(p, given=n, family=a.family, forms=(f"{n} {a.family}",))
            for p, n in zip((a, b), names, strict=True)
        )
        return self._two(a, replace(b, firm=a.firm), "near")

    def _namesakes_here(self) -> Case:
        """One name twice at one firm, which gives each an address."""
        a, b = self.person(), self.person()
        work = a.work.replace("@", f"{self.chance.randrange(2, 9)}@")
        b = replace(b, forms=a.forms, given=a.given, family=a.family, firm=a.firm, work=work)
        one, other = (self.row(p, "mail", p.forms[0]) for p in (a, b))
        return Case(one, other, "other", "namesakes at one firm")

    def _generations(self) -> Case:
        a, b = self.person(), self.person()
        b = replace(b, forms=(f"{a.forms[0]} Jr.",), phone=a.phone)
        a = replace(a, forms=(f"{a.forms[0]} Sr.",))
        return self._two(a, b, "generations", same_number=True)

    def _namesakes(self) -> Case:
        a, b = self.person(), self.person()
        if a.firm == b.firm:
            return self._namesakes()
        work = b.work.replace(_letters(f"{b.given}.{b.family}"), _letters(f"{a.given}.{a.family}"))
        b = replace(b, forms=a.forms, given=a.given, family=a.family, work=work)
        return self._two(a, b, "namesakes")

    def _strangers(self) -> Case:
        a, b = self.person(), self.person()
        if a.forms == b.forms:
            return self._strangers()
        return self._two(a, b, "strangers")


def cases(half: str, count: int, seed: int = 1) -> list[Case]:
    """So many pairs of a half ("built" or "closed"), half of them one person."""
    maker = Maker(half, seed)
    return [maker.same() if n % 2 else maker.other() for n in range(count)]


def _decidable(one: Facts, other: Facts) -> bool:
    firms = [fold(f.organisation).split() for f in (one, other)]
    if firms[0] and firms[1] and firms[0][0] == firms[1][0]:
        return True
    keys = (
        {email_key(f.email), phone_key(f.phone), profile_key(f.link)} - {""} for f in (one, other)
    )
    first, second = keys
    if first & second:
        return True
    boxes = [local_part(f.email) for f in (one, other)]
    if boxes[0] and boxes[0] == boxes[1] and not all(c.isalpha() for c in boxes[0]):
        return True
    by_mail = ((one, firms[1]), (other, firms[0]))
    return any(
        f.email and firm and f"@{_domain(' '.join(firm))}." in f.email for f, firm in by_mail
    )


def _letters(text: str) -> str:
    return fold(text).replace("'", "").replace(" ", "")


def _domain(firm: str) -> str:
    return "".join(c for c in fold(firm.removesuffix(" Ltd").removesuffix(" GmbH")) if c.isalpha())


def _handle(draw: random.Random, family: str) -> str:
    word = draw.choice(("kite", "moss", "tide", "fern"))
    return f"{_letters(family)[:4]}{word}{draw.randrange(10, 99)}"


def _nickname(draw: random.Random, given: str) -> str:
    short = {
        **{"Robert": "Bob", "William": "Bill", "Richard": "Dick", "James": "Jim", "Thomas": "Tom"},
        **{"Katherine": "Kate", "Elizabeth": "Liz", "Margaret": "Peggy", "Susan": "Sue"},
        **{"Jennifer": "Jen", "Andrew": "Andy", "Daniel": "Dan", "Alexander": "Alex"},
        **{"Patricia": "Pat", "Deborah": "Deb", "Gregory": "Greg", "Nicholas": "Nick"},
        **{"Samuel": "Sam", "Victoria": "Vicky", "Joseph": "Joe", "Edward": "Ted"},
        **{"Christopher": "Chris", "Matthew": "Matt", "Steven": "Steve", "Timothy": "Tim"},
        **{"Michael": "Mike", "Charles": "Chuck", "Anthony": "Tony", "David": "Dave"},
        **{"Benjamin": "Ben", "Rebecca": "Becky", "Barbara": "Barb", "Christina": "Tina"},
        **{"Stephanie": "Steffi", "Jonathan": "Jon", "Frederick": "Fred", "Gerald": "Jerry"},
        **{"Lawrence": "Larry", "Philip": "Phil", "Raymond": "Ray", "Vincent": "Vince"},
        **{"Theresa": "Tess", "Nathaniel": "Nate", "Zachary": "Zach", "Josephine": "Jo"},
    }
    return short.get(given, given)


def _umlauts(family: str) -> str:
    for letter, two in (
        ("ü", "ue"),
        ("ö", "oe"),
        ("ä", "ae"),
        ("ø", "oe"),
        ("å", "a"),
        ("Ø", "Oe"),
    ):
        family = family.replace(letter, two)
    return fold(family).capitalize()


def _slip(draw: random.Random, word: str) -> str:
    at = draw.randrange(1, len(word) - 1)
    kind = draw.randrange(3)
    if kind == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    return word[:at] + draw.choice("aeiorstln") + word[at + 1 :]


def _firm_as_written(draw: random.Random, firm: str) -> str:
    return draw.choice((firm, firm, firm, f"{firm} Ltd", f"{firm} GmbH", firm.upper()))
