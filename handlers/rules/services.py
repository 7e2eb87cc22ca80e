"""The service catalogue: what can be asked for, and what each service demands of a helper."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Service:
    """One service. `licence` is required unless `licence_preferred`; `vetting` asks for a vetted volunteer.

    `home_visit`: the helper goes to the requester's door. `private`: never detailed in a group.
    """

    code: str
    category: str
    names: Mapping[str, str] = field(default_factory=dict)
    minutes: int = 60
    home_visit: bool = False
    vetting: bool = False
    licence: str | None = None
    licence_preferred: bool = False
    private: bool = False
    needs_place: bool = True

    @property
    def usual_length(self) -> timedelta:
        """How long the job usually takes."""
        return timedelta(minutes=self.minutes)

    @property
    def longest_credit(self) -> timedelta:
        """The most that is credited for one job: three times its usual length."""
        return 3 * self.usual_length


@dataclass(frozen=True)
class ServiceCatalogue:
    """All services by code, and the names of their categories by language."""

    services: Mapping[str, Service]
    categories: Mapping[str, Mapping[str, str]]

    def get(self, code: str | None) -> Service:
        """The service of that code; `other` for None and for a code that is no longer there."""
        return self.services.get(code or OTHER) or self.services[OTHER]

    def find(self, name: str) -> str | None:
        """The code of the service that is called so, by its code or by its name in any language; None for none."""
        wanted = name.strip().lower()
        called = ((s.code, {s.code, *(each.lower() for each in s.names.values())}) for s in self.services.values())
        return next((code for code, names in called if wanted in names), None)

    def is_skill(self, code: str) -> bool:
        """Whether it is a service's or a category's code."""
        return code in self.services or code in self.categories

    def codes_covering(self, service: str) -> frozenset[str]:
        """The skills any of which covers that service: its own code and its category's."""
        return frozenset({service, self.get(service).category})

    def covered_by(self, skills: Iterable[str]) -> frozenset[str]:
        """All service codes that these skills cover; a category's code covers each of its services."""
        wanted = set(skills)
        return frozenset(s.code for s in self.services.values() if wanted & {s.code, s.category})
