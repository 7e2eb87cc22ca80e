"""`understanding.llm` of config.yaml: which language model, and how much of it."""

import re
from datetime import timedelta
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr

from bot.forms import Count, Duration, Form, Name, as_written

_ENDPOINT = re.compile(r"https?://(?:[\w.\-]+|\[[0-9a-fA-F:]+\])(?::\d{1,5})?(?:/[\w.\-/]*)?", re.ASCII)
_PATH = "/chat/completions"
_SHORTEST, _LONGEST = timedelta(seconds=1), timedelta(seconds=10)


def _endpoint(written: str) -> str:
    if not _ENDPOINT.fullmatch(written):
        raise ValueError("must be an address without key or question mark, as https://api.example.com/v1")
    return written.rstrip("/")


def _deadline(length: timedelta) -> timedelta:
    if not _SHORTEST <= length <= _LONGEST:
        raise ValueError("must be from 1s to 10s: people wait for the bot meanwhile")
    return length


class BudgetForm(Form):
    """How many questions at most in any minute, hour and day. What is spent comes back as the time goes by."""

    minute: Count = 6
    hour: Count = 60
    day: Count = 500


class LanguageModelForm(Form):
    """An OpenAI-compatible endpoint. `key` goes nowhere but there."""

    endpoint: Annotated[Name, AfterValidator(_endpoint)] = Field(examples=["http://127.0.0.1:11434/v1"])
    model: Name = Field(examples=["qwen3:8b"])
    key: Annotated[SecretStr, BeforeValidator(as_written)] | None = None
    deadline: Annotated[Duration, AfterValidator(_deadline)] = timedelta(seconds=2)
    budget: BudgetForm = BudgetForm()
    format: Literal["json_schema", "json_object", "text"] = "json_schema"

    @property
    def url(self) -> str:
        """Where questions go."""
        return self.endpoint if self.endpoint.endswith(_PATH) else self.endpoint + _PATH

    @property
    def is_open_to_read(self) -> bool:
        """Whether others in the network can read along."""
        host = urlsplit(self.endpoint).hostname or ""
        return self.endpoint.startswith("http://") and host not in {"localhost", "127.0.0.1", "::1"}

    @property
    def secret(self) -> str | None:
        """The key itself."""
        return self.key.get_secret_value() if self.key else None


class UnderstandingForm(Form):
    """What helps the understanding of texts. Nothing does by default."""

    llm: LanguageModelForm | None = None
