"""config.yaml, then the environment, then `--set` → frozen Settings. The later wins; each is checked like the file."""

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from bot.advice.form import LanguageModelForm, UnderstandingForm
from bot.community import CommunityForm
from bot.contradictions import find_contradictions, read_sound_community
from bot.documents import BadFileError, Document, Fault, Mark, Route, parse_yaml, read_yaml
from bot.forms import Flag, Form, Name, Number, Whole, fill
from bot.policy_form import Knobs, build_policy
from bot.service_catalogue import load_services
from bot.web.settings import WebSettings
from handlers.rules.policy import Policy
from store.engine import fault_of_url

ENVIRONMENT_PREFIX = "WEIGUANG_"
_KEY = re.compile(r"[A-Za-z_][\w.\-]*")
_ADDRESS = re.compile(r"https?://[\w.\-]+(:\d+)?/?|https?://\[[0-9a-fA-F:]+\](:\d+)?/?")
_HIGHEST_PORT = 65_535

DEFAULT_EMERGENCY_NUMBERS: Mapping[str, str] = {
    "fire": "119",
    "gas": "119",
    "electric_shock": "120",
    "medical": "120",
    "violence": "110",
    "suicide": "12356",
    "missing_person": "110",
    "trapped": "119",
    "flood": "119",
}
Danger = Literal[
    "fire", "gas", "electric_shock", "medical", "violence", "suicide", "missing_person", "trapped", "flood"
]


def _database_url(written: str) -> str:
    fault = fault_of_url(written)
    if fault:
        raise ValueError(fault)
    return written


class DatabaseForm(Form):
    """Where the bot's memory is."""

    url: Annotated[Name, AfterValidator(_database_url)] = "sqlite:///weiguang.db"


def _http_address(written: str) -> str:
    if not _ADDRESS.fullmatch(written):
        raise ValueError("must be an address, as https://chat.example.org")
    return written


class WebForm(Form):
    """How the web chat listens."""

    host: Name = "127.0.0.1"
    port: Annotated[Whole, Field(ge=0, le=_HIGHEST_PORT)] = 8080
    personas: Flag = True
    hosts: tuple[Name, ...] = ()
    address: Annotated[Name, AfterValidator(_http_address)] | None = None
    max_body: Number = 65_536
    max_text: Number = 4_000
    flood_burst: Number = 60


class LogForm(Form):
    """What is logged, and how it looks."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["text", "json"] = "text"


class BotForm(Form):
    """What the bot is called."""

    name: Name = "微光"


class GatewayForm(Form):
    """One channel. The web chat has its settings under `web`."""

    kind: Literal["webchat"]


class SettingsForm(Form):
    """The whole file."""

    database: DatabaseForm = DatabaseForm()
    web: WebForm = WebForm()
    log: LogForm = LogForm()
    bot: BotForm = BotForm()
    gateways: tuple[GatewayForm, ...] = (GatewayForm(kind="webchat"),)
    emergency_numbers: Mapping[Danger, Name] = Field(default_factory=dict)
    policy: Knobs = Field(default_factory=dict)
    understanding: UnderstandingForm = UnderstandingForm()
    community: CommunityForm = CommunityForm(name="微光社区")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that is set, checked. `path` is the file it came from."""

    path: Path
    form: SettingsForm

    @property
    def database_url(self) -> str:
        """Where the bot's memory is, as `sqlite:///weiguang.db`."""
        return self.form.database.url

    @property
    def web(self) -> WebSettings:
        """How the web chat listens."""
        return WebSettings(**self.form.web.model_dump(), bot_name=self.form.bot.name)

    @property
    def has_web_chat(self) -> bool:
        """Whether the web chat is among the gateways."""
        return any(gateway.kind == "webchat" for gateway in self.form.gateways)

    @property
    def policy(self) -> Policy:
        """The defaults, then the community's knobs, then those of the file's own `policy`."""
        return build_policy(self.form.community.policy, self.form.policy)

    @property
    def emergency_numbers(self) -> Mapping[str, str]:
        """The number to call first for each danger."""
        return {**DEFAULT_EMERGENCY_NUMBERS, **dict[str, str](self.form.emergency_numbers.items())}

    @property
    def language_model(self) -> LanguageModelForm | None:
        """The language model to ask in doubt; None where none is set."""
        return self.form.understanding.llm

    @property
    def community(self) -> CommunityForm:
        """The community that fills an empty database."""
        return self.form.community


def load_settings(
    path: Path | None, overrides: Sequence[str] = (), environment: Mapping[str, str] | None = None
) -> Settings:
    """The settings of that file, else the defaults, with `key=value` overrides. Raises BadFileError with every fault.

    `WEIGUANG_WEB__PORT=8099` in the environment is `web.port=8099`: two underscores go one level down.
    """
    document = read_yaml(path) if path else parse_yaml("", "the defaults")
    document.data = {} if document.data is None else document.data
    if not isinstance(document.data, dict):
        raise BadFileError([Fault(document.mark_of(()), "the file must be a mapping, as web: {port: 8080}")])
    for name, value in sorted((os.environ if environment is None else environment).items()):
        if name.startswith(ENVIRONMENT_PREFIX) and "__" in name:
            key = name.removeprefix(ENVIRONMENT_PREFIX).lower().replace("__", ".")
            _override(document, key, value, source=name)
    for written in overrides:
        key, equals, value = written.partition("=")
        if not equals or not _KEY.fullmatch(key.strip()):
            raise BadFileError([Fault(Mark(f"--set {written}"), "must be key=value, as web.port=8099")])
        _override(document, key.strip(), value, source=f"--set {key.strip()}")
    return Settings(path or Path(document.source), _checked(document))


def _checked(document: Document) -> SettingsForm:
    faults: list[Fault] = []
    form = fill(SettingsForm, document, faults)
    community = form.community if form else read_sound_community(document)
    if community is not None:
        faults += find_contradictions(community, load_services(), document, ("community",))
    if form is None or faults:
        raise BadFileError(faults)
    return form


def _override(document: Document, key: str, written: str, *, source: str) -> None:
    """Put a value, read as YAML, at a dotted key; what stood there in dots or in sections gives way."""
    value = parse_yaml(written, source)
    *sections, last = key.split(".")
    at: Any = document.data
    route: Route = ()
    for i, section in enumerate(sections):
        if not isinstance(at, dict):
            break
        at.pop(".".join([*sections[i:], last]), None)
        if at.get(section) is None:
            at[section] = {}
        route = (*route, section)
        document.values.setdefault(route, Mark(source))
        document.keys.setdefault(route, Mark(source))
        at = at[section]
    if not isinstance(at, dict):
        raise BadFileError([Fault(Mark(source), f"{'.'.join(map(str, route))} is no mapping")])
    at[last] = value.data
    document.keys[(*route, last)] = Mark(source)
    for part in value.values:
        document.values[(*route, last, *part)] = Mark(source)
