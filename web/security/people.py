"""Users, their sessions and their API tokens in the archive. Nothing that opens a door is stored as it is."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, cast, get_args

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, delete, func, insert, select, update

from archive.tables.people import api_token, web_session, web_ticket, web_user
from base.errors import UsageError
from base.said import said
from web.data.saved import forget_all

Role = Literal["reader", "officer", "admin"]
Scope = Literal["read", "export", "decide"]
ROLES: tuple[Role, ...] = get_args(Role)
SCOPES: tuple[Scope, ...] = get_args(Scope)
SESSION = timedelta(hours=12)  # a working day; OWASP ASVS 5.0 V7.3 asks for a limit that fits the use
TICKET = timedelta(hours=24)
SHORTEST = 12  # characters of a password: NIST SP 800-63B-4 asks for 15 alone, 8 beside other means; ours is throttled
LONGEST = 256  # hashing longer ones would let a stranger burn our time
KEY = 16  # signs of a token's hash that name it: enough that no two of a user's are alike
TOKEN_PREFIX = "pantau_"  # noqa: S105 - by which scanners of leaked secrets know it

_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)  # OWASP's second choice: 19 MiB, two rounds


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may log in."""

    name: str
    role: Role
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Token:
    """What an API token allows.

    Args:
        user: Whose it is; nobody can do more with it than that user.
        scopes: `read`, `export`, `decide`.
    """

    user: User
    name: str
    scopes: tuple[str, ...]
    expires_at: datetime


def digest(secret: str) -> str:
    """Return what is stored of a random secret: guessing one of 256 bits needs no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def add_user(connection: Connection, name: str, role: Role, password: str, now: datetime) -> User:
    """Add a user.

    Raises:
        UsageError: The name is taken or odd, or the password too short.
    """
    name = name.strip()
    if not name or len(name) > 64 or not name.replace(".", "").replace("-", "").replace("_", "").isalnum():  # noqa: PLR2004
        raise UsageError(said("A user's name is made of letters, digits, '.', '-' and '_', at most 64."))
    check_password(password)
    if connection.execute(select(web_user.c.name).where(web_user.c.name == name)).first():
        raise UsageError(said("There is a user '{name}' already. See: pantau user list", name=name))
    values = {"name": name, "role": role, "password_hash": _hasher.hash(password), "created_at": now}
    connection.execute(insert(web_user).values(**values))
    return User(name, role, now)


def check_password(password: str) -> None:
    """Refuse a password that is too short or too long.

    Raises:
        UsageError: It is.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise UsageError(said("A password has {shortest} to {longest} characters.", shortest=SHORTEST, longest=LONGEST))


def set_password(connection: Connection, name: str, password: str) -> None:
    """Change a password and end the user's sessions.

    Raises:
        UsageError: There is no such user, or the password is too short.
    """
    check_password(password)
    values = {"password_hash": _hasher.hash(password)}
    if not connection.execute(update(web_user).where(web_user.c.name == name).values(**values)).rowcount:
        raise UsageError(said("There is no user '{name}'. See: pantau user list", name=name))
    connection.execute(delete(web_session).where(web_session.c.user == name))


def remove_user(connection: Connection, name: str) -> tuple[str, ...]:
    """Remove a user with sessions, tokens, saved searches and their feeds and mails; what the user decided stays.

    Returns:
        Ids of the feeds that ended: their files are the caller's to remove.

    Raises:
        UsageError: There is no such user.
    """
    ended = forget_all(connection, name)
    for table in (web_session, api_token):
        connection.execute(delete(table).where(table.c.user == name))
    if not connection.execute(delete(web_user).where(web_user.c.name == name)).rowcount:
        raise UsageError(said("There is no user '{name}'. See: pantau user list", name=name))
    return ended


def users(connection: Connection) -> tuple[User, ...]:
    """Return all users by name."""
    rows = connection.execute(select(web_user).order_by(web_user.c.name))
    return tuple(User(row.name, cast("Role", row.role), row.created_at) for row in rows)


def has_users(connection: Connection) -> bool:
    """Tell whether anybody can log in."""
    return connection.execute(select(func.count()).select_from(web_user)).scalar_one() > 0


def authenticate(connection: Connection, name: str, password: str) -> User | None:
    """Return the user whom name and password belong to; None otherwise, after the same time."""
    row = connection.execute(select(web_user).where(web_user.c.name == name)).first()
    stored = row.password_hash if row is not None else _nobody()
    try:
        _hasher.verify(stored, password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return None
    return None if row is None else User(row.name, cast("Role", row.role), row.created_at)


def _nobody() -> str:
    # A hash that no password fits: a name that nobody has takes as long as a wrong password.
    return _hasher.hash(secrets.token_urlsafe(16))


def open_session(connection: Connection, user: str, key: bytes, now: datetime) -> str:
    """Return the cookie of a new session; ended sessions of anybody are cleared away."""
    secret = secrets.token_urlsafe(32)
    connection.execute(delete(web_session).where(web_session.c.expires_at <= now))
    values = {"hash": digest(secret), "user": user, "created_at": now, "expires_at": now + SESSION}
    connection.execute(insert(web_session).values(**values))
    return f"{secret}.{sign(key, 'session', secret)}"


def session_user(connection: Connection, cookie: str, key: bytes, now: datetime) -> User | None:
    """Return whose session a cookie opens; None for a forged, ended or unknown one."""
    secret = _signed_part(cookie, key)
    if secret is None:
        return None
    query = (
        select(web_user)
        .join(web_session, web_session.c.user == web_user.c.name)
        .where(web_session.c.hash == digest(secret), web_session.c.expires_at > now)
    )
    row = connection.execute(query).first()
    return None if row is None else User(row.name, cast("Role", row.role), row.created_at)


def close_session(connection: Connection, cookie: str) -> None:
    """End the session of a cookie."""
    connection.execute(delete(web_session).where(web_session.c.hash == digest(cookie.partition(".")[0])))


def sign(key: bytes, *parts: str) -> str:
    """Return the signature of parts under the installation's key."""
    return hmac.new(key, "\x1f".join(("web", *parts)).encode(), hashlib.sha256).hexdigest()[:32]


def _signed_part(cookie: str, key: bytes) -> str | None:
    secret, _, signature = cookie.partition(".")
    fits = hmac.compare_digest(sign(key, "session", secret).encode(), signature.encode())
    return secret if fits else None


def add_token(
    connection: Connection, user: str, name: str, scopes: tuple[Scope, ...], now: datetime, lasts: timedelta
) -> str:
    """Return a new API token, shown this once; its hash is stored."""
    secret = TOKEN_PREFIX + secrets.token_urlsafe(32)
    values = {"hash": digest(secret), "name": name[:64], "user": user, "scopes": " ".join(scopes)}
    connection.execute(insert(api_token).values(**values, created_at=now, expires_at=now + lasts))
    return secret


def find_token(connection: Connection, secret: str, now: datetime) -> Token | None:
    """Return what a token allows; None for an unknown or expired one."""
    query = (
        select(api_token, web_user.c.role, web_user.c.created_at.label("since"))
        .join(web_user, web_user.c.name == api_token.c.user)
        .where(api_token.c.hash == digest(secret), api_token.c.expires_at > now)
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    user = User(row.user, cast("Role", row.role), row.since)
    return Token(user, row.name, tuple(row.scopes.split()), row.expires_at)


@dataclass(frozen=True, slots=True)
class Held:
    """A token of a user, as the page of the account lists it.

    Args:
        key: By which it is revoked: the beginning of its hash, which opens nothing.
    """

    key: str
    name: str
    scopes: tuple[str, ...]
    created_at: datetime
    expires_at: datetime


def tokens(connection: Connection, user: str) -> tuple[Held, ...]:
    """Return a user's tokens, the oldest first."""
    rows = connection.execute(select(api_token).where(api_token.c.user == user).order_by(api_token.c.created_at))
    return tuple(
        Held(row.hash[:KEY], row.name, tuple(row.scopes.split()), row.created_at, row.expires_at) for row in rows
    )


def revoke_token(connection: Connection, user: str, key: str) -> bool:
    """End a token of a user at once; tell whether there was one. Another user's stays."""
    if len(key) != KEY or not key.isalnum():
        return False
    mine = (api_token.c.user == user, api_token.c.hash.startswith(key))
    return bool(connection.execute(delete(api_token).where(*mine)).rowcount)


def add_ticket(connection: Connection, purpose: str, now: datetime) -> str:
    """Return a new one-time ticket; earlier ones hold on: another server of this archive may have told one."""
    secret = secrets.token_urlsafe(24)
    connection.execute(delete(web_ticket).where(web_ticket.c.purpose == purpose, web_ticket.c.expires_at <= now))
    values = {"hash": digest(secret), "purpose": purpose, "expires_at": now + TICKET}
    connection.execute(insert(web_ticket).values(**values))
    return secret


def ticket_holds(connection: Connection, purpose: str, secret: str, now: datetime) -> bool:
    """Tell whether a ticket may still be used."""
    fits = (web_ticket.c.hash == digest(secret), web_ticket.c.purpose == purpose, web_ticket.c.expires_at > now)
    return connection.execute(select(web_ticket.c.hash).where(*fits)).first() is not None


def use_ticket(connection: Connection, purpose: str) -> None:
    """End the tickets of a purpose."""
    connection.execute(delete(web_ticket).where(web_ticket.c.purpose == purpose))
