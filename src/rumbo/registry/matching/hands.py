"""Several hands at one work: threads, since nearly all of comparing is done outside of Python."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Asked = TypeVar("Asked")
Done = TypeVar("Done")

MOST = 4  # each holds some hundred megabytes of a portion of pairs
_AHEAD = 2  # portions a hand that may be done and not yet taken


def hands() -> int:
    """How many processors this process may use, up to `MOST`."""
    return min(MOST, len(os.sched_getaffinity(0)))


def in_turn(work: Callable[[Asked], Done], asked: Iterable[Asked], *, many: int) -> Iterator[Done]:
    """Do a work for each of those asked, `many` at once; give what comes of them in their order.

    No more are begun than a few ahead of the one that is taken, so that what is held does not grow.
    What one raises is raised where its turn comes, and those not begun are left.
    """
    with ThreadPoolExecutor(many) as pool:
        begun: deque[Future[Done]] = deque()
        try:
            for one in asked:
                begun.append(pool.submit(work, one))
                if len(begun) > many * _AHEAD:
                    yield begun.popleft().result()
            while begun:
                yield begun.popleft().result()
        finally:
            for future in begun:
                future.cancel()
