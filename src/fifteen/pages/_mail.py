"""A letter as a link that opens the seeker's own mail program (RFC 6068)."""

from __future__ import annotations

from urllib.parse import quote

_PLAIN = "@!$'*+-._~"  # what an address may carry unencoded in such a link


def mailto(email: str, subject: str, body: str) -> str:
    """The link; line ends are CRLF as the standard wants them, everything else percent-encoded."""
    fields = [("subject", subject), ("body", body.replace("\r\n", "\n").replace("\n", "\r\n"))]
    query = "&".join(f"{name}={quote(text, safe='')}" for name, text in fields if text)
    address = quote(email.strip(), safe=_PLAIN)
    return f"mailto:{address}?{query}" if query else f"mailto:{address}"
