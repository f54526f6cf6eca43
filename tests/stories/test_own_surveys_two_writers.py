"""Two lead the same draft, or one on two devices: what is typed stays, and the later one is told."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Coroutine
from pathlib import Path
from typing import Any

import pytest

from bot.content import own_form
from bot.dialogs import own_survey_addresses as to
from bot.screens import packed
from mentoring.campaigns import CampaignState
from mentoring.ids import CampaignId
from mentoring.own_surveys import DraftChanged, OwnDraft
from mentoring.questionnaire import Kind
from mentoring.roles import Role
from storage.people import Moved
from tests.stories.test_campaigns import plain
from tests.stories.test_own_surveys import Room
from tests.world import START, opened_world
from usecases.campaign_drafts import CampaignDrafts
from usecases.own_surveys import OwnSurveys
from usecases.unit import StaleButton


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with opened_world(tmp_path, START) as world:
        yield await Room(world).opens()


@pytest.fixture
async def use(room: Room) -> OwnSurveys:
    return OwnSurveys(room.world.house, own_form)


async def drafted(room: Room, use: OwnSurveys) -> OwnDraft:
    """A question about the seminar, for the working group."""
    vera = room.curator.id
    begun = await use.begin(vera, room.here, "Как прошёл семинар")
    campaign = begun.shown.campaign.id
    await use.add(vera, campaign, Kind.SCALE, "Насколько полезен был семинар?")
    await CampaignDrafts(room.world.house).ask_role(vera, campaign, Role.WORKING_GROUP, on=True)
    return await use.draft(vera, campaign)


async def together(*acts: Coroutine[Any, Any, Any]) -> list[type[BaseException]]:
    """All at once; how those ended that did not come through."""
    ended = await asyncio.gather(*acts, return_exceptions=True)
    failed = [one for one in ended if isinstance(one, BaseException)]
    for one in failed:
        if not isinstance(one, DraftChanged | StaleButton | Moved):
            raise one
    return [type(one) for one in failed]


async def test_both_questions_are_kept(room: Room, use: OwnSurveys) -> None:
    own = await drafted(room, use)
    campaign, vera, galina = own.shown.campaign.id, room.curator.id, room.deputy.id
    assert not await together(
        use.add(vera, campaign, Kind.TEXT, "Чего не хватило?"),
        use.add(galina, campaign, Kind.YES_NO, "Нужна ли ещё встреча?"),
    )
    texts = [question.text for question in (await use.draft(vera, campaign)).questions]
    assert sorted(texts[1:]) == ["Нужна ли ещё встреча?", "Чего не хватило?"]
    assert len({question.id for question in (await use.draft(vera, campaign)).questions}) == 3


async def test_of_two_who_write_the_same_words_anew_the_later_is_told(room: Room, use: OwnSurveys) -> None:
    own = await drafted(room, use)
    campaign, first = own.shown.campaign.id, own.questions[0]
    failed = await together(
        use.reword(room.curator.id, campaign, first.id, first.seal, "Полезен ли был семинар?"),
        use.reword(room.deputy.id, campaign, first.id, first.seal, "Был ли семинар удачным?"),
    )
    assert failed == [DraftChanged]


async def test_the_title_is_not_written_over(room: Room, use: OwnSurveys) -> None:
    own = await drafted(room, use)
    vera, galina = room.curator, room.deputy
    for person in (vera, galina):
        await person.types("/surveys")
        await person.presses("✏️ Как прошёл семинар")
        await person.presses("Название")
    await vera.types("Семинар в сентябре")
    assert "Семинар в сентябре" in vera.screen
    await galina.types("Первый семинар")
    assert "Черновик изменён, пока Вы писали" in plain(galina)
    assert "Семинар в сентябре" in galina.screen
    assert (await use.draft(vera.id, own.shown.campaign.id)).shown.campaign.title == "Семинар в сентябре"


async def test_words_typed_over_a_changed_question_are_not_lost_on_either_side(room: Room, use: OwnSurveys) -> None:
    await drafted(room, use)
    vera, galina = room.curator, room.deputy
    for person in (vera, galina):
        await person.types("/surveys")
        await person.presses("✏️ Как прошёл семинар")
        await person.presses("Вопросы · 1")
        await person.presses("✎ 1. Насколько полезен был…")
        await person.presses("Изменить слова")
    await vera.types("Полезен ли был семинар?")
    await galina.types("Был ли семинар удачным?")
    assert "эти слова уже поправил кто-то ещё" in plain(galina)
    assert "Полезен ли был семинар?" in galina.screen
    assert any("удачным" in message.text for message in galina.messages), "own words stay in the chat"
    await galina.presses("Изменить слова")
    await galina.types("Был ли семинар удачным?")
    assert "Записано." in galina.screen


async def test_a_question_that_was_changed_is_not_removed_by_an_older_button(room: Room, use: OwnSurveys) -> None:
    own = await drafted(room, use)
    vera, galina, campaign = room.curator, room.deputy, own.shown.campaign.id
    await galina.types("/surveys")
    await galina.presses("✏️ Как прошёл семинар")
    await galina.presses("Вопросы · 1")
    await galina.presses("✎ 1. Насколько полезен был…")
    await use.reword(vera.id, campaign, own.questions[0].id, own.questions[0].seal, "Полезен ли был семинар?")
    await galina.presses("Убрать")
    assert "Черновик изменён" in galina.screen
    assert "Полезен ли был семинар?" in galina.screen
    await galina.presses_twice("Убрать")
    assert "Вопросов пока нет" in galina.screen


async def test_a_draft_somebody_is_at_work_on_is_not_deleted(room: Room, use: OwnSurveys) -> None:
    own = await drafted(room, use)
    galina, campaign = room.deputy, own.shown.campaign.id
    await galina.types("/surveys")
    await galina.presses("✏️ Как прошёл семинар")
    await galina.presses("Удалить черновик")
    await use.add(room.curator.id, campaign, Kind.TEXT, "Чего не хватило?")
    await galina.presses("Да, удалить")
    assert "Черновик изменён" in galina.screen
    assert "Чего не хватило?" in galina.screen


async def test_what_goes_out_is_what_was_confirmed(room: Room, use: OwnSurveys) -> None:
    own = await drafted(room, use)
    galina, campaign = room.deputy, own.shown.campaign.id
    await galina.types("/surveys")
    await galina.presses("✏️ Как прошёл семинар")
    await galina.presses("Отправить · 6\N{NO-BREAK SPACE}человек")
    await use.add(room.curator.id, campaign, Kind.TEXT, "Чего не хватило?")
    await galina.presses("Да, отправить")
    assert "Черновик изменён" in galina.screen
    assert (await use.draft(galina.id, campaign)).shown.campaign.state is CampaignState.DRAFT


async def test_sent_by_two_at_once_it_is_sent_once(room: Room, use: OwnSurveys) -> None:
    own = await drafted(room, use)
    campaign, until = own.shown.campaign.id, own.shown.until
    acts = [use.send(person.id, campaign, until, own.seal) for person in (room.curator, room.deputy, room.curator)]
    assert not await together(*acts)
    stored = await room.world.stored()
    assert len(stored["campaign_invitees"]) == 6
    assert [row[0] for row in stored["questionnaires"] if str(row[0]).startswith("own")] == [f"own{campaign}"]


async def test_sending_and_changing_at_once_leave_one_that_is_whole(room: Room, use: OwnSurveys) -> None:
    """Either the change came first and the sender is told, or it was sent and the change comes too late."""
    own = await drafted(room, use)
    campaign = own.shown.campaign.id
    failed = await together(
        use.send(room.curator.id, campaign, own.shown.until, own.seal),
        use.add(room.deputy.id, campaign, Kind.TEXT, "Чего не хватило?"),
    )
    assert failed in ([DraftChanged], [StaleButton])
    number = 0
    with contextlib.suppress(StaleButton):
        number = len((await use.draft(room.curator.id, campaign)).questions)
    assert number == (2 if failed == [DraftChanged] else 0)


async def test_an_old_button_of_a_draft_that_was_sent_shows_how_it_goes(room: Room, use: OwnSurveys) -> None:
    own = await drafted(room, use)
    galina, campaign = room.deputy, own.shown.campaign.id
    await use.send(room.curator.id, campaign, own.shown.until, own.seal)
    for old in (to.Questions(campaign), to.Remove(campaign, own.questions[0].id, own.questions[0].seal)):
        await galina.press_data(packed(old))
        assert "ответили 0 из 6" in plain(galina)
        assert galina.toast == "Опрос уже отправлен"
    await galina.press_data(packed(to.Send(campaign, own.shown.until.toordinal(), own.seal)))
    assert "ответили 0 из 6" in plain(galina)
    await galina.press_data(packed(to.Questions(CampaignId(99))))
    assert galina.toast == "Эта кнопка уже не действует"
