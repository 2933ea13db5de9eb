"""Who among Mira's contacts can lead her to Ana Ruiz."""

from fifteen.method.ways_in import Acquaintance, better_than_asking, own_link, ways_in
from fifteen.method.words import Host, Seeker, Tie, TieKind

MIRA = Seeker(name="Mira Halonen")
ANA = Host(
    name="Ana Ruiz",
    organisation="Harbour Science Museum",
    tie=Tie(TieKind.REFERRED, "Tom Lee"),
)
TOM = ("tom", Host(name="Tom Lee", organisation="Calder School", tie=Tie(TieKind.WEAK)))
GRACE = (
    "grace",
    Host(name="Grace Mbeki", organisation="harbour science museum", tie=Tie(TieKind.FRIEND)),
)
KENJI = (
    "kenji",
    Host(name="Kenji Watanabe", organisation="Harbour Science Museum", tie=Tie(TieKind.WEAK)),
)
NOBODY = (
    "nobody",
    Host(name="Hana Novotná", organisation="Harbour Science Museum", tie=Tie(TieKind.NONE)),
)
ELSEWHERE = (
    "lars",
    Host(name="Lars Eikeland", organisation="Northgrid", tie=Tie(TieKind.FRIEND)),
)


def ids(target, *known):
    return [way.id for way in found(target, *known)]


def found(target, *known):
    return ways_in(Acquaintance("target", target), [Acquaintance(*one) for one in known], MIRA)


def test_the_one_who_named_her_comes_first_then_friends_at_the_same_place():
    assert ids(ANA, KENJI, ELSEWHERE, GRACE, TOM) == ["tom", "grace", "kenji"]


def test_each_way_says_why():
    tom, grace = found(ANA, GRACE, TOM)
    assert tom.sentence == "The name you have them from."
    assert grace.sentence == "A friend who works there, too."
    assert tom.row == grace.row == "C6"


def test_somebody_mira_does_not_know_herself_is_no_way_in():
    assert ids(ANA, NOBODY) == []


def test_a_first_name_is_enough_to_find_the_referrer_after_a_full_match():
    via_tom = Host(name="Ana Ruiz", tie=Tie(TieKind.REFERRED, "Tom"))
    just_tom = ("just-tom", Host(name="Tom", tie=Tie(TieKind.WEAK)))
    assert ids(via_tom, TOM, just_tom) == ["just-tom", "tom"]
    assert ids(via_tom, ("tomas", Host(name="Tomas Lee", tie=Tie(TieKind.WEAK)))) == []


def test_somebody_of_the_same_school_is_a_way_in():
    alumna = Host(name="Ifeoma Nwosu", tie=Tie(TieKind.ALUMNI, "Calder University"))
    fellow = ("fellow", Host(name="Priya Raman", tie=Tie(TieKind.ALUMNI, "calder university")))
    other = ("other", Host(name="Yusuf Demir", tie=Tie(TieKind.ALUMNI, "Boalt")))
    assert ids(alumna, other, fellow) == ["fellow"]


def test_at_most_three_are_named_and_equals_stand_in_the_order_of_the_alphabet():
    place = {"organisation": "Harbour Science Museum", "tie": Tie(TieKind.FRIEND)}
    friends = [(name, Host(name=name, **place)) for name in ("Dara", "Bo", "Cy", "Al")]
    assert ids(ANA, *friends) == ["Al", "Bo", "Cy"]


def test_ana_is_no_way_to_ana_and_mira_is_none_either():
    ana = ("ana", Host("Ana Ruiz", organisation="Harbour Science Museum", tie=Tie(TieKind.FRIEND)))
    mira = (
        "me",
        Host("Mira Halonen", organisation="Harbour Science Museum", tie=Tie(TieKind.WEAK)),
    )
    assert ids(ANA, ana, mira) == []


def test_two_people_without_an_organisation_do_not_share_one():
    assert ids(Host(name="Ana Ruiz"), ("x", Host(name="Tom Lee", tie=Tie(TieKind.FRIEND)))) == []


def test_a_former_colleague_from_there_comes_after_those_who_are_there():
    once = Host("Priya Raman", organisation="Lumen", tie=Tie(TieKind.COLLEAGUE, ANA.organisation))
    way = found(ANA, ("priya", once), GRACE)[1]
    assert (way.id, way.sentence[:30]) == ("priya", "You worked there together, and")


def test_whoever_has_talked_with_mira_comes_before_others_like_them():
    place = Host("Bo", organisation="Harbour Science Museum", tie=Tie(TieKind.WEAK))
    talked = ("bo", place, "", "", True)
    assert ids(ANA, KENJI, talked) == ["bo", "kenji"]
    assert found(ANA, talked)[0].sentence.endswith("You have talked before.")


def test_a_school_in_the_book_makes_a_circle_too():
    ana = Acquaintance("ana", Host("Ana Ruiz"), schools="Boalt; Calder University")
    tom = Acquaintance("tom", Host("Tom Lee", tie=Tie(TieKind.FRIEND)), schools="calder university")
    (way,) = ways_in(ana, [tom], MIRA)
    assert way.sentence == "From calder university, too."


def test_a_stranger_is_better_reached_through_a_friend_and_a_friend_is_simply_asked():
    ways = found(ANA, GRACE, KENJI)
    assert better_than_asking(Tie(TieKind.NONE), ways).id == "grace"
    assert better_than_asking(Tie(TieKind.FRIEND), ways) is None
    assert better_than_asking(Tie(TieKind.WEAK), found(ANA, KENJI)) is None


def test_what_mira_shares_herself_is_said():
    me = Seeker("Mira", schools=("Calder University",), employers=("Harbour Science Museum",))
    assert "You worked at Harbour" in own_link(Acquaintance("a", ANA), me)
    fellow = Acquaintance("b", Host("Bo", tie=Tie(TieKind.ALUMNI, "calder university")))
    assert own_link(fellow, me) == "You were both at Calder University: say so in the first line."
    assert own_link(Acquaintance("c", Host("Cy")), me) == ""
