"""Turns what a handler said into words, in the reader's language. The words stand in zh.ftl and en.ftl."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, cast
from zoneinfo import ZoneInfo

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.resolver import Pattern
from fluent.runtime.types import fluent_number

from bot.understanding import public_name
from handlers.messages import Arg, Ref, Send, Text
from handlers.rules.ids import PersonId
from handlers.rules.services import ServiceCatalogue
from handlers.rules.slots import Place, TimeSpan

LANGUAGES = ("zh", "en")
NONE = "none"
LONGEST_ARGUMENT = 2000  # Fluent refuses parts of more than 2,500 characters
_A_DAY = timedelta(days=1)
_AFTER_A_MENTION = "\u2005"
_PEOPLE = frozenset({"person", "mention"})
_FROM_THE_CATALOGUE = frozenset({"state", "danger", "topic", "kind", "meaning", "ring", "reason", "supply", "lane"})
_PARTS_OF_A_LINE = frozenset({"why-person", "why-backup", "why-not"})


class MissingTextError(LookupError):
    """A text is not in the catalogue: a fault of ours, found by the tests."""


@cache
def bundle(language: str) -> FluentBundle:
    """All texts of a language."""
    made = FluentBundle([{"zh": "zh-CN", "en": "en-GB"}[language]], use_isolating=False)
    source = files(__package__).joinpath(f"{language}.ftl").read_text(encoding="utf-8")
    made.add_resource(FluentResource(source))
    return made


@cache
def absent(language: str) -> Mapping[str, str]:
    """Every argument that any text of the language takes, as if it were not given."""
    source = files(__package__).joinpath(f"{language}.ftl").read_text(encoding="utf-8")
    return dict.fromkeys(re.findall(r"\$(\w+)", source), NONE)


def people_in(send: Send) -> frozenset[PersonId]:
    """Everybody whose name the message will show."""
    return frozenset((*send.mentions, *_people_of(tuple(send.args.values()))))


def _people_of(value: Arg) -> Iterator[PersonId]:
    if isinstance(value, Ref) and value.kind in _PEOPLE:
        yield PersonId(value.id)
    elif isinstance(value, Text):
        yield from _people_of(tuple(value.args.values()))
    elif isinstance(value, tuple):
        for part in value:
            yield from _people_of(part)


@dataclass(frozen=True)
class Wording:
    """How one reader is written to: language, clock, and the names that may be shown."""

    language: str
    timezone: str
    services: ServiceCatalogue
    names: Mapping[PersonId, str]

    def render(self, send: Send) -> str:
        """The message as text. Raises MissingTextError for a kind or variant without a text."""
        key = f"{send.kind.value}.{send.variant}" if send.variant else send.kind.value
        mentions = "".join(self._mention(who) for who in send.mentions)
        return self.text(Text(key, {**send.args, "mentions": mentions})).strip()

    def text(self, text: Text) -> str:
        """One text of the catalogue, its arguments put into words."""
        args = {name: self._word(value) for name, value in text.args.items()}
        return self._format(text.key, {**absent(self.language), **args})

    def _format(self, key: str, args: Mapping[str, Any]) -> str:
        name, _, attribute = key.partition(".")
        texts = bundle(self.language)
        message = texts.get_message(name) if texts.has_message(name) else None
        pattern = message and (message.attributes.get(attribute) if attribute else message.value)
        if pattern is None:
            raise MissingTextError(f"{self.language}: {key}")
        words, faults = texts.format_pattern(cast("Pattern", pattern), dict(args))
        if faults:
            raise MissingTextError(f"{self.language}: {key}: {faults[0]}")
        return str(words)

    def _word(self, value: Arg) -> Any:
        match value:
            case None | ():
                return NONE
            case str():
                return value if len(value) <= LONGEST_ARGUMENT else f"{value[:LONGEST_ARGUMENT]}…"
            case int():
                return fluent_number(value, useGrouping=False)
            case Ref():
                return self._named(value)
            case Text():
                return self.text(value)
            case tuple():
                return self._joined(value)
        return self._place_or_time(value)

    def _place_or_time(self, value: Place | TimeSpan | datetime) -> str:
        if isinstance(value, Place):
            parts = {"building": value.building, "unit": value.unit, "room": value.room, "text": value.text}
            return self.text(Text("place", parts)).strip(" ,")
        return self._span(value) if isinstance(value, TimeSpan) else self._moment(value)

    def _joined(self, values: tuple[Arg, ...]) -> str:
        return self._between(values[0]).join(str(self._word(value)) for value in values)[:LONGEST_ARGUMENT]

    def _between(self, first: Arg) -> str:
        if isinstance(first, Text) and first.key not in _PARTS_OF_A_LINE:
            return "\n"
        return "" if isinstance(first, Ref) and first.kind == "mention" else self._format("list-separator", {})

    def _named(self, ref: Ref) -> str:
        if ref.kind in _PEOPLE:
            who = PersonId(ref.id)
            return self._name(who) if ref.kind == "person" else self._mention(who)
        if ref.kind in _FROM_THE_CATALOGUE:
            return self._format(f"{ref.kind}-{ref.id}", {})
        if ref.kind in {"service", "skill", "category"}:
            return self._service(ref.id)
        return ref.id if ref.kind != "note" else self._format(f"note-{ref.id}", {})

    def _mention(self, who: PersonId) -> str:
        return f"@{self._name(who)}{_AFTER_A_MENTION}"

    def _name(self, who: PersonId) -> str:
        name = self.names.get(who)
        return public_name(name) if name else self._format("somebody", {})

    def _service(self, code: str) -> str:
        names = self.services.categories.get(code)
        if names is None or code in self.services.services:
            names = self.services.get(code).names
        return names.get(self.language) or code

    def _moment(self, at: datetime, key: str = "moment") -> str:
        local = at.astimezone(ZoneInfo(self.timezone))
        weekday = self._format(f"weekday-{local.isoweekday()}", {})
        parts = {"month": str(local.month), "day": str(local.day), "weekday": weekday, "clock": f"{local:%H:%M}"}
        return self._format(key, parts)

    def _days(self, start: datetime, end: datetime) -> str:
        first, last = self._moment(start, "day"), self._moment(end, "day")
        return first if first == last else self._format("span", {"start": first, "end": last})

    def _span(self, span: TimeSpan) -> str:
        if span.start is None:
            return self._format("deadline", {"end": self._moment(span.end)}) if span.end else span.text
        if span.is_whole_day and span.end:
            return self._days(span.start, span.end)
        start = self._moment(span.start)
        if span.end is None or span.end <= span.start:
            return start
        same_day = span.end - span.start < _A_DAY
        end = f"{span.end.astimezone(ZoneInfo(self.timezone)):%H:%M}" if same_day else self._moment(span.end)
        return self._format("span", {"start": start, "end": end})
