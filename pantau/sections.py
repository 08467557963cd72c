"""The sections of the settings: crawl, evidence, extraction, pages and one a channel."""

from datetime import timedelta
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator

from base.address import parse_networks
from base.said import said


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Crawl(_Section):
    """How outlets are crawled."""

    contact: str = Field(
        default="",
        max_length=200,
        pattern=r"^[ !-'*-:<-~]*$",  # what may stand in the comment of a User-Agent (RFC 9110 5.6.5)
        description="Address a site can complain to; in the User-Agent.",
    )
    outlets_at_once: int = Field(default=16, ge=1, le=1000)
    shortest_interval: timedelta = Field(default=timedelta(minutes=10), ge=timedelta(minutes=1), le=timedelta(days=1))
    longest_interval: timedelta = Field(default=timedelta(hours=6), ge=timedelta(minutes=5), le=timedelta(days=7))
    most_pages: int = Field(default=200, ge=1, le=1_000_000, description="Pages an outlet and crawl.")
    first_crawl_days: int = Field(default=7, ge=0, le=3650, description="How far back an outlet's first crawl looks.")
    sample_one_in: int = Field(default=200, ge=0, description="Of the pages screened out, how many are read; 0: none.")
    evidence: bool = Field(default=True, description="Keep HTTP exchanges of kept articles as WARC in var/evidence.")
    restart_after: int = Field(default=2000, ge=1, description="Crawls after which the worker process is renewed.")
    hang_after: timedelta = Field(default=timedelta(minutes=2), ge=timedelta(seconds=5))


class Evidence(_Section):
    """How the exchanges of kept articles are sealed and stamped."""

    sealed: bool = Field(default=True, description="Seal them with a key of their article; retention destroys it.")
    timestamp_authority: str | None = Field(
        default=None, pattern=r"^https?://[^\s]+$", description="Address of an RFC 3161 authority."
    )
    timestamp_command: tuple[str, ...] = Field(
        default=(), description="Instead: a program that reads a TimeStampReq and writes a TimeStampResp (DER)."
    )
    timestamp_every: timedelta = Field(default=timedelta(hours=1), ge=timedelta(minutes=1), le=timedelta(days=31))
    timestamp_roots: Path | None = Field(
        default=None, description="PEM file of the certificates that are trusted; none: those of web servers."
    )
    timestamp_allow_network: tuple[str, ...] = Field(
        default=(), description="Private networks in which the authority may be, as CIDR."
    )

    @model_validator(mode="after")
    def _one_authority(self) -> "Evidence":
        if self.timestamp_authority and self.timestamp_command:
            raise ValueError(said("give timestamp_authority or timestamp_command, not both"))
        return self

    @property
    def stamps(self) -> bool:
        """Tell whether an authority is named."""
        return bool(self.timestamp_authority or self.timestamp_command)


class Extraction(_Section):
    """Limits of the process pool that reads pages."""

    processes: int = Field(default=1, ge=1, le=64)
    seconds: float = Field(default=10.0, gt=0, le=600, description="Most time of a processor for one page.")
    megabytes: int = Field(default=500, ge=100, le=16_000, description="Most memory for one process.")


class Web(_Section):
    """The pages."""

    enabled: bool = True
    host: str = "127.0.0.1"
    port: int = Field(default=8384, ge=0, le=65535)


class Mail(_Section):
    """The mail server."""

    host: str = Field(min_length=1)
    port: int = Field(default=587, ge=1, le=65535)
    sender: str = Field(pattern=r"^[^@\s<>]+@[^@\s<>]+$")
    username: str | None = None
    password: SecretStr | None = None
    password_file: Path | None = None
    security: Literal["starttls", "tls", "none"] = "starttls"


class Telegram(_Section):
    """The Telegram bot."""

    token: SecretStr | None = None
    token_file: Path | None = None
    api: str = "https://api.telegram.org"

    @model_validator(mode="after")
    def _one_token(self) -> "Telegram":
        if (self.token is None) == (self.token_file is None):
            raise ValueError(said("give the token in PANTAU_TELEGRAM__TOKEN or name its file in token_file, not both"))
        return self


class WhatsApp(_Section):
    """The WhatsApp Cloud API."""

    phone_number_id: str
    template: str
    token: SecretStr | None = None
    token_file: Path | None = None
    api: str = "https://graph.facebook.com/v21.0"


class Webhook(_Section):
    """Webhooks: every message is signed (Standard Webhooks)."""

    secret: SecretStr | None = None
    secret_file: Path | None = None
    allow_network: tuple[str, ...] = Field(default=(), description="Private networks that may be reached, as CIDR.")

    @field_validator("allow_network")
    @classmethod
    def _networks(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        parse_networks(names)
        return names
