"""What is told of a fault, in the reader's language, and the HTTP status that goes with it."""

from sqlalchemy.exc import DBAPIError

from base.catalogue import Language
from base.errors import ArchiveError, PantauError, QueryError, UsageError
from web.errors import AskedError, ForbiddenError, NotFoundError, TooManyError
from web.words import words


def explain(error: Exception, language: Language) -> tuple[int, str]:  # noqa: PLR0911 - one case a kind of fault
    """Return status and text of a fault of ours."""
    t = words(language)
    if isinstance(error, TooManyError):
        return 429, t("Too many attempts. Wait {n} seconds.", n=error.seconds)
    if isinstance(error, AskedError):
        return 422, error.tell(language)
    if isinstance(error, ForbiddenError):
        return 403, error.tell(language)
    if isinstance(error, QueryError):
        return 400, t("{problem} (column {n})", problem=error.problem, n=error.column)
    if isinstance(error, ArchiveError) and isinstance(error.__cause__, DBAPIError):
        if "too long" in str(error):
            return 400, t("The question took too long and was stopped. Narrow it by date, region or newsroom.")
        return 503, error.tell(language)
    if isinstance(error, ArchiveError | NotFoundError):
        return 404, t("This is not in the archive.")
    told = error.tell(language) if isinstance(error, PantauError) else str(error)
    return (400 if isinstance(error, UsageError) else 500), told
