"""The icons: thin lines on a field of twenty by twenty, each the inside of one svg element.

An icon never stands without a word; where it must, its link or button carries an aria-label.
"""

from __future__ import annotations

DRAWINGS: dict[str, str] = {
    "add": '<path d="M10 4v12M4 10h12"/>',
    "arrow-left": '<path d="m12 4-6 6 6 6"/>',
    "arrow-right": '<path d="m8 4 6 6-6 6"/>',
    "book": '<path d="M4 4.5c2.2-.8 4.2-.6 6 .7 1.8-1.3 3.8-1.5 6-.7v11c-2.2-.8-4.2-.6-6 '
    '.7-1.8-1.3-3.8-1.5-6-.7zM10 5.2v11"/>',
    "calendar": '<path d="M3.5 5h13v11.5h-13zM3.5 8.5h13M7 3v3.5M13 3v3.5"/>',
    "close": '<path d="m5 5 10 10M15 5 5 15"/>',
    "conversations": '<path d="M3 4.5h14V14H9.5L6 17v-3H3z"/>',
    "copy": '<path d="M7 7h9.5v9.5H7zM13 7V3.5H3.5V13H7"/>',
    "down": '<path d="M10 4v12M5 11l5 5 5-5"/>',
    "grip": '<path d="M4 7h12M4 10h12M4 13h12"/>',
    "import": '<path d="M10 3v9M6.5 8.5 10 12l3.5-3.5M3.5 13v3.5h13V13"/>',
    "insight": '<path d="M7.5 13.5h5M8.5 16.5h3M7.5 13.5v-1.2a5 5 0 1 1 5 0v1.2"/>',
    "keys": '<path d="M2.5 5.5h15v9h-15zM5.5 8.5h.01M8.5 8.5h.01M11.5 8.5h.01M14.5 8.5h.01'
    'M6.5 11.5h7"/>',
    "mail": '<path d="M3 5h14v10.5H3zM3 5.5l7 5.5 7-5.5"/>',
    "name": '<circle cx="10" cy="7" r="3"/><path d="M4 17c0-3.4 2.7-5.3 6-5.3s6 1.9 6 5.3"/>',
    "opening": '<path d="M5 17V3.5h10V17M2.5 17h15M12 10v1.5"/>',
    "people": '<circle cx="7.5" cy="7" r="3"/><path d="M2 17c0-3.4 2.4-5.3 5.5-5.3S13 13.6 13 17'
    'M13.2 4.2a3 3 0 0 1 0 5.6M15 12c1.9.8 3 2.6 3 5"/>',
    "phone": '<path d="M6.5 3 4 4c-.6 6.6 5.4 12.6 12 12l1-2.5-3.5-2-1.7 1.3c-2-1-3.6-2.6-4.6-4.6'
    'L8.5 6.5z"/>',
    "print": '<path d="M6 8V3.5h8V8M6 14H3.5V8h13v6H14M6 11.5h8v5H6z"/>',
    "progress": '<path d="M3 16.5h14M5.5 13.5V9M10 13.5v-9M14.5 13.5V7"/>',
    "promise": '<circle cx="7.4" cy="10" r="4.4"/><circle cx="12.6" cy="10" r="4.4"/>',
    "search": '<circle cx="9" cy="9" r="5.5"/><path d="m13 13 4 4"/>',
    "tick": '<path d="m4 10.5 4 4 8-9"/>',
    "undo": '<path d="M7 4 3.5 7.5 7 11M3.5 7.5h8a4.5 4.5 0 0 1 0 9H8"/>',
    "up": '<path d="M10 16V4M5 9l5-5 5 5"/>',
}
