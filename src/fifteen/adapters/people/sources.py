"""Where the bytes of an address book come from: a file, or a member of an archive. Both are read in
pieces as often as needed; a member is never unpacked as a whole."""

from __future__ import annotations

import codecs
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from fifteen.adapters.people.shape import Limits

CHUNK = 1 << 18  # bytes
_JUDGED = 4_000_000  # bytes by which damaged UTF-8 is told from an old encoding
_BLANK = b" \t\r\n\0\xef\xbb\xbf\xff\xfe"
_ENTRY = b"PK\x01\x02"  # before each name in the directory of an archive
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError)
"""What reading a member raises where the archive is damaged."""
LOCKED = (NotImplementedError, RuntimeError)
"""What it raises where there is a password, or a way of packing that is not known."""


class TooLargeError(Exception):
    """There is more in it than is read."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or one member of it. `most` bytes of it are read: a stated size is not believed."""

    data: bytes
    member: zipfile.ZipInfo | None = None
    most: int = 0

    def open(self) -> IO[bytes]:
        """The bytes from the beginning, without a copy. Raises what `DAMAGED` and `LOCKED` name."""
        whole = io.BytesIO(self.data)
        if self.member is None:
            return whole
        packed = zipfile.ZipFile(whole).open(self.member)  # noqa: SIM115 (given away)
        return io.BufferedReader(_Bounded(packed, self.most + 1), CHUNK)

    def chunks(self) -> Iterator[bytes]:
        """The bytes in pieces. Raises TooLargeError where there are more than are read."""
        read = 0
        with self.open() as stream:
            while piece := stream.read(CHUNK):
                read += len(piece)
                if self.member and read > self.most:
                    raise TooLargeError
                yield piece

    def head(self, size: int) -> bytes:
        """The first bytes."""
        with self.open() as stream:
            return stream.read(size)


class _Bounded(io.RawIOBase):
    """So many bytes of a stream, and no more."""

    def __init__(self, stream: IO[bytes], most: int) -> None:
        self._stream = stream
        self._left = most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._stream.read(min(len(buffer), self._left))
        self._left -= len(piece)
        buffer[: len(piece)] = piece
        return len(piece)


@dataclass(frozen=True, slots=True)
class Survey:
    """What one reading of all bytes tells."""

    size: int
    is_blank: bool
    is_utf8: bool


def survey(source: Source) -> Survey:
    """Reads all bytes once. Raises TooLargeError, and what `DAMAGED` and `LOCKED` name."""
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    size, is_blank, is_utf8 = 0, True, True
    for piece in source.chunks():
        size += len(piece)
        is_blank = is_blank and not piece.strip(_BLANK)
        is_utf8 = is_utf8 and _goes_on(decoder, piece)
    if not (is_utf8 and _goes_on(decoder, b"", final=True)):
        is_utf8 = _is_damaged_utf8(source.head(_JUDGED))
    return Survey(size, is_blank, is_utf8)


def _goes_on(decoder: codecs.IncrementalDecoder, piece: bytes, final: bool = False) -> bool:
    try:
        decoder.decode(piece, final)
    except UnicodeDecodeError:
        return False
    return True


def _is_damaged_utf8(head: bytes) -> bool:
    """Whether there are a few broken places among good ones."""
    text = head.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    return 0 < broken * 4 < beyond_ascii


def members(data: bytes, limits: Limits) -> list[zipfile.ZipInfo]:
    """The files in an archive. Raises TooLargeError where it holds more than are looked at, before
    the library makes an object of each; and what `DAMAGED` names."""
    if data.count(_ENTRY) > limits.zip_members:
        raise TooLargeError
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [m for m in archive.infolist() if m.filename and not m.is_dir()]


def bounds(member: zipfile.ZipInfo, limits: Limits) -> int:
    """How many bytes of a member are read."""
    return min(limits.file_bytes, max(1_000_000, member.compress_size * limits.zip_ratio))
