"""Logs a machine reads: one JSON object a line, with no more in it than the discreet lines have."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime

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
