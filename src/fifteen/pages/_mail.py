"""Links that open the seeker's own mail program (RFC 6068) or telephone (RFC 3966)."""

from __future__ import annotations

from urllib.parse import quote

LONGEST_LINK = 2_000  # signs; some systems and mail programs cut a longer link without a word

_PLAIN = "@!$'*+-._~"  # what an address may carry unencoded in such a link


def mailto(email: str, subject: str, body: str) -> str:
    """The link; line ends are CRLF as the standard wants them, everything else percent-encoded."""
    fields = [("subject", subject), ("body", body.replace("\r\n", "\n").replace("\n", "\r\n"))]
    query = "&".join(f"{name}={quote(text, safe='')}" for name, text in fields if text)
    address = quote(email.strip(), safe=_PLAIN)
    return f"mailto:{address}?{query}" if query else f"mailto:{address}"


def tel(phone: str) -> str:
    """The link that calls a number as it was written; empty where it has no digits."""
    digits = "".join(c for c in phone.partition("ext")[0] if c.isdigit() and c.isascii())
    plus = "+" if phone.strip().startswith("+") else ""
    return f"tel:{plus}{digits}" if digits else ""
