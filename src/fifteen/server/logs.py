"""Logs a machine reads: one JSON object a line, with no more in it than the discreet lines have."""

from __future__ import annotations

import json
import logging
import sys
import threading
from datetime import UTC, datetime
from types import TracebackType

from fifteen.pages._logs import Discreet


class Structured(Discreet):
    """time, level, logger, said; and of a request its method, route, status and milliseconds."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            **getattr(record, "request_facts", {}),
        }
        if "route" not in told:
            told["said"] = self.what(record)
        return json.dumps(told, ensure_ascii=True)


def quiet() -> None:
    """From here on a failure that nobody catches, in any thread, is one such line as well: Python's
    own way would print its message, which may hold a name or an address."""
    sys.excepthook = _said
    threading.excepthook = lambda one: _said(one.exc_type, one.exc_value, one.exc_traceback)


def _said(
    kind: type[BaseException], failure: BaseException | None, where: TracebackType | None
) -> None:
    told = failure if failure is not None else kind()
    _log.critical("a failure that nobody caught:", exc_info=(kind, told, where))


_log = logging.getLogger("fifteen.server")
