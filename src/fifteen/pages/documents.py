"""A letter as PDF, Word file or card; the plan of a talk on a page; the talk as calendar file."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from fifteen.adapters.documents import calendar, docx, pdf
from fifteen.adapters.documents.shape import CARDS, Document, Paper, Size, paper_of, plain
from fifteen.method.words import LetterKind
from fifteen.pages import _desk, _letter_kinds, _plan
from fifteen.pages._request import Asked, page
from fifteen.pages.prepare import one_page
from fifteen.store import read, scope
from fifteen.store.models import Letter

_SIZES = {str(size): size for size in CARDS}
_HOLDS = {Size.A6: 90, Size.FIVE_BY_SEVEN: 140}  # words on one side of a card
_BY_HAND = "hand"
_LONGEST_NAME = 80  # characters of a file's name


@require_GET
@page
def as_pdf(request: Asked, key: str, letter_key: str) -> HttpResponse:
    """The letter as a PDF; on a card where a card's size is asked for."""
    letter = scope.letter(request.campaign, key, letter_key)
    size = _SIZES.get(request.GET.get("size", ""))
    return _sent(request, letter, pdf.letter(_paper(request, letter, size)))


@require_GET
@page
def as_docx(request: Asked, key: str, letter_key: str) -> HttpResponse:
    """The letter as a Word file."""
    letter = scope.letter(request.campaign, key, letter_key)
    return _sent(request, letter, docx.letter(_paper(request, letter, None)))


def _paper(request: Asked, letter: Letter, card: Size | None) -> Paper:
    title = f"{_letter_kinds.titled(LetterKind(letter.kind))}: {_desk.addressee(letter).name}"
    return Paper(
        body=letter.body,
        subject="" if card else letter.subject,
        title=title,
        author=request.campaign.seeker_name,
        size=card or paper_of(request.campaign.country),
    )


def _sent(request: Asked, letter: Letter, made: Document) -> HttpResponse:
    kind = _letter_kinds.titled(LetterKind(letter.kind))
    return _download(request, made, f"{letter.person.name}, {kind}", f"/people/{letter.person.key}")


def _download(request: Asked, made: Document, name: str, over: str) -> HttpResponse:
    """The file; or, where signs are missing in it, first the page that says which."""
    if made.lost and "anyway" not in request.GET:
        asked = request.GET.copy()
        asked["anyway"] = "1"
        around = {"lost": made.lost[:40], "anyway": f"?{asked.urlencode()}", "over": over}
        return render(request, "fifteen/lost_signs.html", around)
    clean = "".join(c if c.isalnum() or c in " ,-_." else " " for c in plain(name))
    file = f"{' '.join(clean.split())[:_LONGEST_NAME]}.{made.suffix}"
    header = content_disposition_header(as_attachment=True, filename=file)
    answer = HttpResponse(made.data, content_type=made.media)
    answer.headers["Content-Disposition"] = header or "attachment"
    return answer


@require_GET
@page
def card(request: Asked, key: str, letter_key: str) -> HttpResponse:
    """The letter alone, laid out to be printed on a card or copied by hand (F1)."""
    letter = scope.letter(request.campaign, key, letter_key)
    asked = request.GET.get("size", "")
    by_hand = asked == _BY_HAND
    size = _SIZES.get(asked, Size.A6)
    around = {
        "letter": letter,
        "to": _desk.addressee(letter),
        "size": size,
        "by_hand": by_hand,
        "lines": _by_hand(letter.body) if by_hand else (),
        "full": not by_hand and len(letter.body.split()) > _HOLDS[size],
        "sizes": ((Size.A6, "A6"), (Size.FIVE_BY_SEVEN, "5 × 7 in"), (_BY_HAND, "Copy by hand")),
        "chosen": _BY_HAND if by_hand else size,
        "here": f"/people/{letter.person.key}/letters/{letter.key}",
    }
    return render(request, "fifteen/card.html", around)


_LINE = 34  # signs: so many one holds in mind while writing


def _by_hand(body: str) -> list[str]:
    """The body in short lines, to be copied one after the other; empty ones between paragraphs."""
    lines: list[str] = []
    for line in plain(body).split("\n"):
        now = ""
        for word in line.split():
            if now and len(now) + 1 + len(word) > _LINE:
                lines.append(now)
                now = word
            else:
                now = f"{now} {word}".strip()
        lines.append(now)
    return lines


@require_GET
@page
def plan(request: Asked, key: str) -> HttpResponse:
    """The plan of one conversation on one page, as a PDF."""
    talk = scope.conversation(request.campaign, key)
    made = _plan.of(talk, request.campaign)
    size = paper_of(request.campaign.country)
    written = pdf.plan(one_page(made, request.now), size, request.campaign.seeker_name)
    return _download(request, written, f"Plan, {talk.person.name}", f"/conversations/{key}/prepare")


@require_GET
@page
def in_calendar(request: Asked, key: str) -> HttpResponse:
    """The agreed talk as a calendar file, for both sides (O3); there is none without a time."""
    talk = scope.conversation(request.campaign, key)
    talk.person.campaign = campaign = request.campaign
    booking = read.standing_of(talk.person).booking
    if booking is None or booking.conversation != talk.key:
        raise Http404
    name = talk.person.name
    version = read.version_of(talk.person)
    seeker, email = campaign.seeker_name, campaign.email
    made = calendar.talk(booking, seeker, name, email, request.now, version)
    return _download(request, made, f"Talk, {name}", f"/conversations/{key}/prepare")
