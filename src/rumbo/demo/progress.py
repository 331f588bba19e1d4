"""How far the play has come: bars on a terminal, nothing in a pipe."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from rumbo.demo.agenda import Progress


@contextmanager
def shown_on_a_terminal() -> Iterator[Progress]:
    """Give a function (stage, done, all) that draws bars with the time left, where somebody looks."""
    if not sys.stderr.isatty():
        yield lambda _stage, _done, _all: None
        return
    # Heavy, and only where somebody looks.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress as Bars  # noqa: PLC0415
    from rich.progress import TaskID, TimeRemainingColumn  # noqa: PLC0415

    names = {
        "people": _("Registrar personas"),
        "before": _("Las semanas anteriores"),
        "read": _("Leer la hoja"),
        "judged": _("Mirar cada fila"),
        "registered": _("Registrar la hoja"),
        "signals": _("Abrir lo que no puede esperar"),
        "days": _("Vivir los días"),
    }
    with Bars(
        *Bars.get_default_columns()[:3], TimeRemainingColumn(), console=Console(stderr=True)
    ) as bars:
        tasks: dict[str, TaskID] = {}

        def show(stage: str, done: int, whole: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(names.get(stage, stage), total=whole)
            bars.update(tasks[stage], completed=done, total=whole)

        yield show
