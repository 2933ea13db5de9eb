"""Where the data lives: the platform's data folder, or FIFTEEN_HOME. Never the clone.

Everything below it belongs to its owner alone (0700 and 0600), because other people may use the
same computer.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import platformdirs


def folder() -> Path:
    """The data folder, made on first use and closed to others."""
    own = os.environ.get("FIFTEEN_HOME")
    path = Path(own).expanduser() if own else Path(platformdirs.user_data_dir("fifteen", False))
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.name == "posix" and path.stat().st_mode & 0o077:
        path.chmod(0o700)
    return path


def database() -> Path:
    """The database file."""
    return folder() / "fifteen.sqlite3"


def copies() -> Path:
    """The folder of the copies kept before each migration and by `fifteen backup`."""
    path = folder() / "copies"
    path.mkdir(mode=0o700, exist_ok=True)
    return path


def secret() -> str:
    """The key that signs cookies and links; made once, kept beside the database, mode 0600."""
    return kept(folder() / "secret")


def seal() -> str:
    """The key that passwords of mailboxes and calendars are enciphered with; like `secret`, and
    apart from it, so that one can be changed without the other."""
    return kept(folder() / "seal")


def seals() -> Path:
    """The folder with a key for each campaign; with its key, what it sealed is gone for good."""
    path = folder() / "seals"
    path.mkdir(mode=0o700, exist_ok=True)
    return path


def kept(path: Path) -> str:
    """The random text in a file of mode 0600; made on first use."""
    try:
        return path.read_text("ascii").strip()
    except FileNotFoundError:
        pass
    # Written aside and linked, so that two first starts at once agree on one key.
    aside = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(secrets.token_urlsafe(48))
    try:
        os.link(aside, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without links
        aside.replace(path)
    aside.unlink(missing_ok=True)
    return path.read_text("ascii").strip()
