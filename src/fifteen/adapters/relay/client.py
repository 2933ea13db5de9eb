"""What a seeker's computer tells its relay, and asks it for; always signed with its own key."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import httpx2

from fifteen.adapters import outward, web
from fifteen.adapters.relay import sealing

TIMEOUT = 15.0  # seconds
_LARGEST = 4_000_000  # bytes of one answer of the relay


class Why(StrEnum):
    """Why a relay could not be used."""

    ADDRESS = "address"
    UNREACHABLE = "unreachable"
    CODE = "code"  # it does not know this code, or not any more
    KEY = "key"  # it does not know this computer
    FULL = "full"
    NO_RELAY = "no-relay"  # what answers there is none


SAID = {
    Why.ADDRESS: "That is no address to ask. It begins with https://.",
    Why.UNREACHABLE: "The relay did not answer. Is the address right, and the network there?",
    Why.CODE: "The relay does not know this code. A code is good once and for a week.",
    Why.KEY: "The relay does not know this computer any more. Ask for a new code there.",
    Why.FULL: "The relay has no room for more. Pages there stay as they are.",
    Why.NO_RELAY: "What answers there is no relay of Fifteen.",
}
"""The sentence for each."""


class Failed(Exception):
    """The relay did not do what it should; carries no address and no name."""

    def __init__(self, why: Why) -> None:
        super().__init__(str(why))
        self.why = why


@dataclass(frozen=True, slots=True)
class Waiting:
    """An answer as the relay keeps it: its number there, the page it came from, sealed."""

    number: int
    page: str
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Way:
    """Where the relay is and who speaks; `number` gives the next number, always a larger one."""

    address: str
    signs: bytes
    number: Callable[[], int]
    private: bool = True

    def join(self, code: str, opens: bytes) -> None:
        """Be known there from now on. Raises `Failed`."""
        told = {"code": code, "signs": self._public(), "opens": sealing.text(opens)}
        self._ask("POST", "/relay/keys", json.dumps(told).encode())

    def put(self, page: str, sealed: bytes, ends: int) -> None:
        """Show this page until then (a moment in seconds). Raises `Failed`."""
        self._ask("PUT", f"/relay/pages/{page}?ends={ends}", sealed)

    def take_down(self, page: str) -> None:
        """Show this page no longer. Raises `Failed`."""
        self._ask("DELETE", f"/relay/pages/{page}")

    def waiting(self) -> tuple[list[Waiting], set[str]]:
        """What hosts have answered and nobody has fetched; the pages shown there. `Failed`."""
        found = self._ask("GET", "/relay/answers")
        try:
            waiting = [
                Waiting(int(one["number"]), str(one["page"]), sealing.raw(one["sealed"]))
                for one in found["answers"]
            ]
            return waiting, {str(page) for page in found["pages"]}
        except (KeyError, TypeError, ValueError) as failure:
            raise Failed(Why.NO_RELAY) from failure

    def taken(self, numbers: Iterable[int]) -> None:
        """These are here and written down; the relay lets go of them. Raises `Failed`."""
        self._ask("POST", "/relay/answers/taken", json.dumps({"numbers": list(numbers)}).encode())

    def leave(self) -> None:
        """Take everything down: pages, answers, the key itself. Raises `Failed`."""
        self._ask("DELETE", "/relay/keys")

    def _public(self) -> str:
        return sealing.text(sealing.signing_public(self.signs))

    def _ask(self, method: str, path: str, body: bytes = b"") -> dict[str, Any]:
        number = self.number()
        words = sealing.told(method, path, number, body)
        headers = {
            "X-Fifteen-Key": self._public(),
            "X-Fifteen-Number": str(number),
            "X-Fifteen-Signature": sealing.sign(self.signs, words),
            "Content-Type": "application/octet-stream",
        }
        try:
            with web.client(self.private, TIMEOUT) as client:
                answer = client.request(method, self.address + path, content=body, headers=headers)
        except outward.Barred as failure:
            raise Failed(Why.ADDRESS) from failure
        except (httpx2.HTTPError, httpx2.InvalidURL) as failure:
            raise Failed(Why.UNREACHABLE) from failure
        return _read(answer)


_MEANS = {403: Why.CODE, 401: Why.KEY, 507: Why.FULL, 413: Why.FULL}


def _read(answer: httpx2.Response) -> dict[str, Any]:
    if answer.headers.get("X-Fifteen-Relay") != "1" or len(answer.content) > _LARGEST:
        raise Failed(Why.NO_RELAY)
    if answer.status_code >= 400:
        raise Failed(_MEANS.get(answer.status_code, Why.NO_RELAY))
    try:
        found = json.loads(answer.content or b"{}")
    except ValueError as failure:
        raise Failed(Why.NO_RELAY) from failure
    if not isinstance(found, dict):
        raise Failed(Why.NO_RELAY)
    return found
