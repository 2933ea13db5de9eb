"""The words of a language stand in its data, not in the code of the check."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from fifteen.method import letters

ALLOWED = {
    ("_fold.py", "_MARKUP"): "the tags of HTML",
    ("_signed.py", "_ADDRESS"): "what an address on the web begins with",
}
MODULES = [
    path
    for path in sorted(Path(next(iter(letters.__path__))).glob("*.py"))
    if not path.stem.lstrip("_").startswith("drafts")  # their wording is their own
]
NO_WORD = re.compile(r"\(\?P[<=]\w+[>)]|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]")  # groups, signs, classes
WORD = re.compile(r"(?<![^\W\d_])[A-Z]?[a-z]{3,}")


def words_in(source: str) -> Iterator[tuple[str, list[str]]]:
    """The words in each expression that a module compiles, and in what is put into it by name;
    under the name that it is given."""
    body = ast.parse(source).body
    named = {ast.unparse(one.targets[0]): one.value for one in body if isinstance(one, ast.Assign)}
    for statement in body:
        for call in ast.walk(statement):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "re.compile":
                target = statement.targets[0] if isinstance(statement, ast.Assign) else statement
                said = WORD.findall(NO_WORD.sub(" ", "".join(texts_of(call.args[0], named))))
                yield getattr(target, "id", getattr(target, "name", "")), said


def texts_of(node: ast.AST, named: dict[str, ast.expr]) -> Iterator[str]:
    """The texts in a piece of code, those that it has by name among them."""
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value
        elif isinstance(part, ast.Name) and part.id in named:
            yield from texts_of(named[part.id], named)


def test_no_module_has_words_in_its_expressions() -> None:
    found = {
        (path.name, name): said
        for path in MODULES
        for name, said in words_in(path.read_text("utf-8"))
        if said
    }
    assert set(found) == set(ALLOWED), "move them to words_en.toml"


def test_words_in_an_expression_are_seen() -> None:
    source = """
_TITLE = r"mr|miss"
_A = re.compile(rf"(?P<name>[^\\W_]+),? (?:of|{_TITLE}) (?:the|our)")
"""
    assert [(name, sorted(said)) for name, said in words_in(source)] == [
        ("_A", ["miss", "our", "the"])
    ]
