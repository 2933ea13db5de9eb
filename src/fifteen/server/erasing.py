"""An account out of the house: with everything, or for good."""

from __future__ import annotations

import io
import json
import zipfile

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone

from fifteen.actions import campaigns
from fifteen.server import coach_notes
from fifteen.server.models import Account, Asked, Coaching, CoachNote
from fifteen.server.programme import asking, office, seats
from fifteen.store import scope, walls


def with_account(archive: bytes | None, account: Account) -> bytes:
    """The zip of a campaign with what is known of the account beside it."""
    out = io.BytesIO(archive or b"")
    out.seek(0, io.SEEK_END)
    sessions = [
        {"from": str(s.created_at), "browser": s.user_agent}
        for s in UserSession.objects.filter(user=account).order_by("created_at")
    ]
    told: dict[str, object] = {
        "email": account.email,
        "made": account.made.isoformat(),
        "sessions": sessions,
    }
    told["programmes"] = [
        one for campaign in scope.campaigns(account.key) for one in asking.export(campaign)
    ]
    told["offices"] = [name for _, name in office.programmes(account)]
    told["session_notes"] = [
        {"about": n.about, "on": n.on.isoformat(), "text": n.text}
        for n in coach_notes.of(account).order_by("id")
    ]
    with zipfile.ZipFile(out, "a" if archive else "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("account.json", json.dumps(told, indent=1))
    return out.getvalue()


@transaction.atomic
def erase(account: Account) -> None:
    """The account, every session of it, and every campaign it owns. Not to be undone."""
    with walls.over_all():  # whom she coached she sees no more
        Coaching.objects.filter(coach=account.key, ended=None).update(ended=timezone.now())
    walls.only(account.key)
    CoachNote.objects.filter(owner=account.key).delete()
    for campaign in scope.campaigns(account.key):
        seats.leave_all(campaign, timezone.now())
        campaigns.delete_everything(campaign)
    office.leave_all(account)
    for session in UserSession.objects.filter(user=account):
        session.end()
    Asked.objects.filter(email__iexact=account.email).delete()
    account.delete()
