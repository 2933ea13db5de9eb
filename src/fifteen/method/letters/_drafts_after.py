"""The letters after the talk: thanks, promises, keeping in touch, what came of it (F1-F9)."""

from __future__ import annotations

import re

from fifteen.method.letters._drafts_before import subject
from fifteen.method.letters._drafts_desk import Desk, Text, blank
from fifteen.method.letters._drafts_names import Name, parse
from fifteen.method.letters._drafts_notes import Form, Note, heard, own_news
from fifteen.method.letters._drafts_promised import promised
from fifteen.method.letters._drafts_wording import word_set
from fifteen.method.spoken import listing

MOST_HEARD = 2  # things said that one letter takes up


def thanks_met(desk: Desk) -> Text:
    """Thanks after a meeting, built on what was said; a résumé only where asked for (F1, A8)."""
    asked = desk.facts.debrief.resume_requested
    enclosed = desk.say("thanks.resume") if asked else ""
    opening = desk.say(_with_topic(desk, "thanks.met"))
    line = subject(desk, "thanks.subject")
    promises = _joined(_names(desk), _promises(desk))
    if desk.short:
        said = _joined(opening, _what_they_said(desk, 1), desk.say("thanks.short"))
        return Text(line, (said, _joined(promises, enclosed)), may_enclose=asked)
    said = _joined(_what_they_said(desk, MOST_HEARD), desk.say("thanks.changes"))
    last = _joined(promises, enclosed, desk.say("thanks.report"))
    return Text(line, (opening, said, last), may_enclose=asked)


def thanks_phone(desk: Desk) -> Text:
    """Thanks after a talk by telephone: to be remembered, a further name (F4)."""
    opening = desk.say(_with_topic(desk, "thanks.phone"))
    line = subject(desk, "thanks.subject")
    said = _what_they_said(desk, 1)
    asked = desk.facts.debrief.resume_requested
    enclosed = desk.say("thanks.resume") if asked else ""
    if desk.version == "resume" and not asked:
        enclosed = desk.say("thanks.resume_phone")
    named, promises = _names(desk), _joined(_names(desk), _promises(desk))
    if desk.short:
        asks = desk.say("thanks.remember" if named else "thanks.remember_short")
        short = (_joined(opening, said), _joined(promises, enclosed, asks))
        return Text(line, short, may_enclose=True)
    said = _joined(said, desk.say("thanks.changes"))
    asks = _joined(desk.say("thanks.remember"), "" if named else desk.say("thanks.refer"))
    parts = (opening, said, _joined(promises, enclosed), asks)
    return Text(line, parts, may_enclose=True)


def promise_theirs(desk: Desk) -> Text:
    """Asks kindly about something they offered (F2)."""
    note = _theirs(_promise(desk, mine=False))
    said, promise = _SAID_AS[note.form], note.text
    line = desk.say("promise.theirs_subject")
    if desk.short:
        return Text(line, (desk.say(f"promise.theirs_short{said}", promise=promise),))
    asked = _joined(desk.say(f"promise.theirs{said}", promise=promise), desk.say("promise.easy"))
    return Text(line, (desk.say("promise.theirs_open"), asked, desk.say("promise.released")))


def promise_mine(desk: Desk) -> Text:
    """Reports back on something they recommended (F3)."""
    note = _mine(_promise(desk, mine=True))
    slot = "promise.mine" if note.form is Form.DEED else "promise.mine_said"
    done = desk.say(slot, promise=note.text)
    news = own_news(desk.facts.follow_up) or blank("took")
    took = _told(desk, "promise.took", news, desk.facts.follow_up)
    line = desk.say("promise.mine_subject")
    end = desk.say("promise.mine_end")
    if desk.short:
        return Text(line, (_joined(done, took, end),))
    return Text(line, (done, took, _joined(end, desk.say("promise.mine_quiet"))))


def keep_in_touch(desk: Desk) -> Text:
    """Months later, with a reason to write (F7)."""
    said = _first_heard(desk)
    back = desk.say("touch.back", heard=said) if said else desk.say("touch.back_bare")
    wish, quiet = desk.say("touch.wish"), desk.say("touch.quiet")
    if desk.version == "again":
        back = back if said else desk.say("touch.back", heard=blank("heard"))
        thanks = desk.say("touch.thanks")
        full = (back, _joined(thanks, wish), quiet)
        return Text(desk.say("touch.subject_thanks"), _kept(desk, full, (back, thanks)))
    if desk.version == "item":
        item = desk.say("touch.item", item=blank("item"))
        full = (item, back, _joined(wish, quiet))
        return Text(desk.say("touch.subject_item"), _kept(desk, full, (item, wish)))
    why = dict(desk.facts.reasons)
    if desk.version == "year":
        year = desk.say("touch.year")
        back = desk.say("touch.back", heard=said) if said else desk.say("touch.thanks_bare")
        long = (_joined(year, back), _joined(wish, quiet))
        return Text(desk.say("touch.subject_year"), _kept(desk, long, (year, back)))
    note = why.get(desk.version) or desk.facts.follow_up
    news = own_news(note) or blank("news")
    told = _told(desk, "touch.news", news, note)
    more = desk.say("touch.quiet_more")
    full = (back, told, _joined(more, wish, quiet))
    return Text(desk.say("touch.subject"), _kept(desk, full, (told, more, wish)))


def _kept(desk: Desk, full: tuple[str, ...], short: tuple[str, ...]) -> tuple[str, ...]:
    return (_joined(*short),) if desk.short else full


def what_came_of_it(desk: Desk) -> Text:
    """Tells what their help led to (F9)."""
    news = own_news(desk.facts.follow_up) or blank("outcome")
    told = _told(desk, "outcome.news", news, desk.facts.follow_up)
    if news == blank("outcome"):
        told = news
    if desk.facts.led_to.strip() or not desk.facts.talked:
        return _led_to_it(desk, told)
    said = _first_heard(desk)
    part = desk.say("outcome.part", heard=said) if said else desk.say("outcome.part_bare")
    thanks = desk.say("outcome.thanks")
    line = desk.say("outcome.subject")
    if desk.short:
        return Text(line, (_joined(told, desk.say("outcome.part_bare"), thanks),))
    return Text(line, (_joined(desk.say("outcome.open"), told), _joined(part, thanks)))


def _led_to_it(desk: Desk, told: str) -> Text:
    """The same to somebody who gave a name or made an introduction (T4, F9)."""
    led_to = parse(desk.facts.led_to).full
    named = "_named" if led_to else ""
    line = desk.say(f"outcome.subject_led{named}", led_to=led_to)
    part, thanks = (
        desk.say(f"outcome.part_led{named}", led_to=led_to),
        desk.say("outcome.thanks_led"),
    )
    if desk.short:
        return Text(line, (_joined(told, part, thanks),))
    opened = desk.say(f"outcome.open_led{named}", led_to=led_to)
    more = blank("more") if led_to else ""
    return Text(line, (_joined(opened, told, more), _joined(part, thanks)))


def _what_they_said(desk: Desk, most: int) -> str:
    """One or two things they said; a blank where nothing usable was noted."""
    usable = _heard(desk)
    first = desk.say("thanks.heard", heard=usable[0] if usable else blank("heard"))
    if most < MOST_HEARD or len(usable) < MOST_HEARD:
        return first
    return _joined(first, desk.say("thanks.also", heard=usable[1]))


def _first_heard(desk: Desk) -> str:
    return next(iter(_heard(desk)), "")


def _heard(desk: Desk) -> list[str]:
    """What they said, as far as it can stand in a letter.

    An opening they spoke of is left out: the letter stays a thank-you (T6).
    """
    said = [heard(note) for note in desk.facts.debrief.heard]
    return [text for text in said if text and not _speaks_of_an_opening(text)]


def _speaks_of_an_opening(text: str) -> bool:
    words = text.lower().replace(",", " ").replace(".", " ").split()
    return any(word in word_set("openings") for word in words)


def _names(desk: Desk) -> str:
    """Thanks for the names they gave (T4); nobody who gave one is asked for another."""
    offered = desk.facts.debrief.their_promises  # an introduction is thanked for itself
    parsed = [name for name in map(parse, desk.facts.names) if name.words]
    names = [one.full for one in parsed if not any(_speaks_of(said, one) for said in offered)]
    of = "the name of" if len(names) == 1 else "the names of"
    return desk.say("thanks.names", names=f"{of} {listing(names)}") if names else ""


def _speaks_of(text: str, name: Name) -> bool:
    """Whether a text has the whole name, or the first name within it and no other name behind."""
    told = text.split()
    bare = [_POSSESSIVE.sub("", word.strip(_MARKS)) for word in told]
    count = len(name.words)
    for n, word in enumerate(bare):
        if count > 1 and tuple(bare[n : n + count]) == name.words:
            return True
        ends = n + 1 == len(told) or told[n].endswith(tuple(_MARKS))
        if n and word == name.words[0] and (ends or not told[n + 1][:1].isupper()):
            return True
    return False


_MARKS = ".,;:!?()“”\"'"
_POSSESSIVE = re.compile(r"['’]s$")


def _promises(desk: Desk) -> str:
    """What was promised on either side, named (F2, F3)."""
    made = desk.facts.debrief
    theirs = [_theirs(note) for note in made.their_promises if note.strip()]
    mine = [_mine(note) for note in made.my_promises if note.strip()]
    doing = " and to ".join(_of_form(theirs, Form.DEED))
    things = " and ".join(_of_form(theirs, Form.THING))
    said = "; ".join(_of_form(theirs, Form.SENTENCE))
    mine_doing = " and ".join(_of_form(mine, Form.DEED))
    mine_said = "; ".join(_of_form(mine, Form.THING, Form.SENTENCE))
    return _joined(
        desk.say("thanks.theirs", promise=doing) if doing else "",
        desk.say("thanks.theirs_thing", promise=things) if things else "",
        desk.say("thanks.theirs_said", promise=said) if said else "",
        desk.say("thanks.mine", promise=mine_doing) if mine_doing else "",
        desk.say("thanks.mine_said", promise=mine_said) if mine_said else "",
    )


_SAID_AS = {Form.DEED: "", Form.THING: "_thing", Form.SENTENCE: "_said"}


def _of_form(notes: list[Note], *forms: Form) -> list[str]:
    return list(dict.fromkeys(note.text for note in notes if note.form in forms))


def _theirs(note: str) -> Note:
    """A promise of theirs; a marked blank after "to" where its form is not clear."""
    found = promised(note)
    return found if found.form in _SAID_AS else Note(Form.DEED, blank("theirs"))


def _mine(note: str) -> Note:
    """A promise of the seeker's; a marked blank by itself where its form is not clear."""
    found = promised(note)
    return found if found.form in _SAID_AS else Note(Form.SENTENCE, blank("mine"))


def _promise(desk: Desk, mine: bool) -> str:
    """The promise the letter is about: the one handed in, or the first of the talk."""
    debrief = desk.facts.debrief
    made = debrief.my_promises if mine else debrief.their_promises
    return desk.facts.promise or (made[0] if made else "")


def _told(desk: Desk, slot: str, news: str, note: str) -> str:
    """News as its own sentence where it is one, else after a colon."""
    if note.strip() and news.startswith(("I ", "I’", "I'", "My ", "We ")):
        return f"{news}."
    return desk.say(slot, news=news)


def _with_topic(desk: Desk, slot: str) -> str:
    return slot if desk.work.topic else f"{slot}_bare"


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
