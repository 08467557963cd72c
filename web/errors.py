"""What ends a call early, and the page or document that says so."""

from base.errors import PantauError


class LoginRequiredError(PantauError):
    """The reader has to log in first."""


class ForbiddenError(PantauError):
    """The reader may not do this."""


class NotFoundError(PantauError):
    """There is no such page, case or article."""


class AskedError(PantauError):
    """The address asks for what we do not understand; the text, in the reader's language, says what."""


class TooManyError(PantauError):
    """The caller asks too often.

    Args:
        seconds: Until the next call may come.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = int(seconds) + 1
        super().__init__(f"Too many calls; wait {self.seconds} seconds")
