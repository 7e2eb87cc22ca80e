"""Reads transcripts from YAML. The format stands in docs/transcripts.md."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal, cast
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field

from bot.cast import Cast
from bot.community import CommunityForm, ReadPlace, aware
from bot.contradictions import find_contradictions, read_sound_community
from bot.documents import BadFileError, Document, Fault, Route, read_yaml
from bot.forms import Count as CountOf
from bot.forms import Duration, Flag, Form, Moment, Name, Number, Text, as_written, did_you_mean, fill, shown, value_at
from bot.policy_form import Knobs, build_policy
from bot.service_catalogue import load_services
from bot.transcript import (
    Check,
    Count,
    Ever,
    Expect,
    Match,
    Never,
    Offline,
    Order,
    Restart,
    Say,
    Silent,
    Step,
    Together,
    Transcript,
    Until,
    Wait,
)
from handlers.rules.lifecycle import State
from handlers.rules.people import Role
from handlers.rules.requests import Danger, Lane, Urgency


def _listed(value: object) -> object:
    return [value] if isinstance(value, str | int) else value


Texts = Annotated[tuple[Text, ...], BeforeValidator(_listed)]


def _one_of(names: type[StrEnum]) -> AfterValidator:
    known = [name.value for name in names]

    def check(written: str) -> str:
        if written not in known:
            raise ValueError(f"can't be {shown(written)}{did_you_mean(written, known)}")
        return written

    return AfterValidator(check)


class QuoteForm(Form):
    """Which message of the bot is quoted: the latest of that kind."""

    kind: Name = Field(examples=["offer"])
    request: Number | None = None


class MediaForm(Form):
    """What came with a message."""

    type: Literal["image", "voice", "file"]
    name: Name = Field(examples=["photo.jpg"])


class SayForm(Form):
    """Somebody says something."""

    sender: Name = Field(alias="from", examples=["li"])
    say: Text = ""
    room: Name | None = None
    private: Flag = False
    quote: QuoteForm | None = None
    mention: Texts = ()
    id: Name | None = None
    twice: Flag = False
    name: Name | None = Field(None, alias="as")
    media: MediaForm | None = None

    def to_step(self, line: int) -> Say:
        """The step."""
        return Say(
            line=line,
            sender=self.sender,
            room=None if self.private else self.room,
            text=self.say,
            quote=(self.quote.kind, self.quote.request) if self.quote else None,
            mentions=self.mention,
            id=self.id,
            twice=self.twice,
            name=self.name,
            media=(self.media.type, self.media.name) if self.media else None,
        )


class MatchForm(Form):
    """What a message must have."""

    kind: Texts = ()
    room: Name | None = None
    to: Name | None = None
    mentions: Texts | None = None
    request: Number | None = None
    wave: Number | None = None
    contains: Texts = ()
    lacks: Texts = ()

    @property
    def is_empty(self) -> bool:
        """Whether any message would do."""
        return self.to_match() == Match()

    def to_match(self) -> Match:
        """The match."""
        return Match(**self.model_dump(exclude={"n"}))


class CountForm(MatchForm):
    """How many messages match."""

    n: CountOf = Field(examples=["1"])


class PlaceForm(Form):
    """Parts of a place."""

    building: Text | None = None
    unit: Text | None = None
    room: Text | None = None
    text: Text | None = None


class CheckForm(Form):
    """What is on record now."""

    request: Number | None = None
    person: Name | None = None
    ledger: Literal["balanced"] | None = None
    state: Annotated[Name, _one_of(State)] | None = None
    claimed_by: Texts | None = None
    not_claimed_by: Texts | None = None
    reporters: Texts | None = None
    service: Name | None = None
    urgency: Annotated[Name, _one_of(Urgency)] | None = None
    danger: Annotated[Name, _one_of(Danger)] | None = None
    place: PlaceForm | None = None
    rating: Number | None = None
    people: Number | None = None
    lane: Annotated[Name, _one_of(Lane)] | None = None
    rung: CountOf | None = None
    balance: int | None = None
    roles: Annotated[tuple[Annotated[Name, _one_of(Role)], ...], BeforeValidator(_listed)] | None = None
    skills: Texts | None = None

    def to_step(self, line: int) -> Check:
        """The step."""
        given = self.model_dump(exclude_unset=True, exclude={"request", "person", "ledger"})
        return Check(line=line, request=self.request, person=self.person, ledger=self.ledger is not None, fields=given)


class TranscriptForm(Form):
    """The whole file; its steps are read one by one."""

    title: Text = Field(examples=["除夕停电"])
    now: Moment = Field(examples=["2026-01-31T17:00:00+08:00"])
    community: CommunityForm
    policy: Knobs = Field(default_factory=dict)
    steps: tuple[Annotated[Any, BeforeValidator(as_written)], ...] = ()


Yes = Literal[True]
_FORMS: dict[str, Any] = {
    "say": SayForm,
    "together": Annotated[tuple[SayForm, ...], Field(min_length=1)],
    "wait": Duration,
    "until": Moment,
    "restart": Yes,
    "offline": Duration,
    "expect": MatchForm,
    "ever": MatchForm,
    "never": MatchForm,
    "order": Annotated[tuple[MatchForm, ...], Field(min_length=1)],
    "silent": Yes,
    "count": CountForm,
    "check": CheckForm,
}
_OF_REQUEST = frozenset(CheckForm.model_fields) - {"request", "person", "ledger", "balance", "roles", "skills"}
_LONG_AGO = datetime(1, 1, 2, tzinfo=UTC)
A_SECOND = timedelta(seconds=1)
_OF_PERSON = frozenset({"balance", "roles", "skills"})


def load_transcript(path: Path, read_place: ReadPlace) -> Transcript:
    """The transcript in that file. Raises BadFileError with every fault and its place."""
    document = read_yaml(path)
    faults: list[Fault] = []
    form = fill(TranscriptForm, document, faults)
    community = form.community if form else read_sound_community(document)
    now = form.now if form else _LONG_AGO
    steps = _read_steps(community, now, document, faults) if community else []
    if form is None or faults:
        raise BadFileError(faults)
    return Transcript(
        title=form.title,
        now=aware(form.now, ZoneInfo(form.community.timezone)) or form.now,
        community=form.community.to_community(),
        people=form.community.to_people(read_place),
        policy=build_policy(form.community.policy, form.policy),
        steps=[step for step in steps if step is not None],
        path=path,
    )


def _read_steps(community: CommunityForm, now: datetime, document: Document, faults: list[Fault]) -> list[Step | None]:
    """Every step, and every fault of the community and the steps."""
    faults += find_contradictions(community, load_services(), document, ("community",))
    zone = ZoneInfo(community.timezone)
    reader = _StepReader(document, zone, aware(now, zone) or now, Cast(community, load_services()), faults)
    written = cast("dict[str, object]", document.data).get("steps")
    return [reader.read(("steps", i)) for i in range(len(written) if isinstance(written, list) else 0)]


@dataclass
class _StepReader:
    """`now` is the moment at which the next step is played."""

    document: Document
    zone: ZoneInfo
    now: datetime
    cast: Cast
    faults: list[Fault]

    def read(self, route: Route) -> Step | None:
        """The step at that route; None, with a fault noted, for one that is malformed."""
        name = self._name_of(route)
        if name is None:
            return None
        at = route if name == "say" else (*route, name)
        value = fill(_FORMS[name], self.document, self.faults, at)
        if value is None:
            return None
        for stray, said in self.cast.find_strays(name, value, route):
            self._fault(stray, said)
        step = self._step(name, value, route)
        self._move_clock(step, route)
        return step

    def _move_clock(self, step: Step | None, route: Route) -> None:
        match step:
            case Say() | Together():
                self.now += A_SECOND
            case Wait() | Offline():
                self.now += step.duration
            case Until() if step.moment < self.now:
                self._fault((*route, "until"), f"it is {self.now.astimezone(self.zone).isoformat()} by then already")
            case Until():
                self.now = step.moment

    def _name_of(self, route: Route) -> str | None:
        written = value_at(self.document, route)
        if not isinstance(written, dict) or not written:
            self._fault(route, "a step must be a mapping, as {wait: 40m}")
            return None
        if "from" in written or "say" in written:
            return "say"
        first, *others = written
        if first not in _FORMS:
            self._fault((*route, first), f"there is no step {first}{did_you_mean(first, _FORMS)}", key=True)
            return None
        if others:
            self._fault((*route, others[0]), f"{others[0]} does not belong to a step {first}", key=True)
            return None
        return str(first)

    def _fault(self, route: Route, said: str, *, key: bool = False) -> None:
        mark = self.document.mark_of_key(route) if key else self.document.mark_of(route)
        self.faults.append(Fault(mark, said))

    def _step(self, name: str, value: Any, route: Route) -> Step | None:
        line = self.document.mark_of(route).line
        match name:
            case "say" | "together":
                return self._saying(value, route, line)
            case "wait":
                return Wait(line=line, duration=value)
            case "offline":
                return Offline(line=line, duration=value)
            case "until":
                return Until(line=line, moment=aware(value, self.zone) or value.astimezone(UTC))
            case "restart":
                return Restart(line=line)
        return self._assertion(name, value, route, line)

    def _saying(self, value: Any, route: Route, line: int) -> Step:
        if isinstance(value, SayForm):
            self._check_where(value, route)
            return value.to_step(line)
        for i, say in enumerate(value):
            self._check_where(say, (*route, "together", i))
        lines = [self.document.mark_of((*route, "together", i)).line for i in range(len(value))]
        return Together(line=line, says=tuple(s.to_step(at) for s, at in zip(value, lines, strict=True)))

    def _check_where(self, say: SayForm, route: Route) -> None:
        if say.private == (say.room is not None):
            self._fault(route, "a message goes to one place: write room: ID or private: true")

    def _assertion(self, name: str, value: Any, route: Route, line: int) -> Step | None:
        match name:
            case "expect":
                return Expect(line=line, match=value.to_match())
            case "ever":
                return Ever(line=line, match=value.to_match())
            case "never":
                return Never(line=line, match=value.to_match())
            case "order":
                return Order(line=line, matches=tuple(one.to_match() for one in value))
            case "silent":
                return Silent(line=line)
            case "count":
                return Count(line=line, match=value.to_match(), n=value.n)
        return self._check(value, (*route, "check"), line)

    def _check(self, form: CheckForm, route: Route, line: int) -> Step | None:
        subjects = form.model_fields_set & {"request", "person", "ledger"}
        if len(subjects) != 1:
            self._fault(route, "a check is of one thing: write request: N, person: ID or ledger: balanced")
            return None
        fitting = {"request": _OF_REQUEST, "person": _OF_PERSON, "ledger": frozenset[str]()}[next(iter(subjects))]
        strays = sorted(form.model_fields_set - subjects - fitting)
        if strays:
            self._fault((*route, strays[0]), f"{strays[0]} can't be checked of this", key=True)
            return None
        return form.to_step(line)
