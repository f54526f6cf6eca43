"""What the Bot API answers when it refuses a call."""


class ApiError(Exception):
    """A refusal: `code` is the HTTP status and `error_code` of the body."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.retry_after = retry_after
        """Seconds to wait, only with 429."""

    def body(self) -> dict[str, object]:
        """The JSON object that travels back to the bot."""
        body: dict[str, object] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        return body


class ConnectionLost(Exception):
    """The call was carried out, but its answer never reached the bot."""


def bad_request(reason: str) -> ApiError:
    """The commonest refusal."""
    return ApiError(400, f"Bad Request: {reason}")
