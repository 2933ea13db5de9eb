"""An address book on a Radicale, with what a test does to it as its owner."""

from __future__ import annotations

from tests.adapters.dav.radicale_here import PASSWORD, USER, Radicale

from fifteen.adapters.dav import xml
from fifteen.adapters.dav.failures import DavError
from fifteen.adapters.dav.http import Session


class Book:
    """One address book; cards by a short name."""

    def __init__(self, server: Radicale, name: str = "people") -> None:
        self.address = server.base
        self.url = f"{server.base}{USER}/{name}/"
        kind = (
            "<d:set><d:prop><d:resourcetype><d:collection/><a:addressbook/></d:resourcetype>"
            "<d:displayname>Everybody</d:displayname></d:prop></d:set>"
        )
        with self.owner() as session:
            session.ask("MKCOL", self.url, xml.question("d:mkcol", kind))

    def owner(self) -> Session:
        return Session(self.address, USER, PASSWORD)

    def put(self, name: str, whole: str, *lines: str) -> None:
        text = "\r\n".join(
            ["BEGIN:VCARD", "VERSION:3.0", f"UID:{name}", f"FN:{whole}", *lines, "END:VCARD", ""]
        )
        with self.owner() as session:
            headers = {"Content-Type": "text/vcard; charset=utf-8"}
            session.ask("PUT", f"{self.url}{name}.vcf", text.encode(), headers)

    def take(self, name: str) -> None:
        with self.owner() as session:
            session.ask("DELETE", f"{self.url}{name}.vcf")

    def holds(self) -> set[str]:
        """Every card as it is there now, word for word."""
        with self.owner() as session:
            names = [p for p in ("ana", "bo", "cy", "di") if self._there(session, p)]
            return {session.ask("GET", f"{self.url}{n}.vcf").body.decode() for n in names}

    def _there(self, session: Session, name: str) -> bool:
        try:
            session.ask("GET", f"{self.url}{name}.vcf")
        except DavError:
            return False
        return True
