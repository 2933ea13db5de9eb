"""From an upload to the text files of O*NET in it; nothing is unpacked to a disk.

Whatever arrives, the answer is text files by their plain names or a Refusal in plain words.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fifteen.method.words import Refusal

FIELD = "file"
_NOTHING = "Nothing was changed."
_WHICH = "Choose “Text” among the downloads of the O*NET database, and bring that zip as it is."
_CHUNK = 1 << 20  # bytes
_VERSION = re.compile(r"db[_ ](\d{1,2})[_ .](\d)")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read: bytes of an upload, bytes of one file unpacked, files in an archive."""

    upload: int = 120_000_000
    unpacked: int = 160_000_000
    members: int = 2_000


@dataclass(frozen=True, slots=True)
class Files:
    """The text files by their names in small letters ("task statements"), and the version."""

    texts: Mapping[str, bytes]
    version: str = ""


def open_files(
    uploads: Iterable[tuple[str, bytes]], wanted: Iterable[str], limits: Limits
) -> Files | Refusal:
    """The wanted text files of one zip, or of several files brought together."""
    uploads = list(uploads)
    names = frozenset(wanted)
    if sum(len(data) for _, data in uploads) > limits.upload:
        most = limits.upload // 1_000_000
        return Refusal(f"That is more than {most} MB, the most that is read. {_NOTHING}", FIELD)
    if not any(data.strip() for _, data in uploads):
        return Refusal(f"That file is empty. {_NOTHING} {_WHICH}", FIELD)
    texts: dict[str, bytes] = {}
    version = ""
    for name, data in uploads:
        if data[:2] == b"PK":
            opened = _from_zip(name, data, names, limits)
            if isinstance(opened, Refusal):
                return opened
            texts |= opened.texts
            version = version or opened.version
        elif plain(name) in names:
            texts[plain(name)] = data
            version = version or _version(name)
        else:
            return Refusal(f"“{_short(name)}” is no file of O*NET. {_NOTHING} {_WHICH}", FIELD)
    return Files(texts, version)


def plain(name: str) -> str:
    """A file's name without folders and ending, in small letters."""
    last = name.replace("\\", "/").rpartition("/")[2]
    stem = last.rpartition(".")[0] if last.lower().endswith(".txt") else last
    return " ".join(stem.lower().replace("_", " ").split())


def _from_zip(name: str, data: bytes, wanted: frozenset[str], limits: Limits) -> Files | Refusal:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _members(name, archive, wanted, limits)
    except (zipfile.BadZipFile, EOFError, zlib.error, NotImplementedError, OSError, ValueError):
        return Refusal(f"That zip is damaged. {_NOTHING} Please download it once more.", FIELD)


def _members(
    name: str, archive: zipfile.ZipFile, wanted: frozenset[str], limits: Limits
) -> Files | Refusal:
    infos = archive.infolist()
    if len(infos) > limits.members:
        return Refusal(f"That zip holds {len(infos):,} files; O*NET’s does not. {_NOTHING}", FIELD)
    texts: dict[str, bytes] = {}
    left = limits.unpacked
    for info in infos:
        key = plain(info.filename)
        if key not in wanted or info.is_dir() or key in texts:
            continue
        if info.flag_bits & 1:
            return Refusal(f"That zip is locked with a password. {_NOTHING}", FIELD)
        text = _limited(archive, info, left)
        if text is None:
            most = limits.unpacked // 1_000_000
            return Refusal(f"That zip unpacks to more than {most} MB. {_NOTHING}", FIELD)
        texts[key] = text
        left -= len(text)
    if not texts:
        return _another_edition([i.filename.lower() for i in infos])
    version = _version(name) or next((v for i in infos if (v := _version(i.filename))), "")
    return Files(texts, version)


def _limited(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes | None:
    """The bytes of a member, None where there are more than `most`, whatever the zip says."""
    parts, size = [], 0
    with archive.open(info) as file:
        while part := file.read(_CHUNK):
            size += len(part)
            if size > most:
                return None
            parts.append(part)
    return b"".join(parts)


def _another_edition(names: list[str]) -> Refusal:
    for ending, edition in (
        (".xlsx", "Excel"),
        (".sql", "SQL"),
        (".csv", "CSV"),
        (".json", "JSON"),
    ):
        if any(name.endswith(ending) for name in names):
            return Refusal(
                f"That is the {edition} edition of something. {_NOTHING} {_WHICH}", FIELD
            )
    return Refusal(f"There is no file of O*NET in that zip. {_NOTHING} {_WHICH}", FIELD)


def _version(name: str) -> str:
    found = _VERSION.search(name.lower())
    return f"{found[1]}.{found[2]}" if found else ""


def _short(name: str) -> str:
    return name if len(name) <= 60 else f"{name[:57]}..."
