"""The laws of the house that the linters don't know."""

import ast
import re
import statistics
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from handlers.consequences import TIMERS
from handlers.intents import Answer, Intent
from handlers.routes import ROUTES
from handlers.rules.lifecycle import ARROWS, Event, State

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "handlers", "store", "scheduler")
CJK = re.compile(r"[\u3400-\u9fff]")
ONE_DOOR = {
    "aiohttp": ("bot/web/", "bot/gateways/", "bot/http.py", "bot/app.py"),
    "sqlalchemy": ("store/",),
    "alembic": ("store/",),
    "aiosqlite": ("store/",),
    "asyncpg": ("store/",),
    "apscheduler": ("scheduler/",),
    "wechaty": ("bot/gateways/wechaty",),
    "wechaty_grpc": ("bot/gateways/wechaty",),
    "grpclib": ("bot/gateways/wechaty",),
    "ruamel": ("bot/documents.py",),
    "fluent": ("bot/texts/",),
    "opencc": ("bot/understanding/",),
    "borax": ("bot/understanding/",),
    "matplotlib": ("bot/papers/",),
    "scipy": ("bot/assign.py", "bot/simulation/hindsight.py", "bot/understanding/training.py"),
}
# Imports inside functions: the command line, Alembic, for which nobody waits who does not migrate,
# scikit-learn, which only those have who train, the lunar calendar, which only its feasts need, and what draws charts
# and solves assignments.
LAZY_IMPORTS = (
    "bot/assign.py",
    "bot/__main__.py",
    "store/engine.py",
    "bot/understanding/training.py",
    "bot/understanding/feasts.py",
    "bot/simulation/hindsight.py",
    "bot/papers/dispatch_chart.py",
)
LONGEST_FILE, LONGEST_TEST = 400, 500
MEDIAN, NINETIETH = 7, 20


def sources(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines without the docstring."""
    lines = (function.end_lineno or 0) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function):
        lines -= (first.end_lineno or 0) - first.lineno + 1
    return lines


def imports(tree: ast.AST) -> Iterator[tuple[str, ast.stmt]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name.split(".")[0], node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module.split(".")[0], node


def test_functions_are_short() -> None:
    lengths = sorted(length(f) for path in sources(*PACKAGES) for f in functions(path))
    assert statistics.median(lengths) <= MEDIAN
    assert lengths[int(0.9 * len(lengths))] <= NINETIETH


def test_files_are_short() -> None:
    long = [
        (named(path), count)
        for path in sources(*PACKAGES, "tests")
        if (count := path.read_text(encoding="utf-8").count("\n"))
        > (LONGEST_TEST if named(path).startswith("tests/") else LONGEST_FILE)
    ]
    assert not long


@pytest.mark.parametrize("library", ONE_DOOR)
def test_each_library_has_one_door(library: str) -> None:
    strays = [
        named(path)
        for path in sources(*PACKAGES)
        if any(name == library for name, _ in imports(ast.parse(path.read_text(encoding="utf-8"))))
        and not named(path).startswith(ONE_DOOR[library])
    ]
    assert not strays


def test_nothing_is_imported_inside_a_function_but_what_is_listed() -> None:
    strays = [
        f"{named(path)}:{node.lineno}"
        for path in sources(*PACKAGES)
        if named(path) not in LAZY_IMPORTS
        for function in functions(path)
        for _, node in imports(function)
    ]
    assert not strays


def test_no_chinese_in_the_mind_the_memory_and_the_clock() -> None:
    strays = [
        f"{named(path)}:{node.lineno}"
        for path in sources("handlers", "store", "scheduler")
        for tree in [ast.parse(path.read_text(encoding="utf-8"))]
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CJK.search(node.value)
        if node.value not in docstrings(tree)
    ]
    assert not strays


def docstrings(tree: ast.Module) -> set[str]:
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        node.body[0].value.value
        for node in ast.walk(tree)
        if isinstance(node, owners) and ast.get_docstring(node)
        if isinstance(node.body[0], ast.Expr) and isinstance(node.body[0].value, ast.Constant)
        if isinstance(node.body[0].value.value, str)
    }


def test_a_state_is_assigned_in_one_place_only() -> None:
    """`state=` is written when a request is made, and in `advance`; nowhere else."""
    allowed = {"handlers/rules/lifecycle.py": 1, "handlers/requests.py": 1}
    found: dict[str, int] = {}
    for path in sources("handlers"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"replace", "HelpRequest"}:
                count = sum(keyword.arg == "state" for keyword in node.keywords)
                if count:
                    found[named(path)] = found.get(named(path), 0) + count
    assert found == allowed


def subclasses(cls: type) -> set[type]:
    children: list[type] = cls.__subclasses__()
    return {cls, *(sub for child in children for sub in subclasses(child))}


def test_every_intent_has_a_handler() -> None:
    handled = {intent.__name__ for intent in ROUTES.intents}
    assert {intent.__name__ for intent in subclasses(Intent) - {Intent}} == handled


def test_timers_are_named_in_the_past() -> None:
    past = re.compile(r"(Expired|Due|Silent|Overdue|Long|Neared)$")
    assert all(past.search(timer.__name__) for timer in TIMERS)
    assert Answer not in TIMERS


def test_the_state_diagram_is_the_table() -> None:
    drawn = set()
    paper = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    for source, target, events in re.findall(r"^\s*(\w+) --> (\w+): (.+)$", paper, re.MULTILINE):
        drawn |= {(State(source), Event(event.strip()), State(target)) for event in events.split(",")}
    assert drawn == {(source, event, target) for (source, event), target in ARROWS.items()}


def test_only_papers_stand_beside_the_house() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    top = {line.split("/")[0] for line in tracked.splitlines()}
    papers = {"docs", "tests", ".ci", "Makefile", "requirements.lock", "config.yaml", "pyproject.toml", "LICENSE"}
    strays = {name for name in top if name not in {*PACKAGES, *papers} and not name.endswith(".md")}
    assert not {name for name in strays if not name.startswith(".")}
