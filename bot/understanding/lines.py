"""`weiguang understand`: JSON lines in, JSON lines out."""

import json
import math
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, BinaryIO, TextIO
from zoneinfo import ZoneInfo

from bot.clock import wall_clock
from bot.understanding import Expecting, read

ZONE = ZoneInfo("Asia/Shanghai")
LANGUAGES = ("auto", "zh", "en")
_CONTEXT = ("awaiting_review", "open_requests", "role", "quoted")
_ROLES = ("resident", "volunteer", "staff")


class BadOptionError(ValueError):
    """An option of the command is wrong."""


class BadLineError(ValueError):
    """A line is wrong; `column` counts from 1."""

    def __init__(self, message: str, column: int = 1) -> None:
        """Take what is wrong with it."""
        super().__init__(message)
        self.column = column


def read_lines(source: BinaryIO, out: TextIO, faults: TextIO, *, now: str | None = None, lang: str = "auto") -> bool:
    """Answer each line, in order, as soon as it is there. A bad line is told on `faults`, and the others are answered.

    Returns whether all lines were sound. Raises BadOptionError.
    """
    moment = _moment(now)
    if lang not in LANGUAGES:
        raise BadOptionError(f"--lang must be one of {', '.join(LANGUAGES)}, not {lang}")
    is_sound = True
    for number, raw in enumerate(source, 1):
        try:
            answer = _answer(raw, moment, lang)
        except BadLineError as fault:
            print(f"<stdin>:{number}:{fault.column}: {fault}", file=faults)
            is_sound = False
            continue
        if answer is not None:
            print(json.dumps(answer, ensure_ascii=False), file=out, flush=True)
    return is_sound


def _moment(written: str | None) -> datetime:
    if written is None:
        return wall_clock().astimezone(ZONE)
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        raise BadOptionError(f"--now must be a moment, as 2026-01-31T18:30:00+08:00, not {written}") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=ZONE)


def _answer(raw: bytes, now: datetime, lang: str) -> dict[str, Any] | None:
    line = _line(raw)
    if line is None:
        return None
    if not isinstance(line.get("text"), str):
        raise BadLineError('text is missing: write {"id": 1, "text": "…"}')
    reading = read(line["text"], _expecting(line.get("context")), now=now, lang=lang)
    return {"id": line.get("id"), **reading.as_json()}


def _line(raw: bytes) -> dict[str, Any] | None:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise BadLineError("this is not UTF-8", fault.start + 1) from None
    if not text.strip():
        return None
    try:
        line = json.loads(text, parse_float=_finite(text), parse_constant=_finite(text))
    except BadLineError:
        raise
    except json.JSONDecodeError as fault:
        raise BadLineError(f"this is no JSON: {fault.msg.lower()}", fault.colno) from None
    except (RecursionError, ValueError):
        raise BadLineError("this is no JSON that can be read") from None
    if not isinstance(line, dict):
        raise BadLineError('a line must be an object, as {"id": 1, "text": "…"}')
    return line


def _finite(line: str) -> Callable[[str], float]:
    """Reads a number of that line; one that JSON could not write again, as 1e400 or NaN, is a bad line."""

    def read_number(written: str) -> float:
        number = float(written)
        if not math.isfinite(number):
            raise BadLineError(f"{written} is no number that JSON can hold", line.find(written) + 1)
        return number

    return read_number


def _expecting(context: object) -> Expecting:
    if context is None:
        return Expecting()
    if not isinstance(context, Mapping):
        raise BadLineError("context must be an object")
    unknown = sorted(context.keys() - set(_CONTEXT))
    if unknown:
        raise BadLineError(f"there is no context {unknown[0]}; write one of: {', '.join(_CONTEXT)}")
    return Expecting(
        awaiting_review=_flag(context.get("awaiting_review", False)),
        open_requests=_numbers(context.get("open_requests")),
        own_requests=None,
        own_claims=None,
        role=_role(context.get("role")),
        quoted=_text(context.get("quoted")),
    )


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise BadLineError("context.awaiting_review must be true or false")
    return value


def _numbers(value: object) -> tuple[int, ...] | None:
    if value is None:
        return None
    if not isinstance(value, list) or not all(type(number) is int for number in value):
        raise BadLineError("context.open_requests must be a list of numbers")
    return tuple(value)


def _role(value: object) -> str | None:
    if value is not None and value not in _ROLES:
        raise BadLineError(f"context.role must be one of {', '.join(_ROLES)}")
    return value if isinstance(value, str) else None


def _text(value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise BadLineError("context.quoted must be text")
    return value
