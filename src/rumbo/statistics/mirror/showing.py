"""Refreshes the extract for somebody at a terminal, who sees how far it is."""

import sys

import typer

from rumbo.statistics.mirror import refreshing
from rumbo.statistics.mirror.refreshing import Refreshed


def refresh(*, whole: bool = False) -> Refreshed:
    """Refresh, with a bar and the time left where somebody looks."""
    if not sys.stderr.isatty():
        return refreshing.refresh(whole=whole)
    with typer.progressbar(length=1, label="Leer", file=sys.stderr) as bar:

        def shown(done: int, all_of_them: int) -> None:
            bar.length = max(all_of_them, 1)
            bar.update(done - bar.pos)

        return refreshing.refresh(whole=whole, done=shown)
