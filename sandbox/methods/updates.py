"""How updates reach the bot: polling and webhook."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from sandbox.errors import ApiError, bad_request
from sandbox.methods.access import Action, ChatAccess, Parameters, Uploads
from sandbox.records import Webhook

_WEBHOOK_IS_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class UpdateMethods(ChatAccess):
    """getUpdates and its alternative."""

    def actions(self) -> dict[str, Action]:
        return {
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "getWebhookInfo": self._get_webhook_info,
        }

    async def get_updates(self, params: Parameters) -> list[dict[str, Any]]:
        """Long polling: waits up to `timeout` seconds for the first update."""
        telegram = self._telegram
        if telegram.webhook is not None:
            raise ApiError(409, _WEBHOOK_IS_ACTIVE)
        limit = params.get("limit", 100)
        if not 1 <= limit <= 100:
            limit = 100
        if "allowed_updates" in params:
            telegram.updates.allow(params["allowed_updates"])
        timeout = min(max(params.get("timeout", 0), 0), 50)
        return await telegram.updates.get(params.get("offset", 0), limit, timeout)

    def _set_webhook(self, params: Parameters, _files: Uploads) -> bool:
        telegram = self._telegram
        url = params["url"]
        if url:
            _check_webhook(url, params.get("secret_token"))
            telegram.webhook = Webhook(url, params.get("secret_token"), params.get("max_connections", 40))
            telegram.updates.terminate_poller("Conflict: terminated by setWebhook request")
        else:
            telegram.webhook = None
        if "allowed_updates" in params:
            telegram.updates.allow(params["allowed_updates"])
        self._drop_pending_if_asked(params)
        telegram.webhook_changed.set()
        return True

    def _delete_webhook(self, params: Parameters, _files: Uploads) -> bool:
        self._telegram.webhook = None
        self._drop_pending_if_asked(params)
        self._telegram.webhook_changed.set()
        return True

    def _drop_pending_if_asked(self, params: Parameters) -> None:
        if params.get("drop_pending_updates"):
            self._telegram.updates.clear()

    def _get_webhook_info(self, _params: Parameters, _files: Uploads) -> dict[str, Any]:
        telegram = self._telegram
        info: dict[str, Any] = {
            "url": "",
            "has_custom_certificate": False,
            "pending_update_count": len(telegram.updates),
        }
        if telegram.updates.allowed is not None:
            info["allowed_updates"] = sorted(telegram.updates.allowed)
        if webhook := telegram.webhook:
            info.update(url=webhook.url, max_connections=webhook.max_connections)
            if webhook.last_error is not None:
                info["last_error_message"] = webhook.last_error
                info["last_error_date"] = webhook.last_error_at
        return info


def _check_webhook(url: str, secret: str | None) -> None:
    parts = urlsplit(url)
    is_near = parts.scheme == "http" and parts.hostname in _LOOPBACK
    if parts.scheme != "https" and not is_near:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not parts.hostname:
        raise bad_request("bad webhook: Failed to resolve host")
    if secret is not None and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
