"""分队: who is in which, who captains it, and which member a captain's words name."""

import re
from collections.abc import Iterable, Mapping, Sequence

from handlers.rules.people import Person, Role

_DOOR = re.compile(r"^[\d\-#. ]+|[\d\-#. ]+$")

Teams = Mapping[str, Sequence[Person]]


def teams_of(people: Iterable[Person]) -> Teams:
    """The members of every team, captains first; teams and members in the order of their names."""
    teams: dict[str, list[Person]] = {}
    for someone in sorted(people, key=lambda p: (p.team or "", not is_captain(p), p.name, p.id)):
        if someone.team:
            teams.setdefault(someone.team, []).append(someone)
    return teams


def find_team(wanted: str, teams: Teams) -> str | None:
    """The team of that name, else the only one whose name holds it; None for none."""
    plain = _plain(wanted)
    if not plain:
        return None
    exact = [name for name in teams if _plain(name) == plain]
    near = [name for name in teams if plain in _plain(name)]
    fitting = exact or near
    return fitting[0] if len(fitting) == 1 else None


def is_captain(someone: Person) -> bool:
    """Whether they lead their team."""
    return Role.CAPTAIN in someone.roles


def members_called(name: str, members: Iterable[Person]) -> list[Person]:
    """Whoever is called so, door numbers left aside; else whoever has it as a part of the name."""
    wanted = _plain(name)
    called = [p for p in members if wanted in {_plain(p.name), p.id.casefold()}]
    return called or [p for p in members if wanted and wanted in _plain(p.name)]


def members_in(words: str, members: Iterable[Person]) -> list[Person]:
    """Whoever's name stands in the words; of two names the longer one where it holds the other."""
    said = words.casefold()
    found = [p for p in members if _plain(p.name) and _plain(p.name) in said]
    names = [_plain(p.name) for p in found]
    return [p for p in found if not any(_plain(p.name) in name and _plain(p.name) != name for name in names)]


def _plain(name: str) -> str:
    return _DOOR.sub("", name.strip().lstrip("@")).strip().casefold()
