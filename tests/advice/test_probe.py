"""`weiguang check` says whether the language model answers, and what to do where it does not."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from bot.advice.form import LanguageModelForm
from bot.advice.probe import probe
from bot.checks import check
from bot.config import load_settings
from bot.documents import BadFileError
from tests.advice.stub import KEY, a_model, form_of

GOOD = {"intent": "request", "service": "plumbing", "urgent": False, "time": None, "people": None}
SERVICES = ["plumbing", "other"]


async def test_a_model_that_answers_is_well() -> None:
    async with a_model(says=GOOD) as stub:
        found = await probe(form_of(stub), SERVICES)
    assert not found.is_fault
    assert found.said.startswith("stub answers in ")


FAULTS = [
    ({"status": 401}, "WEIGUANG_UNDERSTANDING__LLM__KEY"),
    ({"status": 404}, "understanding.llm.model"),
    ({"status": 429}, "quota"),
    ({"status": 400}, "format: json_object"),
    ({"status": 500}, "its log"),
    ({"says": "hello"}, "format: json_object"),
    ({"raw": b"<html>"}, "fault of its own"),
]


@pytest.mark.parametrize(("facts", "advice"), FAULTS, ids=[str(facts) for facts, _ in FAULTS])
async def test_each_fault_says_what_to_do(facts: dict[str, Any], advice: str) -> None:
    async with a_model(**{"says": GOOD, **facts}) as stub:
        found = await probe(form_of(stub), SERVICES)
    assert found.is_fault
    assert advice in found.said
    assert KEY not in found.said


async def test_nobody_there_and_no_answer_are_told_apart() -> None:
    async with a_model(says=GOOD, hangs=asyncio.Event()) as stub:
        form = form_of(stub)
        assert "is it running" in (await probe(form, SERVICES, timedelta(milliseconds=100))).said
    assert f"does not answer at {form.endpoint}" in (await probe(form, SERVICES)).said


async def test_an_answer_after_the_deadline_is_told() -> None:
    async with a_model(says=GOOD) as stub:
        found = await probe(form_of(stub).model_copy(update={"deadline": timedelta()}), SERVICES)
    assert "after the deadline" in found.said


def settings_of(folder: Path, *overrides: str, **environment: str) -> Any:
    path = folder / "config.yaml"
    path.write_text("web: {port: 0}\n", encoding="utf-8")
    return load_settings(path, [f"database.url=sqlite:///{folder}/w.db", *overrides], environment)


async def test_it_is_off_unless_it_is_set(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    assert settings.language_model is None
    assert "language model" not in {found.subject for found in await check(settings)}


async def test_check_asks_it_with_the_key_of_the_environment(tmp_path: Path) -> None:
    async with a_model(says=GOOD) as stub:
        llm = f"understanding.llm={{endpoint: '{stub.endpoint}', model: stub}}"
        settings = settings_of(tmp_path, llm)
        assert not [found for found in await check(settings) if found.is_fault]
        with_key = {"WEIGUANG_UNDERSTANDING__LLM__KEY": KEY}
        parts = (f"understanding.llm.endpoint={stub.endpoint}", "understanding.llm.model=stub")
        keyed = settings_of(tmp_path, *parts, **with_key)
        await check(keyed)
        assert stub.keys == [None, f"Bearer {KEY}"]
        assert KEY not in repr(keyed)


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("{model: m}", "endpoint is missing: write endpoint: http"),
        ("{endpoint: 'http://a/v1'}", "model is missing: write model:"),
        ("{endpoint: 'ftp://a', model: m}", "endpoint must be an address"),
        ("{endpoint: 'https://u:p@a/v1', model: m}", "endpoint must be an address"),
        ("{endpoint: 'http://a/v1', model: m, deadline: 1m}", "deadline must be from 1s to 10s"),
        ("{endpoint: 'http://a/v1', model: m, budget: {day: -1}}", "day must be at least 0"),
        ("{endpoint: 'http://a/v1', model: m, key: [x]}", "key must be text"),
        ("{endpoint: 'http://a/v1', model: m, format: xml}", "format can't be xml"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, written: str, fault: str) -> None:
    with pytest.raises(BadFileError) as caught:
        settings_of(tmp_path, f"understanding.llm={written}")
    assert fault in str(caught.value)


def test_the_address_may_be_the_base_or_the_whole() -> None:
    for written in ("https://a.example/v1", "https://a.example/v1/", "https://a.example/v1/chat/completions"):
        form = LanguageModelForm(endpoint=written, model="m")
        assert form.url == "https://a.example/v1/chat/completions"
        assert not form.is_open_to_read
    assert LanguageModelForm(endpoint="http://192.168.1.5:8000/v1", model="m").is_open_to_read
    with pytest.raises(ValidationError):
        LanguageModelForm(endpoint="https://a/v1?key=1", model="m")
