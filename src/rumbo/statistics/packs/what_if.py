"""What a donor is given: the words of the page as plain values, with pictures that print in grey."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from rumbo.common.pdf import Lang, Letterhead
from rumbo.movements.print import values
from rumbo.movements.print.whatif import what_if_pdf
from rumbo.movements.whatif.shown import Column
from rumbo.statistics.disclosure.supposed import SupposedEdition
from rumbo.ui import words


def as_pdf(edition: SupposedEdition, lang: Lang) -> bytes:
    """Return the paper of what came through the gate."""
    return what_if_pdf(printed(edition), lang=lang)


def printed(edition: SupposedEdition) -> values.WhatIf:
    """A what-if as its paper says it."""
    told = edition.told
    row, columns = told.row, told.counted
    return values.WhatIf(
        letterhead=Letterhead(
            organisation="Rumbo",
            office=_("todas las oficinas") if row.offices is None else row.office.name,
        ),
        days=_("Del %(first)s al %(last)s") % {
            "first": words.day_table(row.first), "last": words.day_table(row.last),
        },
        heads=tuple(one.title for one in columns),
        whats=tuple(f"{one.what} {one.note}".strip() for one in columns),
        figures=tuple(_figures(columns)),
        kinds=tuple(
            values.KindTable(kind.title, tuple((name, tuple(said for _head, said in cells)) for name, cells in kind.rows))
            for kind in told.kinds
            if kind.changes
        ),
        others=tuple(one.title for one in told.tried),
        pictures=tuple(
            _picture(one, [(week, said[n]) for week, said in told.weeks])
            for n, one in enumerate(columns)
        ),
        supposed=tuple(
            (one.name, one.value, one.source, one.estimate) for one in told.supposed
        ),
        untold=(
            *(f"{one.title}: {' '.join(one.wrong)}" for one in told.columns if one.wrong),
            *(_("%(title)s: no se calculó.") % {"title": title} for title in told.missing),
        ),
    )  # fmt: skip


def _figures(columns: list[Column]) -> list[values.FigureRow]:
    """A row for each figure, a cell for each scenario."""
    if not columns:
        return []
    return [
        values.FigureRow(
            label=first.label,
            estimate=first.estimate,
            cells=tuple((one.figures[n].value, one.figures[n].change) for one in columns),
        )
        for n, first in enumerate(columns[0].figures)
    ]


def _picture(one: Column, weeks: list[tuple[int, str]]) -> values.Picture:
    svg = render_to_string("movements/_weeks_picture.html", {"chart": one.chart, "is_paper": True})
    return values.Picture(
        title=one.title,
        svg=svg,
        alt=_drawn(one, weeks),
        said=one.where,
        stages=tuple((name, said, n / one.most) for name, n, said in one.stages),
    )


def _drawn(one: Column, weeks: list[tuple[int, str]]) -> str:
    """Tell who does not see the picture what it draws: the band with its middle, week by week."""
    told = "; ".join(
        _("semana %(week)s: %(people)s") % {"week": n, "people": said} for n, said in weeks
    )
    if one.code == "BASE":
        return _("%(title)s. Personas que esperan, el medio y su franja. %(weeks)s.") % {
            "title": one.title, "weeks": told,
        }  # fmt: skip
    return _(
        "%(title)s. Personas que esperan, el medio y su franja, junto al medio de como está hoy. "
        "%(weeks)s."
    ) % {"title": one.title, "weeks": told}  # fmt: skip
