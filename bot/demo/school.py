"""The invented school: founded and peopled through the real use cases and the real chat."""

from bot.app import App
from bot.demo.acting import join
from bot.demo.people import CURATOR, DEPUTY, MUNICIPAL, PARTICIPANTS, PSYCHOLOGIST, Actor
from mentoring.ids import OrganisationId
from mentoring.organisation_details import Field, FieldValue
from mentoring.organisations import Privacy
from mentoring.questionnaire import Questionnaire
from mentoring.roles import PARTICIPANTS as BANK_ROLES
from mentoring.roles import Level, Role
from sandbox.server import Server
from sandbox.telegram import Telegram
from usecases.inviting import Inviting
from usecases.organisations import Organisations
from usecases.road_map_drafts import Drafts
from usecases.unit import Operator

INN = "1234567894"
"""A number whose control digits are right; it stands for nobody here."""


async def found(app: App, telegram: Telegram, server: Server) -> str:
    """People the demo; return the link of an open invitation for the next newcomer."""
    district, school = await _organisations(app)
    inviting = Inviting(app.house)
    cast = (
        (CURATOR, school),
        (DEPUTY, school),
        (PSYCHOLOGIST, school),
        (MUNICIPAL, district),
        *((actor, school) for actor in PARTICIPANTS),
    )
    for actor, home in cast:
        invitation = await inviting.personal(Operator(), home, actor.role)
        person = telegram.person(actor.first_name, actor.full_name.split()[0])
        server.name_person(person, actor.note)
        await join(person, actor, invitation.code, _form(app, actor))
    await _road_maps(app, district, school)
    await inviting.poster(Operator(), school, Role.MENTOR, 30, 90)
    poster = await inviting.poster(Operator(), school, Role.MENTEE, 30, 90)
    return f"https://t.me/{app.username}?start={poster.code}"


async def _road_maps(app: App, district: OrganisationId, school: OrganisationId) -> None:
    """The school's own plan goes on; the district's, of the same year, gives the school something to do as well."""
    use, year = Drafts(app.house), app.house.clock.now().year
    for place, template in ((school, "school_year"), (district, "belgorod")):
        await use.start_template(Operator(), place, template, year)


def _form(app: App, actor: Actor) -> Questionnaire | None:
    return app.house.content.joining_form(actor.role, actor.adult) if actor.role in BANK_ROLES else None


async def _organisations(app: App) -> tuple[OrganisationId, OrganisationId]:
    use = Organisations(app.house)
    district = await use.create(
        Operator(),
        Level.MUNICIPALITY,
        "Примерский муниципальный округ",
        details=_details("г. Примерск, пл. Мира, д. 1", minors=False),
    )
    school = await use.create(
        Operator(),
        Level.ORGANISATION,
        "Школа № 20 города Примерска",
        district.id,
        _details("г. Примерск, ул. Школьная, д. 20", minors=True),
    )
    return district.id, school.id


def _details(address: str, *, minors: bool) -> dict[Field, FieldValue]:
    return {
        Field.INN: INN,
        Field.ADDRESS: address,
        Field.CONTACT: "кабинет 12, privacy@school.example",
        Field.STATE_OWNED: False,
        Field.MINORS: minors,
        Field.PRIVACY: Privacy.NAMES,
    }
