"""The community's knobs, with the defaults that the contract names. Dotted names: `waves.size`, `handover.phone`."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from handlers.rules.requests import Urgency

_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WavesPolicy:
    """How many are asked at once, how long to wait for them, and how often to widen."""

    size: int = 3
    size_urgent: int = 5
    interval: timedelta = 10 * _MINUTE
    interval_urgent: timedelta = 3 * _MINUTE
    interval_emergency: timedelta = _MINUTE
    most: int = 4

    def interval_for(self, urgency: Urgency) -> timedelta:
        """The wait after one wave."""
        if urgency is Urgency.EMERGENCY:
            return self.interval_emergency
        return self.interval_urgent if urgency is Urgency.URGENT else self.interval

    def size_for(self, urgency: Urgency) -> int:
        """The most people in one wave; an emergency's waves are rings and have no size."""
        return self.size_urgent if urgency is Urgency.URGENT else self.size


@dataclass(frozen=True, slots=True)
class BurstPolicy:
    """More than `requests` opened within `window` are a burst: then everyone is asked in private, one at a time.

    `interval` is the wait for one answer before another is asked as well, at most `most` times; `swap_price` is how
    many minutes of way a better fit must save before an offer is taken back.
    """

    requests: int = 10
    window: timedelta = 10 * _MINUTE
    interval: timedelta = 3 * _MINUTE
    most: int = 8
    swap_price: int = 1


@dataclass(frozen=True, slots=True)
class UnfilledPolicy:
    """How long staff may leave an unfilled request untouched before the head of the station is told."""

    untouched: timedelta = 60 * _MINUTE
    untouched_urgent: timedelta = 15 * _MINUTE


@dataclass(frozen=True, slots=True)
class QuietHoursPolicy:
    """When offers that can wait do wait, in the community's time zone."""

    start: time = time(22)
    end: time = time(7)

    def holds_at(self, local: datetime) -> bool:
        """Whether a local time lies within the quiet hours, which may span midnight."""
        clock = local.time()
        if self.start <= self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end

    def ends_after(self, local: datetime) -> datetime:
        """The next end of quiet after a local time."""
        ends = local.replace(hour=self.end.hour, minute=self.end.minute, second=0, microsecond=0)
        return ends if ends > local else ends + _DAY


@dataclass(frozen=True, slots=True)
class ScheduledPolicy:
    """When appointments are offered and people reminded of them."""

    offer_ahead: timedelta = 3 * _DAY
    offer_at: time = time(9)
    remind_day_before_at: time = time(18)
    remind_before: timedelta = _HOUR


@dataclass(frozen=True, slots=True)
class LatePolicy:
    """How long a helper may be silent before the bot asks, and before the place falls free."""

    check_after: timedelta = 30 * _MINUTE
    release_after: timedelta = 30 * _MINUTE
    check_after_appointed: timedelta = 10 * _MINUTE
    release_after_appointed: timedelta = 10 * _MINUTE
    long_job_factor: int = 3


@dataclass(frozen=True, slots=True)
class ReviewPolicy:
    """When a missing review is asked for once more, and when the request closes without one."""

    remind_after: timedelta = _DAY
    close_after: timedelta = 3 * _DAY


@dataclass(frozen=True, slots=True)
class VanishedPolicy:
    """When the requester of an unclaimed request is asked whether it is still wanted, and when it is cancelled."""

    ask_after: timedelta = _DAY
    cancel_after: timedelta = _DAY


@dataclass(frozen=True, slots=True)
class BudgetPolicy:
    """Costs, no bars: notices per volunteer and week, and the bot's messages per room and hour."""

    notices_per_week: int = 3
    room_messages_per_hour: int = 20


@dataclass(frozen=True, slots=True)
class IncidentPolicy:
    """How many reports of one failing supply, in which window, make one incident.

    The first `told_singly` reporters are told at once that theirs is noted, then others together, every `gather`.
    """

    window: timedelta = 30 * _MINUTE
    reports_per_building: int = 2
    reports_per_grid: int = 3
    told_singly: int = 5
    gather: timedelta = _MINUTE


@dataclass(frozen=True, slots=True)
class HandoverPolicy:
    """`share` hands the phone number over; `relay` lets the two write through the bot."""

    phone: str = "share"


@dataclass(frozen=True, slots=True)
class TalkPolicy:
    """How long the bot waits for an answer or a confirmation, and takes a repeated need for the same one."""

    confirm_within: timedelta = 10 * _MINUTE
    amend_within: timedelta = 30 * _MINUTE
    question_within: timedelta = _DAY


@dataclass(frozen=True, slots=True)
class LanesPolicy:
    """The lanes of what can't be done at once. `difficult` and `complex` are how long nothing may move before the
    next rung is told; `remind_at` is when staff are reminded on the day of a talk; the responsible person is asked
    how it stands every `status_every` at `status_at`, on Mondays to Fridays alone where `working_days_only`.
    """

    difficult: timedelta = 3 * _DAY
    complex: timedelta = 7 * _DAY
    remind_at: time = time(9)
    status_every: timedelta = 3 * _DAY
    status_at: time = time(10)
    working_days_only: bool = True


@dataclass(frozen=True, slots=True)
class DigestPolicy:
    """When those answerable are told what drags, and how long nothing must have moved for that; no times, no digest."""

    at: tuple[time, ...] = (time(9), time(14), time(18))
    after: timedelta = 4 * _HOUR


@dataclass(frozen=True, slots=True)
class CarePolicy:
    """How long a call by one key may stay untouched before the head of the station is told."""

    call_clock: timedelta = 15 * _MINUTE


@dataclass(frozen=True, slots=True)
class Policy:
    """All knobs."""

    waves: WavesPolicy = field(default_factory=WavesPolicy)
    burst: BurstPolicy = field(default_factory=BurstPolicy)
    unfilled: UnfilledPolicy = field(default_factory=UnfilledPolicy)
    quiet_hours: QuietHoursPolicy = field(default_factory=QuietHoursPolicy)
    scheduled: ScheduledPolicy = field(default_factory=ScheduledPolicy)
    late: LatePolicy = field(default_factory=LatePolicy)
    review: ReviewPolicy = field(default_factory=ReviewPolicy)
    vanished: VanishedPolicy = field(default_factory=VanishedPolicy)
    budget: BudgetPolicy = field(default_factory=BudgetPolicy)
    incident: IncidentPolicy = field(default_factory=IncidentPolicy)
    handover: HandoverPolicy = field(default_factory=HandoverPolicy)
    talk: TalkPolicy = field(default_factory=TalkPolicy)
    lanes: LanesPolicy = field(default_factory=LanesPolicy)
    digest: DigestPolicy = field(default_factory=DigestPolicy)
    care: CarePolicy = field(default_factory=CarePolicy)
