"""Forms: what may stand in a file that people write, and plain sentences about what may not.

A form is a pydantic model. `fill` reads a part of a document into one and collects every fault with its place.
"""

import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from copy import deepcopy
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Any, Self, TypeVar, cast

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    Strict,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from bot.documents import Document, Fault, Route, WrittenFloat, WrittenInt

_T = TypeVar("_T")

LONGEST_DURATION = timedelta(days=3650)
_DURATION = re.compile(r"(?=\d)(?:(\d{1,6})d)?(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,9})s)?")
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_MOST_NAMED = 24
_MOST_PASSES = 4


def as_written(value: object) -> object:
    """Text for what YAML takes for a number or a truth value: rooms, phones and buildings are often digits."""
    if isinstance(value, WrittenInt | WrittenFloat):
        return value.text
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int) else value


def _duration(value: object) -> object:
    found = _DURATION.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError("must be a duration, as 40m, 2h, 1d, 30s or 1h30m")
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    length = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    if length > LONGEST_DURATION:
        raise ValueError("must be at most 3650d")
    return length


def _duration_or_seconds(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return _duration(f"{value}s")
    return _duration(value)


def _clock_time(value: object) -> object:
    found = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError("must be a time of day, as 22:00")
    return time(int(found.group(1)), int(found.group(2)))


def _moment(value: object) -> object:
    try:
        return datetime.fromisoformat(cast("str", value))
    except (ValueError, TypeError):
        raise ValueError("must be a moment, as 2026-01-31T18:30:00+08:00") from None


def _day(value: object) -> object:
    try:
        return date.fromisoformat(cast("str", value))
    except (ValueError, TypeError):
        raise ValueError("must be a day, as 2026-12-31") from None


Text = Annotated[str, BeforeValidator(as_written)]
Name = Annotated[str, BeforeValidator(as_written), StringConstraints(min_length=1, strip_whitespace=True)]
Whole = Annotated[int, Strict()]
Count = Annotated[int, Strict(), Field(ge=0)]
Number = Annotated[int, Strict(), Field(ge=1)]
Flag = Annotated[bool, Strict()]
Duration = Annotated[timedelta, BeforeValidator(_duration)]
DurationOrSeconds = Annotated[timedelta, BeforeValidator(_duration_or_seconds)]
ClockTime = Annotated[time, BeforeValidator(_clock_time)]
Moment = Annotated[datetime, BeforeValidator(_moment)]
Day = Annotated[date, BeforeValidator(_day)]


class Form(BaseModel):
    """A mapping with fixed keys. Its faults know which keys there are, and an example of one that is missing."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    @classmethod
    def keys(cls) -> list[str]:
        """The keys as they are written."""
        return [field.alias or name for name, field in cls.model_fields.items()]

    @model_validator(mode="wrap")
    @classmethod
    def _with_keys(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        try:
            return handler(data)
        except ValidationError as fault:
            errors = [_restated(cls, error) for error in fault.errors(include_url=False)]
            raise ValidationError.from_exception_data(cls.__name__, errors) from None


def _restated(form: type[Form], error: ErrorDetails) -> InitErrorDetails:
    """The same error, with what the form knows in addition where it is the form's own."""
    kind, context = error["type"], error.get("ctx", {})
    is_own = len(error["loc"]) == 1
    if kind == "extra_forbidden" and is_own:
        message = _unknown(str(error["loc"][0]), form.keys(), "key")
    elif kind == "missing" and is_own:
        message = _missing(form, str(error["loc"][0]))
    elif kind in {"unknown_key", "missing_key"}:
        message = error["msg"]
    else:
        return {"type": kind, "loc": error["loc"], "input": error["input"], "ctx": context}
    own = {"extra_forbidden": "unknown_key", "missing": "missing_key"}
    restated = PydanticCustomError(cast("Any", own.get(kind, kind)), "{said}", {"said": message})
    return {"type": restated, "loc": error["loc"], "input": error["input"]}


def _missing(form: type[Form], key: str) -> str:
    field = next(f for name, f in form.model_fields.items() if (f.alias or name) == key)
    example = field.examples[0] if field.examples else "…"
    return f"{key} is missing: write {key}: {example}"


def _unknown(word: str, known: Iterable[str], what: str) -> str:
    return f"there is no {what} {shown(word)} here{did_you_mean(word, known)}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a sentence about an unknown word: `; did you mean …?`, or the words there are."""
    names = sorted(set(known))
    close = get_close_matches(word.lower(), names, n=1, cutoff=0.6)
    if close:
        return f"; did you mean {close[0]}?"
    if not names:
        return ""
    listed = ", ".join(names[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")
    return f"; write one of: {listed}"


def shown(value: object) -> str:
    """A value as it is quoted in a fault: one short line."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    text = " ".join(text.split()) or '""'
    return text if len(text) <= 40 else f"{text[:39]}…"


def fill(form: type[_T], document: Document, faults: list[Fault], at: Route = ()) -> _T | None:
    """Read the value at that route as a form, or any type that pydantic knows.

    Returns None, and adds every fault to `faults`, where it does not fit.
    """
    try:
        return cast("_T", _adapter(cast("Any", form)).validate_python(value_at(document, at)))
    except ValidationError as fault:
        faults.extend(_fault(document, at, error) for error in fault.errors(include_url=False))
        return None


def fill_sound(form: type[_T], document: Document, at: Route, names: Collection[str]) -> _T | None:
    """The same without what is faulty, so that the rest can be held against each other. Keys and indexes stay.

    None where one of `names`, by which other parts are called, is among what is faulty, or too little is left.
    """
    value: Any = deepcopy(value_at(document, at))
    for _ in range(_MOST_PASSES):
        try:
            return cast("_T", _adapter(cast("Any", form)).validate_python(value))
        except ValidationError as fault:
            for error in fault.errors(include_url=False):
                route = _to_last_key(error["loc"])
                if not route or route[-1] in names or not _leave_out(value, route, error["type"]):
                    return None
    return None


def _to_last_key(loc: Sequence[str | int]) -> Route:
    keys = [i for i, part in enumerate(loc) if isinstance(part, str) and part != "[key]"]
    return tuple(loc[: keys[-1] + 1]) if keys else ()


def _leave_out(value: Any, route: Route, kind: str) -> bool:
    """Take that key away, or put something for one that is missing; whether that could be done."""
    *way, last = route
    try:
        for step in way:
            value = value[step]
        if kind in {"missing_key", "missing"}:
            value[last] = "…"
        else:
            value.pop(last, None)
    except (KeyError, IndexError, TypeError, AttributeError):
        return False
    return True


@cache
def _adapter(form: Any) -> TypeAdapter[Any]:
    return TypeAdapter(form)


def value_at(document: Document, route: Route) -> object:
    """What stands at a route that is there."""
    value: Any = document.data
    for step in route:
        value = value[step]
    return value


def _fault(document: Document, at: Route, error: ErrorDetails) -> Fault:
    route = (*at, *error["loc"])
    if error["type"] == "unknown_key" or "[key]" in route:
        mark = document.mark_of_key(tuple(part for part in route if part != "[key]"))
    else:
        mark = document.mark_of(route)
    return Fault(mark, sentence(error, document.known_part(route)))


def sentence(error: ErrorDetails, route: Route) -> str:
    """What one error of pydantic says, as a plain sentence that begins with the name of what is wrong."""
    name = next((part for part in reversed(route) if isinstance(part, str)), "the file")
    context: Mapping[str, Any] = error.get("ctx", {})
    kind = error["type"]
    if kind in {"unknown_key", "missing_key"}:
        return error["msg"]
    if kind == "value_error":
        return f"{name} {context['error']}"
    if kind in _CHOICES:
        return f"{name} {_CHOICES[kind](error['input'], context)}"
    return f"{name} {_SENTENCES.get(kind, error['msg']).format(**context)}"


def _not_among(value: object, context: Mapping[str, Any]) -> str:
    known = re.findall(r"'([^']*)'", str(context["expected"]))
    return f"can't be {shown(value)}{did_you_mean(str(value), known)}"


def _tag_not_among(_value: object, context: Mapping[str, Any]) -> str:
    known = re.findall(r"'([^']*)'", str(context["expected_tags"]))
    return f"has no kind {shown(context['tag'])}{did_you_mean(str(context['tag']), known)}"


_CHOICES: dict[str, Callable[[object, Mapping[str, Any]], str]] = {
    "enum": _not_among,
    "literal_error": _not_among,
    "union_tag_invalid": _tag_not_among,
}

_WHOLE_NUMBER = "must be a whole number, as 10, without quotes"
_LIST = "must be a list, as [one, two]"
_MAPPING = "must be a mapping, as {{key: value}}"
_SENTENCES = {
    "int_type": _WHOLE_NUMBER,
    "int_parsing": _WHOLE_NUMBER,
    "int_from_float": _WHOLE_NUMBER,
    "bool_type": "must be true or false",
    "string_type": "must be text",
    "string_too_short": "must not be empty",
    "too_short": "must not be empty",
    "string_pattern_mismatch": "is not written as it must be",
    "list_type": _LIST,
    "tuple_type": _LIST,
    "frozen_set_type": _LIST,
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "union_tag_not_found": "must be a mapping with its kind, as {{kind: webchat}}",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
}
