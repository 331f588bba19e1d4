"""`rumbo demo`: a world to look at, to learn with and to measure."""

from typing import Annotated

import typer


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
    from rumbo.demo import bulk, world  # noqa: PLC0415
    from rumbo.demo.progress import shown_on_a_terminal  # noqa: PLC0415
    from rumbo.demo.sign_ins import summary  # noqa: PLC0415

    world.hurry()
    with shown_on_a_terminal() as progress:
        if world.is_played():
            if people:
                bulk.add(world.set_up(seed, clock.now(), days), people, progress=progress)
        else:
            scene = world.set_up(seed, clock.now(), days)
            if people:
                bulk.add(scene, people, progress=progress)
            if days:
                world.play(scene, rows=rows, progress=progress)
    for line in summary():
        typer.echo(line)


def register(app: typer.Typer) -> None:
    """Add the command to `rumbo`."""
    app.command()(demo)
