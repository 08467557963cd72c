"""What a database's complaint means for the person who runs the archive, and what to do."""

from base.said import Said, said

# Parts of SQLite's and PostgreSQL's messages (sqlite3.c `sqlite3ErrStr`, PostgreSQL error codes appendix).
_MEANINGS: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("readonly database", "permission denied", "read-only transaction"),
        "The archive {name} cannot be written. Check the rights of the file and its folder, or the role.",
    ),
    (
        ("unable to open database file",),
        (
            "The archive {name} cannot be opened. Check that its folder exists and may be written (SQLite keeps files"
            " beside the archive even to read it), or set PANTAU_DATABASE_URL."
        ),
    ),
    (
        ("file is not a database", "malformed", "invalid page", "could not read block"),
        "The archive {name} is damaged or is no archive. Run `pantau doctor`, then restore the last backup.",
    ),
    (
        ("database or disk is full", "no space left", "disk full"),
        "The disk of the archive {name} is full. Free space and start again; nothing stored is lost.",
    ),
    (
        ("disk i/o error",),  # also what SQLite says where its log cannot grow
        (
            "The disk of the archive {name} is full or fails. Look at `df` and the system's log, free space and start"
            " again; nothing stored is lost."
        ),
    ),
    (
        ("database is locked", "database table is locked"),
        "The archive {name} is being written by another process for too long. Look for a hanging import.",
    ),
    (
        ("deadlock detected", "could not serialize"),
        "Two writers of the archive {name} waited for each other and one was stopped; nothing was stored. Try again.",
    ),
    (
        ("interrupted", "statement timeout"),
        "The question to the archive took too long and was stopped. Narrow it by date, region or outlet.",
    ),
    (
        ("no such table", 'relation "'),
        "The archive {name} has no tables yet or older ones. Run `pantau db upgrade`.",
    ),
    (
        ("authentication failed", "no password supplied", "no pg_hba.conf entry", "fatal:  role ", "fatal:  database "),
        "The database server refuses us for {name}. Check user, password and database in PANTAU_DATABASE_URL.",
    ),
    (
        (
            "connection refused",
            "could not connect",
            "connection failed",
            "could not translate host",
            "failed to resolve host",
            "connection timeout",
            "server closed the connection",
            "terminating connection",
            "connection is lost",
            "starting up",
        ),
        "The database server of {name} does not answer. Check that it runs and the address in PANTAU_DATABASE_URL.",
    ),
)


def explain(complaint: str, name: str) -> Said | None:
    """Return what to tell the person, in either language, or None when the complaint is not one of the foreseen.

    Args:
        complaint: The driver's message.
        name: File or database name to show.
    """
    lowered = complaint.lower()
    for parts, meaning in _MEANINGS:
        if any(part in lowered for part in parts):
            return said(meaning, name=name)
    return None
