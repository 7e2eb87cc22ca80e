"""Which supply fails, or is there again, in somebody's words: so that many reports are heard as one outage."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from handlers.rules.reports import Supply

_CLAUSE = re.compile(r"[^,。;!?\n]+[,。;!?\n]*")
_BARE, _BARE_IN_WORDS = 7, 5
_SHORT = 60
_ENDS = " ,。;!?~\n"


@dataclass(frozen=True, slots=True)
class _Words:
    """How one supply is spoken of: as failing, in what looks like it, and as there again."""

    fails: "re.Pattern[str]"
    never: "re.Pattern[str]"
    back: "re.Pattern[str]"


def supply_failing(text: str) -> Supply | None:
    """What a normalised text says to fail, here and now; None where it is nothing that a whole house has."""
    return next((supply for _, supply in _failures(text)), None)


def is_own_fault(text: str) -> bool:
    """Whether it says that the fault is in one flat alone."""
    return _cues()["own"].search(text) is not None


def tells_of_failure(text: str) -> Supply | None:
    """What a short text, that need not ask for help, says to fail at the speaker's; no question, nobody else's."""
    if len(text) > _SHORT or is_own_fault(text):
        return None
    told = (pair for pair in _failures(text) if not _cues()["asks"].search(pair[0]))
    return next((supply for clause, supply in told if _cues()["here"].search(clause) or _is_bare(clause)), None)


def is_same_here(text: str) -> bool:
    """Whether it is nothing but "ours too"."""
    return _cues()["same"].search(text) is not None


def supply_back(text: str) -> Supply | None:
    """What a short text says to be there again."""
    if len(text) > _SHORT:
        return None
    for clause in _clauses(text):
        if not _cues()["asks"].search(clause) and not _cues()["not_back"].search(clause):
            back = next((supply for supply, words in _words().items() if words.back.search(clause)), None)
            if back:
                return back
    return None


def _failures(text: str) -> Iterator[tuple[str, Supply]]:
    for clause in _clauses(text):
        if _cues()["never"].search(clause):
            continue
        for supply, words in _words().items():
            if words.fails.search(clause) and not words.never.search(clause):
                yield clause, supply


def _clauses(text: str) -> list[str]:
    return [clause.strip() for clause in _CLAUSE.findall(text)]


def _is_bare(clause: str) -> bool:
    """Whether a clause says little else."""
    plain = clause.strip(_ENDS)
    return len(plain.split()) <= _BARE_IN_WORDS if plain.isascii() else len(plain) <= _BARE


@cache
def _words() -> dict[Supply, _Words]:
    return {
        Supply(name): _Words(**{key: _joined(expressions) for key, expressions in section.items()})
        for name, section in _data().items()
        if name != "cues"
    }


@cache
def _cues() -> "dict[str, re.Pattern[str]]":
    return {name: _joined(expressions) for name, expressions in _data()["cues"].items()}


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((Path(__file__).parent / "data" / "supplies.toml").read_text(encoding="utf-8"))


def _joined(expressions: list[str]) -> "re.Pattern[str]":
    return re.compile("|".join(f"(?:{expression})" for expression in expressions))
