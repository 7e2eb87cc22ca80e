"""What staff taught comes back, in order, on every store."""

from dataclasses import replace

from handlers.rules.lessons import Lesson
from tests.builders import NOON
from tests.contracts.full import LESSON
from tests.contracts.stores import LATER, AnyStore, AnyUnit, break_off

BARE = Lesson("大家新年好", "none", NOON)


async def learn(store: AnyStore, *lessons: Lesson) -> None:
    async with store.write() as unit:
        for lesson in lessons:
            await unit.lessons.learn(lesson)


async def kept(store: AnyStore) -> list[Lesson]:
    async with store.read() as unit:
        return await unit.lessons.list_lessons()


async def test_a_lesson_is_read_back_with_all_it_holds(store: AnyStore) -> None:
    await learn(store, LESSON, BARE)
    assert await kept(store) == [LESSON, BARE]


async def test_a_lesson_of_the_same_text_is_replaced_and_becomes_the_latest(store: AnyStore) -> None:
    again = replace(LESSON, intent="none", service=None, at=LATER)
    await learn(store, LESSON, BARE, again)
    assert await kept(store) == [BARE, again]


async def test_a_long_text_is_kept_whole(store: AnyStore) -> None:
    long = replace(BARE, text="停电" * 300)
    await learn(store, long, replace(long, text=long.text + "了"))
    assert [len(lesson.text) for lesson in await kept(store)] == [600, 601]


async def test_words_name_one_service_each(store: AnyStore) -> None:
    async with store.write() as unit:
        for word, service in (
            ("跳电", "plumbing"),
            ("no juice", "electricity"),
            ("跳电", "electricity"),
            ("z", "pets"),
        ):
            await unit.lessons.put_word(word, service)
        await unit.lessons.drop_word("z")
        await unit.lessons.drop_word("never there")
    async with store.read() as unit:
        assert list((await unit.lessons.list_words()).items()) == [("no juice", "electricity"), ("跳电", "electricity")]


async def test_a_unit_knows_whether_it_changed_what_is_taught(store: AnyStore) -> None:
    async with store.write() as unit:
        await unit.lessons.list_lessons()
        await unit.lessons.list_words()
        assert not unit.lessons.is_changed
        await unit.lessons.put_word("跳电", "electricity")
        assert unit.lessons.is_changed


async def test_a_unit_that_is_broken_off_teaches_nothing(store: AnyStore) -> None:
    async def work(unit: AnyUnit) -> None:
        await unit.lessons.learn(LESSON)
        await unit.lessons.put_word("跳电", "electricity")

    await break_off(store, work)
    async with store.read() as unit:
        assert (await unit.lessons.list_lessons(), await unit.lessons.list_words()) == ([], {})
