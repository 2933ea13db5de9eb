"""Mails as files: one alone (.eml), or many after each other (.mbox)."""

from __future__ import annotations

import re
from collections.abc import Iterator

MOST = 20_000  # mails of one file
_BEGINS = re.compile(rb"^From [^\r\n]*\d{4}[^\r\n]*\r?\n", re.MULTILINE)
_STUFFED = re.compile(rb"^>(>*From )", re.MULTILINE)


def several(data: bytes) -> Iterator[bytes]:
    """The mails in a file, one by one. A file that does not begin as an mbox is one mail."""
    first = _BEGINS.match(data)
    if first is None:
        yield data
        return
    start = first.end()
    for _ in range(MOST):
        following = _BEGINS.search(data, start)
        end = following.start() if following else len(data)
        raw = _STUFFED.sub(rb"\1", data[start:end])
        if raw.strip():
            yield raw
        if following is None:
            return
        start = following.end()
