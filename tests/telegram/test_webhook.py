"""Updates that Telegram brings itself."""

import aiohttp

from bot.telegram.webhook import SECRET_HEADER, webhook
from tests.world import World


async def test_an_update_is_served_to_who_knows_the_secret(world: World, unused_tcp_port: int) -> None:
    listen = f"127.0.0.1:{unused_tcp_port}"
    anna = world.person("Анна")
    await anna.starts()
    before = len(anna.messages)
    sender = {"id": anna.id, "first_name": "Анна", "is_bot": False}
    message = {"message_id": 1, "date": 1, "chat": {"id": anna.id, "type": "private"}, "from": sender, "text": "/help"}
    update = {"update_id": 2_000_000_000, "message": message}
    app = world.app
    async with (
        webhook(app.bot, app.reception, "https://bot.example/hook", "secret", listen),
        aiohttp.ClientSession() as telegram,
    ):
        for secret, status in (("wrong", 403), ("\u00e9", 403), ("secret", 200), ("secret", 200)):
            async with telegram.post(f"http://{listen}/hook", json=update, headers={SECRET_HEADER: secret}) as answer:
                assert answer.status == status
        for body in (b"", b"\xff", b"[" * 100_000, b"[1]"):
            async with telegram.post(f"http://{listen}/hook", data=body, headers={SECRET_HEADER: "secret"}) as answer:
                assert answer.status == 400
        await app.reception.idle()
    assert len(anna.messages) == before + 1, "a repeat is not answered again"
