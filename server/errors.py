"""What can go wrong, in the product's words, and what each looks like from outside."""


class FrontdeskError(Exception):
    """Base of every refusal. `code` and `status` are the contract; the message is for people."""

    code = "invalid"
    status = 400

    def __init__(self, message: str, **details):
        super().__init__(message)
        self.message = message
        self.details = details

    def shape(self) -> dict:
        """The error as clients get it: {code, message, details?}."""
        shape = {"code": self.code, "message": self.message}
        if self.details:
            shape["details"] = self.details
        return shape


class Invalid(FrontdeskError):
    """The request itself is wrong; details.field names what, the message what was expected."""


class Unauthenticated(FrontdeskError):
    code, status = "unauthenticated", 401


class Forbidden(FrontdeskError):
    """The actor may see the thing, but not do this to it."""

    code, status = "forbidden", 403


class NotFound(FrontdeskError):
    """It does not exist, or the actor may not know that it does."""

    code, status = "not_found", 404


class Conflict(FrontdeskError):
    """Somebody else was first, or the state does not allow it any more."""

    code, status = "conflict", 409


class TooLarge(FrontdeskError):
    code, status = "too_large", 413


class Unprocessable(FrontdeskError):
    code, status = "unprocessable", 422


class RateLimited(FrontdeskError):
    code, status = "rate_limited", 429


class Unavailable(FrontdeskError):
    """A part we depend on does not answer; the client keeps what it has and tries again."""

    code, status = "unavailable", 503


class Misconfigured(Exception):
    """Stops a start with one line that says what to do. Never reaches a client."""
