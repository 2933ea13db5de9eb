"""What a letter asks for beside the talk: a job (A1, T6), papers to read, people, more time."""

from __future__ import annotations

from collections.abc import Iterator

from fifteen.method.letters import _jobs, _scope
from fifteen.method.letters._anatomy import Sentence
from fifteen.method.letters._hits import Hit, joined, merged
from fifteen.method.letters._leaving_out import without
from fifteen.method.letters._reading import THANKS, Field, Reading
from fifteen.method.letters._weights import LABELS
from fifteen.method.words import Finding, LetterKind, Level

_DOUBTFUL = -3.0  # log odds below which no phrase asks for something beside the talk
_FRAMED = -4.5  # the same where the frame of the asking is known: "could you proofread my ..."
_PLAINLY = 0.8  # log odds from which a sentence asks, whatever else it says
_ASKS = -0.2  # log odds from which a sentence does without any known phrase


def asks_for_job(reading: Reading) -> Iterator[Finding]:
    """Every place where a job is asked for, openly or veiled."""
    thanks = reading.letter.kind in THANKS
    for field in (reading.body, reading.subject):
        for hit in _as_one(field, _jobs.hits(reading, field)):
            yield reading.finding(
                "asks-for-job",
                Level.STOP,
                "T6" if thanks else "A1",
                "This asks for a job or a way into one; "
                + (
                    "a letter of thanks stays one."
                    if thanks
                    else "ask for advice and information only."
                ),
                field,
                (hit.start, hit.end),
                cut=without(reading, field, hit.start, hit.end),
            )


def _as_one(field: Field, hits: list[Hit]) -> list[Hit]:
    """The hits, those in sentences that follow each other in a paragraph made one: "Do you have
    work for me? I can start at once." is one ask."""
    found: list[Hit] = []
    for hit in hits:
        last = found[-1] if found else None
        if last and not _parted(field, last.sentence, hit.sentence):
            found[-1] = Hit(last.start, max(last.end, hit.end), hit.sentence)
        else:
            found.append(hit)
    return found


def _parted(field: Field, first: Sentence, second: Sentence) -> bool:
    """Whether another sentence or an empty line stands between two sentences."""
    places = [place for place, one in enumerate(field.sentences) if one in (first, second)]
    between = field.anatomy.text.plain[first.end : second.start]
    return places[-1] - places[0] > 1 or first == second or "\n\n" in between.replace(" ", "")


def asking(reading: Reading, label: str, asks: str) -> frozenset[int]:
    """Where the sentences begin that plainly ask (for a job, for something else, to look at papers:
    labels of `asks`) rather than being of a label: what they say tells nothing of the host."""
    own, *others = (LABELS.index(name) for name in label + asks)
    jobs = _jobs.hits(reading, reading.body) if "J" in asks else []
    said = {hit.sentence.start for hit in jobs}
    pairs = zip(reading.body.sentences, reading.body.senses, strict=False)
    return frozenset(
        sentence.start
        for sentence, odds in pairs
        if (sentence.start in said or max(odds[o] for o in others) > _PLAINLY)
        and max(odds[o] for o in others) > odds[own]
    )


def several_asks(reading: Reading) -> Iterator[Finding]:
    """What a request asks for beside the talk; silent where it does not ask for the talk (A9)."""
    if not reading.asks:
        return
    reason = "Beside the talk this asks for something else."
    likely = _likely(reading.body)
    hits = [*reading.body.hits("other_ask", likely), *_also_asked(reading, likely)]
    hits += reading.body.hits("beside_surely")
    for hit in _learned(reading, _beside(reading, hits)):
        yield _advice(reading, "several-asks", "A9", reason, hit)


def new_ask(reading: Reading) -> Iterator[Finding]:
    """What a letter of thanks asks for anew; what the host offered may be remembered (F1)."""
    likely = _likely(reading.body)
    hits = [*reading.body.hits("other_ask", likely), *reading.body.hits("again", likely)]
    reason = "This asks for something new; the thanks should stand alone."
    said = _beside(reading, [hit for hit in hits if not _welcome(reading, hit)])
    said += _asked_anew(
        reading, _likely(reading.body, _FRAMED), {hit.sentence.start for hit in said}
    )
    for hit in _learned(reading, said):
        yield _advice(reading, "new-ask", "F1", reason, hit)


def _asked_anew(reading: Reading, likely: list[Sentence], told: set[int]) -> list[Hit]:
    """What is asked by the frame of the asking alone: "might you ship me one", where "as we can't
    talk" before it denies nothing."""
    body = reading.body
    told |= {hit.sentence.start for hit in _jobs.hits(reading, body)}
    surely = [*body.hits("beside_surely"), *body.hits("anew_surely")]
    hits = joined(merged([*body.hits("asked_anew", likely), *surely]))
    return [
        hit
        for hit in hits
        if hit.sentence.start not in told
        and not body.quoted(hit.start, hit.end)
        and not _welcome(reading, hit)
    ]


def _likely(body: Field, least: float = _DOUBTFUL) -> list[Sentence]:
    """The sentences in which something may be asked for, a further name among it."""
    likely = [*body.about("A", least), *body.about("N", least)]
    starts = {sentence.start for sentence in likely}
    return [sentence for sentence in body.sentences if sentence.start in starts]


def _learned(reading: Reading, said: list[Hit]) -> list[Hit]:
    """What is asked beside, by known phrases or as was learned; a job ask is told already."""
    body = reading.body
    kept = list(said)
    told = {hit.sentence.start for hit in [*kept, *_jobs.hits(reading, body)]}
    thanks = reading.letter.kind in THANKS  # there another talk is an ask beside
    talk = set() if thanks else {sentence.start for sentence in _more_of_the_talk(body)}
    for hit in [*body.cores("A", _ASKS), *body.cores("N", _ASKS)]:
        if hit.sentence.start in talk or _own_plan(reading, hit) or _arranges(reading, hit):
            continue
        if hit.sentence.start not in told and not _offered_or_one_name(reading, hit):
            told.add(hit.sentence.start)
            kept.append(hit)
    return joined(merged(kept))


def _own_plan(reading: Reading, hit: Hit) -> bool:
    """Whether a sentence of thanks only tells what the seeker will do: "I'll go to the fair"."""
    flat = reading.body.flat
    told = reading.words.patterns["own_plan"].match(flat, hit.sentence.start)
    asks = reading.words.patterns["asks_you"].search(flat, hit.sentence.start, hit.sentence.end)
    return reading.letter.kind in THANKS and told is not None and asks is None


def _arranges(reading: Reading, hit: Hit) -> bool:
    """Whether a sentence of a request asks where the talk is to be: "send me the exact room"."""
    arranges = reading.words.patterns["arranges_talk"]
    found = arranges.search(reading.body.flat, hit.sentence.start, hit.sentence.end)
    return found is not None and reading.letter.kind not in THANKS


def _more_of_the_talk(body: Field) -> list[Sentence]:
    """The sentences that ask for the talk rather than for something beside it."""
    talk, beside = LABELS.index("T"), LABELS.index("A")
    pairs = zip(body.sentences, body.senses, strict=False)
    return [sentence for sentence, scores in pairs if scores[talk] > max(0.0, scores[beside])]


def _offered_or_one_name(reading: Reading, hit: Hit) -> bool:
    return reading.letter.kind in THANKS and _welcome(reading, hit)


def _advice(reading: Reading, rule: str, row: str, reason: str, hit: Hit) -> Finding:
    return reading.finding(rule, Level.ADVISE, row, reason, reading.body, (hit.start, hit.end))


def _also_asked(reading: Reading, likely: list[Sentence]) -> Iterator[Hit]:
    """Whatever is "also" asked for and is not the talk itself or something to learn in it."""
    harmless = reading.words.patterns["also_harmless"]
    for hit in reading.body.hits("also_ask", likely):
        job = any(job.sentence == hit.sentence for job in _jobs.hits(reading, reading.body))
        if not job and not harmless.search(reading.body.flat, hit.start, hit.sentence.end):
            yield hit


def _beside(reading: Reading, hits: list[Hit]) -> list[Hit]:
    """The hits that ask and are not a job ask, which is told already."""
    asks = joined(merged([hit for hit in hits if _is_ask(reading, hit)]))
    jobs = _jobs.hits(reading, reading.body) if asks else []
    return [hit for hit in asks if not any(_same_ask(reading, job, hit) for job in jobs)]


def _same_ask(reading: Reading, job: Hit, hit: Hit) -> bool:
    """Whether a hit is part of an ask for a job: it overlaps it, or carries the seeker's name about
    in the same sentence."""
    if job.start < hit.end and hit.start < job.end:
        return True
    carried = reading.words.patterns["name_carried"].search(reading.body.flat, hit.start, hit.end)
    return job.sentence == hit.sentence and carried is not None


def _is_ask(reading: Reading, hit: Hit) -> bool:
    """Whether somebody is asked to do it: not denied, not told of the past, not quoted."""
    field = reading.body
    if field.denied(hit) or field.quoted(hit.start, hit.end):
        return False
    before = field.flat[max(hit.sentence.start, hit.start - 60) : hit.start]
    if _named_doer(reading, field, hit):
        return False
    if reading.words.patterns["told"].search(before):
        return False
    clause = field.clause_before(hit)
    return not _scope.embedded(reading.words, clause[-40:])


def _named_doer(reading: Reading, field: Field, hit: Hit) -> bool:
    """Whether a name stands right before: "Tom put me in touch with Priya"."""
    before = field.anatomy.cased[max(hit.sentence.start, hit.start - 40) : hit.start].split()
    last = before[-1] if before else ""
    return last[:1].isupper() and last.lower() not in reading.words.sets["asking_words"]


def _welcome(reading: Reading, hit: Hit) -> bool:
    """What a letter of thanks may ask: what was offered; after a refusal or a call, one name."""
    if _offered(reading, hit):
        return True
    if reading.letter.kind is LetterKind.THANKS_MET:
        return False
    if _rather(reading.body, hit, "N", "A"):
        return True
    sentence = reading.body.flat[hit.sentence.start : hit.sentence.end]
    patterns = reading.words.phrases["further_name"].every()
    mine = " my " in reading.body.flat[hit.start : hit.end]
    return not mine and any(pattern.search(sentence) for pattern in patterns)


def _rather(body: Field, hit: Hit, label: str, other: str) -> bool:
    """Whether the sentence of a hit is of one label, and more of it than of another."""
    first, second = LABELS.index(label), LABELS.index(other)
    pairs = zip(body.sentences, body.senses, strict=False)
    scores = next((scores for sentence, scores in pairs if sentence == hit.sentence), None)
    return scores is not None and scores[first] > max(0.0, scores[second])


def _offered(reading: Reading, hit: Hit) -> bool:
    """Whether the sentence says that the host offered it, or the debrief knows of the promise."""
    field = reading.body
    offered = reading.words.phrases["offered"].every()
    start, end = hit.sentence.start, hit.sentence.end
    if any(pattern.search(field.flat, start, end) for pattern in offered):
        return True
    debrief = reading.context.debrief
    promises = " ".join(debrief.their_promises).lower() if debrief else ""
    part = field.flat[hit.start : hit.end]
    return any(word[:6] in promises for word in part.split() if len(word) > 5)
