"""Personal links: handed out where they lead somewhere, refused with what to do where they don't."""

from pathlib import Path

import pytest

from bot.admin import IssuedLink, NobodyError, NoLinksError, issue_link
from bot.config import load_settings
from bot.documents import BadFileError
from handlers.rules.ids import PersonId
from store.engine import open_store
from tests.builders import COMMUNITY, a_person


async def a_link(folder: Path, *overrides: str, name: str = "@Wang") -> IssuedLink:
    url = f"sqlite:///{folder}/w.db"
    store = await open_store(url, durable=False)
    await store.migrate()
    async with store.write() as unit:
        if await unit.community.is_empty():
            await unit.community.fill(COMMUNITY, [a_person("Wang")])
    await store.close()
    return await issue_link(load_settings(None, [f"database.url={url}", *overrides], {}), name)


@pytest.mark.parametrize(
    ("overrides", "begins", "open_to_read"),
    [
        (["web.hosts=[chat.example.org]"], "https://chat.example.org/in/", False),
        (["web.personas=false"], "http://127.0.0.1:8080/in/", False),
        (["web.host=0.0.0.0", "web.hosts=[192.168.1.5]"], "http://192.168.1.5:8080/in/", True),
        (["web.host=0.0.0.0", "web.hosts=['192.168.1.5:81']"], "http://192.168.1.5:81/in/", True),
        (
            ["web.host=0.0.0.0", "web.hosts=[chat.example.org]", "web.address=https://chat.example.org/"],
            "https://chat.example.org/in/",
            False,
        ),
    ],
)
async def test_a_link_begins_with_an_address_that_leads_in(
    tmp_path: Path, overrides: list[str], begins: str, open_to_read: bool
) -> None:
    issued = await a_link(tmp_path, *overrides)
    assert issued.url.startswith(begins)
    assert issued.is_open_to_read is open_to_read
    store = await open_store(f"sqlite:///{tmp_path}/w.db")
    async with store.read() as unit:
        assert await unit.links.find_person(issued.url.rpartition("/")[2]) == PersonId("Wang")
    await store.close()


@pytest.mark.parametrize(
    ("overrides", "advice"),
    [
        ([], "web.personas: false"),
        (["web.host=0.0.0.0"], "web.hosts"),
        (["web.hosts=[a.example]", "web.address=https://b.example"], r"write web\.hosts: \[b\.example\]"),
    ],
)
async def test_a_link_that_would_lead_nowhere_is_refused(tmp_path: Path, overrides: list[str], advice: str) -> None:
    with pytest.raises(NoLinksError, match=advice):
        await a_link(tmp_path, *overrides)


async def test_whose_link_must_be_clear(tmp_path: Path) -> None:
    with pytest.raises(NobodyError):
        await a_link(tmp_path, "web.personas=false", name="@Nobody")


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(BadFileError, match=r"https://chat\.example\.org"):
        load_settings(None, ["web.address=chat.example.org"], {})
