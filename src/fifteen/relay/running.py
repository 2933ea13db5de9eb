"""`fifteen relay`: serve until SIGTERM or Ctrl-C, or make a code that lets one computer in."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

OK, REFUSED = 0, 1
THREADS = 8
LARGEST = 512 * 1024  # bytes of one request


def run(options: argparse.Namespace) -> int:
    """Serve, or print a code; returns the exit code."""
    folder = Path(options.data).expanduser() if options.data else None
    if folder is None:
        print("fifteen relay: --data FOLDER says where the pages are kept.", file=sys.stderr)
        return REFUSED
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / "relay.sqlite3"
    if options.code:
        from fifteen.relay.storage import Storage

        print(Storage(file).new_code(int(time.time())))
        return OK
    os.environ["_FIFTEEN_RELAY_FILE"] = str(file)
    os.environ["_FIFTEEN_RELAY_HOSTS"] = urlsplit(options.address or "").hostname or ""
    os.environ["DJANGO_SETTINGS_MODULE"] = "fifteen.relay.settings"
    return _serve(options.listen, options.behind)


def _serve(listen: str, behind: str) -> int:
    # Django must know its settings before anything that renders a page is loaded.
    from django.core.wsgi import get_wsgi_application
    from waitress.server import create_server

    more = {"trusted_proxy": behind, "trusted_proxy_headers": "x-forwarded-for"} if behind else {}
    server = create_server(
        get_wsgi_application(),
        listen=listen,
        threads=THREADS,
        ident=None,
        max_request_body_size=LARGEST,
        max_request_header_size=16 * 1024,
        channel_timeout=30,
        **more,
    )

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    print(f"The relay listens on {listen}.", flush=True)
    try:
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        server.close()
    return OK
