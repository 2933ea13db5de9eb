"""A document that stays text: what the other members lay out, readable in a test or a console."""

from __future__ import annotations

from fifteen.adapters.documents import shape
from fifteen.adapters.documents.shape import Document, Paper

MEDIA, SUFFIX = "text/plain; charset=utf-8", "txt"


def letter(paper: Paper) -> Document:
    """The letter as UTF-8 text: the subject, then its paragraphs, an empty line between them."""
    parts = ["\n".join(p.lines) for p in shape.paragraphs(paper.body)]
    subject = " ".join(shape.plain(paper.subject).split())
    text = "\n\n".join(part for part in (subject, *parts) if part)
    return Document(f"{text}\n".encode(), MEDIA, SUFFIX)
