"""What the simulation assumes about people: read from a file that holds every figure."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from bot.documents import BadFileError, Fault
from bot.forms import Form, Name, Number, did_you_mean, fill, shown
from bot.service_catalogue import load_services
from bot.toml_files import read_toml

SHIPPED = Path(__file__).parent / "parameters.toml"

Share = Annotated[float, Field(ge=0, le=1)]
Weight = Annotated[float, Field(ge=0)]
Positive = Annotated[float, Field(ge=0.001)]
Day = Annotated[tuple[Weight, ...], Field(min_length=24, max_length=24)]
Scores = Annotated[tuple[Weight, ...], Field(min_length=5, max_length=5)]


class RequestsForm(Form):
    """How many requests there are, when, and where they are said."""

    per_day: Positive
    in_main_room: Share
    hours: Day


class AnswersForm(Form):
    """Whether and when a volunteer who is asked says yes."""

    willing: Share
    spread: Positive
    reach_m: Positive
    tires_by: Share
    tired_for_days: Number
    says_no: Share
    drops_out: Share
    delay_s: Positive
    delay_spread: Weight
    hours: Day


class TravelForm(Form):
    """How long the way is, and how long it takes."""

    grid_side_m: Positive
    detour: Positive
    walk_m_per_min: Positive
    ride_over_m: Weight
    ride_m_per_min: Positive
    ready_s: Weight


class JobsForm(Form):
    """How long a job takes, and what is said of it."""

    length_spread: Weight
    rates: Share
    scores: Scores


class ServiceForm(Form):
    """How often a service is wanted, and in which words."""

    weight: Weight
    says: Annotated[tuple[Name, ...], Field(min_length=1)]


class Parameters(Form):
    """The whole file."""

    requests: RequestsForm
    answers: AnswersForm
    travel: TravelForm
    jobs: JobsForm
    services: Annotated[dict[str, ServiceForm], Field(min_length=1)]


def load_parameters(path: Path | None = None) -> Parameters:
    """The parameters in that file, else those that ship. Raises BadFileError with every fault in it."""
    document = read_toml(path or SHIPPED)
    faults: list[Fault] = []
    form = fill(Parameters, document, faults)
    known = load_services().services
    for code in form.services if form else ():
        if code not in known:
            said = f"there is no service {shown(code)}{did_you_mean(code, known)}"
            faults.append(Fault(document.mark_of_key(("services", code)), said))
    if form is None or faults:
        raise BadFileError(faults)
    return form
