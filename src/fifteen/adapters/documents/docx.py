"""DOCX by python-docx: the letter as plain paragraphs, for those who go on writing elsewhere."""

from __future__ import annotations

import io
from typing import Any

from docx import Document as new_document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from fifteen.adapters.documents import shape
from fifteen.adapters.documents.shape import CARDS, MILLIMETRES, Document, Paper, Paragraph

MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SUFFIX = "docx"
_LONGEST_PROPERTY = 255  # characters: what the format allows


def letter(paper: Paper) -> Document:
    """The letter in the page size of the paper, its title and author in the properties."""
    file = new_document()
    _lay_out(file, paper)
    subject = " ".join(shape.plain(paper.subject).split())
    if subject:
        file.add_paragraph().add_run(subject).bold = True
    for paragraph in shape.paragraphs(paper.body):
        _write(file, paragraph)
    properties = file.core_properties
    properties.title = shape.plain(paper.title)[:_LONGEST_PROPERTY]
    properties.author = shape.plain(paper.author)[:_LONGEST_PROPERTY]
    properties.comments = ""
    properties.language = "en"
    out = io.BytesIO()
    file.save(out)
    return Document(out.getvalue(), MEDIA, SUFFIX)


def _lay_out(file: Any, paper: Paper) -> None:
    wide, high = MILLIMETRES[paper.size]
    section, edge = file.sections[0], 12 if paper.size in CARDS else 26
    section.page_width, section.page_height = Mm(wide), Mm(high)
    section.left_margin = section.right_margin = Mm(edge)
    section.top_margin = section.bottom_margin = Mm(edge)
    style = file.styles["Normal"]
    style.font.name, style.font.size = "Georgia", Pt(11)
    style.paragraph_format.space_after = Pt(9)
    style.paragraph_format.line_spacing = 1.25


def _write(file: Any, paragraph: Paragraph) -> None:
    there = file.add_paragraph()
    for number, line in enumerate(paragraph.lines):
        run = there.add_run()
        if number:
            run.add_break()
        run.add_text(line)
        if paragraph.rtl:
            run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))
    if paragraph.rtl:
        right_to_left = OxmlElement("w:bidi")
        right_to_left.set(qn("w:val"), "1")
        there._p.get_or_add_pPr().append(right_to_left)
