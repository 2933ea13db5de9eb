"""Draw the icons of the installed app from the mark: `python -m tools.icons`.

A clock face with its first quarter filled, as in mark.svg, on paper. "Maskable" ones keep the mark
within the middle 80 %, because a telephone cuts its own shape out of them.
"""

from __future__ import annotations

import struct
import zlib
from math import hypot
from pathlib import Path

STATIC = Path(__file__).parents[1] / "src" / "fifteen" / "pages" / "static" / "fifteen"
PAPER, GREEN = (0xF4, 0xEF, 0xE5), (0x1D, 0x5B, 0x43)
FINE = 4  # samples a pixel, each way
ICONS = {
    # name: pixels, radius of the ring as a share of the width
    "icon-192.png": (192, 0.40),
    "icon-512.png": (512, 0.40),
    "icon-maskable.png": (512, 0.29),
    "icon-touch.png": (180, 0.34),
}


def png(size: int, radius: float) -> bytes:
    """The mark as a PNG of so many pixels."""
    rows = b"".join(
        b"\0" + b"".join(bytes(_pixel(x, y, size, radius)) for x in range(size))
        for y in range(size)
    )
    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(name + data))
    return struct.pack(">I", len(data)) + name + data + check


def _pixel(x: int, y: int, size: int, radius: float) -> list[int]:
    steps = [(n + 0.5) / FINE for n in range(FINE)]
    inked = sum(
        _is_ink((x + a) / size - 0.5, (y + b) / size - 0.5, radius) for a in steps for b in steps
    )
    share = inked / FINE**2
    return [round(p + (g - p) * share) for p, g in zip(PAPER, GREEN, strict=True)]


def _is_ink(x: float, y: float, radius: float) -> bool:
    """The ring (1.5 of 14 wide), and the quarter from twelve to three."""
    far = hypot(x, y)
    ring = abs(far - radius) <= radius * 0.75 / 7
    return ring or (far <= radius and x >= 0 and y <= 0)


if __name__ == "__main__":
    for name, (size, radius) in ICONS.items():
        (STATIC / name).write_bytes(png(size, radius))
