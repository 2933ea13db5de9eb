"""What the journal says when a letter leaves: one line, or two where it settles a promise too."""

from __future__ import annotations

from datetime import date, timedelta

from fifteen.actions._write import Line
from fifteen.method.words import Channel, LetterKind, Standing, Verb
from fifteen.store.models import Letter


def lines(letter: Letter, channel: Channel, standing: Standing, on: date) -> list[Line]:
    """What the journal says of a letter that leaves, the verb of its kind first."""
    kind = LetterKind(letter.kind)
    data = {"letter": letter.key, "channel": str(channel)}
    if letter.overruled:
        data["overruled"] = ", ".join(letter.overruled)
    if kind is LetterKind.CALL_SCRIPT and standing.asked_on is not None:
        return [Line(Verb.REMINDED, on, data)]  # a call that follows the letter (A11, R6)
    if kind is LetterKind.PUT_OFF_ANSWER:
        verb, until = _put_off_verb(standing), standing.put_off_until
        again = {"until": str(until)} if letter.version == "then" and until else {}
        return [Line(verb, on, {**data, **again})]
    if kind is LetterKind.INTRODUCTION_REQUEST:
        return [Line(Verb.INTRODUCTION_ASKED, on, {**data, "of": letter.to})]
    if kind in _REPORTS and letter.promise:
        return _reported(letter, standing, on, data)
    if kind is LetterKind.PROMISE_THEIRS and letter.promise:
        return [_asked_about(letter, standing, on, data)]
    return [Line(_VERBS[kind], on, data)]


_REPORTS = frozenset({LetterKind.PROMISE_MINE, LetterKind.WHAT_CAME_OF_IT})


def _reported(letter: Letter, standing: Standing, on: date, data: dict[str, str]) -> list[Line]:
    """A promise kept by its letter, which is also a line that keeps in touch (F3, F7, F9)."""
    promise = next((p for p in standing.promises if p.key == letter.promise), None)
    news = {"news": promise.news} if promise is not None and promise.news else {}
    kept = Line(Verb.KEPT, on, {**data, "key": letter.promise})
    return [kept, Line(Verb.TOUCHED, on, {**data, **news})]


def _put_off_verb(standing: Standing) -> Verb:
    if standing.open_answer is Verb.ASKED_BACK:
        return Verb.ANSWERED
    return Verb.PHONE_OFFERED if standing.put_offs > 1 else Verb.CLARIFIED


def _asked_about(letter: Letter, standing: Standing, on: date, data: dict[str, str]) -> Line:
    # Asking kindly does not end a promise: it comes back once more, and ends by a decision (F6).
    promise = next((p for p in standing.promises if p.key == letter.promise), None)
    if promise is None:
        return Line(Verb.TOUCHED, on, data)
    due = str(on + timedelta(days=14))
    again = {"by": "them", "what": promise.what, "due": due, "key": promise.key}
    return Line(Verb.PROMISED, on, {**data, **again, "asked": True})


_VERBS = {
    LetterKind.REQUEST: Verb.ASKED,
    LetterKind.CALL_SCRIPT: Verb.ASKED,
    LetterKind.REMINDER: Verb.REMINDED,
    LetterKind.TIMES: Verb.TIMES_SENT,
    LetterKind.CONFIRMATION: Verb.CONFIRMED,
    LetterKind.THANKS_MET: Verb.THANKED,
    LetterKind.THANKS_PHONE: Verb.THANKED,
    LetterKind.THANKS_DECLINED: Verb.THANKED_NO,
    LetterKind.PROMISE_MINE: Verb.TOUCHED,
    LetterKind.PROMISE_THEIRS: Verb.TOUCHED,
    LetterKind.KEEP_IN_TOUCH: Verb.TOUCHED,
    LetterKind.WHAT_CAME_OF_IT: Verb.TOUCHED,
}
