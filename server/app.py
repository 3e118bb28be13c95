"""The web process: routes, the socket server, error shapes, and how it starts and stops."""

import asyncio
import contextlib
import gc
import logging
import re
import secrets
import time

import socketio
import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from server import built, followers, logs
from server.console import doors, pages_http
from server.desk import Desk, open_desk, ready
from server.door import answer, desk_of, on_crash, on_database, on_http, on_refusal
from server.errors import FrontdeskError
from server.first_run import ensure_first_run
from server.metrics import metrics
from server.realtime.agent_sockets import AgentDoor
from server.realtime.bus import Bus
from server.realtime.engine import Engine
from server.realtime.heartbeat import Heartbeat
from server.realtime.visitor_sockets import VisitorDoor
from server.settings import Settings
from server.store import PyMongoError
from server.widget import http as widget_http

log = logging.getLogger("frontdesk.web")
# Whoever has an invitation's token has the account: it does not belong in a log.
_SECRET_PATHS = re.compile(r"(/invite/|/invitations/)[^/]+")


def make_app(settings: Settings, clock=None) -> socketio.ASGIApp:
    """The ASGI application on the databases that the settings name."""
    bus = Bus(settings.redis_url)
    extra = {"clock": clock} if clock else {}
    desk = open_desk(settings, secret=settings.secret_key, bus=bus, **extra)
    followers.attach(desk)
    engine = Engine(bus)
    agents = AgentDoor(desk, bus)
    engine.doors = {"/visitor": VisitorDoor(desk, bus).door(), "/agent": agents.door()}
    web = Starlette(
        routes=[
            Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", metrics),
            Route("/static/{path:path}", built.serve),
            *doors.routes, *widget_http.routes, *pages_http.routes,
        ],
        exception_handlers={
            FrontdeskError: on_refusal, HTTPException: on_http, PyMongoError: on_database, Exception: on_crash,
        },
        lifespan=lambda app: running(desk, engine, bus, Heartbeat(desk, engine, agents.looking)),
    )
    web.state.desk, web.state.engine = desk, engine
    return socketio.ASGIApp(engine, other_asgi_app=Requests(web))


@contextlib.asynccontextmanager
async def running(desk: Desk, engine: Engine, bus: Bus, heartbeat: Heartbeat):
    await desk.store.ensure_indexes()
    made = await ensure_first_run(desk)
    if made.site:
        log.info("first run", extra={"site": made.site})
    bus.start()
    pulse = asyncio.create_task(heartbeat.run())
    # What the start has made stays: the collector need not look at it again, and should come less often.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 100)
    try:
        yield
    finally:
        pulse.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await pulse
        await bus.stop()
        await desk.close()


class Requests:
    """Gives each HTTP request an id, in the log and in the answer, and logs how it went."""

    def __init__(self, app):
        self._app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        id, began, status = secrets.token_hex(6), time.perf_counter(), 0
        logs.request_id.set(id)

        async def send_with_id(message):
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (b"x-request-id", id.encode())]
            await send(message)

        try:
            await self._app(scope, receive, send_with_id)
        finally:
            if not scope["path"].startswith(("/static/", "/healthz", "/readyz")):
                took = round((time.perf_counter() - began) * 1000)
                path = _SECRET_PATHS.sub(r"\1…", scope["path"])
                log.info("request", extra={"method": scope["method"], "path": path, "status": status, "ms": took})


async def healthz(request: Request) -> Response:
    return PlainTextResponse("ok")


async def readyz(request: Request) -> Response:
    parts = await ready(desk_of(request))
    return answer(parts, 200 if all(state == "ok" for state in parts.values()) else 503)


def serve(settings: Settings) -> None:
    """Runs one web process until a signal stops it."""
    logs.set_up(settings.log_level)
    server = web_server(settings)
    server.run()
    if not server.started:
        raise SystemExit("The web process could not start; the lines above say why.")


def web_server(settings: Settings, clock=None) -> uvicorn.Server:
    """The application in its server, which is not running yet; tests run it in a thread."""
    return uvicorn.Server(uvicorn.Config(
        make_app(settings, clock), host=settings.host, port=settings.port, loop="uvloop", http="httptools",
        ws="websockets-sansio", ws_max_size=8 * 1024 * 1024, ws_per_message_deflate=False, ws_ping_interval=None,
        forwarded_allow_ips=settings.trusted_proxies, log_config=None, access_log=False, server_header=False,
        timeout_graceful_shutdown=2,
    ))
