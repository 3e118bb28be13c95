"""Settings: environment variables FRONTDESK_* (or a .env file) become one frozen Settings value."""

import os
from dataclasses import dataclass, field, fields
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values

from server.errors import Misconfigured

PREFIX = "FRONTDESK_"


def _setting(default, explanation: str):
    return field(default=default, metadata={"explanation": explanation})


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its default; `metadata["explanation"]` is what docs/operators.md prints."""

    mongodb_url: str = _setting("", "MongoDB to use, e.g. mongodb://db1/?replicaSet=rs0; empty: `up` starts its own.")
    mongodb_name: str = _setting("frontdesk", "Name of the database inside MongoDB.")
    redis_url: str = _setting("", "Redis (or Valkey) to use, e.g. redis://cache:6379/0; empty: `up` starts its own.")
    mongod: str = _setting("", "Path of the mongod that `up` starts; empty: the one on PATH, else the packaged one.")
    redis_server: str = _setting("", "Path of the redis-server that `up` starts; empty: as with mongod.")
    host: str = _setting("127.0.0.1", "Address the web server listens on.")
    port: int = _setting(8123, "Port the web server listens on.")
    public_url: str = _setting("", "Address under which browsers reach Frontdesk; empty: http://HOST:PORT.")
    data: str = _setting("./data", "Folder for everything `up` keeps: databases, logs, the secret key.")
    secret_key: str = _setting("", "Signs visitor tokens; empty: made once and kept in DATA/secret_key.")
    smtp_url: str = _setting("", "Outgoing mail server; empty: mail is kept and shown in the console's outbox.")
    admin_email: str = _setting("", "Makes the first admin on an empty database, together with ADMIN_PASSWORD.")
    admin_password: str = _setting("", "Password of that first admin.")
    session_days: int = _setting(30, "Days after which an agent signs in again.")
    visitor_token_days: int = _setting(180, "Days a visitor's browser is recognised after its last visit.")
    silent_agent_seconds: int = _setting(60, "A chat whose agent has had no live connection this long is queued again.")
    gone_visitor_seconds: int = _setting(120, "A waiting chat whose visitor has been gone this long counts as missed.")
    undo_seconds: int = _setting(10, "Seconds for which a reply is held and can be taken back, as can other changes.")
    max_file_mb: int = _setting(25, "Megabytes that one attached file may have.")
    trusted_proxies: str = _setting("127.0.0.1", "Proxies whose X-Forwarded-* headers are believed, comma separated.")
    log_level: str = _setting("info", "debug, info, warning or error.")

    @property
    def address(self) -> str:
        """Where browsers find us, without a trailing slash."""
        host = "localhost" if self.host in ("0.0.0.0", "::") else self.host
        return self.public_url.rstrip("/") or f"http://{host}:{self.port}"

    @property
    def data_path(self) -> Path:
        return Path(self.data).expanduser().resolve()


def load(environ: dict[str, str] | None = None, env_file: str = ".env", **overrides) -> Settings:
    """Reads the environment over the .env file over the defaults; `overrides` (by field name) win.

    Raises Misconfigured, one sentence that names the variable, for a value that can't be used.
    """
    given = {**dotenv_values(env_file), **(os.environ if environ is None else environ)}
    values = {}
    for spec in fields(Settings):
        raw = overrides.get(spec.name, given.get(PREFIX + spec.name.upper()))
        if raw is None or raw == "":
            continue
        values[spec.name] = _convert(spec, raw)
    settings = Settings(**values)
    for name, schemes in _URLS.items():
        _check_url(name, getattr(settings, name), schemes)
    if not 0 <= settings.port <= 65535:
        raise Misconfigured(f"{PREFIX}PORT must be a number from 0 to 65535, not {settings.port}.")
    return settings


_URLS = {
    "mongodb_url": ("mongodb", "mongodb+srv"),
    "redis_url": ("redis", "rediss", "unix"),
    "public_url": ("http", "https"),
    "smtp_url": ("smtp", "smtps"),
}


def _convert(spec, raw):
    if not isinstance(spec.default, int):
        return str(raw)
    try:
        return int(raw)
    except ValueError:
        raise Misconfigured(f"{PREFIX}{spec.name.upper()} must be a whole number, not {raw!r}.") from None


def _check_url(name: str, value: str, schemes: tuple[str, ...]) -> None:
    if value and urlsplit(value).scheme not in schemes:
        expected = " or ".join(f"{scheme}://" for scheme in schemes)
        raise Misconfigured(f"{PREFIX}{name.upper()} must begin with {expected}, not {value!r}.")
