"""Several do something at the same moment, each on a connection of their own."""

import threading
from collections.abc import Callable

from django.db import connection

from rumbo.common.refusal import Refusal


def at_once(
    *deeds: Callable[[], object], told: Callable[[Refusal], str] = lambda refusal: refusal.code
) -> list[str]:
    """Do these at one moment; give what each came to: done, or what is told of its refusal."""
    start = threading.Barrier(len(deeds))
    said: list[str] = []

    def run(deed: Callable[[], object]) -> None:
        try:
            start.wait(timeout=20)
            deed()
            said.append("done")
        except Refusal as refusal:
            said.append(told(refusal))
        finally:
            connection.close()

    hands = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join(timeout=60)
    return sorted(said)
