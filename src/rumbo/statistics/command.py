"""Carries out `rumbo sitrep`; loaded only then, so that other commands start quickly."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

import typer

from rumbo.common.clock import end_of
from rumbo.statistics import sitrep
from rumbo.statistics.codes import Lang
from rumbo.statistics.disclosure import THRESHOLD, Previous, read_previous
from rumbo.statistics.phrases import number, say
from rumbo.statistics.report.contents import Contents
from rumbo.statistics.report.files import FORMS, write
from rumbo.statistics.report.tables import method, problems
from rumbo.statistics.returns import Period, left_out, read

SHOWN = 10


def require_threshold(asked: int | None, told: int, lang: Lang) -> None:
    """Refuse another threshold than the one that something is told with to everybody."""
    if asked not in {None, told}:
        raise typer.BadParameter(say("threshold_is_set", lang, least=number(told)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One report as it was asked for."""

    period: Period
    lang: Lang
    out: Path
    returns: Path | None = None
    is_public: bool = False
    previous: tuple[Path, ...] = ()
    compared: Path | None = None
    threshold: int = THRESHOLD
    asked: int | None = None
    """The threshold that was asked for on the line, and not only set."""
    as_of: date | None = None

    def carry_out(self) -> None:
        """Write the five files, and say on stderr what could not be counted or shown."""
        contents = self._contents()
        if sys.stderr.isatty():
            with typer.progressbar(
                write(contents, self.out), length=len(FORMS), file=sys.stderr
            ) as bar:
                list(bar)
        else:
            list(write(contents, self.out))
        for sentence in [*self._problems(contents), *list(method(contents))[1:], *self._rows()]:
            typer.echo(sentence, err=True)
        if self.is_public and self.returns is None and self._publishing().is_both():
            # The closed quarters of the same people are public as well, and made without this one.
            typer.echo(say("one_way_only", self.lang), err=True)

    def _problems(self, contents: Contents) -> Iterator[str]:
        """Yield the first of what could not be counted, and where the rest stands."""
        yield from islice(problems(contents), SHOWN)
        more = len(contents.problems) + len(contents.uncounted) - SHOWN
        if more > 0:
            yield say("problems_rest", self.lang, more=number(more))

    def _rows(self) -> Iterator[str]:
        """Yield how many rows of the file were counted, and how many were not and why."""
        if self.returns is None:
            return
        raw = read(self.returns)
        rows = left_out(raw, self.period)
        counted = number(rows.counted)
        yield say("rows_counted", self.lang, counted=counted, all=number(raw.height))
        for why in ("outside", "elsewhere", "unknown"):
            if count := getattr(rows, why):
                yield say(f"rows_{why}", self.lang, count=number(count))

    def _contents(self) -> Contents:
        reports = [read_previous(path) for path in self.previous]
        if self.is_public and self.returns is None:
            found = self._quarter()
            if found is not None:
                return found
        if self.as_of is not None:
            return replace(self._as_known(self.as_of, reports), compared=self._compared())
        if self.returns is None:
            return self._counted(reports)
        raw = read(self.returns)
        if self.is_public:
            return sitrep.public_sitrep(
                raw, self.period, self.lang, reports, threshold=self.threshold
            )
        return sitrep.sitrep(raw, self.period, self.lang, compared=self._compared())

    def _quarter(self) -> Contents | None:
        """Return the closed quarter as everybody is given it, where that is what is asked for."""
        publishing = self._publishing()
        if publishing.is_quarter(self.period):
            if self.previous:
                raise typer.BadParameter(say("quarter_without_previous", self.lang))
            require_threshold(self.asked, publishing.threshold(), self.lang)
        found: Contents | None = publishing.quarter_asked(self.period, self.as_of, self.lang)
        if found is not None and found.edition is not None:
            # One that is out keeps the threshold it was given with.
            require_threshold(self.asked, found.edition.threshold, self.lang)
        return found

    @staticmethod
    def _publishing() -> Any:
        """The way of publishing that was chosen: loaded only for what comes from the database."""
        return import_module("rumbo.statistics.publishing")

    def _compared(self) -> Previous | None:
        return read_previous(self.compared) if self.compared else None

    def _counted(self, reports: Sequence[Previous]) -> Contents:
        """Count from the extract, which is made or brought up to date first."""
        # Loaded only here, so that a report from a file needs no database.
        import_module("rumbo.statistics.mirror.showing").refresh()
        found: Contents
        if self.is_public:
            editions = import_module("rumbo.statistics.editions")
            found = editions.of_days(self.period, self.lang, reports, self.threshold)
            return found
        inside = import_module("rumbo.statistics.inside")
        found = inside.edition(self.period, self.lang)
        return replace(found, compared=self._compared())

    def _as_known(self, known: date, reports: Sequence[Previous]) -> Contents:
        """Tell the report as it was at the end of a day; inside, with what was corrected since.

        It is counted from the rows' history: the extract keeps no former version of anything.
        """
        if not self.is_public:
            editions = import_module("rumbo.statistics.editions")
            found: Contents = editions.as_known(self.period, known, self.lang)
            return found
        queries = import_module("rumbo.statistics.queries")
        asked = (self.period.since, self.period.until, self.period.stream)
        with queries.known_by(end_of(known)):
            raw, demand = queries.returns_frame(*asked), queries.demand(*asked)
        return sitrep.public_sitrep(
            raw, self.period, self.lang, reports, demand, threshold=self.threshold
        )
