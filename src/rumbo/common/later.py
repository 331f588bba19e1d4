"""The one way to put work off: a job is named, and carries ids, never names of people."""

import re
import uuid

_NAME = re.compile(r"^[a-z]+\.[a-z_]+$")


def later(job: str, **ids: uuid.UUID | int | str | None) -> None:
    """Defer `job` ("room.name") inside the running transaction, with plain ids as arguments.

    A job that was put off in a transaction that rolls back was never put off. Raises
    ValueError where an argument is anything but an id (free text could carry a name).
    """
    # Heavy: the queue reads the Django settings.
    from procrastinate.contrib.django import app  # noqa: PLC0415

    if not _NAME.match(job):
        raise ValueError(f"not a job name: {job}")
    arguments: dict[str, int | str | None] = {}
    for key, value in ids.items():
        if isinstance(value, str) and not re.fullmatch(r"[A-Za-z0-9_.:-]{1,64}", value):
            raise ValueError(f"a job's argument is an id: {job} {key}")
        arguments[key] = str(value) if isinstance(value, uuid.UUID) else value
    app.configure_task(job).defer(**arguments)
