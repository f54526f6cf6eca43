"""«Документы» of a pair: what there is, and the files."""

import asyncio

from bot.dialogs import pair_papers
from bot.routes import Call, Reply, Routes
from bot.screens import Paper
from bot.texts import pair_papers as words_of
from documents import paper
from mentoring.pair_papers import PaperWords
from usecases.orders import Orders
from usecases.pair_papers import PairPapers


class PairPaperHandlers:
    def __init__(self, use: PairPapers, orders: Orders, words: PaperWords) -> None:
        self._use = use
        self._orders = orders
        self._words = words

    def register(self, routes: Routes) -> None:
        routes.press(pair_papers.PairPapers, self.papers)
        routes.press(pair_papers.SendPaper, self.send)

    async def papers(self, call: Call, pressed: pair_papers.PairPapers) -> Reply:
        shown = await self._use.offered(call.user_id, pressed.pair)
        order = await self._orders.may_be_drafted(call.user_id, pressed.pair)
        return Reply(pair_papers.papers(shown, order=order))

    async def send(self, call: Call, pressed: pair_papers.SendPaper) -> Reply:
        found = await self._use.paper(call.user_id, pressed.pair, pressed.kind)
        blocks = words_of.blocks(found, self._words)
        content = await asyncio.to_thread(paper.written, words_of.title(found), blocks)
        return Reply(papers=(Paper(words_of.file_name(found), content),))
