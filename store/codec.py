"""Values of the mind as JSON and back, exactly. Only what is listed in `KNOWN` is taken."""

import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from datetime import date, datetime
from enum import Enum
from typing import Any, cast

from handlers import consequences, intents, messages
from handlers.errors import FaultError
from handlers.rules import grid, ledger, lifecycle, people, reports, requests, slots

_TAG = "$"
_MODULES = (intents, consequences, messages, grid, ledger, lifecycle, people, reports, requests, slots)
KNOWN: dict[str, type] = {
    name: value
    for module in _MODULES
    for name, value in vars(module).items()
    if isinstance(value, type)
    and value.__module__ == module.__name__
    and (issubclass(value, Enum) or hasattr(value, "__dataclass_fields__"))
}


class UnknownValueError(FaultError):
    """A value, or its stored form, is of a type that this program does not know."""


def dumps(value: object) -> str:
    """The value as JSON text. Raises UnknownValueError."""
    return json.dumps(_encoded(value), ensure_ascii=False, separators=(",", ":"))


def loads(text: str) -> Any:
    """The value of that JSON text. Raises UnknownValueError for a type that is not known any more."""
    return _decoded(json.loads(text))


def _encoded(value: object) -> object:
    if isinstance(value, Enum):
        return {_TAG: _name(value), "v": value.value}
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, datetime | date):
        return {_TAG: "datetime" if isinstance(value, datetime) else "date", "v": value.isoformat()}
    if isinstance(value, tuple | list):
        return [_encoded(part) for part in value]
    return _encoded_structure(value)


def _encoded_structure(value: object) -> object:
    if isinstance(value, frozenset):
        return {_TAG: "set", "v": sorted((_encoded(part) for part in value), key=str)}
    if isinstance(value, Mapping):
        return {_TAG: "map", "v": {str(key): _encoded(part) for key, part in value.items()}}
    named = {f.name: getattr(value, f.name) for f in _fields_of(value)}
    return {_TAG: _name(value), **{name: _encoded(part) for name, part in named.items()}}


def _fields_of(value: object) -> "list[Field[Any]]":
    """The fields that differ from their defaults; the others need no room."""
    _name(value)
    listed = [f for f in fields(cast("Any", value)) if f.init]
    return [f for f in listed if f.default is MISSING or getattr(value, f.name) != f.default]


def _name(value: object) -> str:
    name = type(value).__name__
    if KNOWN.get(name) is not type(value):
        raise UnknownValueError(f"no JSON form for {type(value).__name__}")
    return name


def _decoded(value: object) -> object:
    if isinstance(value, list):
        return tuple(_decoded(part) for part in value)
    if not isinstance(value, dict):
        return value
    tag, inner = value.get(_TAG), value.get("v")
    match tag:
        case "datetime":
            return datetime.fromisoformat(cast("str", inner))
        case "date":
            return date.fromisoformat(cast("str", inner))
        case "set":
            return frozenset(_decoded(part) for part in cast("list[object]", inner))
        case "map":
            return {key: _decoded(part) for key, part in cast("dict[str, object]", inner).items()}
    return _rebuilt(str(tag), value)


def _rebuilt(name: str, value: dict[str, object]) -> object:
    known = KNOWN.get(name)
    if known is None:
        raise UnknownValueError(f"a stored {name} is not known to this program")
    try:
        if issubclass(known, Enum):
            return known(value["v"])
        return known(**{key: _decoded(part) for key, part in value.items() if key != _TAG})
    except (TypeError, ValueError) as fault:
        raise UnknownValueError(f"a stored {name} is not one that this program knows: {fault}") from fault
