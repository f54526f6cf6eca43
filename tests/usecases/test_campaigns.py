"""Whom a campaign asks: each person once, nobody without a consent, nobody twice; what is anonymous has no order."""

import random
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest

from mentoring.campaigns import Audience, Campaign, LeftOut, Progress, Secrecy
from mentoring.consent import school_year_start
from mentoring.ids import AttemptId, PairId
from mentoring.pair_cards import Stage
from mentoring.pairs import MentoringKind
from mentoring.roles import Role
from storage import attempts, campaigns, facts, pairs
from storage.database import Transaction
from storage.people import Moved
from tests.usecases.school import CURATOR, MENTOR, STRANGER, School
from usecases.housekeeping import Housekeeping

ALL = Audience(frozenset({Role.MENTEE, Role.MENTOR, Role.CURATOR}))
FORM = ("satisfaction_wg", 1)


async def drafted(school: School, audience: Audience = ALL, occasion: str | None = None) -> Campaign:
    async def unit(tx: Transaction) -> Campaign:
        added = await campaigns.add(
            tx, school.id, "О школе", Secrecy.ANONYMOUS, audience, now=school.house.now, actor="cli", occasion=occasion
        )
        found = await campaigns.one(tx, added)
        assert found is not None
        return found

    return await school.house.database.write(unit)


def _year(school: School) -> int:
    began = school_year_start(school.clock.now().date())
    return int(school.clock.now().replace(month=began.month, day=began.day).timestamp())


async def reached(school: School, campaign: Campaign) -> int:
    async def unit(tx: Transaction) -> int:
        return (await campaigns.reach(tx, campaign, consents_since=0, year_began=_year(school))).people

    return await school.house.database.read(unit)


async def opened(school: School, campaign: Campaign) -> Campaign:
    reach = await reached(school, campaign)

    async def unit(tx: Transaction) -> Campaign:
        now = school.house.now
        await campaigns.mark_open(tx, campaign, FORM, now=now, closes_at=now + 1000)
        asked = await campaigns.invite(tx, campaign, letter_at=now, consents_since=0, year_began=_year(school))
        assert asked == reach
        found = await campaigns.one(tx, campaign.id)
        assert found is not None
        return found

    return await school.house.database.write(unit)


async def test_it_asks_everybody_of_its_roles_who_has_agreed(school: School) -> None:
    await school.joins(MENTOR, Role.MENTOR)
    await school.opens(STRANGER, Role.MENTEE)
    assert await reached(school, await drafted(school)) == 2  # the curator and the mentor
    assert await reached(school, await drafted(school, Audience(frozenset({Role.MENTEE})))) == 0


async def test_whoever_holds_two_roles_is_asked_once(school: School) -> None:
    await school.joins(CURATOR, Role.MENTOR)
    assert await reached(school, await drafted(school)) == 1


async def test_stages_and_a_pair_narrow_it(school: School) -> None:
    await school.joins(MENTOR, Role.MENTOR)
    assert await reached(school, await drafted(school, Audience(ALL.roles, stages=frozenset({Stage.WORK})))) == 0
    assert await reached(school, await drafted(school, Audience(ALL.roles, pair=PairId(1)))) == 0


async def test_an_order_that_comes_after_the_trial_counts_like_any_other(school: School) -> None:
    """``order_moment: after_trial``: such a pair has never stood as «assigned»."""
    mentor, now = await school.joins(MENTOR, Role.MENTOR), school.house.now
    campaign = await drafted(school, Audience(frozenset({Role.MENTOR})))

    async def reach(tx: Transaction) -> int:
        found = await campaigns.reach(tx, campaign, LeftOut(pairless=True), consents_since=0, year_began=_year(school))
        return found.people

    async def began(tx: Transaction) -> PairId:
        today = school.clock.now().date()
        return await pairs.add(tx, school.id, MentoringKind.TRADITIONAL, mentor, (), now=now, today=today, actor="cli")

    pair = await school.house.database.write(began)
    assert await school.house.database.read(reach) == 0
    step = "INSERT INTO pair_history (pair_id, at, event, from_state, to_state, actor) VALUES ($1, $2, $3, $4, $4, $5)"
    await school.house.database.write(lambda tx: tx.run(step, pair, now, "enter_order", "planning", "cli"))
    assert await school.house.database.read(reach) == 1


async def test_an_occasion_comes_once(school: School) -> None:
    await drafted(school, occasion="satisfaction_wg:2026")
    with pytest.raises(Moved):
        await drafted(school, occasion="satisfaction_wg:2026")


async def test_only_one_of_two_opens_it(school: School) -> None:
    campaign = await drafted(school)
    await opened(school, campaign)
    with pytest.raises(Moved):
        await opened(school, campaign)


async def test_an_answer_counts_once_and_ends_the_letters(school: School) -> None:
    campaign = await opened(school, await drafted(school))

    async def answered(tx: Transaction) -> None:
        (asked,) = await campaigns.due_letters(tx, school.house.now, 10)
        attempt = await attempts.start(tx, asked.membership, FORM, school.house.now, of_survey=True)
        await campaigns.begin(tx, asked, attempt)
        with pytest.raises(Moved):
            await campaigns.begin(tx, asked, AttemptId(attempt + 1))
        assert await attempts.latest(tx, asked.membership) is None
        await campaigns.answer(tx, asked, None)
        with pytest.raises(Moved):
            await campaigns.answer(tx, asked, None)
        with pytest.raises(Moved):
            await campaigns.set_letter(tx, asked, school.house.now + 5)
        assert await campaigns.due_letters(tx, school.house.now, 10) == []
        assert await campaigns.progress(tx, campaign.id) == Progress(1, 1, 0)

    await school.house.database.write(answered)


async def test_sheets_lie_in_no_order_of_coming(school: School) -> None:
    campaign = await drafted(school)

    async def kept(tx: Transaction) -> None:
        for sheet in ("q", "a", "m"):
            await campaigns.keep_sheet(tx, campaign.id, sheet, {"sw01": 7}, pupils=False)
        rows = await tx.rows("SELECT sheet FROM campaign_sheets WHERE campaign_id = $1", campaign.id)
        assert [row["sheet"] for row in rows] == ["a", "m", "q"]
        columns = {row["name"] for row in await tx.rows("PRAGMA table_info(campaign_sheets)")}
        assert columns == {"campaign_id", "sheet", "question_id", "value", "pupil"}

    await school.house.database.write(kept)


async def test_an_answer_that_meets_the_close_is_not_taken(school: School) -> None:
    campaign = await opened(school, await drafted(school))

    async def met(tx: Transaction) -> None:
        (asked,) = await campaigns.due_letters(tx, school.house.now, 10)
        begun = await attempts.start(tx, asked.membership, FORM, school.house.now, of_survey=True)
        await campaigns.begin(tx, asked, begun)
        await attempts.save(tx, begun, "sw01", 7, school.house.now)
        decided_on = await attempts.one(tx, begun)
        assert decided_on is not None
        await campaigns.mark_closed(tx, campaign, now=school.house.now)
        with pytest.raises(Moved):
            await attempts.touch(tx, decided_on)
        now = await attempts.one(tx, begun)
        assert now is not None
        assert now.answers == {}

    await school.house.database.write(met)


def counted(folder: Path, words: Iterable[str]) -> dict[str, int]:
    """How often each of them stands in the file and the log beside it."""
    written = b"".join(file.read_bytes() for file in folder.glob("school.db*"))
    return {word: written.count(word.encode()) for word in words}


async def test_the_night_after_the_close_no_copy_of_a_draft_is_left_between_the_pages(
    school: School, tmp_path: Path
) -> None:
    """Rows that grow and move leave stray copies, whatever ``secure_delete`` wipes."""
    campaign = await opened(school, await drafted(school))
    membership, luck = await school.place(CURATOR), random.Random(7)
    texts = {f"«слова {number:03d}»": "ы" * luck.randrange(5, 400) for number in range(400)}

    async def kept(tx: Transaction) -> None:
        drafts = [await attempts.start(tx, membership, FORM, 0, of_survey=True) for _ in range(80)]
        heads = list(texts)
        for number in luck.sample(range(len(heads)), len(heads)):
            for words in (heads[number], heads[number] + texts[heads[number]]):
                await attempts.save(tx, drafts[number // 5], f"q{number % 5}", words, 0)
        for draft in luck.sample(drafts, len(drafts)):
            found = await attempts.one(tx, draft)
            assert found is not None
            await campaigns.keep_sheet(tx, campaign.id, f"{luck.getrandbits(128):032x}", found.answers, pupils=False)
            await attempts.delete(tx, draft)
        await campaigns.mark_closed(tx, campaign, now=school.house.now)

    await school.house.database.write(kept)
    await school.house.database.tidy_file()
    assert counted(tmp_path, texts) != dict.fromkeys(texts, 1), "or there is nothing to be done"
    await Housekeeping(school.house).rewrite_file()
    assert counted(tmp_path, texts) == dict.fromkeys(texts, 1)
    assert await to_rewrite(school) is None


async def to_rewrite(school: School) -> str | None:
    return await school.house.database.read(lambda tx: facts.get(tx, facts.FILE_TO_REWRITE))


async def test_the_night_after_somebody_has_left_no_copy_of_their_answers_is_left_between_the_pages(
    school: School, tmp_path: Path
) -> None:
    """Rows move when their neighbours grow: people correct their answers."""
    await school.joins(MENTOR, Role.MENTOR)
    leaver, stays, luck = await school.place(MENTOR), await school.place(CURATOR), random.Random(7)
    texts = {f"«слова {number:03d}»": "ы" * luck.randrange(5, 400) for number in range(800)}
    going = [head for number, head in enumerate(texts) if number // 5 % 2]

    async def kept(tx: Transaction) -> None:
        drafts = [
            await attempts.start(tx, leaver if number % 2 else stays, FORM, 0, of_survey=True) for number in range(160)
        ]
        for tail in (0, 1):
            for number, head in luck.sample(list(enumerate(texts)), len(texts)):
                await attempts.save(tx, drafts[number // 5], f"q{number % 5}", head + texts[head] * tail, 0)

    await school.house.database.write(kept)
    await school.joining.withdraw(MENTOR, leaver)
    await school.house.database.tidy_file()
    assert any(counted(tmp_path, going).values()), "or there is nothing to be done"
    await Housekeeping(school.house).rewrite_file()
    assert not any(counted(tmp_path, going).values())
    assert await to_rewrite(school) is None


async def test_who_leaves_while_the_file_is_written_has_it_written_once_more(school: School) -> None:
    async def asked_meanwhile(tx: Transaction) -> None:
        await facts.ask_for_rewriting(tx)
        seen = await facts.get(tx, facts.FILE_TO_REWRITE)
        assert seen is not None
        await facts.ask_for_rewriting(tx)
        await facts.rewritten(tx, seen)

    await school.house.database.write(asked_meanwhile)
    assert await to_rewrite(school) is not None
    await Housekeeping(school.house).rewrite_file()
    assert await to_rewrite(school) is None


async def test_while_somebody_reads_the_file_it_is_left_to_the_next_night(school: School, tmp_path: Path) -> None:
    async def wanted(tx: Transaction) -> object:
        return await facts.get(tx, facts.FILE_TO_REWRITE)

    await school.house.database.write(lambda tx: facts.ask_for_rewriting(tx))
    with closing(sqlite3.connect(tmp_path / "school.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM people").fetchone()
        await Housekeeping(school.house).rewrite_file()
        assert await school.house.database.read(wanted)
    await Housekeeping(school.house).rewrite_file()
    assert await school.house.database.read(wanted) is None
