"""Documents to take along: PDF and DOCX. Each member has `letter(paper) -> Document`."""
