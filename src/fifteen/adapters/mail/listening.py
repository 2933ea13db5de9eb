"""Waiting for news in many mailboxes at once, with one thread."""

from __future__ import annotations

import selectors
from collections.abc import Mapping

from fifteen.adapters.mail.box import Box
from fifteen.adapters.mail.failures import Failed


def news(boxes: Mapping[int, Box], seconds: float) -> tuple[set[int], set[int]]:
    """The keys of the mailboxes in which something came within so many seconds, and of those whose
    line is gone. Returns as soon as there is any; only mailboxes that can tell are asked."""
    told, gone = _asked({key: box for key, box in boxes.items() if box.tells})
    if told or gone:
        return told, gone
    with selectors.DefaultSelector() as lines:
        for key, box in boxes.items():
            if box.tells:
                lines.register(box.line(), selectors.EVENT_READ, key)
        if not lines.get_map():
            return set(), set()
        ready = [one.data for one, _ in lines.select(seconds)]
    return _asked({key: boxes[key] for key in ready})


def _asked(boxes: Mapping[int, Box]) -> tuple[set[int], set[int]]:
    told, gone = set(), set()
    for key, box in boxes.items():
        try:
            if box.heard():
                told.add(key)
        except Failed:
            gone.add(key)
    return told, gone
