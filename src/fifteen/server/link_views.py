"""The pages of signing in by a link: ask for one, open it, say yes."""

from __future__ import annotations

from allauth.account.internal.flows.email_verification import verify_email_indirectly
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.core import ratelimit
from allauth.socialaccount.internal.flows.email_authentication import wipe_password
from django.conf import settings
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fifteen.method.folding import is_email
from fifteen.server import links, mailing

_ASK = ("GET", "HEAD", "POST")


@require_http_methods(_ASK)
def ask(request: HttpRequest) -> HttpResponse:
    """The address, and the same answer whether or not there is an account with it."""
    if request.method != "POST":
        return render(request, "fifteen/link_ask.html")
    email = request.POST.get("email", "").strip().lower()[:254]
    if not is_email(email):
        shown = {"email": email, "wrong": True}
        return render(request, "fifteen/link_ask.html", shown, status=422)
    too_many = ratelimit.consume_or_429(request, action="sign_in_link", key=email)
    if too_many is not None:
        answer: HttpResponse = too_many
        return answer
    token = links.ask(email, timezone.now())
    where = request.build_absolute_uri(f"/account/link/{token}")
    if token:
        mailing.behind(lambda: _write(email, where))
    return render(request, "fifteen/link_sent.html", {"email": email})


def _write(email: str, where: str) -> None:
    minutes = int(links.LASTS.total_seconds() // 60)
    text = render_to_string("fifteen/mail/sign_in_link.txt", {"where": where, "minutes": minutes})
    send_mail("Your link to sign in", text, settings.DEFAULT_FROM_EMAIL, [email])


@never_cache
@require_http_methods(_ASK)
def open_one(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the link asks whether to sign in; only the yes does, and uses it up. A mail program
    that looks at links before a person does spends nothing."""
    too_many = ratelimit.consume_or_429(request, action="open_link")
    if too_many is not None:
        answer: HttpResponse = too_many
        return answer
    now = timezone.now()
    if request.method != "POST":
        account = links.whose(token, now)
        shown = {"account": account, "token": token}
        return render(request, "fifteen/link_open.html", shown, status=200 if account else 410)
    account = links.use(token, now)
    if account is None:
        return render(request, "fifteen/link_open.html", {"account": None}, status=410)
    wipe_password(request, account, account.email)
    record_authentication(request, account, method="link", email=account.email)
    verify_email_indirectly(request, account, account.email)
    come_in: HttpResponse = perform_login(request, account)
    return come_in
