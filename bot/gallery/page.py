"""All examples as one HTML page: a bubble with its buttons each."""

import base64
import html
import importlib
import pkgutil

import bot.gallery
from bot.gallery import Example
from bot.screens import Button, Screen, packed

STYLE = """
:root { color-scheme: light dark; font: 16px/1.35 system-ui, sans-serif; }
body { margin: 0 auto; padding: 1rem; max-width: 90rem; background: #d9e3d8; color: #111; }
h1, h2 { margin: 1.5rem 0 .5rem; }
nav a { margin-right: 1rem; }
main { display: grid; grid-template-columns: repeat(auto-fill, minmax(21rem, 1fr)); gap: 1.25rem; align-items: start; }
figure { margin: 0; }
figcaption { font-size: .8rem; opacity: .75; margin-bottom: .25rem; }
.bubble { background: #fff; border-radius: 1rem; padding: .6rem .8rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.bubble img { max-width: 100%; display: block; margin-bottom: .5rem; }
.row { display: flex; gap: .25rem; margin-top: .25rem; }
.row span { flex: 1; background: #56785f; color: #fff; border-radius: .6rem; padding: .5rem .4rem; text-align: center;
  overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
@media (prefers-color-scheme: dark) { body { background: #14201a; color: #eee; } .bubble { background: #202b33; } }
"""


TITLES = {
    "asking": "Вопросы и помощь",
    "bank": "Банк участников",
    "charts": "Графики",
    "campaigns": "Опросы",
    "group_meetings": "Встречи группы",
    "groups": "Группы",
    "indicators": "Показатели",
    "invitations": "Приглашения",
    "joining": "Вступление в программу",
    "letters": "Письма",
    "meetings": "Встречи",
    "menu": "Меню и помощь",
    "my_data": "Мои данные",
    "orders": "Приказы",
    "organisations": "Организации",
    "pair_changes": "Пауза, продление, завершение",
    "pair_more": "Другие действия пары",
    "pair_papers": "Документы пары",
    "pairs": "Пары",
    "paper_tables": "Документы: таблицы",
    "plans": "План пары",
    "surveys": "Вопросы о паре",
    "campaign_answers": "Опросы: ответить",
    "campaign_results": "Опросы: результаты",
    "own_surveys": "Опросы: составить свой",
    "survey_answers": "Ответы о парах",
    "papers": "Согласия родителей",
    "questionnaire": "Анкеты",
    "reaching": "Не доходят письма",
    "reminding": "Напомнить об анкете",
    "registry": "Реестр наставников",
    "road_map_evidence": "Подтверждение пунктов",
    "road_maps": "Дорожные карты",
    "road_map_changes": "Дорожная карта: изменения",
    "road_map_levels": "Дорожная карта: кто где",
    "road_map_plans": "Дорожная карта: файлы и календарь",
    "road_map_registers": "Реестры, этапы, паспорт",
    "searching": "Пока пары нет",
    "statistics": "Статистика",
    "sent_reports": "Отчёты наверх",
    "today": "Что сегодня",
    "vacations": "Каникулы",
    "wishes": "Когда писать",
    "year_end": "Итоги года",
}


def collected() -> dict[str, list[Example]]:
    """The examples of every module of the gallery."""
    modules = sorted(item.name for item in pkgutil.iter_modules(bot.gallery.__path__))
    loaded = {name: importlib.import_module(f"bot.gallery.{name}") for name in modules if not name.startswith("_")}
    return {name: module.EXAMPLES for name, module in loaded.items() if hasattr(module, "EXAMPLES")}


def page(examples: dict[str, list[Example]]) -> str:
    parts = [_section(name, group) for name, group in examples.items()]
    links = "".join(_link(name, group) for name, group in examples.items())
    total = sum(len(group) for group in examples.values())
    return (
        '<!doctype html><html lang="ru"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>Экраны бота</title><style>{STYLE}</style><h1>Экраны бота: {total}</h1>"
        f"<p>Все имена и ответы выдуманы.</p><nav>{links}</nav>{''.join(parts)}</html>"
    )


def _link(name: str, group: list[Example]) -> str:
    return f'<a href="#{name}">{TITLES.get(name, name)} ({len(group)})</a>'


def _section(name: str, group: list[Example]) -> str:
    figures = "".join(_figure(example) for example in group)
    return f'<h2 id="{name}">{html.escape(TITLES.get(name, name))}</h2><main>{figures}</main>'


def _figure(example: Example) -> str:
    screen = example.screen
    where = f"{example.dialog.__module__.removeprefix('bot.dialogs.')}.{example.dialog.__name__}"
    caption = f"{html.escape(example.title)} · <code>{where}</code>"
    rows = "".join(f'<div class="row">{"".join(_button(button) for button in row)}</div>' for row in screen.rows)
    bubble = f'<div class="bubble">{_picture(screen)}{screen.text}</div>'
    return f"<figure><figcaption>{caption}</figcaption>{bubble}{rows}</figure>"


def _picture(screen: Screen) -> str:
    if screen.picture is None:
        return ""
    content = base64.b64encode(screen.picture.content).decode()
    return f'<img alt="{html.escape(screen.picture.name)}" src="data:image/png;base64,{content}">'


def _button(button: Button) -> str:
    to = button.to if isinstance(button.to, str) else packed(button.to)
    return f'<span title="{html.escape(to)}">{html.escape(button.label)}</span>'
