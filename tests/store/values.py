"""Any value of the mind, for Hypothesis."""

from dataclasses import is_dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from handlers.intents import Intent
from handlers.messages import Kind, Ref, Send, Text
from handlers.rules.grid import Community
from handlers.rules.slots import Place, TimeSpan
from store.codec import KNOWN

_ZONES = st.sampled_from([UTC, timezone(timedelta(hours=8)), timezone(timedelta(hours=-3, minutes=-30))])
moments = st.datetimes(datetime(1971, 1, 1), datetime(2199, 1, 1), timezones=_ZONES)  # noqa: DTZ001 - naive bounds
st.register_type_strategy(datetime, moments)

_leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=8),
    moments,
    st.dates(date(1900, 1, 1), date(2199, 1, 1)),
    st.builds(Place),
    st.builds(TimeSpan),
    st.builds(Ref),
    st.sampled_from(Kind),
)


def _containers(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    named = st.dictionaries(st.text(max_size=8), inner, max_size=3)
    return st.one_of(st.lists(inner, max_size=3).map(tuple), st.builds(Text, key=st.text(max_size=8), args=named))


args = st.dictionaries(st.text(max_size=8), st.recursive(_leaves, _containers, max_leaves=6), max_size=4)
sends = st.builds(Send, args=args)
_STRUCTURES = [known for known in KNOWN.values() if is_dataclass(known) and known not in {Send, Text}]


st.register_type_strategy(
    Intent, st.sampled_from([s for s in _STRUCTURES if issubclass(s, Intent)]).flatmap(st.from_type)
)


@st.composite
def structures(draw: st.DrawFn) -> Any:
    """A value of any dataclass that the codec knows; every intent and every aggregate is among them."""
    return draw(st.from_type(draw(st.sampled_from(_STRUCTURES))))


maps = st.builds(Community, name=st.text(), contacts=st.dictionaries(st.text(), st.text(), max_size=3))
