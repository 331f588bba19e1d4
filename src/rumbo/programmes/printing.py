"""From a line and its sums to the paper that a donor reads."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rumbo.common import clock, codes
from rumbo.common.pdf import Lang, Letterhead
from rumbo.programmes.accounts import PURPOSE_WORDS, ShownLine
from rumbo.programmes.print import papers
from rumbo.programmes.reporting import LineReport
from rumbo.ui.words import day_table, money, whole


def line_report(one: ShownLine, report: LineReport, offices: str = "") -> bytes:
    """Print the report of a line; `offices` says whose sums these are, where not everybody's."""
    lang: Lang = "en" if (get_language() or "es").startswith("en") else "es"
    until = day_table(one.row.valid_until) if one.row.valid_until else _("sin fecha final")
    paper = papers.LinePaper(
        letterhead=Letterhead(organisation="Rumbo", office=_("Finanzas")),
        line=one.name,
        code=one.code,
        donor=one.donor,
        term=f"{day_table(one.row.valid_from)} – {until}",
        whom=one.earmarks,
        on=clock.today(),
        people=whole(report.people),
        totals=(
            (_("Tiene"), money(one.amount)),
            (_("Gastado"), money(one.spent)),
            (_("Comprometido"), money(one.committed)),
            (_("Planeado"), money(one.planned)),
            (_("Libre"), money(one.free)),
        ),
        modes=tuple(
            (
                codes.label("mode", row.mode),
                whole(row.people),
                money(row.cost),
                money(row.each) if row.each else "–",
            )
            for row in report.modes
        ),
        purposes=tuple(
            (
                str(PURPOSE_WORDS[row.purpose]),
                whole(row.things),
                money(row.planned),
                money(row.committed),
                money(row.spent),
                "\n".join(money(paid) for paid in row.paid_in) or "–",
            )
            for row in report.purposes
        ),
        offices=offices,
    )
    return papers.line_report_pdf(paper, lang=lang)
