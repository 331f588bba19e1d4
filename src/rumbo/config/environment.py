"""The typed table of environment variables, so that nothing is configured anywhere else."""

from typing import Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from rumbo.casework.rules import KEPT_MONTHS

LONGEST = 600


class Environment(BaseSettings):
    """Every variable the house reads; docs/environment.md is checked against this table."""

    model_config = SettingsConfigDict(env_prefix="RUMBO_", extra="ignore")

    home: str = Field(default="", description="Folder of the installation.")
    database_url: str = Field(
        default="",
        validation_alias="DATABASE_URL",
        description="A PostgreSQL server to use instead of the embedded one (serving role).",
    )
    owner_database_url: str = Field(
        default="", description="The same database for the owning role; used only by migrations."
    )
    report_database_url: str = Field(
        default="", description="The same database for the reporting role, which reads views only."
    )
    secret_key: str = Field(
        default="", description="Key that signs sessions; otherwise RUMBO_HOME/keys/secret_key."
    )
    keys: str = Field(
        default="", description="Keyring of the sealed fields; otherwise RUMBO_HOME/keys."
    )
    hosts: str = Field(
        default="localhost,127.0.0.1,[::1]", description="Host names served, with commas."
    )
    https: bool = Field(
        default=False, description="Served over HTTPS: secure cookies, redirect and HSTS."
    )
    proxies: int = Field(
        default=0, ge=0, le=10, description="Trusted proxies in front (X-Forwarded-For, -Proto)."
    )
    second_factor: bool | None = Field(
        default=None,
        description="Require a second factor at sign-in; unset: everywhere except in a demo home.",
    )
    time_zone: str = Field(
        default="America/Mexico_City", description="Time zone of an office that names none."
    )
    language: Literal["es", "en"] = Field(
        default="es", description="Language of what commands print."
    )
    mail_url: str = Field(
        default="", description="smtp://user:password@host:port; unset: mail is kept in a folder."
    )
    mail_from: str = Field(
        default="rumbo@localhost", description="Sender of the mail that leaves the house."
    )
    threads: int = Field(default=8, ge=1, le=64, description="Requests served at the same time.")
    pool: bool = Field(default=True, description="Keep database connections in a pool.")
    kept_months: str = Field(
        default="",
        description="Months a file is kept by how it ended, CLOSED=60,WITHDRAWN=12; unset: domain.",
    )
    public_threshold: int = Field(
        default=5, ge=5, le=10, description="The smallest number of people a public report shows."
    )
    public_by: Literal["", "quarters", "reports"] = Field(
        default="",
        description="The one way people are published: quarters or reports; unset: both, warned.",
    )
    debug: bool = Field(default=False, description="Show errors in full; for development only.")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="What is written to the log."
    )
    log_json: bool = Field(default=False, description="Write the log as one JSON object a line.")
    pg: Literal["", "16", "18"] = Field(
        default="", description="Version of the embedded PostgreSQL; unset: 18."
    )
    pg_bin: str = Field(
        default="", description="Folder of a system PostgreSQL's programs, instead of the wheel's."
    )
    chromium: str = Field(default="", description="Chromium for the browser tests.")
    deep: bool = Field(default=False, description="Run every property test at its full count.")

    @field_validator("kept_months")
    @classmethod
    def _are_months(cls, told: str) -> str:
        """Refuse an end that there is not, and anything that is no number of months."""
        kept_months(told)
        return told


def kept_months(told: str) -> dict[str, int]:
    """The months that a file is kept, by how it ended: the house's own, where nothing else is said."""
    found = dict(KEPT_MONTHS)
    for part in filter(None, (one.strip() for one in told.split(","))):
        stage, _equals, months = part.partition("=")
        if stage not in found or not months.isdecimal() or not 1 <= int(months) <= LONGEST:
            raise ValueError(part)
        found[stage] = int(months)
    return found


def read() -> Environment:
    """Read the environment; a value that cannot be read ends the program with its name."""
    try:
        return Environment()
    except ValidationError as problem:
        names = ", ".join(str(error["loc"][0]).upper() for error in problem.errors())
        raise SystemExit(
            f"No se entiende el valor de RUMBO_{names} (docs/environment.md)."
        ) from None
