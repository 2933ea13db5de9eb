"""A place to sign in, on loopback with TLS: a code with PKCE, tokens, their renewal, and the
question of Dovecot whether a token is good."""

from __future__ import annotations

import json
import secrets
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

from fifteen.adapters.mail.oauth import challenge

CLIENT, SECRET = "mira-client", "mira-secret"


class SignIn:
    """The provider: whom it lets in, what it gave."""

    def __init__(self, certificate: Path) -> None:
        self.codes: dict[str, tuple[str, str]] = {}  # code -> challenge, where it comes back
        self.good: set[str] = set()  # access tokens
        self.refresh: set[str] = set()
        self.lives = 3600
        self.asked: list[dict[str, str]] = []
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *words: object) -> None:
                """Nothing on the terminal."""

            def do_GET(self) -> None:
                query = {k: v[0] for k, v in parse_qs(urlsplit(self.path).query).items()}
                assert query["code_challenge_method"] == "S256" and query["client_id"] == CLIENT
                code = secrets.token_urlsafe(12)
                provider.codes[code] = (query["code_challenge"], query["redirect_uri"])
                back = urlencode({"code": code, "state": query["state"]})
                self.send_response(302)
                self.send_header("Location", f"{query['redirect_uri']}?{back}")
                self.end_headers()

            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                form = {k: v[0] for k, v in parse_qs(self.rfile.read(length).decode()).items()}
                status, told = provider.answer(urlsplit(self.path).path, form)
                body = json.dumps(told).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        self._plain = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._secure = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        self._secure.socket = context.wrap_socket(self._secure.socket, server_side=True)
        for server in (self._plain, self._secure):
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        self.base = f"https://localhost:{self._secure.server_address[1]}"
        self.introspection = f"http://127.0.0.1:{self._plain.server_address[1]}/introspect"

    def answer(self, path: str, form: dict[str, str]) -> tuple[int, dict[str, object]]:
        """What is said to a form."""
        if path == "/introspect":
            good = form.get("token", "") in self.good
            return 200, {"active": "true" if good else "false", "username": "mira"}
        self.asked.append(form)
        if form.get("client_id") != CLIENT or form.get("client_secret") != SECRET:
            return 401, {"error": "invalid_client"}
        if form.get("grant_type") == "refresh_token":
            known = form.get("refresh_token", "") in self.refresh
            return (200, self._tokens("")) if known else (400, {"error": "invalid_grant"})
        wanted, back = self.codes.pop(form.get("code", ""), ("", ""))
        fits = challenge(form.get("code_verifier", "x")) == wanted
        if not fits or back != form.get("redirect_uri"):
            return 400, {"error": "invalid_grant"}
        fresh = secrets.token_urlsafe(12)
        self.refresh.add(fresh)
        return 200, self._tokens(fresh)

    def _tokens(self, refresh: str) -> dict[str, object]:
        token = secrets.token_urlsafe(16)
        self.good.add(token)
        told: dict[str, object] = {"access_token": token, "expires_in": self.lives}
        return told | ({"refresh_token": refresh} if refresh else {})

    def stop(self) -> None:
        for server in (self._plain, self._secure):
            server.shutdown()
            server.server_close()
