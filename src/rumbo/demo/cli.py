"""`rumbo demo`: a world to look at, to learn with and to measure."""

from typing import TYPE_CHECKING, Annotated

import typer
from django.utils.translation import gettext as _

from rumbo.common.home import ENTERING, note_playing

if TYPE_CHECKING:
    from rumbo.demo.agenda import Progress
    from rumbo.demo.scene import Scene


def demo(
    people: Annotated[
        int, typer.Option("--people", min=0, help="Personas inventadas además de las de la hoja.")
    ] = 0,
    seed: Annotated[int, typer.Option("--seed", help="La misma semilla da el mismo mundo.")] = 1,
    days: Annotated[
        int, typer.Option("--days", min=0, max=45, help="Días que se viven paso a paso.")
    ] = 21,
    rows: Annotated[
        int | None, typer.Option("--rows", min=30, hidden=True, help="Solo las primeras filas.")
    ] = None,
) -> None:
    """Prepara un mundo de demostración con la hoja de 2025 en una carpeta nueva."""
    # The rooms need Django, which the command opens before it calls this.
    from rumbo.common import clock  # noqa: PLC0415
    from rumbo.demo import world  # noqa: PLC0415
    from rumbo.demo.progress import shown_on_a_terminal  # noqa: PLC0415
    from rumbo.demo.sign_ins import summary  # noqa: PLC0415
    from rumbo.statistics.mirror import refreshing  # noqa: PLC0415

    world.hurry()
    with shown_on_a_terminal() as progress:
        if world.is_played():
            if people:
                _enter(world.set_up(seed, clock.now(), days), seed, people, progress)
        else:
            scene = world.set_up(seed, clock.now(), days)
            if people:
                _enter(scene, seed, people, progress)
            if days:
                world.play(scene, rows=rows, progress=progress)
    # The dashboards of a new demonstration have figures from the first page on.
    refreshing.refresh()
    for line in summary():
        typer.echo(line)


def _enter(scene: "Scene", seed: int, people: int, progress: "Progress") -> None:
    """Let many people enter; cut off, the same command goes on with those who are missing."""
    from rumbo.demo import bulk, cut_off, hands  # noqa: PLC0415

    note_playing(ENTERING)
    began = cut_off.begin(seed, people, scene.now)
    try:
        bulk.add(scene, people, progress=progress, began=began, hands=hands.number())
    except KeyboardInterrupt:
        typer.echo(_("Interrumpido: la misma orden sigue donde quedó."), err=True)
        raise typer.Exit(130) from None
    # In this order: were the note gone first, whoever is killed here would let all of them enter anew.
    note_playing("days")
    cut_off.end()


def register(app: typer.Typer) -> None:
    """Add the command to `rumbo`."""
    app.command()(demo)
