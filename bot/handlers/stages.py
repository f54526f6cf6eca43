"""«Семь этапов»."""

from bot.dialogs import stages
from bot.dialogs.register_addresses import Stages as OpenStages
from bot.routes import Call, Reply, Routes
from mentoring.stages import StagesBelow
from usecases.stages import Stages
from usecases.unit import StaleButton


class StageHandlers:
    def __init__(self, use: Stages) -> None:
        self._use = use

    def register(self, routes: Routes) -> None:
        routes.press(OpenStages, self.stages)

    async def stages(self, call: Call, pressed: OpenStages) -> Reply:
        found = await self._use.look(call.user_id, pressed.organisation)
        if isinstance(found, StagesBelow):
            return Reply(stages.below(found))
        if pressed.number is None:
            return Reply(stages.overview(found))
        if pressed.number not in {one.stage.number for one in found.stages}:
            raise StaleButton
        return Reply(stages.stage(found, pressed.number))
