"""IDLE (RFC 2177): a server tells of news by itself, between two commands.

imap_tools has it too, but takes a word that a server says before it listens for a refusal, and
keeps what came in the answers to commands to itself.
"""

from __future__ import annotations

import imaplib
import ssl

imaplib.Commands.setdefault("IDLE", ("NONAUTH", "AUTH", "SELECTED"))


class Idling:
    """What the server of one line is told and tells about IDLE. Errors are those of `imaplib`."""

    def __init__(self, client: imaplib.IMAP4) -> None:
        self._client = client
        self._tag: bytes | None = None

    @property
    def on(self) -> bool:
        """Whether the server is listened to."""
        return self._tag is not None

    def start(self) -> None:
        """Have the server tell. It may tell of something before it says that it will."""
        client = self._client
        tag: bytes = client._command("IDLE")
        while client._get_response() is not None:
            if client.tagged_commands.get(tag):
                raise client.error("IDLE is refused")
        self._tag = tag

    def stop(self) -> None:
        """Another command may be said then."""
        if self._tag is not None:
            tag, self._tag = self._tag, None
            self._client.send(b"DONE\r\n")
            self._client._command_complete("IDLE", tag)

    def forget(self) -> None:
        """What the server has told so far is known."""
        self._client.untagged_responses.pop("EXISTS", None)

    def told(self) -> bool:
        """Whether the server has told of mails, since `forget`, in its answers to commands."""
        return "EXISTS" in self._client.untagged_responses

    def lines(self) -> list[bytes]:
        """What the server has said by itself so far. A line that ended is no silence: it raises."""
        client, told = self._client, []
        patience = client.sock.gettimeout()
        client.sock.settimeout(0)
        try:
            while True:
                told.append(client._get_line())
        except (ssl.SSLWantReadError, BlockingIOError):
            return told
        finally:
            client.sock.settimeout(patience)
