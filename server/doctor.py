"""What is wrong with a set-up, in words: `frontdesk doctor`, and what each role checks before it starts."""

import shutil
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from server.data_folder import LEAST_FREE
from server.desk import Desk, open_desk
from server.errors import Misconfigured
from server.settings import Settings
from server.store import PyMongoError

STATIC = Path(__file__).parent / "static"
BUILT = ("widget/loader.js", "widget/.vite/manifest.json", "console/.vite/manifest.json")
MOST_CLOCK_SKEW = 2.0
SLOW_WRITE = 0.2


@dataclass(frozen=True)
class Finding:
    part: str
    ok: bool
    text: str


async def require_databases(settings: Settings) -> None:
    """Raises Misconfigured, one line that names the setting, unless MongoDB and Redis can be worked with."""
    desk = _open(settings)
    try:
        for check in (_mongodb, _redis):
            finding = await check(desk)
            if not finding.ok:
                raise Misconfigured(f"{finding.part} {finding.text}")
    finally:
        await desk.close()


async def examine(settings: Settings) -> list[Finding]:
    """Every check, in the order an operator would make them."""
    desk = _open(settings)
    try:
        mongodb, redis = await _mongodb(desk), await _redis(desk)
        findings = [mongodb, redis]
        if mongodb.ok:
            findings += [await _write(desk), await _clock(desk)]
        if redis.ok:
            findings.append(await _persistence(desk))
        of_settings = (_secret_key, _public_url, _mail, _disk)
        return [*findings, *(check(settings) for check in of_settings), _built()]
    finally:
        await desk.close()


def without_password(url: str) -> str:
    """The URL as it may be shown and logged."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def _open(settings: Settings) -> Desk:
    try:
        return open_desk(settings, secret="")
    except (PyMongoError, ValueError) as error:
        raise Misconfigured(f"FRONTDESK_MONGODB_URL or FRONTDESK_REDIS_URL can't be used: {error}") from None


async def _mongodb(desk: Desk) -> Finding:
    where = f"at {without_password(desk.settings.mongodb_url)}"
    try:
        hello = await desk.store.database.command("hello")
        version = (await desk.store.database.command("buildInfo"))["version"]
    except PyMongoError as error:
        # The driver adds its timeouts and its whole view of the cluster after the reason.
        reason = str(error).split(" (configured")[0].split(", Timeout:")[0].split(", full error")[0]
        advice = "Start it, or correct FRONTDESK_MONGODB_URL."
        return Finding("MongoDB", False, f"{where} can't be used ({reason}). {advice}")
    if "setName" not in hello and hello.get("msg") != "isdbgrid":
        advice = "Start mongod with --replSet rs0 and run rs.initiate() once."
        return Finding("MongoDB", False, f"{where} is no replica set, so it has no transactions. {advice}")
    return Finding("MongoDB", True, f"{where}, version {version}, set {hello.get('setName', '(sharded)')}")


async def _redis(desk: Desk) -> Finding:
    where = f"at {without_password(desk.settings.redis_url)}"
    try:
        version = (await desk.redis.info("server"))["redis_version"]
    except Exception as error:
        advice = "Start it, or correct FRONTDESK_REDIS_URL."
        return Finding("Redis", False, f"{where} can't be used ({error}). {advice}")
    return Finding("Redis", True, f"{where}, version {version}")


async def _write(desk: Desk) -> Finding:
    began = time.monotonic()
    try:
        await desk.store.doctor.replace_one({"_id": "write"}, {"at": desk.now()}, upsert=True)
    except PyMongoError as error:
        return Finding("Writes", False, f"one with majority and journal failed: {error}")
    took = time.monotonic() - began
    return Finding("Writes", took < SLOW_WRITE, f"one with majority and journal takes {took * 1000:.0f} ms")


async def _clock(desk: Desk) -> Finding:
    theirs = (await desk.store.database.command("hello"))["localTime"]
    skew = abs((datetime.now(UTC) - theirs.replace(tzinfo=UTC)).total_seconds())
    return Finding("Clock", skew < MOST_CLOCK_SKEW, f"{skew:.1f} s apart from MongoDB's")


async def _persistence(desk: Desk) -> Finding:
    info = await desk.redis.info("persistence")
    if info.get("aof_enabled"):
        return Finding("Redis on disk", True, "append-only file is on")
    advice = "its restart would lose jobs; set `appendonly yes`"
    return Finding("Redis on disk", False, f"append-only file is off: {advice}")


def _secret_key(settings: Settings) -> Finding:
    if 0 < len(settings.secret_key) < 32:
        return Finding("SECRET_KEY", False, "shorter than 32 characters; FRONTDESK_SECRET_KEY can be guessed")
    kept = f"kept in {settings.data_path}/secret_key (several machines need the same one: set it)"
    return Finding("SECRET_KEY", True, "set" if settings.secret_key else kept)


def _public_url(settings: Settings) -> Finding:
    local = urlsplit(settings.address).hostname in ("127.0.0.1", "localhost", "::1")
    if settings.address.startswith("http://") and not local:
        return Finding("PUBLIC_URL", False, f"{settings.address} is not https: passwords travel in the clear")
    hint = " (this machine only; set it when others shall reach Frontdesk)" if local else ""
    return Finding("PUBLIC_URL", True, settings.address + hint)


def _mail(settings: Settings) -> Finding:
    return Finding("Mail", True, without_password(settings.smtp_url) if settings.smtp_url else
                   "no FRONTDESK_SMTP_URL: mail is kept in the console's outbox")


def _built() -> Finding:
    missing = [name for name in BUILT if not (STATIC / name).exists()]
    return Finding("Browser code", not missing,
                   f"{', '.join(missing)} missing: run `npm ci && npm run build`" if missing else "built")


def _disk(settings: Settings) -> Finding:
    folder = next(path for path in (settings.data_path, *settings.data_path.parents) if path.exists())
    free = shutil.disk_usage(folder).free
    return Finding("Disk", free > LEAST_FREE, f"{free // 1_000_000:,} MB free at {folder}")
