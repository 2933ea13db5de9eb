"""Ways through two or three people: whom to ask first, and why it may lead there."""

from __future__ import annotations

from fifteen.method.chains import chains, joint
from fifteen.method.ways_in import Acquaintance
from fifteen.method.words import Host, Tie, TieKind


def who(name: str, kind: TieKind = TieKind.NONE, via: str = "", **facts: str) -> Acquaintance:
    host = Host(name=name, organisation=facts.pop("organisation", ""), tie=Tie(kind, via))
    return Acquaintance(name.lower(), host, **facts)


ANA = who("Ana", organisation="Harbour Museum")
KENJI = who("Kenji", TieKind.REFERRED, "Tom", organisation="Harbour Museum")
TOM = who("Tom", TieKind.FRIEND, organisation="Reef Hall")
LARS = who("Lars", TieKind.WEAK, "Grace", organisation="Reef Hall")
GRACE = who("Grace", TieKind.FAMILY)


def test_a_joint_says_what_joins_two_people() -> None:
    assert joint(TOM, KENJI) == (0.8, "named Kenji to you")
    assert joint(KENJI, ANA)[1] == "works at Harbour Museum like Ana"
    assert joint(who("Bo", schools="Boalt"), who("Cy", schools="Calder; boalt"))[1] == (
        "is from Boalt like Cy"
    )
    assert joint(who("Bo", TieKind.COLLEAGUE, "Harbour Museum"), ANA)[0] == 0.5
    assert joint(GRACE, ANA) == (0.0, "")


def test_a_friend_who_named_somebody_at_the_place_leads_there() -> None:
    (chain,) = chains(ANA, {"ana": [KENJI], "kenji": [TOM]})
    assert [one.id for one in chain.people] == ["tom", "kenji"]
    assert chain.sentence == "Tom named Kenji to you, and Kenji works at Harbour Museum like Ana."


def test_three_people_are_the_most_and_the_shorter_way_comes_first() -> None:
    bo = who("Bo", organisation="Harbour Museum")
    near = {"ana": [KENJI, bo], "kenji": [TOM], "tom": [LARS], "lars": [GRACE]}
    found = chains(ANA, near)
    assert [[one.id for one in chain.people] for chain in found] == [
        ["tom", "kenji"],
        ["lars", "tom", "kenji"],
    ]


def test_nobody_stands_in_a_chain_twice_and_a_stranger_does_not_begin_one() -> None:
    stranger = who("Zoe", organisation="Harbour Museum")
    other = who("Yan", organisation="Harbour Museum")
    near = {"ana": [stranger, other], "zoe": [other, ANA], "yan": [stranger, ANA]}
    assert chains(ANA, near) == ()
