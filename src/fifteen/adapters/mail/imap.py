"""A mailbox over IMAP. Certificates are always verified; folders are opened for reading alone."""

from __future__ import annotations

import contextlib
import imaplib
import re
from collections.abc import Callable, Collection, Iterator
from functools import partial
from typing import Any, TypeVar

import imap_tools

from fifteen.adapters import outward
from fifteen.adapters.mail import failures
from fifteen.adapters.mail.box import LARGEST, LINES, Folder, Head, State, Use
from fifteen.adapters.mail.failures import Failed, Why
from fifteen.adapters.mail.fetching import Fetching
from fifteen.adapters.mail.folders import is_sent, use_of
from fifteen.adapters.mail.idling import Idling
from fifteen.adapters.mail.imap_client import Client, Mailbox, encrypt, guarded, log_in
from fifteen.adapters.mail.servers import STARTTLS, Server

_MOST = 40_000_000  # bytes that a server may announce at once; more is no mail but an attack
_BATCH = 400  # heads that are asked for at once
_TOGETHER = 20  # whole mails that are asked for at once
_AHEAD = 2  # answers that may be under way while one is looked at
_NAMED = 5  # addresses that are asked for at once
_ASKABLE = re.compile(r"[!#-\[\]-~]+@[!#-\[\]-~]+")  # what stands between quotes as it is
_COUNT = re.compile(rb"\(MODSEQ \d+\)", re.IGNORECASE)
_UID = re.compile(rb"\bUID (\d+)")
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
T = TypeVar("T")


def connect(
    server: Server, login: str, secret: str, private: bool, token: bool = False, timeout: float = 0
) -> Imap:
    """An open mailbox; `token` where the secret is one of OAuth2. Raises `Failed`."""
    client = guarded(lambda: Client(server, private, timeout or outward.TIMEOUT))
    try:
        if server.how == STARTTLS:
            guarded(lambda: encrypt(client))
        box = Mailbox(client)
        log_in(box, login, secret, token)
        return Imap(box)
    except Failed:
        with contextlib.suppress(OSError):
            client.shutdown()
        raise


class Imap:
    """An open mailbox (see `box.Box`)."""

    def __init__(self, box: Mailbox) -> None:
        self._box = box
        self._open = ""
        self._idles = "IDLE" in box.client.capabilities
        self._counts_changes = "CONDSTORE" in box.client.capabilities
        self._read_first: tuple[str, int] | None = None  # a folder, and the number it gives next
        self._idling = Idling(box.client)
        self._fetching = Fetching(box.client)

    def folders(self) -> list[Folder]:
        """All folders that can be read: with it a reading begins."""
        self._read_first = None
        found = self._do(self._box.folder.list)
        known = [Folder(one.name, use_of(one.name, one.flags)) for one in found]
        if not any(one.use is Use.SENT for one in known):
            known = [Folder(f.name, Use.SENT if is_sent(f.name) else f.use) for f in known]
        return [one for one in known if one.use is not Use.UNREAD]

    def state(self, folder: str) -> State:
        """How a folder stands, without opening it."""
        self._hear(folder)
        asked = ["MESSAGES", "UIDNEXT", "UIDVALIDITY"]
        if self._counts_changes:
            asked.append("HIGHESTMODSEQ")
        values = self._status(folder, asked)
        if b"UIDNEXT" not in values or b"UIDVALIDITY" not in values:
            raise Failed(Why.FOLDER, True)
        self._read_first = self._read_first or (folder, values[b"UIDNEXT"])
        return State(
            values[b"UIDVALIDITY"],
            values[b"UIDNEXT"],
            values.get(b"MESSAGES", 0),
            values.get(b"HIGHESTMODSEQ", 0),
        )

    def _status(self, folder: str, asked: list[str]) -> dict[bytes, int]:
        name = imap_tools.utils.encode_folder(folder)
        told = self._do(lambda: self._asked("STATUS", name, f"({' '.join(asked)})"), Why.FOLDER)
        text = b" ".join(part if isinstance(part, bytes) else part[1] for part in told if part)
        return {k.upper(): int(v) for k, v in re.findall(rb"([A-Za-z]+) (\d+)", text)}

    def _asked(self, command: str, *words: Any) -> list[Any]:
        client = self._box.client
        typ, data = client._simple_command(command, *words)
        if typ != "OK":
            raise client.error(failures.words(data[0] if data and data[0] else b""))
        return list(client._untagged_response(typ, data, command)[1])

    def uids(self, folder: str, first: int, day: str, since: int = 0) -> list[int]:
        """The numbers from `first` on of mails that came on or after a day, in order; with `since`,
        where the server counts changes, only of those that changed after that count.

        A mail that `state` counted is among them, or it would be passed over for good."""
        self._hear(folder)
        self._enter(folder)
        changed = f" MODSEQ {since + 1}" if since and self._counts_changes else ""
        numbers = self._search(f"UID {first}:* SINCE {day}{changed}")
        return sorted(n for n in numbers if n >= first)  # "n:*" names the last one always

    def naming(self, folder: str, addresses: Collection[str], day: str) -> list[int]:
        """The numbers of mails that came on or after a day and have one of these addresses in From,
        To or Cc, in order; longer addresses that hold one of them are among them."""
        self._enter(folder)
        asked = sorted(one for one in addresses if _ASKABLE.fullmatch(one))
        found: set[int] = set()
        for start in range(0, len(asked), _NAMED):
            part = asked[start : start + _NAMED]
            keys = [f'{line} "{one}"' for one in part for line in ("FROM", "TO", "CC")]
            found.update(self._search(f"SINCE {day} {'OR ' * (len(keys) - 1)}{' '.join(keys)}"))
        return sorted(found)

    def _search(self, what: str) -> list[int]:
        found = self._do(partial(self._uid, "SEARCH", what))
        # Where changes are counted the answer may end with a count of its own: (MODSEQ 7)
        parts = [_COUNT.sub(b"", part) for part in found if isinstance(part, bytes)]
        return [int(number) for part in parts for number in part.split()]

    def heads(self, folder: str, uids: Collection[int]) -> Iterator[Head]:
        """The heads of these mails, in order."""
        self._enter(folder)
        what = f"(UID RFC822.SIZE BODY.PEEK[HEADER.FIELDS ({' '.join(LINES)})])"
        for found in self._fetching.go(sorted(uids), what, _BATCH):
            yield from (Head(one.uid, one.size, one.text) for one in found)

    def bodies(self, folder: str, uids: Collection[int]) -> Iterator[tuple[int, bytes]]:
        """Whole mails, each to the first two million bytes, with their numbers. They are asked for
        at once, and may be read later."""
        self._enter(folder)
        found = self._fetching.go(sorted(uids), f"(UID BODY.PEEK[]<0.{LARGEST}>)", _TOGETHER)
        return ((one.uid, one.text) for answer in found for one in answer)

    def holds(self, folder: str, message_id: str) -> bool:
        """Whether a mail with this Message-ID is in a folder."""
        self._enter(folder)
        names = ("Message-ID", "X-Microsoft-Original-Message-ID")
        return any(self._with(name, message_id) for name in names)

    def _with(self, name: str, value: str) -> list[str]:
        """The numbers of the mails in the open folder with such a line in their head."""
        quoted = value.replace("\\", "").replace('"', "")
        return [str(number) for number in self._search(f'HEADER {name} "{quoted}"')]

    def mark(self, folder: str, message_id: str, answered: bool) -> None:
        """Mark a mail as seen, and as answered where it is: the folder is opened for writing for
        that alone, and opened for reading again at once (closing it would remove mails)."""
        self._open = ""
        self._do(lambda: self._box.folder.set(folder, readonly=False), Why.FOLDER)
        marks = "(\\Seen \\Answered)" if answered else "(\\Seen)"
        if numbers := self._with("Message-ID", message_id):
            self._do(partial(self._uid, "STORE", ",".join(numbers), "+FLAGS.SILENT", marks))
        self._enter(folder)

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

    def heard(self) -> bool:
        """Whether the server has told of something new in the inbox, or it came after the folder
        was read and before the server was listened to."""
        if not self._idles:
            return False
        if not self._idling.on:
            return self._begins_to_listen()
        told = guarded(self._idling.lines)
        if any(line.upper().startswith(b"* BYE") for line in told):
            raise Failed(Why.LOST, True)
        return any(b"EXISTS" in line.upper() for line in told)

    def _begins_to_listen(self) -> bool:
        """Opening a folder tells of all its mails at once, a new one among them: so the folder that
        was read first is counted once more, and what is told from there on is news. A server may
        begin to listen at how the folder was when it told of it last: it is asked just before."""
        self._enter("INBOX")
        self._idling.forget()
        if self._read_first:
            folder, next_uid = self._read_first
            if self._status(folder, ["UIDNEXT"]).get(b"UIDNEXT", next_uid) != next_uid:
                return True
        self._hear("INBOX")
        guarded(self._idling.start)
        return self._idling.told()

    def line(self) -> int:
        """The number of the open line."""
        return int(self._box.client.sock.fileno())

    def close(self) -> None:
        """End the connection."""
        with contextlib.suppress(OSError, imaplib.IMAP4.error, AttributeError):
            self._box.client.shutdown()

    def _hear(self, folder: str) -> None:
        """A folder that stands open is as it was when the server last told of it: have it tell
        now (RFC 3501, 6.1.2)."""
        if self._open == folder:
            self._be_quiet()
            self._do(self._box.client.noop)

    def _enter(self, folder: str) -> None:
        if self._open == folder:
            self._be_quiet()
            return
        self._open = ""
        self._do(lambda: self._box.folder.set(folder, readonly=True), Why.FOLDER)
        self._open = folder

    def _uid(self, *words: str) -> list[Any]:
        typ, data = self._box.client.uid(*words)
        if typ != "OK":
            raise self._box.client.error(failures.words(data[0] or b""))
        return data

    def _be_quiet(self) -> None:
        if self._idling.on:
            guarded(self._idling.stop)

    def _do(self, do: Callable[[], T], refused: Why = Why.SERVER) -> T:
        self._be_quiet()
        self._fetching.finish()
        return guarded(do, refused)
