"""Logs that can be shown to anybody: no phone number, identity number or door number gets into one.

A fault is logged by its type and where it arose, never in its own words: they may quote what somebody wrote.
"""

import logging
import re
import sys
import traceback
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from typing import Any

import structlog

_HIDDEN = "[redacted]"
_DIGIT = "[0-9一二三四五六七八九十百零〇○]"
_PRIVATE = re.compile(
    r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)"  # a mobile phone
    r"|(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)"  # a telephone
    r"|(?<!\d)\d{17}[\dXx](?!\d)"  # an identity number
    r"|(?<!\d)\d{1,3}-\d{1,2}-\d{3,4}(?!\d)"  # 3-2-501
    rf"|{_DIGIT}{{1,5}}\s*(?:号楼|栋|幢|座|弄)[^,，。\s]{{0,12}}?{_DIGIT}{{3,4}}(?:\s*[室号])?"  # 3栋2单元501
    r"|(?:building|block|unit|room|flat|apt)\.?\s*#?\d{1,4}(?:\D{1,12}\d{1,4}){0,2}",  # building 3 room 501
    re.IGNORECASE,
)
_DEEPEST = 4
_OURS = ("bot", "handlers", "store", "scheduler")  # of others, only warnings are of interest
_MILD = frozenset({"debug", "info", "warning"})
_PLAIN = (bool, float, type(None))


def redact(text: str) -> str:
    """The text with every phone, identity and door number taken out."""
    return _PRIVATE.sub(_HIDDEN, text)


def configure_logs(level: str = "info", style: str = "text") -> None:
    """Send the logs of the whole process, other libraries' too, to standard error: as `text`, or a `json` line each."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        _name_faults,
        _redact_all,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[_drop_what_is_played, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    renderer: Any = structlog.processors.JSONRenderer(ensure_ascii=False)
    if style == "text":
        renderer = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), pad_event_to=30)
    strip = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler = logging.StreamHandler()
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=[strip, renderer]))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for ours in _OURS:
        logging.getLogger(ours).setLevel(level.upper())


@contextmanager
def playing() -> Iterator[None]:
    """What happens in here is a film, not life: no warning of it gets into the log, an error does."""
    with structlog.contextvars.bound_contextvars(is_film=True):
        yield


def where(fault: BaseException) -> str:
    """Where a fault arose, as `outbox.py:55 in pump < app.py:60 in hear`: the innermost frames first."""
    frames = traceback.extract_tb(fault.__traceback__)[::-1][:_DEEPEST]
    return " < ".join(f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} in {frame.name}" for frame in frames)


def _drop_what_is_played(_logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    if method in _MILD and structlog.contextvars.get_contextvars().get("is_film"):
        raise structlog.DropEvent
    return event


def _name_faults(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """`fault=exception`, and other libraries' `exc_info`, become a type and a place."""
    fault = event.get("fault")
    info = event.pop("exc_info", None)
    if not isinstance(fault, BaseException) and info:
        fault = info if isinstance(info, BaseException) else (info[1] if isinstance(info, tuple) else sys.exc_info()[1])
    if isinstance(fault, BaseException):
        event["fault"] = type(fault).__name__
        event["where"] = where(fault)
    return event


def _redact_all(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for key, value in event.items():
        if not key.startswith("_"):
            event[key] = _redacted(value)
    return event


def _redacted(value: Any) -> Any:
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, int):
        return value if redact(str(value)) == str(value) else _HIDDEN
    if isinstance(value, Mapping):
        return {redact(str(key)): _redacted(part) for key, part in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_redacted(part) for part in value]
    return redact(str(value))
