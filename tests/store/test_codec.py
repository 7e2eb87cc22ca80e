"""What is written as JSON is read back exactly; what is not known is told, never guessed."""

import json
from dataclasses import dataclass, fields
from enum import Enum
from types import ModuleType
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from handlers import consequences, intents, messages
from handlers.errors import FaultError
from handlers.messages import Send
from handlers.rules import grid, ledger, lifecycle, people, requests, slots
from store.codec import KNOWN, UnknownValueError, dumps, loads
from store.tables import Moment
from tests.contracts import full
from tests.store.values import args, maps, moments, sends, structures

MODULES = (intents, consequences, messages, grid, ledger, lifecycle, people, requests, slots)
KEPT = (full.REQUEST, full.PERSON, full.COMMUNITY, full.SEND, full.LEDGER_ENTRY)


def same(value: Any, other: Any) -> bool:
    """Equal, of one type, and in every field: the versions too, which equality leaves out."""
    named = [f.name for f in fields(value)] if hasattr(value, "__dataclass_fields__") else []
    return type(value) is type(other) and all(getattr(value, n) == getattr(other, n) for n in named) and value == other


@given(structures())
@settings(max_examples=300, deadline=None)
def test_every_value_comes_back_as_it_was(value: object) -> None:
    assert same(value, loads(dumps(value)))


@given(sends)
@example(full.SEND)
@settings(deadline=None)
def test_every_message_comes_back_as_it_was(send: Send) -> None:
    assert same(send, loads(dumps(send)))


@given(st.one_of(args, maps))
@example({"$": "datetime", "v": "not a moment"})
@settings(deadline=None)
def test_every_map_comes_back_as_it_was(value: object) -> None:
    assert loads(dumps(value)) == value


@pytest.mark.parametrize("value", KEPT, ids=lambda value: type(value).__name__)
def test_every_field_of_an_aggregate_comes_back(value: object) -> None:
    assert same(value, loads(dumps(value)))


@pytest.mark.parametrize("known", [k for k in KNOWN.values() if issubclass(k, Enum)], ids=lambda known: known.__name__)
def test_every_member_of_an_enumeration_comes_back(known: type[Enum]) -> None:
    assert all(loads(dumps(member)) is member for member in known)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_everything_the_mind_keeps_is_known_and_no_name_means_two(module: ModuleType) -> None:
    own = [v for v in vars(module).values() if isinstance(v, type) and v.__module__ == module.__name__]
    kept = [v for v in own if issubclass(v, Enum) or hasattr(v, "__dataclass_fields__")]
    assert [v for v in kept if KNOWN.get(v.__name__) is not v] == []


def test_a_set_is_written_in_one_order() -> None:
    assert dumps(frozenset("abc")) == dumps(frozenset("cba"))


def test_chinese_is_written_as_it_is() -> None:
    assert dumps("微光") == '"微光"'


@dataclass(frozen=True)
class Stranger:
    """Nothing of the mind's."""

    name: str = ""


@pytest.mark.parametrize("value", [Stranger(), object(), 1.5, b"bytes", {"deep": (Stranger(),)}])
def test_a_value_that_is_not_known_is_not_written(value: object) -> None:
    with pytest.raises(UnknownValueError):
        dumps(value)


def test_a_namesake_of_a_known_type_is_not_written() -> None:
    namesake: type = dataclass(frozen=True)(type("Place", (), {}))
    with pytest.raises(UnknownValueError):
        dumps(namesake())


@pytest.mark.parametrize("stored", [{"$": "Stranger", "name": "x"}, {"$": "os"}, {"name": "no type at all"}])
def test_a_stored_type_that_is_not_known_is_a_fault(stored: object) -> None:
    with pytest.raises(FaultError):
        loads(json.dumps(stored))


@pytest.mark.parametrize("stored", [{"$": "Place", "floor": 5}, {"$": "Claim", "request": 1, "gone": True}])
def test_a_stored_field_that_is_not_known_is_a_fault(stored: object) -> None:
    with pytest.raises(FaultError):
        loads(json.dumps(stored))


@pytest.mark.parametrize("stored", [{"$": "State", "v": "asleep"}])
def test_a_stored_member_that_is_not_known_is_a_fault(stored: object) -> None:
    with pytest.raises(FaultError):
        loads(json.dumps(stored))


@given(moments)
def test_a_moment_comes_back_to_the_microsecond(at: Any) -> None:
    column, dialect = Moment(), Any
    stored = column.process_bind_param(at, dialect)  # type: ignore[arg-type]
    assert column.process_result_value(stored, dialect) == at  # type: ignore[arg-type]


@given(moments, moments)
def test_moments_sort_as_they_are_stored(one: Any, other: Any) -> None:
    stored = [Moment().process_bind_param(at, Any) for at in (one, other)]  # type: ignore[arg-type]
    assert (one < other) == (stored[0] < stored[1])  # type: ignore[operator]
