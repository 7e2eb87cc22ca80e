"""The policy's knobs as they are written: in sections or with dots, derived from handlers/rules/policy.py."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any, Literal, get_type_hints

from pydantic import AfterValidator, PlainValidator, ValidationError, create_model
from pydantic_core import InitErrorDetails

from bot.forms import ClockTime, DurationOrSeconds, Flag, Form, Number
from handlers.rules.policy import Policy


def _longer_than_zero(length: timedelta) -> timedelta:
    if not length:
        raise ValueError("must be longer than nothing, as 15m or 3d")
    return length


LongerThanZero = Annotated[DurationOrSeconds, AfterValidator(_longer_than_zero)]
_TYPES: dict[Any, Any] = {
    timedelta: DurationOrSeconds,
    time: ClockTime,
    tuple[time, ...]: tuple[ClockTime, ...],
    int: Number,
    bool: Flag,
}
_SECTIONS: dict[str, type] = get_type_hints(Policy)
_CHOICES: dict[tuple[str, str], Any] = {
    ("handover", "phone"): Literal["share", "relay"],
    **dict.fromkeys([("lanes", "difficult"), ("lanes", "complex"), ("lanes", "status_every")], LongerThanZero),
    **dict.fromkeys([("digest", "after"), ("care", "call_clock"), ("incident", "window")], LongerThanZero),
    **{
        (name, knob.name): LongerThanZero
        for name in ("waves", "unfilled", "late", "review", "vanished", "talk")
        for knob in fields(_SECTIONS[name])
        if knob.type is timedelta
    },
}


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
    knobs: dict[str, dict[str, Any]] = _KNOBS.model_validate(written).model_dump(exclude_unset=True)
    _require_digests_by_day(knobs)
    _require_reminders_in_time(knobs)
    return knobs


def _require_digests_by_day(knobs: dict[str, dict[str, Any]]) -> None:
    """Nobody is woken for what drags. Raises ValidationError with the place of the time at fault."""
    policy = build_policy(knobs)
    for i, at in enumerate(knobs.get("digest", {}).get("at", ())):
        if policy.quiet_hours.holds_at(datetime.combine(date.min, at)):
            said = {"error": f"has {at:%H:%M}, which lies in the quiet hours: choose a time by day"}
            fault: InitErrorDetails = {"type": "value_error", "loc": ("digest", "at", i), "input": at, "ctx": said}
            raise ValidationError.from_exception_data("KnobsForm", [fault])


def _require_reminders_in_time(knobs: dict[str, dict[str, Any]]) -> None:
    """A review is reminded of before the request closes without one. Raises ValidationError with the place."""
    review = build_policy(knobs).review
    if review.remind_after < review.close_after:
        return
    knob = "remind_after" if "remind_after" in knobs["review"] else "close_after"
    said = {"error": "makes the reminder no earlier than the end: remind_after must be shorter than close_after"}
    fault: InitErrorDetails = {"type": "value_error", "loc": ("review", knob), "input": None, "ctx": said}
    raise ValidationError.from_exception_data("KnobsForm", [fault])


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
