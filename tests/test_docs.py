"""Docs can fail: settings, rows, links and sizes are compared with the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tools import letters_page

from fifteen.method import numbers
from fifteen.method.letters.check import RULES, check
from fifteen.method.rows import ROWS

ROOT = Path(__file__).parents[1]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]


def test_the_readme_is_short_and_has_a_picture_and_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert len(text.splitlines()) < 80
    assert "    make run\n" in text
    assert "    pipx install .\n    fifteen\n" in text
    assert (ROOT / "docs" / "today.png").stat().st_size > 10_000


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)", page.read_text("utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target


def test_every_setting_is_documented_and_every_documented_one_exists() -> None:
    code = "".join(p.read_text("utf-8") for p in (ROOT / "src").rglob("*.py"))
    used = set(re.findall(r"environ(?:\.get\(|\[)\"(FIFTEEN_\w+)\"", code))
    page = (ROOT / "docs" / "running.md").read_text("utf-8")
    told = set(re.findall(r"^\| `(FIFTEEN_\w+)`", page, re.MULTILINE))
    assert told == used


def test_every_row_of_the_method_has_its_line() -> None:
    page = (ROOT / "docs" / "method.md").read_text("utf-8")
    told = re.findall(r"^\| ([A-Z]\d+) \| (.+?) \| (.+?) \|$", page, re.MULTILINE)
    assert [row for row, _, _ in told] == list(ROWS)
    assert all(sentence == ROWS[row] for row, sentence, _ in told)


def test_every_row_is_seen_somewhere_and_named_in_the_code() -> None:
    page = (ROOT / "docs" / "method.md").read_text("utf-8")
    told = re.findall(r"^\| ([A-Z]\d+) \| .+? \| (.+?) \|$", page, re.MULTILINE)
    shown = "".join(
        p.read_text("utf-8")
        for p in (ROOT / "src").rglob("*")
        if p.suffix in (".py", ".html", ".toml") and p.name != "rows.py"
    )
    for row, where in told:
        assert where.strip(), row
        assert "not yet" not in where, row
        assert re.search(rf"\b{row}\b", shown), row


def test_every_number_has_a_range_a_reason_and_a_source() -> None:
    for name, line in numbers.table().items():
        low, high = line["range"]
        values = line["value"] if isinstance(line["value"], list) else [line["value"]]
        assert all(low <= value <= high for value in values), name
        assert line["why"].endswith(".")
        assert line["source"]
        assert line["row"] in ROWS


@pytest.mark.parametrize("rule", [line.rule for line in RULES])
def test_the_bad_example_of_a_rule_is_found_and_the_good_one_is_not(rule: str) -> None:
    bad, good = (letters_page.example(rule, word) for word in ("bad", "good"))
    assert rule in {f.rule for f in check(bad.letter, bad.context)}
    assert rule not in {f.rule for f in check(good.letter, good.context)}


def test_the_page_about_letters_is_what_the_rules_say() -> None:
    assert (ROOT / "docs" / "letters.md").read_text("utf-8") == letters_page.page()
