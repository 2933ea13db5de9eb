"""A line of two hundred megabytes, sent to a Fifteen in a process of its own."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.doors.running import Running

pytestmark = pytest.mark.slow

LINE = 200_000_000  # bytes
PIECE = b"x" * 1_000_000
MOST_MEMORY = 400_000  # kB that the process may ever have held
EDGE = "b0undary"
HEAD = (
    f'--{EDGE}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n%s\r\n'
    f'--{EDGE}\r\nContent-Disposition: form-data; name="file"; filename="Connections.csv"\r\n'
    "Content-Type: text/csv\r\n\r\n"
)
TAIL = f"\r\n--{EDGE}--\r\n".encode()


def body(token: str) -> Iterator[bytes]:
    yield (HEAD % token).encode()
    for _ in range(LINE // len(PIECE)):
        yield PIECE
    yield TAIL


def test_it_is_refused_in_words_without_being_held_in_memory(tmp_path: Path) -> None:
    with Running(tmp_path / "home") as one:
        cookies = {}

        def ask(method: str, path: str, data: object = None, **headers: str) -> tuple[int, str]:
            told = "; ".join(f"{k}={v}" for k, v in cookies.items())
            talk = http.client.HTTPConnection("127.0.0.1", one.port, timeout=120)
            talk.request(method, path, data, {"Cookie": told, **headers})  # type: ignore[arg-type]
            answer = talk.getresponse()
            for name, value in answer.getheaders():
                if name == "Set-Cookie":
                    key, _, rest = value.partition("=")
                    cookies[key] = rest.partition(";")[0]
            return answer.status, answer.read().decode()

        ask("GET", one.link)
        token = re.findall(r'csrfmiddlewaretoken" value="(\w+)"', ask("GET", "/start")[1])[0]
        form = {"csrfmiddlewaretoken": token, "seeker_name": "Mira", "purpose": "learn"}
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        assert ask("POST", "/start", urlencode({**form, "zone": "UTC"}), **kind)[0] == 302
        length = LINE + len(HEAD % token) + len(TAIL)
        status, shown = ask(
            *("POST", "/import", body(token)),
            **{
                "Content-Type": f"multipart/form-data; boundary={EDGE}",
                "Content-Length": str(length),
            },
        )
        assert status == 422
        assert "larger than 100 MB" in shown
        assert "Nothing was kept" in shown
        assert ask("GET", "/people")[0] == 200
        about = Path(f"/proc/{one.process.pid}/status")
        if about.exists():
            held = re.search(r"VmHWM:\s+(\d+) kB", about.read_text())
            assert held and int(held[1]) < MOST_MEMORY
    left = sum(p.stat().st_size for p in (tmp_path / "home").rglob("*") if p.is_file())
    assert left < 5_000_000
