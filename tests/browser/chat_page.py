"""The page as a person meets it: by names and roles, never by markup."""

from __future__ import annotations

from playwright.async_api import Locator, Page, expect

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}


class ChatPage:
    """One tab with the sandbox's page, and what a hand can do in it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.log = page.get_by_role("log", name="Сообщения")
        self.people = page.get_by_role("navigation", name="Люди").get_by_role("list")
        self.line = page.get_by_role("textbox", name="Сообщение боту")
        self.start = page.get_by_role("button", name="Начать", exact=True)
        self.dialog = page.get_by_role("dialog")

    def person(self, name: str) -> Locator:
        return self.people.get_by_role("button", name=name)

    def key(self, label: str) -> Locator:
        return self.log.get_by_role("button", name=label).last

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    async def chooses(self, name: str) -> None:
        await self.person(name).click()
        await expect(self.page.get_by_text(f"Вы здесь — {name}")).to_be_visible()

    async def starts_as(self, name: str) -> None:
        await self.chooses(name)
        await self.start.click()
        await expect(self.log).to_contain_text("Здравствуйте")

    async def types(self, text: str) -> None:
        await self.line.fill(text)
        await self.line.press("Enter")

    async def picks(self, menu: str, item: str) -> None:
        await self.button(menu).click()
        await self.page.get_by_role("menuitem", name=item).click()

    async def sees(self, text: str) -> None:
        await expect(self.log).to_contain_text(text)
