"""Letters about surveys sent to many: one that asks, and one for those who lead that it is over."""

from bot.dialogs.campaign_addresses import AnswerCampaign, CampaignResults, Campaigns
from bot.screens import Button, Html, bold, lines, markup
from bot.texts import campaigns as said
from bot.texts import labels, words
from mentoring.campaign_letters import AskedOf, CampaignsAsked, CampaignsClosed, Ended

LABEL = 34
MOST = 6


def asked(notice: CampaignsAsked) -> tuple[Html, Button, tuple[Button, ...]]:
    """The words, where they lead first, and where else."""
    surveys, only = notice.surveys[:MOST], len(notice.surveys) == 1
    again = all(one.again for one in surveys)
    head = "📝 Опрос ждёт ответа" if again else "📝 Просьба ответить на вопросы"
    plea = "Ответь, если есть минута." if notice.pupil else "Ответьте, если есть минута."
    last = all(one.last for one in surveys) and again
    text = lines(
        bold(head if only else "📝 Опросы ждут ответа"),
        markup("<i>{name}</i>", name=notice.organisation_name),
        "",
        *(_asked_line(one) for one in surveys),
        "",
        plea,
        "Больше напоминать не будем, если срок не продлят." if last else None,
    )
    first, *more = [
        Button("Ответить" if only else labels.shortened(one.title, LABEL), AnswerCampaign(one.campaign))
        for one in surveys
    ]
    return text, first, tuple(more)


def _asked_line(one: AskedOf) -> Html:
    return markup("• {title} — до {day}", title=one.title, day=words.day(one.until))


def closed(notice: CampaignsClosed) -> tuple[Html, Button, tuple[Button, ...]]:
    surveys, only = notice.surveys[:MOST], len(notice.surveys) == 1
    text = lines(
        bold("📊 Опрос закончился" if only else "📊 Опросы закончились"),
        markup("<i>{name}</i>", name=notice.organisation_name),
        "",
        *(_closed_line(one) for one in surveys),
    )
    if only:
        return text, Button("Результаты", CampaignResults(surveys[0].campaign)), ()
    more = (Button(said.label(one.title, one.built_in, LABEL), CampaignResults(one.campaign)) for one in surveys)
    return text, Button("Все опросы", Campaigns(notice.organisation)), tuple(more)


def _closed_line(one: Ended) -> Html:
    title = said.name(one.title, one.built_in)
    return markup("• {title} — ответили {answered} из {asked}", title=title, answered=one.answered, asked=one.asked)
