"""Prints what `rumbo check` finds."""

import typer
from django.utils.translation import gettext as _

from rumbo.common.home import home, is_demo
from rumbo.common.refusal import Refusal
from rumbo.config import checking, installation, ready


def check(assignments: list[str]) -> None:
    """Settle what was given, then print the faults and what real people still wait for."""
    _settle(assignments)
    found = list(checking.faults())
    typer.echo(_("Carpeta: %(folder)s") % {"folder": home()})
    for fault in found:
        typer.echo(f"✗ {fault.wrong}\n  → {fault.mend}")
    if not found:
        typer.echo(_("✓ La instalación está en orden."))
    _say_who_may_enter()
    if found:
        raise typer.Exit(1)


def _settle(assignments: list[str]) -> None:
    """Note what was given; what is not understood is wrong usage: one sentence and exit 2."""
    try:
        for assignment in assignments:
            ready.settle(assignment)
    except Refusal as refusal:
        installation.set_up()
        typer.echo(refusal.sentence, err=True)
        raise typer.Exit(2) from refusal


def _say_who_may_enter() -> None:
    if is_demo():
        typer.echo(_("DEMO: esta carpeta es de demostración; aquí no entran personas reales."))
        return
    open_items = ready.missing()
    if not open_items:
        typer.echo(_("✓ Lista para personas reales."))
        return
    typer.echo(_("TODAVÍA NO PARA PERSONAS REALES (NOT YET FOR REAL PEOPLE). Falta:"))
    for name in open_items:
        how = (
            "RUMBO_SECOND_FACTOR=1" if name == ready.SECOND_FACTOR else f"rumbo check --set {name}="
        )
        typer.echo(f"  · {ready.ITEMS[name]}  [{how}]")
