"""Several processes at one work: each opens the database itself and writes part after part."""

import multiprocessing
import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from multiprocessing.connection import wait as wait_for
from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from rumbo.demo.parts import Part, Queue
    from rumbo.demo.scene import Scene

MOST = 4  # each writes as fast as half a processor of the database follows

_held: "list[Scene]" = []


def number() -> int:
    """How many processors this process may use, up to `MOST`."""
    return min(MOST, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else MOST)


def alone(queue: "Queue", scene: "Scene", write: "Callable[[Scene, Part], int]") -> Iterator[int]:
    """Write every part here; give how many people came by each."""
    while (part := queue.take()) is not None:
        yield write(scene, part)
        queue.done(part)


def together(
    queue: "Queue", scene: "Scene", write: "Callable[[Scene, Part], int]", hands: int
) -> Iterator[int]:
    """Write the parts by so many processes; give how many people came by each, as they are done.

    What one raises is raised here, once those under way are written or given up. `write` is a
    function of a module, which each process finds by its name.
    """
    fresh = multiprocessing.get_context("spawn")
    told = (pickle.dumps(scene), pickle.dumps(write))
    with ProcessPoolExecutor(hands, mp_context=fresh, initializer=_begin, initargs=told) as pool:
        under_way: dict[Future[int], Part] = {}
        try:
            while True:
                while len(under_way) < hands and (part := queue.take()) is not None:
                    under_way[pool.submit(_write, part)] = part
                if not under_way:
                    return
                for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                    queue.done(under_way.pop(future))
                    yield future.result()
        finally:
            pool.shutdown(cancel_futures=True)


_writes: "list[Callable[[Scene, Part], int]]" = []


def _begin(scene: bytes, write: bytes) -> None:
    """Open what the address in the environment names, in a process that ends with its parent."""
    import django  # noqa: PLC0415 - in a process that has nothing yet

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    django.setup()
    _held.append(pickle.loads(scene))  # noqa: S301 - from our own parent
    _writes.append(pickle.loads(write))  # noqa: S301
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")


def _end_with_parent() -> None:
    """A parent that was killed tells nobody: whoever waits for its next word would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for([parent.sentinel])
        os._exit(1)


def _write(part: "Part") -> int:
    return _writes[0](_held[0], part)
