"""What the papers tell people to say is understood, and what they show is what is really said."""

import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app import house_of
from bot.config import load_settings
from bot.gateways.base import InboundMessage
from bot.rehearsal import GATEWAY, Rehearsal
from bot.understanding import public_name, read_place
from bot.understanding.lines import read_lines

ROOT = Path(__file__).parents[1]
NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
A_LINE = re.compile(r"^    (\S+)   +(.+)$", re.MULTILINE)
BOTS = {"微光", "Weiguang"}
TALKS = [
    ("README.md", "config.yaml", "李阿姨"),
    ("README.md", "docs/english.yaml", "Ann"),
    ("README.zh-CN.md", "config.yaml", "李阿姨"),
]


def lines_of(paper: str, first: str) -> Iterator[tuple[str, str]]:
    """The conversation in the paper that this one begins."""
    text = (ROOT / paper).read_text(encoding="utf-8")
    block = text[text.index(f"    {first}   ") :].split("\n\n")[0]
    yield from A_LINE.findall(block)


@pytest.mark.parametrize(("paper", "config", "first"), TALKS)
async def test_the_first_conversation_is_what_is_really_said(
    tmp_path: Path, paper: str, config: str, first: str
) -> None:
    settings = load_settings(ROOT / config, [], {})
    stage = Rehearsal(f"sqlite:///{tmp_path}/w.db", house_of(settings), NOON)
    people = settings.community.to_people(read_place)
    ids = {public_name(person.name): person.id for person in people}
    await stage.open(settings.community.to_community(), people)
    written = list(lines_of(paper, first))
    assert len(written) == 7
    try:
        for number, (who, text) in enumerate(written):
            if who in BOTS:
                said = [" ".join(sent.message.text.split()) for sent in stage.gateway.sent if sent.message.room]
                assert any(text.rstrip(" …") in one for one in said), (text, said)
            else:
                await stage.hear(
                    InboundMessage(
                        gateway=GATEWAY,
                        id=str(number),
                        at=NOON,
                        sender=ids[who],
                        sender_name=who,
                        room="main",
                        text=text,
                    )
                )
                await stage.rest()
    finally:
        await stage.close()


TO_SAY = [
    ("residents.md", "request", {}, ["我家突然停电，谁能帮我修一修？", "下水道堵了，哪位师傅能来看看？"]),
    ("residents.md", "request", {}, ["谁能帮我妈取个药？她下不了楼。", "The drain is blocked, who can help?"]),
    ("residents.md", "request", {}, ["My power is out, can somebody take a look?"]),
    ("residents.md", "status", {}, ["有人来吗", "Is anyone coming?"]),
    ("residents.md", "cancel", {}, ["不用了", "never mind"]),
    ("residents.md", "done", {}, ["办好了", "It's done, thank you"]),
    ("residents.md", "review", {"awaiting_review": True}, ["没修好", "it is still leaking"]),
    ("residents.md", "register", {}, ["我要当志愿者", "I want to volunteer"]),
    ("volunteers.md", "claim", {}, ["我来", "交给我", "接单12", "我下午才有空", "I can go after six"]),
    ("volunteers.md", "claim", {}, ["I'll go", "I can take it", "#12 I'll go"]),
    ("volunteers.md", "withdraw", {}, ["来不了了", "can't make it"]),
    ("volunteers.md", "arrived", {}, ["到了", "arrived"]),
    ("volunteers.md", "done", {}, ["好了", "done"]),
    ("volunteers.md", "availability", {}, ["我这周不在", "I'll be away until Monday"]),
    ("volunteers.md", "balance", {}, ["我的时长", "my hours"]),
]


@pytest.mark.parametrize(("paper", "intent", "context", "texts"), TO_SAY)
def test_what_people_are_told_to_say_is_understood(
    paper: str, intent: str, context: dict[str, object], texts: list[str]
) -> None:
    written = (ROOT / "docs" / paper).read_text(encoding="utf-8")
    lines = [{"id": text, "text": text, "context": {"open_requests": [12], **context}} for text in texts]
    out, faults = io.StringIO(), io.StringIO()
    assert read_lines(io.BytesIO("\n".join(map(json.dumps, lines)).encode()), out, faults, now=None, lang="auto")
    assert dict.fromkeys(texts, intent) == {
        answer["id"]: answer["intent"] for answer in map(json.loads, out.getvalue().splitlines())
    }
    assert not [text for text in texts if text not in written]


@pytest.mark.parametrize("paper", sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]), ids=lambda path: path.name)
def test_links_between_papers_lead_somewhere(paper: Path) -> None:
    text = paper.read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)|src=\"([^\"]+)\"", text)
    local = [a or b for a, b in targets if "://" not in (a or b)]
    assert not [target for target in local if not (paper.parent / target).exists()]
