"""Reads the service catalogue, bot/services.toml."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from bot.documents import BadFileError, Fault, Route
from bot.forms import Flag, Form, Name, Number, did_you_mean, fill, shown
from bot.toml_files import read_toml
from handlers.rules.services import OTHER, Service, ServiceCatalogue

SHIPPED = Path(__file__).parent / "services.toml"

_CODE = re.compile(r"[a-z][a-z0-9_]*")

LicenceCode = Literal["electrician", "doctor", "counsellor", "lawyer", "first_aid"]


class NamesForm(Form):
    """What something is called, by language."""

    zh: Name = Field(examples=['"电路维修"'])
    en: Name = Field(examples=['"electrical repair"'])


class ServiceForm(Form):
    """One service, with the keys that the head of services.toml explains."""

    category: Name = Field(examples=['"repair"'])
    names: NamesForm = Field(examples=['{ zh = "…", en = "…" }'])
    minutes: Number = 60
    home_visit: Flag = False
    vetting: Flag = False
    licence: LicenceCode | None = None
    licence_preferred: Flag = False
    private: Flag = False
    needs_place: Flag = True

    def to_service(self, code: str) -> Service:
        """The service of that code."""
        plain = self.model_dump(exclude={"names"})
        return Service(code=code, names=self.names.model_dump(), **plain)


class CatalogueForm(Form):
    """The whole file."""

    categories: dict[str, NamesForm]
    services: dict[str, ServiceForm]

    def to_catalogue(self) -> ServiceCatalogue:
        """The catalogue, in the order of the file."""
        services = {code: form.to_service(code) for code, form in self.services.items()}
        categories = {code: form.model_dump() for code, form in self.categories.items()}
        return ServiceCatalogue(services, categories)


@cache
def load_services(path: Path = SHIPPED) -> ServiceCatalogue:
    """The catalogue in that file. Raises BadFileError with every fault in it."""
    document = read_toml(path)
    faults: list[Fault] = []
    form = fill(CatalogueForm, document, faults)
    if form is not None:
        faults += [Fault(document.mark_of(route), said) for route, said in _contradictions(form)]
    if form is None or faults:
        raise BadFileError(faults)
    return form.to_catalogue()


def _contradictions(form: CatalogueForm) -> Iterator[tuple[Route, str]]:
    if OTHER not in form.services:
        yield ("services",), f"the service {OTHER} must be there: write [services.{OTHER}]"
    for code in [*form.categories, *form.services]:
        if not _CODE.fullmatch(code):
            yield _route_of(form, code), f"the code {shown(code)} must be a lower-case word, as first_aid"
    for code, service in form.services.items():
        yield from _of_service(form, code, service)


def _of_service(form: CatalogueForm, code: str, service: ServiceForm) -> Iterator[tuple[Route, str]]:
    route = ("services", code)
    if code in form.categories:
        yield route, f"{code} is the code of a category too: give the service another"
    if service.category not in form.categories:
        unknown = shown(service.category)
        yield (*route, "category"), f"there is no category {unknown}{did_you_mean(service.category, form.categories)}"
    if service.licence_preferred and service.licence is None:
        yield (*route, "licence_preferred"), "licence_preferred needs a licence: write which one, or delete it"


def _route_of(form: CatalogueForm, code: str) -> Route:
    return ("categories", code) if code in form.categories else ("services", code)
