"""`rumbo sitrep`: the situation report in five forms, from a file or from here; `rumbo mirror`."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from rumbo.common.clock import today
from rumbo.common.few import STRICTEST, THRESHOLD
from rumbo.statistics.errors import UnreadableReturns
from rumbo.statistics.phrases import say
from rumbo.statistics.returns import Period

if TYPE_CHECKING:
    from rumbo.statistics.codes import Lang

THRESHOLD_SET_BY = "RUMBO_PUBLIC_THRESHOLD"


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


class PackName(StrEnum):
    """Reports of another shape."""

    HIGHLIGHTS = "highlights"
    LINE = "line"


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
    context: typer.Context,
    *,
    out: Annotated[Path, typer.Option(help="Carpeta donde se escribe.", file_okay=False)],
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Último día, incluido.")
    ] = None,
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
        str,
        typer.Option(
            help="Con --public, el menor número de personas que se muestra: de 5 a 10.",
            envvar=THRESHOLD_SET_BY,
        ),
    ] = str(THRESHOLD),
    lang: Annotated[Language, typer.Option(help="Lengua del informe.")] = Language.ES,
    as_of: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Como se sabía al terminar este día."),
    ] = None,
    pack: Annotated[
        PackName | None,
        typer.Option(help="Otro informe: lo más importante de un año, o una línea de fondos."),
    ] = None,
    year: Annotated[
        int | None, typer.Option(help="Con --pack, el año.", min=2000, max=2100)
    ] = None,
    quarter: Annotated[
        int | None, typer.Option(help="Con --pack line, el trimestre.", min=1, max=4)
    ] = None,
    office: Annotated[
        str | None, typer.Option(help="Con --pack highlights, solo esta oficina (su código).")
    ] = None,
    line: Annotated[
        str | None, typer.Option(help="Con --pack line, la línea de fondos (su código).")
    ] = None,
) -> None:
    """Escribe el informe de situación: HTML, PDF, XLSX, CSV y JSON."""
    language: Lang = "en" if lang is Language.EN else "es"
    chosen = _Chosen(pack, year, quarter, office, line)
    _require_one_report(
        chosen, (until, since, stream, returns, previous, as_of, compared), is_public=public
    )
    # What is set may be another for the next report; what stands on the line was meant.
    source = context.get_parameter_source("threshold")
    is_meant = source is not None and source.name == "COMMANDLINE"
    asked = _threshold(threshold, language) if is_meant else None
    if pack is not None:
        making = import_module("rumbo.statistics.packs.ordering")
        with _kindly(language):
            making.carry_out(pack.value, chosen._asdict(), out, language, asked, is_public=public)
    if until is None:
        return
    period = Period(
        until=until.date(),
        since=since.date() if since else None,
        stream=stream.value if stream else None,
    )
    earlier = (*(previous or ()), *(more or ()))
    _require_usage(period, earlier, is_public=public)
    if returns is None and period.until > today("UTC"):
        raise typer.BadParameter(say("until_to_come", language))
    if as_of and returns:
        raise typer.BadParameter("--as-of va con la base de datos y no con --returns.")
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
        threshold=_threshold(threshold, language),
        asked=asked,
        as_of=as_of.date() if as_of else None,
    )
    with _kindly(language):
        order.carry_out()


def _threshold(text: str, lang: "Lang") -> int:
    """Return the smallest number that is shown, or say what it may be."""
    few = text.strip()
    if not (few.isascii() and few.isdecimal() and len(few) <= len(str(STRICTEST))):
        few = "0"
    if not THRESHOLD <= int(few) <= STRICTEST:
        least, most = str(THRESHOLD), str(STRICTEST)
        raise typer.BadParameter(
            say("bad_threshold", lang, least=least, most=most, variable=THRESHOLD_SET_BY)
        )
    return int(few)


@contextmanager
def _kindly(lang: "Lang") -> Iterator[None]:
    try:
        yield
    except UnreadableReturns as refusal:
        typer.echo(refusal.sentence(lang), err=True)
        raise typer.Exit(1) from refusal
    except OSError as error:
        typer.echo(f"{error.strerror}: {error.filename}", err=True)
        raise typer.Exit(1) from error


class _Chosen(NamedTuple):
    """Which pack, and of which year, quarter, office and line."""

    pack: PackName | None
    year: int | None
    quarter: int | None
    office: str | None
    line: str | None


NEEDED = {PackName.HIGHLIGHTS: {"year"}, PackName.LINE: {"line", "year", "quarter"}}
ALSO = {PackName.HIGHLIGHTS: {"office"}, PackName.LINE: set[str]()}


def _require_one_report(chosen: _Chosen, others: tuple[object, ...], *, is_public: bool) -> None:
    """Refuse what fits neither the situation report nor one pack; the first of others is --until."""
    pack = chosen.pack
    asked = {name for name, value in chosen._asdict().items() if value is not None} - {"pack"}
    if pack is None:
        if asked:
            raise typer.BadParameter("--year, --quarter, --office y --line van con --pack.")
        if others[0] is None:
            raise typer.BadParameter("Falta --until.")
        return
    if any(others):
        raise typer.BadParameter("Un informe con --pack es de un año o un trimestre entero.")
    if lacking := sorted(NEEDED[pack] - asked):
        raise typer.BadParameter(f"Con --pack {pack} falta --{lacking[0]}.")
    if wrong := sorted(asked - NEEDED[pack] - ALSO[pack]):
        raise typer.BadParameter(f"--{wrong[0]} no va con --pack {pack}.")
    if is_public and chosen.office:
        raise typer.BadParameter("La edición pública es de todo el programa: no va con --office.")


def _check_first(**given: Any) -> None:
    """Refuse wrong usage before the database is opened for it."""
    chosen = _Chosen(**{name: given.get(name) for name in _Chosen._fields})
    names = ("until", "since", "stream", "returns", "previous", "as_of", "compared")
    others = tuple(given.get(name) for name in names)
    _require_one_report(chosen, others, is_public=bool(given.get("public")))


sitrep.check_first = _check_first  # type: ignore[attr-defined]


def _require_usage(period: Period, previous: tuple[Path, ...], *, is_public: bool) -> None:
    if previous and not is_public:
        raise typer.BadParameter("--previous va con --public.")
    if period.since and period.since > period.until:
        raise typer.BadParameter("--since es posterior a --until.")
