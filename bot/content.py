"""Content files → what use cases work with."""

from bot.dialogs.joining import consent_asked
from bot.dialogs.menu import COMMANDS
from bot.screens import TEXT_LIMIT
from config import (
    calendar,
    campaigns,
    consents,
    indicators,
    memos,
    pair_surveys,
    paper_words,
    plan,
    programme,
    questionnaires,
    registers,
    report_rounds,
    road_map_reasons,
    road_maps,
    self_check,
    stages,
    support,
    time_zones,
)
from config.files import ContentRefused
from config.settings import PROCESSOR_LIMIT, Settings
from mentoring import organisation_details as details
from mentoring.consent import ConsentKind, ConsentText
from mentoring.ids import OrganisationId
from mentoring.organisations import Organisation, Privacy
from mentoring.own_surveys import Questions
from mentoring.roles import Level, Role
from mentoring.self_check import SelfCheckRules
from mentoring.standing import ConsentAsked
from usecases.content import JOINING_FORMS, Content, Form

ASKED = (ConsentKind.ADULT, ConsentKind.PUPIL, ConsentKind.PARENT)
"""The texts without which nobody can come in."""


def load_content(settings: Settings) -> Content:
    """Raises ContentRefused with file and line."""
    forms = {name: _form(file) for name, file in questionnaires.load().items()}
    bare = {name: form.questionnaire for name, form in forms.items()}
    texts = consents.load()
    for name in sorted({*JOINING_FORMS.values()} - forms.keys()):
        raise ContentRefused(f"config/questionnaires/{name}.yaml: файла нет, а без этой анкеты в банк не вступить")
    for kind in ASKED:
        if kind not in texts:
            raise ContentRefused(f"config/consents/{kind}.yaml: файла нет, а без этого согласия вступить нельзя")
        _demand_channel(texts[kind])
    if ConsentKind.REGIONAL_BANK not in texts:
        raise ContentRefused("config/consents/regional_bank.yaml: файла нет, а без него нет бланка для банка региона")
    calendar.country()
    return Content(
        forms,
        texts,
        questionnaires.pinned,
        calendar.load(),
        programme.load(),
        settings.processor,
        memos.load(),
        support.load(),
        plan.load(),
        pair_surveys.load(bare),
        paper_words.load(),
        time_zones.load(),
        road_maps.load(),
        registers.load(),
        stages.load(),
        road_map_reasons.load(),
        campaigns.load(bare),
        indicators.load(bare),
        report_rounds=report_rounds.load(),
        self_check=_with_commands(self_check.load(bare)),
    )


def _with_commands(rules: SelfCheckRules) -> SelfCheckRules:
    for name, remedy in rules.remedies.items():
        if remedy.command not in COMMANDS:
            raise ContentRefused(f"config/self_check.yaml: {name}: команды /{remedy.command} у бота нет")
    return rules


def own_form(form: str, title: str, questions: Questions) -> Form:
    """Of a survey that a curator has made in the chat."""
    return _form(questionnaires.own(form, title, questions))


def _form(file: questionnaires.QuestionnaireFile) -> Form:
    return Form(file.value(), file.body, file.sha256)


def _demand_channel(text: ConsentText) -> None:
    name = f"config/consents/{text.kind}.yaml"
    if text.on_paper is not (text.kind is ConsentKind.PARENT):
        raise ContentRefused(f"{name}: channel не тот: на бумаге подписывает только представитель ребёнка")
    if text.on_paper:
        return
    longest = len(consent_asked(_longest(text)).text)
    if longest > TEXT_LIMIT:
        message = f"с самыми длинными сведениями об организации на экране {longest} знаков, а входит {TEXT_LIMIT}"
        raise ContentRefused(f"{name}: {message}: сократите текст")


def _longest(text: ConsentText) -> ConsentAsked:
    """The screen of an organisation that has used up every limit."""
    here = OrganisationId(10**6)
    words = "Ш" * details.TEXT_LIMIT
    organisation = Organisation(
        here,
        (here,),
        Level.ORGANISATION,
        "Ш" * details.NAME_LIMIT,
        "1" * 12,
        words,
        words,
        "Europe/Moscow",
        5,
        state_owned=False,
        privacy=Privacy.NAMES,
        minors=True,
        warned=False,
    )
    code = f"{here}-{10**6}"
    participant = f"участник программы, код {code}"
    filled = text.filled(organisation, participant, f"{text.date:%d.%m.%Y}", "П" * PROCESSOR_LIMIT)
    return ConsentAsked(organisation, Role.MENTEE, code, text.kind, text, filled, again=True, ended=text.date)
