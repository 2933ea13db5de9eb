"""Somebody forgotten is not in the file of the database any more: it is searched byte by byte."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

RUN = Path(__file__).with_name("forgets.py")
WORDS = (
    *("Xanthippe", "xanthippe", "Quellfeder", "quellfeder", "Brimborium", "brimborium", "kalimbas"),
    *("ocelot", "zeppelins", "Marimbas", "vuvuzelas", "Didgeridooist", "didgeridooist"),
)


def words_left(home: Path, what: str) -> set[str]:
    """Which of the words are in any file of a data folder after this."""
    subprocess.run(
        [sys.executable, str(RUN), what],
        env={**os.environ, "FIFTEEN_HOME": str(home)},
        check=True,
        capture_output=True,
        timeout=120,
    )
    files = [path.read_bytes() for path in home.rglob("*") if path.is_file()]
    assert files
    return {word for word in WORDS if any(word.encode() in data for data in files)}


@pytest.mark.parametrize(("what", "left"), [("keep", set(WORDS)), ("forget", set())])
def test_a_forgotten_person_leaves_no_byte_in_the_data_folder(
    tmp_path: Path, what: str, left: set[str]
) -> None:
    assert words_left(tmp_path, what) == left
