"""The labelled lines: well-formed, labelled in the contract's words, and not the same on both sides of the split."""

import json
from collections import Counter
from pathlib import Path

import pytest

from bot.documents import BadFileError
from bot.service_catalogue import load_services
from bot.understanding.corpus import LabelledLine, read_corpus, read_lines_of, split
from bot.understanding.evaluation import evaluate, report
from bot.understanding.normalise import normalise
from bot.understanding.vocabulary import dangers
from handlers.rules.requests import Urgency

INTENTS = {"request", "none", "command", "thanks", "claim", "withdraw", "arrived", "done", "cancel", "review", "status"}
INTENTS |= {"menu", "register", "availability", "balance", "ranking", "redeem", "wish", "signup", "feedback"}
LINES = read_corpus()
NEAR = 0.8


def runs(line: LabelledLine) -> set[str]:
    text = normalise(line.text)
    return {text[i : i + 3] for i in range(max(1, len(text) - 2))}


def test_every_line_is_labelled_in_the_contracts_words() -> None:
    for line in LINES:
        assert line.intent in INTENTS, line
        assert (line.service is not None) == (line.intent == "request"), line
        assert line.service in {None, *load_services().services}, line
        assert line.urgency is None or Urgency(line.urgency), line
        assert line.danger in {None, *dangers()}, line


def test_no_line_stands_there_twice() -> None:
    texts = [normalise(line.text) for line in LINES]
    assert sorted(texts) == sorted(set(texts))


def test_nothing_held_out_is_nearly_the_same_as_what_is_learned() -> None:
    learned, held_out = split(LINES)
    assert held_out
    known = [runs(line) for line in learned]
    holders: dict[str, list[int]] = {}
    for number, own in enumerate(known):
        for run in own:
            holders.setdefault(run, []).append(number)
    for line in held_out:
        own = runs(line)
        shared = Counter(number for run in own for number in holders.get(run, ()))
        assert not any(count > NEAR * len(own | known[number]) for number, count in shared.items()), line


def test_a_bad_line_is_named_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text('{"text": "hello", "intent": "none", "voice": "a"}\n{"text": \n{"intent": "none"}\n')
    with pytest.raises(BadFileError) as caught:
        read_lines_of(path)
    assert [fault.mark.line for fault in caught.value.faults] == [2, 3]


def test_the_evaluation_counts_right_wrong_and_missed(tmp_path: Path) -> None:
    told = [
        {"text": "我家停电了,谁能帮忙看看", "intent": "request", "service": "electricity", "voice": "a"},
        {"text": "我家停电了,谁能来修一下", "intent": "request", "service": "plumbing", "voice": "a"},
        {"text": "大家新年好", "intent": "none", "genre": "chat", "voice": "a"},
        {"text": "谁能帮我修一下水管", "intent": "none", "genre": "chat", "voice": "a"},
        {"text": "3栋2单元501厨房着火了", "intent": "request", "service": "hazard", "danger": "fire", "voice": "a"}
        | {"slots": {"place": {"building": "3", "unit": "2", "room": "501"}}},
    ]
    path = tmp_path / "lines.jsonl"
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in told), encoding="utf-8")
    found = evaluate(read_lines_of(path))
    assert found.intents.precision("request") == 3 / 4
    assert found.intents.recall("request") == 1.0
    assert found.dangers.recall("fire") == 1.0
    assert (found.services.recall("electricity"), found.services.recall("plumbing")) == (1.0, 0.0)
    assert found.slots.f1("place") == 1.0
    table = "\n".join(report(found))
    assert "| request precision / recall | 0.750 / 1.000 |" in table
    assert "| false requests per 1,000 none | 500.0 |" in table
    assert "none → request plumbing" in table
