"""The years of one's own positions, as a LinkedIn archive has them."""

from __future__ import annotations

import io
import zipfile

from fifteen.adapters.people.archive import read_archive
from fifteen.adapters.people.shape import Limits

POSITIONS = (
    "Company Name,Title,Description,Location,Started On,Finished On\n"
    "Reef Hall,Guide,,,Sep 2014,Jul 2016\n"
    "Reef Hall,Head guide,,,Jul 2016,Mar 2019\n"
    "Quay Studio,Writer,,,2020,\n"
    "Lagoon Lab,Writer,,,,\n"
)


def test_positions_at_one_employer_are_one_time() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("Positions.csv", POSITIONS)
    archive = read_archive(out.getvalue(), Limits())
    assert archive is not None
    assert archive.employers == (
        "Reef Hall (2014\u20132019)",
        "Quay Studio (2020\u2013today)",
        "Lagoon Lab",
    )
