"""«Составить свой»: a survey that is made in the chat."""

import datetime
from dataclasses import replace

from bot.content import own_form
from bot.dialogs import own_survey_preview, own_surveys
from bot.gallery import Example
from bot.gallery.bank import NAMED
from bot.texts import own_surveys as said
from mentoring.campaign_leading import DraftShown
from mentoring.campaign_results import readers_at
from mentoring.campaigns import Audience, Campaign, CampaignState, Secrecy
from mentoring.ids import CampaignId
from mentoring.own_surveys import Fault, OwnDraft, OwnQuestion, Previewed, WordsRefused
from mentoring.questionnaire import Kind
from mentoring.roles import Role
from mentoring.standing import CampaignOffered

_QUESTIONS = (
    OwnQuestion("qaa00", Kind.SCALE, "Насколько полезен был семинар «Первый урок»?"),
    OwnQuestion("qaa01", Kind.SINGLE, "Понятно ли, что делать дальше?", ("Да, всё", "Не всё", "Другое")),
    OwnQuestion(
        "qaa02",
        Kind.MULTI,
        "Что из показанного Вы возьмёте в работу уже в этой четверти?",
        ("Приёмы начала урока", "Раздаточные листы", "Взаимопроверку", "Пока ничего"),
    ),
    OwnQuestion("qaa03", Kind.YES_NO, "Нужна ли ещё одна такая встреча?"),
    OwnQuestion("qaa04", Kind.TEXT, "Чего не хватило?", required=False),
)
_shown = DraftShown(
    NAMED,
    Campaign(
        CampaignId(5),
        NAMED.id,
        None,
        "Как прошёл семинар «Первый урок»",
        None,
        Secrecy.ANONYMOUS,
        Audience(frozenset({Role.MENTOR, Role.CURATOR})),
        CampaignState.DRAFT,
        0,
        None,
        None,
        None,
        5,
    ),
    None,
    14,
    datetime.date(2027, 5, 11),
    datetime.date(2027, 5, 25),
    (datetime.date(2027, 5, 14), datetime.date(2027, 5, 20)),
    {},
)
_draft = OwnDraft(_shown, _QUESTIONS)
_nobody = replace(_shown, people=0, campaign=replace(_shown.campaign, audience=Audience(frozenset())))
_empty = OwnDraft(_nobody, ())
_unfinished = OwnDraft(
    _nobody,
    (
        replace(_QUESTIONS[1], options=()),
        OwnQuestion("qaa05", Kind.TEXT, "Чем Вы болели в этом году? Напишите Ивановой Марии Петровне"),
    ),
)
_confidential = OwnDraft(replace(_shown, campaign=replace(_shown.campaign, secrecy=Secrecy.CONFIDENTIAL)), _QUESTIONS)
_number = OwnDraft(_shown, (*_QUESTIONS, OwnQuestion("qaa06", Kind.NUMBER, "Сколько уроков Вы посетили?", most=100)))
_full = OwnDraft(
    _shown,
    tuple(OwnQuestion(f"qaa{n:02d}", Kind.SCALE, f"Насколько удачной была встреча № {n}?") for n in range(1, 11)),
)
_mentees = replace(_shown, campaign=replace(_shown.campaign, audience=Audience(frozenset({Role.MENTEE}))))

_feelings = OwnDraft(_mentees, (*_QUESTIONS[:2], OwnQuestion("qaa06", Kind.YES_NO, "Бывает ли тебе страшно в школе?")))


def _preview(draft: OwnDraft, *, pupil: bool = False) -> Previewed:
    shown = draft.shown
    form = own_form("own1", shown.campaign.title, draft.questions).questionnaire
    readers = readers_at(shown.organisation.level)
    offered = CampaignOffered(
        shown.campaign, shown.organisation, len(draft.questions), shown.until, readers, True, False, pupil
    )
    return Previewed(draft, form, offered)


_seen = _preview(_draft)
_of_pupil = _preview(OwnDraft(_mentees, _QUESTIONS), pupil=True)
_too_long = said.refused(WordsRefused(Fault.LONG_OPTION, limit=30, words="Очень длинный вариант ответа на вопрос"))
_look, _ask = own_survey_preview.preview, own_surveys.question

EXAMPLES = [
    Example("Свой опрос: название", own_surveys.title_asked(NAMED), own_surveys.title_asked),
    Example("Свой опрос: пустой черновик", own_surveys.draft(_empty), own_surveys.draft),
    Example("Свой опрос: не всё готово", own_surveys.draft(_unfinished), own_surveys.draft),
    Example("Свой опрос: можно отправить", own_surveys.draft(_draft), own_surveys.draft),
    Example("Свой опрос: десять вопросов", own_surveys.draft(_full), own_surveys.draft),
    Example("Свой опрос: черновик изменён", own_surveys.draft(_draft, said.CHANGED), own_surveys.draft),
    Example("Свой опрос: другое название", own_surveys.new_title_asked(_draft), own_surveys.new_title_asked),
    Example("Свой опрос: кто узнает ответы", own_surveys.promise(_draft), own_surveys.promise),
    Example("Свой опрос: кто узнает ответы учеников", own_surveys.promise(OwnDraft(_mentees, ())), own_surveys.promise),
    Example("Свой опрос: вопросы", own_surveys.questions(_draft), own_surveys.questions),
    Example("Свой опрос: вопросов нет", own_surveys.questions(_empty), own_surveys.questions),
    Example("Свой опрос: вопросов десять", own_surveys.questions(_full, 1), own_surveys.questions),
    Example("Свой опрос: вопрос", _ask(_draft, "qaa01"), _ask),
    Example("Свой опрос: число", _ask(_number, "qaa06"), _ask),
    Example("Свой опрос: о чём не спрашиваем", _ask(_unfinished, "qaa05"), _ask),
    Example("Свой опрос: вопрос о самочувствии", _ask(_feelings, "qaa06"), _ask),
    Example("Свой опрос: поправил кто-то ещё", _ask(_draft, "qaa02", said.CHANGED_MEANWHILE), _ask),
    Example("Свой опрос: новый вопрос", own_surveys.kinds(_draft), own_surveys.kinds),
    Example("Свой опрос: вид ответа", own_surveys.kinds(_draft, "qaa02"), own_surveys.kinds),
    Example("Свой опрос: слова вопроса", own_surveys.words_asked(_draft, Kind.SCALE), own_surveys.words_asked),
    Example("Свой опрос: слова заново", own_surveys.new_words_asked(_draft, "qaa02"), own_surveys.new_words_asked),
    Example("Свой опрос: варианты", own_surveys.options_asked(_unfinished, "qaa01"), own_surveys.options_asked),
    Example(
        "Свой опрос: вариант не поместился",
        own_surveys.options_asked(_draft, "qaa02", _too_long),
        own_surveys.options_asked,
    ),
    Example("Свой опрос: отправить?", own_surveys.sure_to_send(_draft), own_surveys.sure_to_send),
    Example("Свой опрос: отправить без имён?", own_surveys.sure_to_send(_confidential), own_surveys.sure_to_send),
    Example("Свой опрос: отправить о самочувствии?", own_surveys.sure_to_send(_feelings), own_surveys.sure_to_send),
    Example("Свой опрос: удалить черновик?", own_surveys.sure_to_drop(_draft), own_surveys.sure_to_drop),
    Example("Просмотр опроса: что обещано", _look(_seen, 0), _look),
    Example("Просмотр опроса: глазами ученика", _look(_of_pupil, 0), _look),
    Example("Просмотр опроса: шкала", _look(_seen, 1), _look),
    Example("Просмотр опроса: отмечено два", _look(_seen, 3, 0b101), _look),
    Example("Просмотр опроса: свой текст", _look(_seen, 5), _look),
    Example("Просмотр опроса: конец", _look(_seen, 6), _look),
]
