"""A whole made-up book: a hundred thousand people, one in twenty in it twice."""

from __future__ import annotations

import random
from dataclasses import replace

from bench.people.make import Maker, _slip
from fifteen.method.facts import Facts, clean

_SYLLABLES = (
    "ba den cor lis mar to vel sin gra hol pe ri ka mon tas ul ver wen zo fi na qua bel dor"
)
_ENDS = "son ley man ska berg ini ez ic ard well o a er by"
TWICE = 20  # one in so many


def families(count: int, chance: random.Random) -> list[str]:
    """So many family names, made of syllables."""
    syllables, ends = _SYLLABLES.split(), _ENDS.split()
    made: dict[str, None] = {}
    while len(made) < count:
        parts = chance.choices(syllables, k=chance.choice((1, 2, 2, 3)))
        made["".join((*parts, chance.choice(ends))).capitalize()] = None
    return list(made)


def people(count: int, seed: int = 1) -> list[Facts]:
    """So many people; names are as common as they are: a few many have, most few."""
    chance = random.Random(seed)
    given = Maker("built", seed).pools["western"].split()
    given += Maker("closed", seed).pools["western"].split()
    names = families(max(50, count // 6), chance)
    firms = [f"{name} {kind}" for name in names[:4_000] for kind in ("Works", "Partners")]
    found: list[Facts] = []
    while len(found) < count:
        family = names[int(len(names) * chance.random() ** 2)]
        first = chance.choice(given)
        number = len(found)
        facts = clean(
            name=f"{first} {family}",
            organisation=chance.choice(firms),
            email=f"{first}.{family}{number}@mail.example".lower() if chance.random() < 0.3 else "",
            phone=f"+49 17{chance.randrange(10**9)}" if chance.random() < 0.3 else "",
            link=f"linkedin.com/in/{first}-{family}-{number}".lower() if number % 3 else "",
            role=chance.choice(("Engineer", "Counsel", "Teacher", "Buyer")),
        )
        found.append(facts)
        if number % TWICE == 0:
            name = f"{first} {_slip(chance, family)}" if chance.random() < 0.3 else facts.name
            found.append(replace(facts, name=name, link="", role=""))
    return found[:count]
