"""Dovecot and Exim, started once for all tests of mail; without them those are left out, but never
in CI."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.mail.certificates import Authority
from tests.mail.servers import Dovecot, needed, started


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    """The authority of the tests, which this process trusts and no other."""
    made = Authority(tmp_path_factory.mktemp("ca"))
    before = os.environ.get("SSL_CERT_FILE")
    os.environ["SSL_CERT_FILE"] = str(made.file)
    yield made
    if before is None:
        del os.environ["SSL_CERT_FILE"]
    else:
        os.environ["SSL_CERT_FILE"] = before


@pytest.fixture(scope="session")
def dovecot_once(authority: Authority) -> Iterator[Dovecot]:
    """A Dovecot for the whole run."""
    needed()
    with tempfile.TemporaryDirectory(prefix="fifteen-mail-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # its doors run as another user, where the tests run as root
        server = started(folder, authority)
        yield server
        server.stop()


@pytest.fixture
def dovecot(dovecot_once: Dovecot) -> Dovecot:
    """The same, with empty mailboxes."""
    dovecot_once.forget()
    return dovecot_once
