"""A line that breaks: between a client and a server it cuts, delays, doubles or swallows, once."""

from __future__ import annotations

import contextlib
import random
import select
import socket
import threading
from dataclasses import dataclass

KINDS = ("none", "cut", "truncate", "double", "delay", "refuse")


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens, in which direction, after how many bytes have passed that way."""

    kind: str
    to_server: bool
    after: int

    @classmethod
    def drawn(cls, dice: random.Random) -> Fault:
        """A fault; most lie where a letter is handed over, the rest anywhere."""
        most = dice.choice((600, 2_000, 6_000))
        return cls(dice.choice(KINDS), dice.random() < 0.5, dice.randrange(most))


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
        passed = {client: 0, server: 0}
        try:
            while True:
                for one in select.select([client, server], [], [], 30)[0]:
                    other = server if one is client else client
                    data = one.recv(65_536)
                    if not data:
                        return
                    if not self._on(one is client, data, other, passed[one], fault):
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
        """No more connections."""
        self._listener.close()
