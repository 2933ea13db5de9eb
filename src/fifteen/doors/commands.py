"""What each command does: find in scope, act, show. Loaded once Django knows its settings."""
# ruff: noqa: E402

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import django

django.setup()

from django.db import connection
from django.utils import timezone

from fifteen import home
from fifteen.actions import campaigns, exchange, imports, journal, occupations
from fifteen.actions._rebuild import rebuild
from fifteen.actions._write import Done
from fifteen.demo import load
from fifteen.doors import copies, lists, serve
from fifteen.method.folding import fold
from fifteen.method.occupations import licence
from fifteen.method.permitted import RECORDABLE
from fifteen.method.words import Refusal, Verb
from fifteen.store import find, notes, scope
from fifteen.store.models import Campaign, Person
from fifteen.wsgi import application

OK, REFUSED, UNUSABLE = 0, 1, 2


def run(options: argparse.Namespace) -> int:
    """Prepare the database and run the command; returns the exit code."""
    serve.prepare()
    if options.command is None:
        return serve.serve(application, options.port or serve.PORT, not options.no_browser)
    return _COMMANDS[options.command](options, timezone.now())


def _say(word: str) -> int:
    print(word)
    return OK


def _stop(word: str, code: int = REFUSED) -> int:
    print(f"fifteen: {word}", file=sys.stderr)
    return code


def _result(done: Done | Refusal) -> int:
    return _stop(done.message) if isinstance(done, Refusal) else _say(done.message)


def _mine(now: datetime) -> Campaign:
    return scope.campaigns().first() or campaigns.open_one(now)


def _bytes(path: str) -> bytes | None:
    try:
        return Path(path).read_bytes()
    except OSError as failure:
        _stop(f"{path}: {failure.strerror or 'cannot be read'}", UNUSABLE)
        return None


def _import(options: argparse.Namespace, now: datetime) -> int:
    data = _bytes(options.file)
    if data is None:
        return UNUSABLE
    brought = imports.bring(_mine(now), Path(options.file).name, data, now)
    brought = imports.read(brought, now)
    if brought.status == "failed":
        return _stop(brought.message)
    if options.dry_run:
        imports.leave(brought)
    else:
        imports.say_yes(brought, {}, now)
        imports.write(brought, {}, now)
    counts = {k: brought.counts[k] for k in ("new", "same", "changed", "unsure", "unreadable")}
    if options.json:
        return _say(json.dumps(counts))
    done = "Nothing was written." if options.dry_run else "Written; undo it on the import page."
    told = ", ".join(f"{n:,} {k}" for k, n in counts.items())
    return _say(f"{told}. {done}")


def _onet(options: argparse.Namespace, now: datetime) -> int:
    read = [(Path(path).name, _bytes(path)) for path in options.file]
    uploads = [(name, data) for name, data in read if data is not None]
    if len(uploads) < len(read):
        return UNUSABLE
    campaign = _mine(now)
    done = _result(occupations.bring(campaign, uploads, now))
    return done or _say(licence(notes.book(campaign).version))


def _today(options: argparse.Namespace, now: datetime) -> int:
    campaign = _mine(now)
    journal.let_rest_the_silent(campaign, now)
    steps = lists.today(campaign, now)
    if options.json:
        return _say(json.dumps(steps, ensure_ascii=False))
    for step in steps:
        print(f"{step['group']:<7} {step['name']}: {step['reason']} [{step['row']}]")
    return OK if steps else _say("That is all for today.")


def _found(campaign: Campaign, name: str) -> Person | None:
    """The one person meant; says on stderr where it is nobody or several."""
    people = scope.people(campaign)
    exact = people.filter(key=name).first()
    if exact is not None:
        return exact
    some = list(people.filter(name_fold=fold(name))[:6]) or _beginning_with(campaign, name)
    if len(some) == 1:
        return some[0]
    if some:
        names = ", ".join(f"{p.name} ({p.key})" for p in some)
        _stop(f"Several fit: {names}. Use the key in brackets.", UNUSABLE)
    else:
        _stop(f"Nobody called “{name}” is in your book.", UNUSABLE)
    return None


def _beginning_with(campaign: Campaign, name: str) -> list[Person]:
    """Whose name has a word that begins so, for every word given."""
    wanted = fold(name).split()
    found = scope.people(campaign).filter(pk__in=find.ids(campaign, name, 50))
    return [
        p
        for p in found.order_by("name_fold")
        if all(any(w.startswith(start) for w in p.name_fold.split()) for start in wanted)
    ][:6]


def _person(options: argparse.Namespace, now: datetime) -> int:
    campaign = _mine(now)
    person = _found(campaign, options.name)
    if person is None:
        return UNUSABLE
    told = lists.person(person, now)
    if options.json:
        return _say(json.dumps(told, ensure_ascii=False))
    print(f"{told['name']}: {told['role']}, {told['organisation']}".rstrip(" ,:"))
    print(f"stage  {told['stage']}")
    if told["next"]:
        print(f"next   {told['next']['due']}  {told['next']['reason']} [{told['next']['row']}]")
    for entry in told["journal"]:
        print(f"{entry['on']}  {entry['verb']}  {entry['text']}".rstrip())
    return OK


def _record(options: argparse.Namespace, now: datetime) -> int:
    words = ", ".join(sorted(RECORDABLE))
    if options.name == "-" and options.verb == "verbs":
        return _say(words)
    if options.verb not in RECORDABLE:
        return _stop(f"“{options.verb}” is none of the words: {words}.", UNUSABLE)
    days: dict[str, date | None] = {}
    for name in ("on", "until"):
        text = getattr(options, name)
        try:
            days[name] = date.fromisoformat(text) if text else None
        except ValueError:
            return _stop(f"--{name} takes a day such as 2026-11-24, not “{text}”.", UNUSABLE)
    person = _found(_mine(now), options.name)
    if person is None:
        return UNUSABLE
    data = {"text": options.note, "until": str(days["until"] or "")}
    return _result(journal.record(person, Verb(options.verb), now, days["on"], data))


def _export(options: argparse.Namespace, now: datetime) -> int:
    path = Path(options.file)
    if path.exists():
        return _stop(f"{path} is there already and is not written over.")
    path.write_bytes(exchange.export_zip(_mine(now), now))
    return _say(f"Everything is in {path}.")


def _restore(options: argparse.Namespace, now: datetime) -> int:
    data = _bytes(options.file)
    return UNUSABLE if data is None else _result(exchange.restore_zip(data, now))


def _backup(options: argparse.Namespace, now: datetime) -> int:
    if connection.vendor != "sqlite":
        return _stop("the data is in PostgreSQL: its copies are made by pg_dump.")
    to = Path(options.file or home.copies() / f"backup-{now:%Y%m%d-%H%M%S}.sqlite3")
    if to.exists():
        return _stop(f"{to} is there already and is not written over.")
    return _say(f"A complete copy is in {copies.copy(to)}.")


def _rebuild(options: argparse.Namespace, now: datetime) -> int:
    different = sum(rebuild(campaign, now) for campaign in scope.campaigns_of_all())
    return _say(f"Rebuilt. {different:,} people were different.")


def _demo(options: argparse.Namespace, now: datetime) -> int:
    if options.remove:
        load.remove()
        return _say("The demo is gone.")
    load.load(now)
    return _say("The demo campaign is there. Start `fifteen` and choose it, or remove it again.")


_COMMANDS: dict[str, Callable[[argparse.Namespace, datetime], int]] = {
    "import": _import,
    "onet": _onet,
    "today": _today,
    "person": _person,
    "record": _record,
    "export": _export,
    "restore": _restore,
    "backup": _backup,
    "rebuild": _rebuild,
    "demo": _demo,
}
