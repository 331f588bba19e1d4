"""`rumbo sitrep`: the situation report in five forms, from a file or from here; `rumbo mirror`."""

from datetime import datetime
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rumbo.statistics.errors import UnreadableReturns
from rumbo.statistics.returns import Period

if TYPE_CHECKING:
    from rumbo.statistics.codes import Lang


class Stream(StrEnum):
    """The streams a report may be narrowed to."""

    AVR = "AVR"
    MPP = "MPP"
    RCM = "RCM"
    TPVR = "TPVR"


class Language(StrEnum):
    """The languages of a report."""

    ES = "es"
    EN = "en"


def register(app: typer.Typer) -> None:
    """Add the commands to `rumbo`."""
    app.command("sitrep")(sitrep)
    app.command("mirror")(mirror)


def mirror(
    *,
    whole: Annotated[
        bool, typer.Option("--whole", help="Todo de nuevo, no solo lo que cambió.")
    ] = False,
) -> None:
    """Pone al día el extracto seudonimizado del que se cuentan las cifras; cada noche se hace solo."""
    told = import_module("rumbo.statistics.mirror.showing").refresh(whole=whole)
    typer.echo(f"{told.cases} archivos y {told.people} personas leídas de nuevo.")


def sitrep(  # noqa: PLR0913
    *,
    until: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Último día, incluido.")],
    out: Annotated[Path, typer.Option(help="Carpeta donde se escribe.", file_okay=False)],
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Primer día, incluido.")
    ] = None,
    stream: Annotated[Stream | None, typer.Option(help="Solo este programa.")] = None,
    returns: Annotated[
        Path | None, typer.Option(help="Archivo de retornos en vez de la base de datos.")
    ] = None,
    public: Annotated[bool, typer.Option("--public", help="Edición para publicar.")] = False,
    more: Annotated[list[Path] | None, typer.Argument(hidden=True)] = None,
    previous: Annotated[
        list[Path] | None,
        typer.Option(help="sitrep.json publicado antes; caben varios, uno tras otro."),
    ] = None,
    compared: Annotated[
        Path | None,
        typer.Option("--compared-with", help="sitrep.json interno anterior: dice qué cambió."),
    ] = None,
    threshold: Annotated[
        int,
        typer.Option(
            help="Con --public, el menor número de personas que se muestra.",
            envvar="RUMBO_PUBLIC_THRESHOLD",
            min=5,
            max=10,
        ),
    ] = 5,
    lang: Annotated[Language, typer.Option(help="Lengua del informe.")] = Language.ES,
) -> None:
    """Escribe el informe de situación: HTML, PDF, XLSX, CSV y JSON."""
    language: Lang = "en" if lang is Language.EN else "es"
    period = Period(
        until=until.date(),
        since=since.date() if since else None,
        stream=stream.value if stream else None,
    )
    earlier = (*(previous or ()), *(more or ()))
    _require_usage(period, earlier, is_public=public)
    if compared and public:
        raise typer.BadParameter("--compared-with va sin --public; con --public va --previous.")
    if more and not previous:
        raise typer.BadParameter(str(more[0]))
    order = import_module("rumbo.statistics.command").Order(
        period=period,
        lang=language,
        out=out,
        returns=returns,
        is_public=public,
        previous=earlier,
        compared=compared,
        threshold=threshold,
    )
    try:
        order.carry_out()
    except UnreadableReturns as refusal:
        typer.echo(refusal.sentence(language), err=True)
        raise typer.Exit(1) from refusal
    except OSError as error:
        typer.echo(f"{error.strerror}: {error.filename}", err=True)
        raise typer.Exit(1) from error


def _require_usage(period: Period, previous: tuple[Path, ...], *, is_public: bool) -> None:
    if previous and not is_public:
        raise typer.BadParameter("--previous va con --public.")
    if period.since and period.since > period.until:
        raise typer.BadParameter("--since es posterior a --until.")
