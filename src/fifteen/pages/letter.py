"""A letter: is this ready to go? Written, checked as one types, and said to be sent."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fifteen.actions import earlier, letters, outbox
from fifteen.actions.letters import Conflict
from fifteen.method.words import Channel, LetterKind, Refusal
from fifteen.pages import _desk, _findings, _letter_left
from fifteen.pages._request import Asked, day_from, page, say
from fifteen.pages._upload import too_big
from fifteen.store import quiet, scope
from fifteen.store.models import Letter


@require_GET
@page
def new(request: Asked, key: str) -> HttpResponse:
    """The open letter of the kind asked for, begun where there is none; without a kind the one
    the next step wants."""
    person = scope.person(request.campaign, key)
    asked = request.GET
    wanted = asked.get("kind", "")
    kind = LetterKind(wanted) if wanted in set(LetterKind) else letters.way_of(person, request.now)
    letter = letters.begin(
        person,
        kind,
        request.now,
        version=asked.get("version", "")[:32],
        promise=asked.get("promise", "")[:32],
        to=asked.get("to", "").strip()[:300],
    )
    return redirect(_address(letter))


@require_http_methods(["GET", "HEAD", "POST"])
@page
def letter(request: Asked, key: str, letter_key: str) -> HttpResponse:
    """The letter on paper. A POST keeps what was typed and shows it checked (without script)."""
    there = _letter(request, key, letter_key)
    if there.sent_at is not None:
        return _letter_left.show_sent(request, there)
    out = _desk.on_its_way(there)
    if out is not None:
        return _letter_left.show_leaving(request, there, out)
    if request.method != "POST":
        return _show(request, there)
    conflict = _keep_or_show(request, there)
    if conflict is not None:
        return conflict
    return _let_go(request, _letter(request, key, letter_key))


def _let_go(request: Asked, letter: Letter) -> HttpResponse:
    """Back to the letter, let go where the words for it were typed; else what to type.

    Sent on, so that loading it again does not send the form, with a text that is old by then,
    once more.
    """
    if not _over(request).strip():
        return redirect(_address(letter))
    ways = _desk.checked(letter, request.now, _over(request)).ways
    if ways.free:
        over = f"?{urlencode({'overrule': ways.words})}" if ways.words else ""
        return redirect(f"{_address(letter)}{over}#let-go")
    message = f"To let it go as it stands, type these words: {ways.words}."
    return _show(request, letter, Refusal(message, "overrule"))


def _over(request: Asked) -> str:
    """The words that let a letter go, as typed, or as the address has them after that."""
    return (request.POST.get("overrule") or request.GET.get("overrule", ""))[:300]


@require_POST
@page
def check(request: Asked, key: str, letter_key: str) -> HttpResponse:
    """JSON: what the check finds in the text as typed. Nothing is kept."""
    there = _typed(request, _letter(request, key, letter_key))
    return JsonResponse(_desk.answer(_desk.checked(there, request.now, typing=True)))


@require_POST
@page
def keep(request: Asked, key: str, letter_key: str) -> HttpResponse:
    """JSON: the text kept as typed, or 409 where a newer version was kept meanwhile."""
    there = _letter(request, key, letter_key)
    beside = None if request.POST.get("look") else request.POST.get("beside", "")[:32]
    typed = (*_texts(request), request.now, _instead(request))
    kept = letters.keep(there, _revision(request), *typed, beside)
    if isinstance(kept, Refusal):
        return JsonResponse({"message": kept.message}, status=422)
    if isinstance(kept, Conflict):
        newer = kept.letter
        told = {"revision": newer.revision, "subject": newer.subject, "body": newer.body}
        return JsonResponse(told | {"beside": kept.beside}, status=409)
    now = timezone.localtime(request.now)
    return JsonResponse({"revision": kept.revision, "kept": f"{now:%H:%M}"})


@require_POST
@page
def start_from(request: Asked, key: str, letter_key: str) -> HttpResponse:
    """Another starting point, tone or length in place of the text."""
    there = _letter(request, key, letter_key)
    wanted = (request.POST.get(name, "")[:32] for name in ("tone", "length"))
    say(
        request,
        letters.start_from(there, request.POST.get("version", "")[:32], request.now, *wanted),
    )
    return redirect(f"{_address(there)}#body")


@require_POST
@page
def take(request: Asked, key: str, letter_key: str) -> HttpResponse:
    """The better wording of one finding, put in and kept (without script)."""
    there = _typed(request, _letter(request, key, letter_key))
    found = _desk.checked(there, request.now).found
    wanted = request.POST.get("take", "")
    one = next((s for s in found if str(s.n) == wanted and s.takes), None)
    if one is not None:
        field = one.finding.field
        setattr(there, field, _findings.applied(getattr(there, field), one))
    stopped = _keep_or_show(request, there, there.subject, there.body, earlier.WORDING)
    return stopped or redirect(_address(there))


@require_POST
@page
def sent(request: Asked, key: str, letter_key: str) -> HttpResponse:
    """It has left: kept as typed, noted in the journal. A stop wants to be overruled in words."""
    there = _letter(request, key, letter_key)
    if there.sent_at is None and "body" in request.POST:
        conflict = _keep_or_show(request, there)
        if conflict is not None:
            return conflict
        there = _letter(request, key, letter_key)
    channel, on = _channel(request, there), _day(request)
    if isinstance(on, Refusal):
        return _show(request, there, on)
    over = _over(request)
    known = _findings.overruled(over, letters.findings(there, request.now)) if over else ()
    done = letters.sent(there, channel, request.now, on, known)
    if isinstance(done, Refusal):
        return _show(request, there, done)
    say(request, done)
    return redirect(f"/people/{key}")


@require_POST
@page
def send(request: Asked, key: str, letter_key: str) -> HttpResponse:
    """Let it leave through the mailbox: kept as typed first. `when`: now, at any hour."""
    there = _letter(request, key, letter_key)
    if _desk.on_its_way(there) is None and there.sent_at is None and "body" in request.POST:
        conflict = _keep_or_show(request, there)
        if conflict is not None:
            return conflict
        there = _letter(request, key, letter_key)
    over = _over(request)
    known = _findings.overruled(over, letters.findings(there, request.now)) if over else ()
    file = request.FILES.get("file")
    refusal = too_big(file, outbox.MOST_ENCLOSED, "Send a link to it, or a smaller one.")
    if refusal is not None:
        return _show(request, there, refusal)
    along = (file.name or "", file.read()) if file else None
    at_once, again = request.POST.get("when") == "now", "same_file" in request.POST
    done = outbox.send(there, request.now, known, at_once, along, again)
    if isinstance(done, Refusal):
        if there.sent_at is not None or _desk.on_its_way(there) is not None:
            say(request, done)
            return redirect(_address(there))
        return _show(request, there, done)
    say(request, done)
    return redirect(f"/people/{key}")


@require_POST
@page
def discard(request: Asked, key: str, letter_key: str) -> HttpResponse:
    """Throw the draft away."""
    say(request, letters.discard(_letter(request, key, letter_key), request.now))
    return redirect(f"/people/{key}")


def _letter(request: Asked, key: str, letter_key: str) -> Letter:
    there = scope.letter(request.campaign, key, letter_key)
    there.campaign = there.person.campaign = request.campaign
    return there


def _address(letter: Letter) -> str:
    return f"/people/{letter.person.key}/letters/{letter.key}"


def _texts(request: Asked) -> tuple[str, str]:
    """Subject and body as typed; a form sends CRLF, offsets count LF."""
    subject = " ".join(request.POST.get("subject", "").split())[:998]
    body = request.POST.get("body", "").replace("\r\n", "\n").replace("\r", "\n")
    return subject, body.replace("\x00", "")


def _revision(request: Asked) -> int:
    text = request.POST.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _instead(request: Asked) -> str:
    """Why the text that is kept gives way: it was seen, and this one is wanted in its place."""
    return earlier.WINDOW if request.POST.get("instead") else ""


def _typed(request: Asked, letter: Letter) -> Letter:
    """The letter with what stands in the form, not kept."""
    if "body" in request.POST:
        letter.subject, letter.body = _texts(request)
        letter.body = letter.body[: letters.LONGEST + 1]  # so that it is seen to be too long
    return letter


def _keep_or_show(
    request: Asked,
    letter: Letter,
    subject: str | None = None,
    body: str | None = None,
    why: str = "",
) -> HttpResponse | None:
    """Keep what was typed; where that cannot be, the page with it and the reason."""
    typed = _texts(request)
    subject = typed[0] if subject is None else subject
    body = typed[1] if body is None else body
    put_by = why or _instead(request)
    kept = letters.keep(letter, _revision(request), subject, body, request.now, put_by)
    if not isinstance(kept, Refusal | Conflict):
        return None
    letter.subject, letter.body = subject, body
    if isinstance(kept, Refusal):
        return _show(request, letter, kept)
    letter.revision = kept.letter.revision
    return _show(request, letter, newer=kept.letter)


def _show(
    request: Asked, letter: Letter, refusal: Refusal | None = None, newer: Letter | None = None
) -> HttpResponse:
    overrule = _over(request)
    around = {
        "checked": _desk.checked(letter, request.now, overrule),
        "desk": _desk.around(letter, request.now),
        "overrule": overrule,
        "unnamed": letter.to == "" and quiet.keeps_quiet(letter.person),
        "today": request.today,
        "refusal": refusal,
        "newer": newer,
        "typed": request.POST,
    }
    status = 422 if refusal else 409 if newer else 200
    return render(request, "fifteen/letter.html", around, status=status)


def _channel(request: Asked, letter: Letter) -> Channel:
    wanted = request.POST.get("channel", "")
    if wanted in set(Channel):
        return Channel(wanted)
    return Channel.PHONE if letter.kind == LetterKind.CALL_SCRIPT else Channel.MAIL


def _day(request: Asked) -> date | Refusal:
    text = request.POST.get("on", "").strip()
    if not text:
        return request.today
    return day_from(text) or Refusal("Write the day as 2026-11-24.", "on")
