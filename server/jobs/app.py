"""The Celery app. Each worker process has one event loop and one Desk; its tasks run the same async actions.

Beat only ticks. What is due stands in MongoDB, so a task that is lost, late or run twice does no harm.
"""

import asyncio
import threading

from celery import Celery
from celery.signals import worker_shutdown

from server import followers, logs
from server.desk import Desk, open_desk
from server.jobs import sweeps
from server.realtime.bus import Publisher
from server.settings import Settings

TICK_SECONDS = 5
# A task of a killed worker is run again after this; all tasks are short and may run twice.
VISIBILITY_SECONDS = 30

celery = Celery("frontdesk")
celery.conf.update(
    task_serializer="json", accept_content=["json"], result_backend=None, task_ignore_result=True,
    task_acks_late=True, task_reject_on_worker_lost=True, worker_prefetch_multiplier=1,
    broker_transport_options={
        "visibility_timeout": VISIBILITY_SECONDS, "unacked_restore_interval": 2, "unacked_restore_throttle": 1,
    },
    broker_connection_retry_on_startup=True, broker_connection_max_retries=None, timezone="UTC",
    worker_hijack_root_logger=False, worker_send_task_events=False, worker_enable_remote_control=False,
    # A tick nobody took up in time is followed by the next one anyway.
    beat_schedule={
        name: {"task": f"frontdesk.{name}", "schedule": TICK_SECONDS, "options": {"expires": TICK_SECONDS * 2}}
        for name in sweeps.SWEEPS
    },
)


class Shop:
    """The process's loop, in a thread of its own, and its Desk."""

    def __init__(self, settings: Settings):
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, name="desk", daemon=True).start()
        self.desk: Desk = self.run(self._open(settings))

    def run(self, work):
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def _open(self, settings: Settings) -> Desk:
        desk = open_desk(settings, secret=settings.secret_key)
        desk.bus = Publisher(desk.redis)
        followers.attach(desk)
        return desk


_shop: Shop | None = None


def _register(name: str, sweep) -> None:
    @celery.task(name=f"frontdesk.{name}")
    def task():
        _shop.run(sweep(_shop.desk))


for _name, _sweep in sweeps.SWEEPS.items():
    _register(_name, _sweep)


@worker_shutdown.connect
def _close(**_):
    if _shop:
        _shop.run(_shop.desk.close())


def run_worker(settings: Settings) -> None:
    """Carries out tasks until a signal stops it."""
    global _shop
    _configure(settings)
    _shop = Shop(settings)
    celery.worker_main([
        "worker", "--pool=threads", "--concurrency=4", "--without-gossip", "--without-mingle", "--loglevel=WARNING",
    ])


def run_beat(settings: Settings) -> None:
    """Puts a tick of each sweep into the queue every few seconds."""
    _configure(settings)
    schedule = settings.data_path / "beat"
    schedule.parent.mkdir(parents=True, exist_ok=True)
    celery.Beat(loglevel="WARNING", schedule=str(schedule), quiet=True).run()


def _configure(settings: Settings) -> None:
    logs.set_up(settings.log_level)
    celery.conf.broker_url = settings.redis_url
    celery.conf.worker_hijack_root_logger = False
