"""Content files → what use cases work with."""

from config import calendar, consents, memos, plan, programme, questionnaires
from config.settings import Settings
from usecases.content import Content, Form


def load_content(settings: Settings) -> Content:
    """Raises ContentRefused with file and line."""
    forms = {name: Form(file.value(), file.body, file.sha256) for name, file in questionnaires.load().items()}
    return Content(
        forms,
        consents.load(),
        questionnaires.pinned,
        calendar.load,
        programme.load(),
        settings.processor,
        memos.load(),
        plan.load(),
    )
