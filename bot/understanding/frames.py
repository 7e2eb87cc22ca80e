"""Expressions put together of named parts: `<CHILD>.{0,8}(不见|走丢)` says it of every word for a child."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

_NAME = re.compile(r"<([A-Z]+)>")


def put_together(tree: Mapping[str, Any]) -> dict[str, Any]:
    """The tree without its section `parts`, each part's name in an expression replaced by the part's words.

    A part may name parts that stand before it. Raises KeyError for one that is not there.
    """
    parts: dict[str, str] = {}
    for name, words in tree.get("parts", {}).items():
        parts[name] = f"(?:{'|'.join(_filled(word, parts) for word in words)})"
    return {key: _whole(branch, parts) for key, branch in tree.items() if key != "parts"}


def _whole(branch: Any, parts: Mapping[str, str]) -> Any:
    if isinstance(branch, Mapping):
        return {key: _whole(inner, parts) for key, inner in branch.items()}
    expressions: Sequence[str] = branch
    return [_filled(expression, parts) for expression in expressions]


def _filled(expression: str, parts: Mapping[str, str]) -> str:
    return _NAME.sub(lambda name: parts[name.group(1)], expression)
