"""Makes the situation report: from returns to what may be shown of them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rumbo.statistics.codes import Lang
from rumbo.statistics.disclosure import Previous, protect
from rumbo.statistics.figures import figures_of
from rumbo.statistics.report.contents import Contents
from rumbo.statistics.returns import Period, returns_of

if TYPE_CHECKING:
    import polars as pl


def sitrep(raw: "pl.DataFrame", period: Period, lang: Lang) -> Contents:
    """Return the internal edition: every figure, and every value that could not be counted."""
    returns = returns_of(raw, period)
    frame = returns.frame
    return Contents(
        period=period,
        lang=lang,
        figures=figures_of(frame),
        total=frame.height,
        surveyed=int(frame["surveyed"].sum()),
        undated=frame["returned_on"].null_count(),
        problems=returns.problems,
    )


def public_sitrep(
    raw: "pl.DataFrame", period: Period, lang: Lang, reports: Sequence[Previous]
) -> Contents:
    """Return the public edition: figures go through the gate, and nothing else goes in."""
    returns = returns_of(raw, period)
    edition = protect(returns, figures_of(returns.frame), reports)
    return Contents(
        period=period,
        lang=lang,
        figures=edition.figures,
        public=True,
        cost=edition.cost,
        comparable=edition.comparable,
    )
