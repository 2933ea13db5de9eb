"""Files that are brought: how large one may be, and whether there is one."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile

from fifteen.adapters.people.shape import Limits
from fifteen.method.words import Refusal

LARGEST = Limits().file_bytes
"""Bytes of an address book: more is not even read."""


def too_big(
    file: UploadedFile[Any] | None,
    most: int = LARGEST,
    what_to_do: str = "Split it, or export fewer columns.",
) -> Refusal | None:
    """A refusal where the file is larger than is read at once."""
    if file is None or (file.size or 0) <= most:
        return None
    return Refusal(
        f"This file is larger than {most // 1_000_000:,} MB, the most that is read at once. "
        f"Nothing was kept. {what_to_do}",
        "file",
    )
