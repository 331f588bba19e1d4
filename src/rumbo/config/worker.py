"""Runs deferred jobs in a thread of the server, so that one command is the whole house."""

import asyncio
import threading

import structlog
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

log = structlog.get_logger(__name__)


class Worker:
    """The thread in which jobs run until the server stops."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._task: asyncio.Task[None] | None = None
        self._thread = threading.Thread(target=self._run, name="jobs", daemon=True)

    def start(self) -> None:
        """Begin taking jobs."""
        self._thread.start()

    def stop(self) -> None:
        """Let the running job finish, up to ten seconds, and take no more."""
        if self._task is not None:
            self._loop.call_soon_threadsafe(self._task.cancel)
        self._thread.join(timeout=10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._task = self._loop.create_task(self._work())
        try:
            self._loop.run_until_complete(self._task)
        except asyncio.CancelledError:
            log.debug("worker stopped")
        finally:
            self._loop.close()

    async def _work(self) -> None:
        connector = app.connector
        if not isinstance(connector, DjangoConnector):
            raise TypeError("the queue lives in Django's database")
        with app.replace_connector(connector.get_worker_connector()) as working:
            async with working.open_async():
                await working.run_worker_async(install_signal_handlers=False, concurrency=2)
