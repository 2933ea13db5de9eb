"""A campus that signs people in: an OpenID Connect server on this machine, and the answers of a
SAML one, signed here."""

from __future__ import annotations

import base64
import json
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit
from xml.etree import ElementTree

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from onelogin.saml2.utils import OneLogin_Saml2_Utils as Saml

CLIENT, SECRET = "fifteen", "kept between the two"
ENTITY = "https://idp.campus.example/entity"


@dataclass
class Campus:
    """Where it is, who is at its keyboard, and the keys it signs with."""

    url: str = ""
    who: dict[str, object] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))

    def pem(self) -> str:
        encoding, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
        return self.key.private_bytes(encoding, form, serialization.NoEncryption()).decode()

    def certificate(self) -> str:
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "campus")])
        now = datetime.now(UTC)
        built = x509.CertificateBuilder(name, name, self.key.public_key(), 7)
        made = built.not_valid_before(now - timedelta(days=1)).not_valid_after(
            now + timedelta(days=9)
        )
        signed = made.sign(self.key, hashes.SHA256())
        return signed.public_bytes(serialization.Encoding.PEM).decode()

    def id_token(self) -> str:
        claims = {"iss": self.url, "aud": CLIENT, "exp": time.time() + 60, "iat": time.time()}
        return jwt.encode({**self.who, **claims}, self.pem(), "RS256", {"kid": "1"})


@contextmanager
def running(campus: Campus) -> Iterator[Campus]:
    """Its OpenID Connect server, for as long as the block lasts."""

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if parts.path == "/authorize":
                asked = {k: v[0] for k, v in parse_qs(parts.query).items()}
                assert asked["client_id"] == CLIENT
                assert asked["code_challenge_method"] == "S256"
                back = urlencode({"code": "once", "state": asked["state"]})
                self.send_response(302)
                self.send_header("Location", f"{asked['redirect_uri']}?{back}")
                self.end_headers()
                return
            self._json(_documents(campus)[parts.path])

        def do_POST(self) -> None:
            form = self.rfile.read(int(self.headers["Content-Length"])).decode()
            campus.asked.append(form)
            self._json({"access_token": "a", "token_type": "Bearer", "id_token": campus.id_token()})

        def _json(self, what: object) -> None:
            data = json.dumps(what).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    campus.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield campus
    finally:
        server.shutdown()
        server.server_close()


def _documents(campus: Campus) -> dict[str, object]:
    url = campus.url
    return {
        "/.well-known/openid-configuration": {
            "issuer": url,
            "authorization_endpoint": f"{url}/authorize",
            "token_endpoint": f"{url}/token",
            "userinfo_endpoint": f"{url}/userinfo",
            "jwks_uri": f"{url}/jwks",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        },
        "/userinfo": campus.who,
    }


def asked_for(where: str) -> str:
    """The number of the question that a SAML server is led to."""
    packed = base64.b64decode(parse_qs(urlsplit(where).query)["SAMLRequest"][0])
    return ElementTree.fromstring(zlib.decompress(packed, -15)).attrib["ID"]


_ASSERTION = """<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_a{number}" \
Version="2.0" IssueInstant="{now}"><saml:Issuer>{entity}</saml:Issuer><saml:Subject>\
<saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">{who}</saml:NameID>\
<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">\
<saml:SubjectConfirmationData NotOnOrAfter="{late}" Recipient="{acs}" InResponseTo="{asked}"/>\
</saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="{early}" \
NotOnOrAfter="{late}"><saml:AudienceRestriction><saml:Audience>{us}</saml:Audience>\
</saml:AudienceRestriction></saml:Conditions><saml:AuthnStatement AuthnInstant="{now}" \
SessionIndex="_s{number}"><saml:AuthnContext><saml:AuthnContextClassRef>\
urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport</saml:AuthnContextClassRef>\
</saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement><saml:Attribute \
Name="urn:oid:0.9.2342.19200300.100.1.3"><saml:AttributeValue>{email}</saml:AttributeValue>\
</saml:Attribute></saml:AttributeStatement></saml:Assertion>"""

_RESPONSE = """<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" \
xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_r{number}" Version="2.0" \
IssueInstant="{now}" Destination="{acs}" InResponseTo="{asked}"><saml:Issuer>{entity}\
</saml:Issuer><samlp:Status><samlp:StatusCode \
Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>{assertion}</samlp:Response>"""


def answer(campus: Campus, here: str, asked: str, email: str, sign: bool = True) -> str:
    """What a SAML server has the browser hand over: who it is, for us, now."""
    now = datetime.now(UTC)
    form = "%Y-%m-%dT%H:%M:%SZ"
    told = {
        "number": now.strftime("%H%M%S%f"),
        "now": now.strftime(form),
        "early": (now - timedelta(minutes=2)).strftime(form),
        "late": (now + timedelta(minutes=5)).strftime(form),
        "entity": ENTITY,
        "us": f"{here}/account/saml/campus/metadata/",
        "acs": f"{here}/account/saml/campus/acs/",
        "asked": asked,
        "who": f"person-of-{email}",
        "email": email,
    }
    assertion = _ASSERTION.format(**told)
    if sign:
        signed = Saml.add_sign(assertion, campus.pem(), campus.certificate())
        assertion = signed.decode() if isinstance(signed, bytes) else signed
    whole = _RESPONSE.format(assertion=assertion, **told)
    return base64.b64encode(whole.encode()).decode()
