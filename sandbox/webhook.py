"""Brings updates to the bot's webhook, one after another."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import aiohttp
from aiohttp.multipart import MultipartResponseWrapper

from sandbox.errors import ApiError, ConnectionLost
from sandbox.files import Upload
from sandbox.updates import Update

if TYPE_CHECKING:
    from sandbox.records import Webhook
    from sandbox.telegram import Telegram

_ANSWER_SECONDS = 60.0
_FIRST_PAUSE = 0.1
_LONGEST_PAUSE = 5.0


async def deliver_updates(telegram: Telegram) -> None:
    """Runs until it is cancelled; sleeps while no webhook is set or nothing waits."""
    pause = _FIRST_PAUSE
    limit = aiohttp.ClientTimeout(total=_ANSWER_SECONDS)
    async with aiohttp.ClientSession(timeout=limit) as http:
        while True:
            webhook = telegram.webhook
            if webhook is None:
                telegram.webhook_changed.clear()
                await telegram.webhook_changed.wait()
                continue
            await telegram.updates.arrival()
            update = telegram.updates.peek()
            if update is None or telegram.webhook is not webhook:
                continue
            if await _deliver(telegram, http, webhook, update):
                pause = _FIRST_PAUSE
            else:
                await asyncio.sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)


async def _deliver(telegram: Telegram, http: aiohttp.ClientSession, webhook: Webhook, update: Update) -> bool:
    headers = {}
    if webhook.secret_token is not None:
        headers["X-Telegram-Bot-Api-Secret-Token"] = webhook.secret_token
    try:
        async with http.post(webhook.url, json=update, headers=headers) as response:
            answer, files = await _read_answer(response)
    except (aiohttp.ClientError, TimeoutError) as error:
        return _note_failure(telegram, webhook, str(error) or "Connection timed out")
    if not 200 <= response.status < 300:
        reason = f"Wrong response from the webhook: {response.status} {response.reason}"
        return _note_failure(telegram, webhook, reason)
    telegram.updates.drop(update)
    await _carry_out(telegram, answer, files)
    return True


def _note_failure(telegram: Telegram, webhook: Webhook, reason: str) -> bool:
    webhook.last_error = reason
    webhook.last_error_at = telegram.unix_now
    return False


async def _read_answer(
    response: aiohttp.ClientResponse,
) -> tuple[dict[str, Any], dict[str, Upload]]:
    """A webhook may answer with one call, as JSON or as a form with files."""
    if response.content_type.startswith("multipart/"):
        return await _read_form(aiohttp.MultipartReader.from_response(response))
    try:
        answer = json.loads(await response.read())
    except ValueError:
        return {}, {}
    return (answer if isinstance(answer, dict) else {}), {}


async def _read_form(
    form: MultipartResponseWrapper,
) -> tuple[dict[str, Any], dict[str, Upload]]:
    params: dict[str, Any] = {}
    files: dict[str, Upload] = {}
    while (part := await form.next()) is not None:
        if not isinstance(part, aiohttp.BodyPartReader):
            continue
        name = part.name or ""
        content = bytes(await part.read(decode=True))
        if part.filename is None:
            params[name] = content.decode()
        else:
            files[name] = Upload(part.filename, content)
    return params, files


async def _carry_out(telegram: Telegram, answer: dict[str, Any], files: dict[str, Upload]) -> None:
    """Carries out the call in an answer; the bot never learns how it ended."""
    method = answer.pop("method", None)
    if not isinstance(method, str):
        return
    try:
        await telegram.call(telegram.token, method, answer, files)
    except (ApiError, ConnectionLost):
        return  # the refusal stands in the log of calls
