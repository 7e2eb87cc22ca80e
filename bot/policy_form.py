"""The policy's knobs as they are written: in sections or with dots, derived from handlers/rules/policy.py."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import time, timedelta
from typing import Annotated, Any, Literal, get_type_hints

from pydantic import PlainValidator, create_model

from bot.forms import ClockTime, DurationOrSeconds, Flag, Form, Number
from handlers.rules.policy import Policy

_TYPES: dict[Any, Any] = {timedelta: DurationOrSeconds, time: ClockTime, int: Number, bool: Flag}
_CHOICES: dict[tuple[str, str], Any] = {("handover", "phone"): Literal["share", "relay"]}
_SECTIONS: dict[str, type] = get_type_hints(Policy)


class _KnobsForm(Form):
    """All sections; a key that is none may be meant for a knob of any of them."""

    @classmethod
    def keys(cls) -> list[str]:
        """The sections, and every knob by its dotted name."""
        dotted = (f"{name}.{knob.name}" for name, section in _SECTIONS.items() for knob in fields(section))
        return [*_SECTIONS, *dotted]


def _form_of(name: str, section: type) -> type[Form]:
    hints = get_type_hints(section)
    knobs: dict[str, Any] = {
        knob.name: (_CHOICES.get((name, knob.name)) or _TYPES[hints[knob.name]], None) for knob in fields(section)
    }
    return create_model(f"{section.__name__}Form", __base__=Form, **knobs)


_FORMS: dict[str, Any] = {name: (_form_of(name, section), None) for name, section in _SECTIONS.items()}
_KNOBS = create_model("KnobsForm", __base__=_KnobsForm, **_FORMS)


def _read_knobs(value: object) -> dict[str, dict[str, Any]]:
    written = _undotted(value) if isinstance(value, Mapping) else value
    return _KNOBS.model_validate(written).model_dump(exclude_unset=True)


def _undotted(written: Mapping[str, Any]) -> dict[str, Any]:
    """`{handover.phone: relay}` as `{handover: {phone: relay}}`. Raises ValueError for a knob that is given twice."""
    nested: dict[str, Any] = {key: value for key, value in written.items() if "." not in key}
    for section, knob, value in _dotted(written):
        known = nested.setdefault(section, {})
        if not isinstance(known, Mapping) or knob in known:
            raise ValueError(f"gives {section}.{knob} twice: delete one of the two")
        nested[section] = {**known, knob: value}
    return nested


def _dotted(written: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for key, value in written.items():
        section, dot, knob = key.partition(".")
        if dot:
            yield section, knob, value


Knobs = Annotated[Mapping[str, Mapping[str, Any]], PlainValidator(_read_knobs)]


def build_policy(*layers: Mapping[str, Mapping[str, Any]]) -> Policy:
    """The defaults with the knobs of each layer turned; a later layer wins."""
    policy = Policy()
    for layer in layers:
        sections = {name: replace(getattr(policy, name), **knobs) for name, knobs in layer.items()}
        policy = replace(policy, **sections)
    return policy
