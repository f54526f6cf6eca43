"""Results of surveys sent to many for the operator's tables: without names, as the page of results tells them."""

from collections.abc import Iterator

from documents.tables import Cell, Column
from mentoring import bank, campaign_results, self_check
from mentoring.campaign_results import Counted
from mentoring.campaigns import Campaign
from mentoring.organisations import Organisation
from mentoring.roles import Role
from storage import campaign_results as counts
from storage import campaigns
from storage.database import Transaction
from usecases.campaign_results import forms_of_pupils
from usecases.unit import House

SURVEYS = (
    Column("campaign_id", "№ опроса"),
    Column("title", "Опрос"),
    Column("asked", "Спросили"),
    Column("answered", "Ответили"),
    Column("question", "Вопрос"),
    Column("short", "Кратко"),
    Column("answer", "Ответ"),
    Column("number", "Сколько"),
)


async def rows(
    transaction: Transaction, house: House, organisation: Organisation, *, private: bool
) -> list[tuple[Cell, ...]]:
    """Only what may be told at all. ``private``: what was promised to one reader alone, pupils' words too."""
    readers = frozenset(bank.READING) if private else frozenset[Role]()
    found: list[tuple[Cell, ...]] = []
    for campaign in reversed(await campaigns.of_organisation(transaction, organisation.id)):
        for counted in await _told(transaction, house, campaign, readers):
            progress = await campaigns.progress(transaction, campaign.id)
            head = (campaign.id, campaign.title, progress.asked, progress.answered)
            question = counted.question
            found += [(*head, question.id, question.short, *cells) for cells in _answers(counted)]
    return found


async def _told(
    transaction: Transaction, house: House, campaign: Campaign, readers: frozenset[Role]
) -> tuple[Counted, ...]:
    # Of a self-check the score alone is told, and that is on the page of results.
    if campaign.form is None or self_check.is_self_check(campaign.form[0]):
        return ()
    of_pupils = forms_of_pupils(house)
    senders = await counts.senders(transaction, campaign, of_pupils)
    if campaign_results.why_not(campaign, senders, house.now) is not None:
        return ()
    form = await house.content.form(transaction, campaign.form)
    tallies = await counts.tallies(transaction, campaign, of_pupils, None)
    return campaign_results.counted(form, tallies, readers, senders)


def _answers(counted: Counted) -> Iterator[tuple[Cell, Cell]]:
    if not counted.told:
        yield None, None
        return
    yield from sorted(counted.numbers.items())
    for code, number in counted.options.items():
        option = counted.question.option(code)
        yield (option.label if option else {"yes": "Да", "no": "Нет"}[code]), number
    yield from ((words, None) for words in counted.words)
