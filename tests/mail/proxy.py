"""A line that breaks: between a client and a server it cuts, delays, doubles or swallows, once."""

from __future__ import annotations

import contextlib
import random
import select
import socket
import threading
from dataclasses import dataclass

KINDS = ("none", "cut", "truncate", "double", "delay", "refuse")
STEPS = {"before": 0.0, "half": 0.5, "after": 1.0, "swallow": 0.0, "double": 1.0, "delay": 0.5}
"""What may happen to one piece of a session, and how much of it passes: the line is cut before it,
in its middle, or behind it; it is swallowed while the line stands; it comes twice, or in two."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens, in which direction, after how many bytes have passed that way."""

    kind: str
    to_server: bool
    after: int
    piece: int = 0  # instead of so many bytes: the piece of the session, counted from one

    @classmethod
    def drawn(cls, dice: random.Random) -> Fault:
        """A fault; most lie where a letter is handed over, the rest anywhere."""
        most = dice.choice((600, 2_000, 6_000))
        return cls(dice.choice(KINDS), dice.random() < 0.5, dice.randrange(most))

    @classmethod
    def at(cls, kind: str, piece: int) -> Fault:
        """What happens to the n-th piece of a session, whichever way it goes."""
        return cls(kind, True, 0, piece)


class Proxy:
    """Listens on a free port and passes everything on to another, but for the fault. A fault
    happens once; later connections pass unharmed."""

    def __init__(self, port: int) -> None:
        self.target = port
        self.fault: Fault | None = None
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            fault, self.fault = self.fault, None
            threading.Thread(target=self._pass, args=(client, fault), daemon=True).start()

    def _pass(self, client: socket.socket, fault: Fault | None) -> None:
        if fault is not None and fault.kind == "refuse":
            client.close()
            return
        server = socket.create_connection(("127.0.0.1", self.target))
        passed, pieces = {client: 0, server: 0}, 0
        try:
            while True:
                for one in select.select([client, server], [], [], 30)[0]:
                    other = server if one is client else client
                    data = one.recv(65_536)
                    if not data:
                        return
                    pieces += 1
                    if fault is not None and fault.piece:
                        if pieces == fault.piece and not _step(fault.kind, data, other):
                            return
                        if pieces != fault.piece:
                            other.sendall(data)
                    elif not self._on(one is client, data, other, passed[one], fault):
                        return
                    passed[one] += len(data)
        except (OSError, ValueError):
            return
        finally:
            for one in (client, server):
                with contextlib.suppress(OSError):
                    one.close()

    def _on(
        self, to_server: bool, data: bytes, other: socket.socket, before: int, fault: Fault | None
    ) -> bool:
        """Pass a piece on; whether the line still stands."""
        hit = (
            fault is not None
            and fault.to_server == to_server
            and before <= fault.after < before + len(data)
        )
        if not hit or fault is None or fault.kind == "none":
            other.sendall(data)
            return True
        here = fault.after - before
        if fault.kind == "cut":  # everything before it arrives, then the line is gone
            other.sendall(data[:here])
            return False
        if fault.kind == "truncate":  # the rest of the piece is swallowed, the line stands
            other.sendall(data[:here])
            return True
        if fault.kind == "double":
            other.sendall(data + data)
            return True
        other.sendall(data[:here])  # delayed: it comes in two pieces
        select.select([], [], [], 0.02)
        other.sendall(data[here:])
        return True

    def close(self) -> None:
        """No more connections; closing alone would leave who waits for one waiting for ever."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()


def _step(kind: str, data: bytes, other: socket.socket) -> bool:
    """One piece meets its fault; whether the line still stands."""
    here = round(STEPS[kind] * len(data))
    other.sendall(data[:here])
    if kind == "double":
        other.sendall(data)
    if kind == "delay":
        select.select([], [], [], 0.02)
        other.sendall(data[here:])
    return kind in ("swallow", "double", "delay")
