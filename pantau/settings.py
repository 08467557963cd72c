"""Settings, typed and bounded, in one place, read once.

Order of precedence: environment (`PANTAU_...`), then `config/pantau.toml`, then the defaults here. Nothing is read at
import; `load_settings` is called by the command line and hands plain values down.
"""

import os
import re
from collections.abc import Mapping
from datetime import time, timedelta
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from base.catalogue import Language
from base.datafile import read_csv, read_toml
from base.errors import ConfigError
from base.said import said
from pantau.sections import Crawl, Evidence, Extraction, Mail, Telegram, Web, Webhook, WhatsApp
from pantau.wrong_values import WrongSettingsError, explain

ROOT = Path(__file__).resolve().parent.parent
FILE = "pantau.toml"


class Settings(BaseSettings):
    """All settings; every field has a default."""

    model_config = SettingsConfigDict(
        env_prefix="PANTAU_", env_nested_delimiter="__", extra="forbid", frozen=True, env_ignore_empty=True
    )

    language: Literal["id", "en"] = "id"
    timezone: str = "Asia/Jakarta"
    territory: tuple[str, ...] = ()
    public_url: str | None = Field(default=None, pattern=r"^https?://[^\s/]+(/[^\s]*)?$")
    digest_at: time = time(7, 0)
    operators: tuple[str, ...] = Field(
        default=(), description="Subscriptions told of outlets that are not seen well; none: those that write to files."
    )
    config: Path = ROOT / "config"
    var: Path = ROOT / "var"
    database_url: str | None = None
    instant_within: timedelta = Field(default=timedelta(hours=48), gt=timedelta(0), le=timedelta(days=30))
    retention_months: int = Field(
        default=12, ge=1, le=240, description="Names are removed this long after a case closes."
    )
    backup_days: int = Field(
        default=30, ge=1, le=3650, description="Backups are deleted this long after they were made: they hold names."
    )
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["auto", "human", "json"] = "auto"
    reference_data: Path | None = None
    crawl: Crawl = Crawl()
    evidence: Evidence = Evidence()
    extraction: Extraction = Extraction()
    web: Web = Web()
    mail: Mail | None = None
    telegram: Telegram | None = None
    whatsapp: WhatsApp | None = None
    webhook: Webhook = Webhook()

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError(said("is not a time zone; use an IANA name such as Asia/Makassar")) from error
        return name

    @field_validator("territory")
    @classmethod
    def _code_form(cls, codes: tuple[str, ...]) -> tuple[str, ...]:
        for code in codes:
            if not re.fullmatch(r"\d{2}(\.\d{2})?", code):
                raise ValueError(said("{code!r} is no code of a province (63) or kabupaten/kota (63.72)", code=code))
        return codes

    @property
    def archive_url(self) -> str:
        """Return the database address: as set, else SQLite in `var/`."""
        return self.database_url or f"sqlite:///{self.var / 'pantau.db'}"

    @property
    def user_agent(self) -> str:
        """Return how we name ourselves to sites, with a contact where one is set."""
        from pantau import __version__

        contact = f"; {self.crawl.contact}" if self.crawl.contact else ""
        return f"Pantau/{__version__} (monitoring of election neutrality news{contact})"

    @property
    def zone(self) -> ZoneInfo:
        """Return the user's zone."""
        return ZoneInfo(self.timezone)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the hook's signature
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment win over the file, whose values arrive as keyword arguments."""
        return env_settings, init_settings


def load_settings(config: Path | None = None) -> Settings:
    """Read the settings once.

    Args:
        config: The configuration folder; None for `PANTAU_CONFIG` or the checkout's `config/`.

    Raises:
        ConfigError: A key is unknown or a value out of bounds; with file and line where they are known.
    """
    file = _file(config)
    folder = file.parent
    text = ""
    values: dict[str, Any] = {}
    if file.exists():
        values, text = read_toml(file)
    elif not folder.is_dir():
        raise ConfigError(
            said("is no folder"), file=str(folder), allowed=said("the folder that holds pantau.toml and outlets/")
        )
    values["config"] = folder
    try:
        settings = Settings(**values)
    except ValidationError as error:
        raise WrongSettingsError([_explain(one, file, text) for one in error.errors()]) from error
    settings = settings.model_copy(update={"config": folder})  # the variable names the folder where nobody else does
    _check_territory(settings, file, text)
    return settings


def reader_language(config: Path | None) -> Language:
    """Return the language of the terminal's reader, from the environment or a file that may be wrong otherwise."""
    try:
        stated = read_toml(_file(config))[0].get("language")
    except ConfigError:
        stated = None
    wanted = os.environ.get("PANTAU_LANGUAGE", stated)
    return "en" if wanted == "en" else "id"


def _file(config: Path | None) -> Path:
    return (config or Path(os.environ.get("PANTAU_CONFIG") or ROOT / "config")) / FILE


def _check_territory(settings: Settings, file: Path, text: str) -> None:
    if not settings.territory or not (settings.config / "regions.csv").exists():
        return
    known = {row["kode"] for _, row in read_csv(settings.config / "regions.csv", ("kode",))}
    for code in settings.territory:
        if code not in known:
            line = None if "PANTAU_TERRITORY" in os.environ else _line_of(text, ["territory"])
            problem = said("'territory': {code!r} is no province or kabupaten/kota", code=code)
            raise ConfigError(
                problem, file=str(file) if line else None, line=line, allowed=said("codes of config/regions.csv")
            )


def _explain(first: Mapping[str, Any], file: Path, text: str) -> ConfigError:
    path = [str(part) for part in first["loc"]]
    name = ".".join(path)
    variable = "PANTAU_" + "__".join(path).upper()
    line = None if variable in os.environ else _line_of(text, path)
    where = str(file) if line else None
    if first["type"] == "extra_forbidden":
        return ConfigError(
            said("unknown setting '{name}'", name=name), file=where, line=line, allowed=_known(path[:-1])
        )
    place = f"'{name}'" if line else said("'{name}' (from {variable})", name=name, variable=variable)
    return ConfigError(said("{place}: {text}", place=place, text=explain(first)), file=where, line=line)


def _known(section: list[str]) -> str:
    model: Any = Settings
    for part in section:
        annotation = model.model_fields[part].annotation
        model = next((a for a in getattr(annotation, "__args__", (annotation,)) if hasattr(a, "model_fields")), model)
    return ", ".join(model.model_fields)


def _line_of(text: str, path: list[str]) -> int | None:
    """Return the 1-based line of a key in TOML text; None when it does not stand there."""
    section: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        header = re.match(r"\s*\[([^\]]+)\]", line)
        if header:
            section = header[1].split(".")
            if section == path:
                return number
        key = re.match(r"\s*([A-Za-z_][\w-]*)\s*=", line)
        if key and [*section, key[1]] == path[: len(section) + 1]:
            return number
    return None
