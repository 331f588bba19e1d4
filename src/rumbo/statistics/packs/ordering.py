"""Carries out `rumbo sitrep --pack`; loaded only then, so that a report from a file needs no Django."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rumbo.access.values import EVERYTHING
from rumbo.common import clock
from rumbo.programmes import queries as programmes
from rumbo.statistics import queries
from rumbo.statistics.codes import Lang
from rumbo.statistics.command import require_threshold
from rumbo.statistics.errors import UnreadableReturns
from rumbo.statistics.packs import files, making
from rumbo.statistics.packs.pack import Pack
from rumbo.statistics.periods import Quarter
from rumbo.statistics.publishing import require_quarters_given, threshold


def carry_out(
    pack: str, chosen: Mapping[str, Any], out: Path, lang: Lang, asked: int | None = None, *,
    is_public: bool,
) -> None:  # fmt: skip
    """Write the five files of a pack; `asked` is the threshold that somebody insists on."""
    year = chosen["year"]
    require_threshold(asked, threshold(), lang)
    if pack == "line":
        made = _line(chosen["line"], Quarter(year, chosen["quarter"]), lang)
    else:
        made = _highlights(year, chosen["office"], lang, is_public=is_public)
    if made.edition is not None:
        require_threshold(asked, made.edition.threshold, lang)
    list(files.write(made, out))


def _line(code: str, quarter: Quarter, lang: Lang) -> Pack:
    row = programmes.funding_line(code)
    if row is None:
        raise UnreadableReturns(
            es=f"No hay línea de fondos con el código {code}.",
            en=f"There is no funding line with the code {code}.",
        )
    require_quarters_given()
    _require_closed(quarter)
    return making.line_of(row, quarter, lang)


def _highlights(year: int, office: str | None, lang: Lang, *, is_public: bool) -> Pack:
    if is_public:
        require_quarters_given()
        _require_closed(Quarter(year, 4))
        return making.year_public(year, lang)
    one = None
    if office is not None:
        one = queries.offices_of(EVERYTHING).filter(code=office).first()
        if one is None:
            raise UnreadableReturns(
                es=f"No hay oficina con el código {office}.",
                en=f"There is no office with the code {office}.",
            )
    return making.year_inside(year, lang, EVERYTHING, one)


def _require_closed(quarter: Quarter) -> None:
    """An open quarter would be told twice, and differently."""
    if not quarter.is_closed_on(clock.today()):
        raise UnreadableReturns(
            es=f"El trimestre {quarter.number} de {quarter.year} todavía no está cerrado.",
            en=f"Quarter {quarter.number} of {quarter.year} is not closed yet.",
        )
