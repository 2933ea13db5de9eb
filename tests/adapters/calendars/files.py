"""Calendar files for tests, written line by line."""

from __future__ import annotations


def calendar(*parts: str) -> bytes:
    """A file with these components."""
    inside = "".join(part.strip() + "\n" for part in parts)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//t//t//EN\n{inside}END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


def event(start: str, end: str = "", *more: str, uid: str = "a") -> str:
    """An event; `start` and `end` with their parameters: "TZID=Europe/Berlin:20261125T100000"."""
    sep = ";" if start[:1].isalpha() else ":"
    lines = ["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20261101T000000Z", f"DTSTART{sep}{start}"]
    if end:
        lines.append(f"DTEND{';' if end[:1].isalpha() else ':'}{end}")
    return "\n".join([*lines, "SUMMARY:Secret name", *more, "END:VEVENT"])


def zone(name: str, hours: int) -> str:
    """A zone of a file's own, so many hours from UTC, as Outlook writes them."""
    offset = f"{'-' if hours < 0 else '+'}{abs(hours):02}00"
    return (
        f"BEGIN:VTIMEZONE\nTZID:{name}\nBEGIN:STANDARD\nDTSTART:16010101T000000\n"
        f"TZOFFSETFROM:{offset}\nTZOFFSETTO:{offset}\nEND:STANDARD\nEND:VTIMEZONE"
    )
