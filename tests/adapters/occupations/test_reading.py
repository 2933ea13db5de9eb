"""Reading a download of O*NET, and what is no such download."""

from __future__ import annotations

import io
import zipfile

import pytest
from tests.adapters.occupations.sample import FILES, zipped

from fifteen.adapters.occupations import reading
from fifteen.adapters.occupations.opening import Limits, plain
from fifteen.adapters.occupations.reading import Found
from fifteen.method.words import Refusal, Slot


def read(data: bytes, name: str = "db_30_1_text.zip", limits: Limits | None = None) -> Found:
    found = reading.read([(name, data)], limits)
    assert isinstance(found, Found), found
    return found


def refused(data: bytes, name: str = "db_30_1_text.zip", limits: Limits | None = None) -> str:
    found = reading.read([(name, data)], limits)
    assert isinstance(found, Refusal)
    assert "Nothing was changed." in found.message
    return found.message


def test_an_occupation_brings_lines_for_the_first_half_of_the_slots() -> None:
    builders, modelers = read(zipped()).occupations
    assert (builders.code, builders.title) == ("90-1001.00", "Tide Room Builders")
    assert builders.also == ("Exhibition Developer",)
    assert builders.facts == {
        Slot.TASKS: ["Build a wave out of cardboard.", "Sweep the tide room."],
        Slot.ACTIVITIES: ["Gluing Things Together", "Listening to Waves"],
        Slot.HOURS: ["Most work more than 40 hours a week.", "Time Pressure: 4.2 of 5"],
        Slot.SKILLS: ["Patience", "Tools: GlueCAD, WaveMaker."],
        Slot.GETTING_IN: ["Preparation: 4 of 5. Most have a degree, some do not."],
        Slot.PEOPLE_PLACES: ["Work in a Team: 4.6 of 5", "Indoors, Warm: 3.9 of 5"],
    }
    assert modelers.facts == {Slot.TASKS: ["Ask towns for their numbers."]}


def test_the_version_is_told_from_the_name() -> None:
    assert read(zipped()).version == "30.1"
    assert read(zipped(folder=""), "onet.zip").version == ""


def test_text_files_can_be_brought_together_without_a_zip() -> None:
    uploads = [(f"{name}.txt", text.encode()) for name, text in FILES.items()]
    found = reading.read(uploads)
    assert isinstance(found, Found)
    assert found.missing == ()


def test_whichever_files_are_there_are_read_and_the_others_named() -> None:
    found = read(zipped({"Occupation Data": FILES["Occupation Data"]}))
    assert len(found.occupations) == 2
    assert "Task Statements.txt" in found.missing


def test_windows_line_ends_and_a_mark_at_the_beginning_do_no_harm() -> None:
    text = FILES["Occupation Data"].replace("\n", "\r\n").encode("utf-8-sig")
    assert read(zipped({"Occupation Data": text})).occupations[1].title == "Grid Modelers"


def test_a_path_that_leads_out_of_the_folder_is_only_a_name() -> None:
    data = zipped({"Occupation Data": FILES["Occupation Data"]}, "../../../../etc/")
    assert len(read(data).occupations) == 2
    assert plain("..\\..\\Work_Context.txt") == "work context"


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "db_30_1_text.zip", "That file is empty."),
        (b"PK\x03\x04 and then nothing", "db.zip", "That zip is damaged."),
        (zipped({"Read Me": "hello"}), "db.zip", "There is no file of O*NET in that zip."),
        (b"hello", "letter.txt", "“letter.txt” is no file of O*NET."),
        (zipped({"Skills": FILES["Skills"]}), "db.zip", "“Occupation Data.txt” is missing"),
        (
            zipped({"Occupation Data": "Code\tName\n1\tx\n"}),
            "db.zip",
            "“Occupation Data.txt” has no column “O*NET-SOC Code”.",
        ),
        (
            zipped({"Occupation Data": FILES["Occupation Data"].splitlines()[0]}),
            "db.zip",
            "has no occupation in it",
        ),
        (
            zipped({"Occupation Data": FILES["Occupation Data"].encode("utf-16")}),
            "db.zip",
            "is not in UTF-8",
        ),
        (
            zipped({"Occupation Data": FILES["Occupation Data"].encode() + b"90-1\tCaf\xe9\tx\n"}),
            "db.zip",
            "is not in UTF-8",
        ),
        (
            zipped({**FILES, "Task Statements": "Code\tTask\n1\tx\n"}),
            "db.zip",
            "“Task Statements.txt” has no column “O*NET-SOC Code”.",
        ),
    ],
)
def test_what_cannot_be_read_is_said_in_plain_words(data: bytes, name: str, message: str) -> None:
    assert message in refused(data, name)


def test_the_excel_edition_is_known_and_the_right_one_named() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("db_30_1_excel/Skills.xlsx", b"x")
    said = refused(out.getvalue())
    assert "the Excel edition" in said
    assert "Choose “Text”" in said


def test_a_zip_that_unpacks_to_more_than_is_read_is_left_alone() -> None:
    bomb = zipped({"Occupation Data": FILES["Occupation Data"] + "x" * 200_000})
    assert "unpacks to more than" in refused(bomb, limits=Limits(unpacked=100_000))
    assert "more than 0 MB" in refused(bomb, limits=Limits(upload=10))


def test_a_zip_of_very_many_files_is_left_alone() -> None:
    many = zipped({f"File {n}": "" for n in range(20)})
    assert "holds 20 files" in refused(many, limits=Limits(members=10))


def test_a_locked_zip_says_so() -> None:
    data = bytearray(zipped({"Occupation Data": FILES["Occupation Data"]}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    assert "locked with a password" in refused(bytes(data))


def test_nonsense_in_the_figures_is_left_out() -> None:
    broken = FILES["Work Activities"].replace("4.80", "many").replace("3.10", "nan")
    found = read(zipped({**FILES, "Work Activities": broken}))
    assert Slot.ACTIVITIES not in found.occupations[0].facts
