"""The yearly letter to every host who gave a talk: what their help led to (F9)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from fifteen.actions._write import Done, today_of
from fifteen.method.programme import cells, said
from fifteen.method.programme.said import Year
from fifteen.method.programme.words import Part, State
from fifteen.method.words import Refusal
from fifteen.server.programme import office, post
from fifteen.server.programme.models import Host, Post, Programme, Request

FIRST = 2000
"""No talk of a programme was before this year."""


def letters(
    programme: Programme, year: int, now: datetime, at_the_office: bool = False
) -> Iterator[tuple[Host, str, str]]:
    """Each host who talked in a year, with subject and text. At the office the count of their
    talks, which is small, is left out. That of all is said once the year is over, to hosts alone:
    it would grow under the eyes of whoever looks each day."""
    rows = Request.objects.filter(
        campaign=programme.campaign, state=State.TALKED, talk_on__year=year, host__part=Part.IN
    )
    talks: dict[int, list[str]] = defaultdict(list)
    for pk, line in rows.values_list("host_id", "line"):
        talks[pk or 0].append(line)
    over = today_of(programme.campaign, now).year > year and not at_the_office
    total = cells.shown(sum(map(len, talks.values()))) if over else None
    for host in Host.objects.filter(pk__in=talks).order_by("name", "id"):
        lines = talks[host.pk]
        told = Year(
            *(host.name, programme.name, year, None if at_the_office else len(lines)),
            lines=tuple(sorted(line for line in lines if line)),
            all_talks=total,
        )
        yield host, *said.letter_of_the_year(told)


@transaction.atomic
def send(programme: Programme, year: int, now: datetime) -> Done | Refusal:
    """One letter to each; a year's letters leave once."""
    Programme.objects.select_for_update().get(pk=programme.pk)
    campaign = programme.campaign
    sent = Post.objects.filter(campaign=campaign, kind="yearly", data__year=str(year))
    had = set(sent.values_list("host_id", flat=True))
    rows = [
        Post(
            campaign=campaign,
            host=host,
            kind="yearly",
            data={"subject": subject, "body": body, "year": str(year)},
            made=now,
        )
        for host, subject, body in letters(programme, year, now)
        if host.pk not in had
    ]
    if not rows:
        return Refusal(f"Everybody who talked in {year} has their letter, or nobody talked.")
    Post.objects.bulk_create(rows, batch_size=500)
    post.wake(campaign, now)
    office.note(programme, f"The letters of {year} were sent.", now)
    return Done("The letters leave now.")
