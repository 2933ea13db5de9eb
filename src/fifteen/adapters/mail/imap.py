"""A mailbox over IMAP. Certificates are always verified; folders are opened for reading alone."""

from __future__ import annotations

import contextlib
import imaplib
import re
import socket
from collections import deque
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import imap_tools
from imap_tools.errors import ImapToolsError, MailboxLoginError

from fifteen.adapters import outward
from fifteen.adapters.mail import failures
from fifteen.adapters.mail.box import LARGEST, LINES, Folder, Head, State, Use
from fifteen.adapters.mail.failures import Failed, Why
from fifteen.adapters.mail.folders import is_sent, use_of
from fifteen.adapters.mail.servers import STARTTLS, TLS, Server

_MOST = 40_000_000  # bytes that a server may announce at once; more is no mail but an attack
_BATCH = 400  # heads that are asked for at once
_TOGETHER = 20  # whole mails that are asked for at once
_AHEAD = 2  # answers that may be under way while one is looked at
_COUNT = re.compile(rb"\(MODSEQ \d+\)", re.IGNORECASE)
_UID = re.compile(rb"\bUID (\d+)")
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
T = TypeVar("T")


class _Client(imaplib.IMAP4):
    """The standard client, on our way out."""

    def __init__(self, server: Server, private: bool, timeout: float) -> None:
        self._server, self._private = server, private
        super().__init__(server.host, server.port, timeout)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        plain = outward.reach(
            self._server.host, self._server.port, self._private, timeout or outward.TIMEOUT
        )
        if self._server.how != TLS:
            return plain
        try:
            return outward.trust().wrap_socket(plain, server_hostname=self._server.host)
        except OSError:
            plain.close()
            raise

    def read(self, size: int) -> bytes:
        """As the standard one, but never what cannot be a mail."""
        if size > _MOST:
            raise self.abort("the server announces too much")
        return super().read(size)


class _Mailbox(imap_tools.BaseMailBox):
    def __init__(self, client: _Client) -> None:
        self._own = client
        super().__init__()

    def _get_mailbox_client(self) -> imaplib.IMAP4:
        return self._own


def connect(
    server: Server, login: str, secret: str, private: bool, token: bool = False, timeout: float = 0
) -> Imap:
    """An open mailbox; `token` where the secret is one of OAuth2. Raises `Failed`."""
    client = _guarded(lambda: _Client(server, private, timeout or outward.TIMEOUT))
    try:
        if server.how == STARTTLS:
            _guarded(lambda: _encrypt(client))
        box = _Mailbox(client)
        _log_in(box, login, secret, token)
        return Imap(box)
    except Failed:
        with contextlib.suppress(OSError):
            client.shutdown()
        raise


def _encrypt(client: _Client) -> None:
    if "STARTTLS" not in client.capabilities:
        raise Failed(Why.ENCRYPTION, False)
    client.starttls(outward.trust())


def _log_in(box: _Mailbox, login: str, secret: str, token: bool) -> None:
    def enter() -> object:
        if token:
            return box.xoauth2(login, secret, None)
        if (login + secret).isascii():
            return box.login(login, secret, None)
        return box.login_utf8(login, secret, None)

    try:
        _guarded(enter, Why.SIGN_IN if token else Why.PASSWORD)
        # What the server can do may be told only now.
        typ, found = box.client.capability()
        if typ == "OK" and found and isinstance(found[-1], bytes):
            box.client.capabilities = tuple(found[-1].decode("ascii", "replace").upper().split())
    except (imaplib.IMAP4.error, OSError) as failure:
        raise failures.of(failure) from failure


def _guarded(do: Callable[[], T], refused: Why = Why.SERVER) -> T:
    """What `do` returns; what it raises as `Failed`. A plain "no" of the server is `refused`."""
    try:
        return do()
    except imaplib.IMAP4.abort as failure:
        raise Failed(Why.LOST, True) from failure
    except (imaplib.IMAP4.error, ImapToolsError) as failure:
        said = failures.words(str(failure))
        # "Not now" is not "wrong password" (RFC 5530).
        passing = any(w in said.upper() for w in ("UNAVAILABLE", "INUSE", "LIMIT", "TOO MANY"))
        passing = passing or (refused is Why.SERVER and not isinstance(failure, MailboxLoginError))
        raise Failed(Why.SERVER if passing else refused, passing, said) from failure
    except (OSError, EOFError, ValueError, AttributeError, IndexError) as failure:
        raise failures.of(failure) from failure


@dataclass(slots=True)
class _Asked:
    """A FETCH that was sent, by its tag; its answer once that was read."""

    tag: Any
    data: list[Any] | None = None


class Imap:
    """An open mailbox (see `box.Box`)."""

    def __init__(self, box: _Mailbox) -> None:
        self._box = box
        self._open = ""
        self._idles = "IDLE" in box.client.capabilities
        self._counts_changes = "CONDSTORE" in box.client.capabilities
        self._idling = False
        self._waiting: deque[_Asked] = deque()

    def folders(self) -> list[Folder]:
        """All folders that can be read."""
        found = self._do(self._box.folder.list)
        known = [Folder(one.name, use_of(one.name, one.flags)) for one in found]
        if not any(one.use is Use.SENT for one in known):
            known = [Folder(f.name, Use.SENT if is_sent(f.name) else f.use) for f in known]
        return [one for one in known if one.use is not Use.UNREAD]

    def state(self, folder: str) -> State:
        """How a folder stands, without opening it."""
        asked = ["MESSAGES", "UIDNEXT", "UIDVALIDITY"]
        name = imap_tools.utils.encode_folder(folder)
        if self._counts_changes:
            asked.append("HIGHESTMODSEQ")
        told = self._do(lambda: self._asked("STATUS", name, f"({' '.join(asked)})"), Why.FOLDER)
        text = b" ".join(part if isinstance(part, bytes) else part[1] for part in told if part)
        values = {k.upper(): int(v) for k, v in re.findall(rb"([A-Za-z]+) (\d+)", text)}
        if b"UIDNEXT" not in values or b"UIDVALIDITY" not in values:
            raise Failed(Why.FOLDER, True)
        return State(
            values[b"UIDVALIDITY"],
            values[b"UIDNEXT"],
            values.get(b"MESSAGES", 0),
            values.get(b"HIGHESTMODSEQ", 0),
        )

    def _asked(self, command: str, *words: Any) -> list[Any]:
        client = self._box.client
        typ, data = client._simple_command(command, *words)
        if typ != "OK":
            raise client.error(failures.words(data[0] if data and data[0] else b""))
        return list(client._untagged_response(typ, data, command)[1])

    def uids(self, folder: str, first: int, day: str, since: int = 0) -> list[int]:
        """The numbers from `first` on of mails that came on or after a day, in order; with `since`,
        where the server counts changes, only of those that changed after that count."""
        self._enter(folder)
        changed = f" MODSEQ {since + 1}" if since and self._counts_changes else ""
        found = self._do(lambda: self._uid("SEARCH", f"UID {first}:* SINCE {day}{changed}"))
        if changed:  # the answer ends with a count of its own: (MODSEQ 7)
            found = [_COUNT.sub(b"", part) for part in found if isinstance(part, bytes)]
        numbers = (int(n) for part in found if isinstance(part, bytes) for n in part.split())
        return sorted(n for n in numbers if n >= first)  # "n:*" names the last one always

    def heads(self, folder: str, uids: Collection[int]) -> Iterator[Head]:
        """The heads of these mails, in order."""
        self._enter(folder)
        what = f"(UID RFC822.SIZE BODY.PEEK[HEADER.FIELDS ({' '.join(LINES)})])"
        asked = frozenset(uids)
        for found in self._fetched(sorted(uids), what, _BATCH):
            heads = [Head(uid, size, text) for uid, size, text in _pairs(found) if uid in asked]
            yield from sorted(heads, key=lambda h: h.uid)

    def bodies(self, folder: str, uids: Collection[int]) -> Iterator[tuple[int, bytes]]:
        """Whole mails, each to the first two million bytes, with their numbers."""
        self._enter(folder)
        asked = frozenset(uids)
        for found in self._fetched(sorted(uids), f"(UID BODY.PEEK[]<0.{LARGEST}>)", _TOGETHER):
            yield from ((uid, text) for uid, _, text in _pairs(found) if uid in asked)

    def holds(self, folder: str, message_id: str) -> bool:
        """Whether a mail with this Message-ID is in a folder."""
        self._enter(folder)
        quoted = message_id.replace("\\", "").replace('"', "")
        for name in ("Message-ID", "X-Microsoft-Original-Message-ID"):
            found = self._do(partial(self._uid, "SEARCH", f'HEADER {name} "{quoted}"'))
            if any(part.split() for part in found if isinstance(part, bytes)):
                return True
        return False

    def file(self, folder: str, data: bytes) -> None:
        """Put a mail into a folder, as read."""
        name = imap_tools.utils.encode_folder(folder)

        def put() -> None:
            typ, told = self._box.client.append(name, "(\\Seen)", None, data)  # type: ignore[arg-type]
            if typ != "OK":
                raise self._box.client.error(failures.words(told[0] or b""))

        self._do(put, Why.FOLDER)

    @property
    def tells(self) -> bool:
        """Whether the server knows IDLE."""
        return self._idles

    def wait(self, seconds: float) -> bool:
        """Wait for something new in the inbox; whether there was."""
        if not self._idles:
            return False
        if not self._idling:
            self._enter("INBOX")
            self._do(self._box.idle.start)
            self._idling = True
        told = _guarded(lambda: self._box.idle.poll(timeout=seconds))
        if any(line.upper().startswith(b"* BYE") for line in told):
            raise Failed(Why.LOST, True)
        return any(b"EXISTS" in line.upper() for line in told)

    def close(self) -> None:
        """End the connection."""
        with contextlib.suppress(OSError, imaplib.IMAP4.error, AttributeError):
            self._box.client.shutdown()

    def _enter(self, folder: str) -> None:
        if self._open == folder:
            return
        self._open = ""
        self._do(lambda: self._box.folder.set(folder, readonly=True), Why.FOLDER)
        self._open = folder

    def _uid(self, *words: str) -> list[Any]:
        typ, data = self._box.client.uid(*words)
        if typ != "OK":
            raise self._box.client.error(failures.words(data[0] or b""))
        return data

    def _fetched(self, uids: list[int], what: str, size: int) -> Iterator[list[Any]]:
        """The answers to FETCH, so many mails each. The next ones are asked for before an answer is
        looked at, so that the server works meanwhile."""
        asked: deque[_Asked] = deque()
        for start in range(0, len(uids), size):
            asked.append(self._ask(_ranges(uids[start : start + size]), what))
            if len(asked) > _AHEAD:
                yield self._answer(asked.popleft())
        while asked:
            yield self._answer(asked.popleft())

    def _ask(self, uids: str, what: str) -> _Asked:
        self._be_quiet()
        client = self._box.client
        one = _Asked(_guarded(lambda: client._command("UID", "FETCH", uids, what)))
        self._waiting.append(one)
        return one

    def _answer(self, one: _Asked) -> list[Any]:
        while one.data is None:
            self._next_answer()
        return one.data

    def _next_answer(self) -> None:
        """Read the answer to the question that was asked first of those that wait."""
        client, one = self._box.client, self._waiting.popleft()

        def read() -> list[Any]:
            typ, told = client._command_complete("UID", one.tag)
            if typ != "OK":
                raise client.error(failures.words(told[0] if told and told[0] else b""))
            return list(client._untagged_response(typ, told, "FETCH")[1])

        one.data = _guarded(read)

    def _be_quiet(self) -> None:
        if self._idling:
            self._idling = False
            _guarded(self._box.idle.stop)

    def _do(self, do: Callable[[], T], refused: Why = Why.SERVER) -> T:
        self._be_quiet()
        while self._waiting:
            self._next_answer()
        return _guarded(do, refused)


def _ranges(numbers: list[int]) -> str:
    """Numbers as IMAP names them: 1:5,9."""
    told: list[list[int]] = []
    for number in numbers:
        if told and number == told[-1][1] + 1:
            told[-1][1] = number
        else:
            told.append([number, number])
    return ",".join(str(a) if a == b else f"{a}:{b}" for a, b in told)


def _pairs(found: list[Any]) -> Iterator[tuple[int, int, bytes]]:
    """Number, size and text of each mail in an answer to FETCH; what a line says behind the text
    counts as well."""
    for place, part in enumerate(found):
        if not isinstance(part, tuple):
            continue
        behind = found[place + 1] if place + 1 < len(found) else b""
        told = part[0] + b" " + (behind if isinstance(behind, bytes) else b"")
        uid, size = _UID.search(told), _SIZE.search(told)
        if uid:
            yield int(uid[1]), int(size[1]) if size else 0, part[1]
