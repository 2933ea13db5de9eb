"""A mail server played for one talk, by a script instead of a program."""

from __future__ import annotations

import socket
import ssl
import threading
from contextlib import suppress

from tests.mail.certificates import Authority


class Played:
    """Listens on a free port, greets, and leaves the rest to `_answer`."""

    def __init__(self, authority: Authority) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(authority.certificate("played"))
        self._plain = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._plain.getsockname()[1])
        self._context = context
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._plain.close()
        self._thread.join(5)

    def _serve(self) -> None:
        with suppress(OSError):
            talk, _ = self._plain.accept()
            with self._context.wrap_socket(talk, server_side=True) as line:
                line.sendall(b"* OK [CAPABILITY IMAP4rev1] here\r\n")
                self._answer(line)

    def _answer(self, line: ssl.SSLSocket) -> None:
        raise NotImplementedError
