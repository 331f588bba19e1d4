"""Runs deferred jobs in a process of its own beside the pages: no connection is shared with them."""

import asyncio
import os
import signal
import subprocess
import sys
import threading

import structlog

log = structlog.get_logger(__name__)
PATIENCE = 10  # seconds that a running job is given to finish


class Worker:
    """The process in which jobs run until the server stops.

    It holds the other end of a pipe: where the server dies, the pipe closes and the worker stops.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Begin taking jobs (the address of the database is in the environment)."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "rumbo.config.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            env=os.environ | {"RUMBO_POOL": "0"},
            start_new_session=True,
        )

    def stop(self) -> None:
        """Let the running job finish, for a while, and take no more."""
        if self._process is None:
            return
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            self._process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


async def _work() -> None:
    """Take jobs until cancelled."""
    # Django is set up only now.
    from procrastinate.contrib.django import app  # noqa: PLC0415
    from procrastinate.contrib.django.django_connector import DjangoConnector  # noqa: PLC0415

    connector = app.connector
    if not isinstance(connector, DjangoConnector):
        raise TypeError("the queue lives in Django's database")
    with app.replace_connector(connector.get_worker_connector()) as working:
        async with working.open_async():
            await working.run_worker_async(install_signal_handlers=False, concurrency=2)


async def _until_the_server_ends() -> None:
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(_work())

    def listen() -> None:
        sys.stdin.buffer.read()
        loop.call_soon_threadsafe(task.cancel)

    threading.Thread(target=listen, name="pipe", daemon=True).start()
    loop.add_signal_handler(signal.SIGTERM, task.cancel)
    try:
        await task
    except asyncio.CancelledError:
        log.debug("worker stopped")


def main() -> None:
    """Run as the server's child."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rumbo.config.settings")
    from rumbo.config import installation  # noqa: PLC0415 - before Django

    installation.set_up()
    asyncio.run(_until_the_server_ends())


if __name__ == "__main__":
    main()
