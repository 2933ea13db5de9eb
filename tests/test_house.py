"""The rules of the house (ARCHITECTURE.md), held by tests: who may import whom, sizes, habits."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ON_BOTH

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src" / "fifteen"
MODULES = sorted(p for p in SRC.rglob("*.py") if "migrations" not in p.parts)

MAY_IMPORT = {
    "method": {"method"},
    "store": {"method", "store", "home"},
    "adapters": {"method", "adapters"},
    "actions": {"method", "store", "adapters", "actions"},
    "demo": {"method", "store", "actions", "demo"},
    "pages": {"method", "store", "adapters", "actions", "demo", "pages", "home"},
    "relay": {"method", "adapters", "pages", "relay", "settings_common"},
    "server": {"method", "store", "adapters", "actions", "pages", "server", "database", "urls"}
    | {"settings_common"},
    "doors": {"method", "store", "adapters", "actions", "demo", "doors", "home", "wsgi", "server"}
    | {"relay"},
}
"""Which rooms each room may import; method knows nobody, nobody knows pages and doors."""

FORBIDDEN_IN_METHOD = {"django", "time", "random", "socket", "http", "os", "sqlite3"}
LONGEST_FILE = 300  # lines
LONGEST_FUNCTION = 50  # lines
LONGER = {"method/words.py": 520}  # the vocabulary is one file, so that one looks in one place
# `fifteen check` must not wait for Django; a relay's settings come before what needs them
LATE_IMPORTS = {"doors/cli.py", "relay/running.py", "server/programme/pairing.py"}


def room(path: Path) -> str:
    return path.relative_to(SRC).parts[0].removesuffix(".py")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imported(module: ast.AST) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            for alias in node.names:
                yield f"{node.module}.{alias.name}"


def name_of(path: Path) -> str:
    return str(path.relative_to(SRC))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_room_imports_only_the_rooms_it_may(path: Path) -> None:
    allowed = MAY_IMPORT.get(room(path))
    if allowed is None:
        return
    used = {name.split(".")[1] for name in imported(tree(path)) if name.startswith("fifteen.")}
    assert used <= allowed | {"__version__"}


@pytest.mark.parametrize("path", [p for p in MODULES if room(p) == "method"], ids=name_of)
def test_the_method_is_pure(path: Path) -> None:
    roots = {name.split(".")[0] for name in imported(tree(path))}
    assert not roots & FORBIDDEN_IN_METHOD
    assert not any(name.startswith("urllib.request") for name in imported(tree(path)))
    text = path.read_text("utf-8")
    assert not re.search(r"datetime\.now|date\.today|time\.time\(|utcnow", text)


def test_there_are_no_circles() -> None:
    known = {
        f"fifteen.{name_of(p)[:-3].replace('/', '.')}".removesuffix(".__init__"): p for p in MODULES
    }
    edges = {
        name: {
            target
            for used in imported(tree(path))
            for target in (used, used.rpartition(".")[0])
            if target in known and target != name
        }
        for name, path in known.items()
    }
    done: set[str] = set()

    def walk(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, f"a circle: {' -> '.join((*way, name))}"
        if name not in done:
            for target in edges[name]:
                # A package and its own modules may name each other's names.
                if not (target.startswith(f"{name}.") or name.startswith(f"{target}.")):
                    walk(target, (*way, name))
            done.add(name)

    for name in known:
        walk(name, ())


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_files_and_functions_stay_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGER.get(name_of(path), LONGEST_FILE)
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{node.name} has {length} lines"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_public_things_say_what_comes_back(path: Path) -> None:
    module = tree(path)
    assert ast.get_docstring(module) is not None or not module.body
    for node in module.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{node.name} has no docstring"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nothing_is_imported_inside_a_function(path: Path) -> None:
    if name_of(path) in LATE_IMPORTS:
        return
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert not any(isinstance(n, ast.Import | ast.ImportFrom) for n in ast.walk(node))


def test_only_the_actions_write() -> None:
    writes = re.compile(r"\.(save|delete|create|bulk_create|bulk_update|get_or_create|update)\(")
    for path in MODULES:
        if room(path) in ("pages", "doors"):
            calls = writes.findall(path.read_text("utf-8"))
            assert not calls, f"{name_of(path)} writes: {calls}"


def test_no_page_reaches_past_the_scope() -> None:
    for path in MODULES:
        if room(path) in ("pages", "doors"):
            assert ".objects" not in path.read_text("utf-8"), name_of(path)


STATIC = SRC / "pages" / "static"
TEMPLATES = SRC / "pages" / "templates"


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda p: p.name)
def test_templates_keep_the_content_policy(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"<script(?![^>]*\bsrc=)", text), "inline script"
    assert not re.search(r"<style|\sstyle=", text), "inline style"
    assert not re.search(r"\son[a-z]+=", text), "inline handler"
    assert not re.search(r"https?://(?!www\.w3\.org)", text), "an address elsewhere"
    assert "|safe" not in text


@pytest.mark.parametrize(
    "path", sorted(p for p in STATIC.rglob("*.*") if p.suffix != ".png"), ids=lambda p: p.name
)
def test_nothing_is_fetched_from_elsewhere(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"https?://(?!www\.w3\.org)", text)
    assert "@import" not in text


def test_what_every_page_loads_is_small() -> None:
    assert (STATIC / "fifteen" / "base.css").stat().st_size <= 27_000


def test_what_runs_on_postgresql_lies_where_make_looks_for_it() -> None:
    looked = re.search(r"^ON_BOTH := (.+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert looked
    folders = [ROOT / one for one in looked[1].split()]
    assert {ROOT / "tests" / one for one in ON_BOTH} <= set(folders)
    for path in (ROOT / "tests").rglob("test_*.py"):
        if re.search(r"\bmark\.(both|postgresql)\b", path.read_text("utf-8")):
            assert any(path.is_relative_to(folder) for folder in folders), path


NEVER = re.compile(
    "|".join(
        (
            "index" + "-url",
            "find" + "-links",
            r"\bpy" + r"pi\.",
            r"\bnpm" + r"js\.",
            re.escape(f"{Path.home()}/"),
            re.escape(f"{ROOT}/"),
        )
    ),
    re.IGNORECASE,
)


def test_no_registry_and_no_path_of_a_machine_is_named() -> None:
    for path in ROOT.rglob("*"):
        inside = path.relative_to(ROOT).parts
        if not path.is_file() or inside[0].startswith((".git", ".venv", ".mypy", ".ruff", ".pyt")):
            continue
        if inside[0] in (".hypothesis",) or "__pycache__" in inside or path == Path(__file__):
            continue
        if path.suffix in (".py", ".md", ".toml", ".txt", ".html", ".css", ".js", ".in", ""):
            assert not NEVER.search(path.read_text("utf-8", "replace")), str(path)
