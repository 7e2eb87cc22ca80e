"""Both languages say the same things, and everything that a handler can say has words."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl

from handlers.messages import Kind

ROOT = Path(__file__).parents[2]


@cache
def texts_of(language: str) -> dict[str, set[str]]:
    """Every key, with the arguments it takes."""
    source = (ROOT / "bot" / "texts" / f"{language}.ftl").read_text(encoding="utf-8")
    parsed = FluentParser().parse(source)
    assert not [entry for entry in parsed.body if isinstance(entry, ftl.Junk)]
    found: dict[str, set[str]] = {}
    for entry in parsed.body:
        if isinstance(entry, ftl.Message):
            parts = [
                (entry.id.name, entry.value),
                *((f"{entry.id.name}.{a.id.name}", a.value) for a in entry.attributes),
            ]
            for key, pattern in parts:
                assert key not in found, key
                found[key] = arguments(pattern)
    return found


def arguments(node: object) -> set[str]:
    if isinstance(node, ftl.VariableReference):
        return {node.id.name}
    if isinstance(node, ftl.BaseNode):
        return set().union(*(arguments(value) for value in vars(node).values()))
    if isinstance(node, list):
        return set().union(*(arguments(value) for value in node))
    return set()


def variants_in_handlers() -> set[tuple[str, str]]:
    """Every (kind, variant) that stands as a literal in a call in handlers/."""
    found = set()
    for path in (ROOT / "handlers").glob("*.py"):
        for call in [n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Call)]:
            values = [*call.args, *(k.value for k in call.keywords)]
            kinds = [v.attr for v in values if isinstance(v, ast.Attribute) and getattr(v.value, "id", "") == "Kind"]
            literals = [k.value for k in call.keywords if k.arg == "variant"] + call.args[1:]
            names = [v.value for v in literals if isinstance(v, ast.Constant) and isinstance(v.value, str)]
            found |= {(Kind[kind].value, name) for kind in kinds for name in names}
    return found


def test_both_languages_have_the_same_texts() -> None:
    zh, en = texts_of("zh"), texts_of("en")
    assert zh.keys() == en.keys()


@pytest.mark.parametrize("key", sorted(texts_of("zh")))
def test_both_languages_use_the_same_arguments(key: str) -> None:
    assert texts_of("zh")[key] == texts_of("en")[key]


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_words(kind: Kind) -> None:
    assert kind.value in texts_of("zh")


def test_every_variant_in_the_handlers_has_words() -> None:
    used = variants_in_handlers()
    assert len(used) > 35
    missing = {f"{kind}.{variant}" for kind, variant in used} - texts_of("zh").keys()
    assert not missing


def test_every_refusal_in_the_handlers_has_words() -> None:
    raised = set()
    for path in [*(ROOT / "handlers").glob("*.py"), *(ROOT / "handlers" / "rules").glob("*.py")]:
        raised |= set(re.findall(r"RefusalError\(\s*\"([a-z-]+)\"", path.read_text()))
    assert len(raised) > 8
    assert not {f"refusal.{variant}" for variant in raised} - texts_of("zh").keys()
