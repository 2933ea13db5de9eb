"""What an office does, and takes back from the note that confirmed it (every_door.py runs it)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fifteen.actions import jobs
from fifteen.server.programme import inviting, lists, pairing
from fifteen.server.programme.models import AlumniList, Host, Office, Post, Programme, Seat
from fifteen.store import walls
from fifteen.store.models import Job
from tests.server.door_people import NOW, Cast

ACT = re.compile(r'name="act" value="(office\.[^"]+)"')
_WORKS = (inviting.KIND, pairing.KIND, lists.READ)


@dataclass
class Desk:
    """The office at work."""

    cast: Cast
    key: str
    owner: str

    def does(self, **form: str) -> str:
        """One thing from its pages; the act that undo takes, "" where none is offered."""
        where = f"/office/{self.key}/do"
        page = self.cast.ines.post(where, form, follow=True).content.decode()
        found = ACT.search(page)
        return found[1] if found else ""

    def undoes(self, act: str, by: Client | None = None) -> int:
        """The status of the answer."""
        return int((by or self.cast.ines).post("/undo", {"act": act}).status_code)

    def works(self) -> None:
        """The worker does what waits, but for mails."""
        with walls.as_owner(self.owner):
            for job in Job.objects.filter(kind__in=_WORKS, done_at=None).order_by("id"):
                {inviting.KIND: inviting.some, pairing.KIND: pairing.run, lists.READ: lists.read}[
                    job.kind
                ](job, NOW)
                jobs.finish(job, NOW)

    def sees(self, ask: Callable[[], Any]) -> Any:
        """What stands there."""
        with walls.as_owner(self.owner):
            return ask()


def rows(model: Any, *names: str) -> Callable[[], Any]:
    """The rows of a table, by these columns."""
    return lambda: sorted(map(str, model.objects.values_list(*names)))


def all_of_it(cast: Cast) -> list[str]:
    """What went wrong."""
    desk = Desk(cast, cast.values["office"], cast.owners[2])
    wrong: list[str] = []
    member = "new@office.example"
    wrong += _there_and_back(desk, rows(Office, "email"), "let-in", email=member)
    desk.does(do="let-in", email=member)
    wrong += _there_and_back(desk, rows(Office, "email", "account"), "out", email=member)
    nonces = rows(Programme, "hosts_nonce", "hosts_hash", "seekers_nonce", "seekers_hash")
    for what in ("hosts-link", "seekers-link"):
        wrong += _there_and_back(desk, nonces, what)
    first = desk.does(do="hosts-link")
    desk.does(do="hosts-link")
    now = desk.sees(nonces)
    desk.undoes(first)
    wrong += [] if desk.sees(nonces) == now else ["an old link came back over a newer one"]
    hosts = rows(Host, "name", "part", "invited")
    wrong += _there_and_back(desk, hosts, "invite", list=cast.values["list"])
    wrong += _there_and_back(desk, rows(Post, "state", "data"), "again", post=cast.values["post"])
    wrong += _there_and_back(desk, rows(Post, "state", "data"), "settle", post=cast.values["post"])
    return wrong + _picks(desk) + _brought(desk) + _without(desk)


def _there_and_back(desk: Desk, ask: Callable[[], Any], do: str, **form: str) -> list[str]:
    """Done, not undone by another office, undone: then it stands as before."""
    before = desk.sees(ask)
    act = desk.does(do=do, **form)
    if not act:
        return [f"{do}: no undo is offered"]
    desk.works()
    done = desk.sees(ask)
    wrong = [] if done != before else [f"{do}: nothing was done"]
    status = desk.undoes(act, desk.cast.others["office elsewhere"])
    wrong += [] if (status, desk.sees(ask)) == (404, done) else [f"{do}: another office undid it"]
    desk.undoes(act)
    desk.works()
    wrong += [] if desk.sees(ask) == before else [f"{do}: {before} became {desk.sees(ask)}"]
    desk.undoes(act)  # once more changes nothing
    return wrong + ([] if desk.sees(ask) == before else [f"{do}: undone twice"])


def _picks(desk: Desk) -> list[str]:
    act = desk.does(do="pair")
    mira = desk.cast.owners[0]
    with walls.as_owner(mira):
        Seat.objects.update(proposed=desk.cast.values["host"], why="It fits")
    desk.undoes(act)
    desk.works()
    with walls.as_owner(mira):
        return [] if Seat.objects.get().proposed == "" else ["pair: the picks stand"]


def _brought(desk: Desk) -> list[str]:
    """A list that was the wrong one."""
    everybody = rows(Host, "name", "part")
    before = desk.sees(everybody), desk.sees(rows(AlumniList, "key"))
    file = SimpleUploadedFile("b.csv", b"Name,E-mail\nUte Berg,ute@b.example\n")
    told = {"basis": "consent", "why": "You ticked it", "file": file}
    page = desk.cast.ines.post(f"/office/{desk.key}/bring", told, follow=True).content.decode()
    found = ACT.search(page)
    desk.works()
    if found is None or desk.sees(everybody) == before[0]:
        return ["bring: nobody came, or no undo is offered"]
    desk.undoes(found[1])
    after = desk.sees(everybody), desk.sees(rows(AlumniList, "key"))
    return [] if after == before else ["bring: it is still there"]


def _without(desk: Desk) -> list[str]:
    """What erases, or leaves as a mail, offers none; its button stands behind a question."""
    wrong = []
    for form in (
        {"do": "yearly", "year": "2026"},
        {"do": "erase", "host": desk.cast.values["host"]},
        {"do": "drop", "list": desk.cast.values["list"]},
    ):
        wrong += [f"{form['do']}: undo is offered"] if desk.does(**form) else []
    return wrong
