"""Progress on a terminal, and nothing in a pipe."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _


@contextmanager
def shown_on_a_terminal() -> Iterator[Callable[[str, int, int], None]]:
    """Give a function (stage, done, all) that draws bars where somebody looks."""
    if not sys.stderr.isatty():
        yield lambda _stage, _done, _all: None
        return
    # Heavy, and only where somebody looks.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress  # noqa: PLC0415

    names = {
        "read": _("Leer la hoja"),
        "judged": _("Mirar cada fila"),
        "registered": _("Registrar"),
        "signals": _("Abrir lo que no puede esperar"),
    }
    with Progress(console=Console(stderr=True)) as bars:
        tasks: dict[str, object] = {}

        def show(stage: str, done: int, whole: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(names.get(stage, stage), total=whole)
            bars.update(tasks[stage], completed=done, total=whole)  # type: ignore[arg-type]

        yield show
