"""The day of those who see nobody: data protection, money, and whoever reads figures alone."""

from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rumbo.access.values import Actor, Reader
from rumbo.desk import keeping, spending, watching
from rumbo.desk.roles import MONEY
from rumbo.ui import words
from rumbo.ui.work import SOON, TODAY, WHEN_FREE, Count, Tally, WorkItem


def data_protection(reader: Reader, actor: Actor, today: date) -> list[WorkItem | Tally | Count]:
    """Who read and who probed today, and whose consent asks for something."""
    del actor
    if "dpo" not in reader.roles:
        return []
    page = reverse("desk:watch")
    read = watching.readings(reader, today, 1)
    people = read.values("person_id").distinct().count()
    staff = read.values("reader_id").distinct().count()
    read_today = ngettext(
        "Hoy se leyó el expediente de %(people)s persona.",
        "Hoy se leyeron los expedientes de %(people)s personas.",
        people,
    ) % {"people": words.whole(people)}
    by = ngettext(
        "Lo abrió %(staff)s persona de la casa.",
        "Lo abrieron %(staff)s personas de la casa.",
        staff,
    ) % {"staff": words.whole(staff)}
    return [
        WorkItem(read_today, page, _("Ver quién leyó"), WHEN_FREE, detail=by if staff else ""),
        Tally(watching.masked(reader, today, 1), _probed),
        Tally(watching.withdrawn(reader, today), _withdrew),
        Tally(keeping.overdue(reader, today), _overdue),
        Count(people, ngettext("persona leída hoy", "personas leídas hoy", people), page),
        Tally(watching.masked(reader, today), _masked),
        Tally(watching.without_consent(reader), lambda n: Count(n, _("sin consentimiento"), page)),
    ]


def _masked(number: int) -> Count:
    label = ngettext("búsqueda con avisos, 7 días", "búsquedas con avisos, 7 días", number)
    return Count(number, label, reverse("desk:watch"))


def _probed(number: int) -> WorkItem | None:
    if not number:
        return None
    sentence = ngettext(
        "%(number)s búsqueda de hoy mostró a alguien de otra oficina, sin su nombre.",
        "%(number)s búsquedas de hoy mostraron a alguien de otra oficina, sin su nombre.",
        number,
    )
    said = sentence % {"number": words.whole(number)}
    return WorkItem(said, reverse("desk:watch"), _("Ver quién buscó"), SOON)


def _withdrew(number: int) -> WorkItem | None:
    if not number:
        return None
    sentence = ngettext(
        "%(number)s persona retiró su consentimiento este mes: falta revisar qué se conserva.",
        "%(number)s personas retiraron su consentimiento este mes: falta revisar qué se conserva.",
        number,
    )
    said = sentence % {"number": words.whole(number)}
    return WorkItem(said, reverse("desk:watch"), _("Revisar"), TODAY)


def _overdue(number: int) -> WorkItem | None:
    if not number:
        return None
    sentence = ngettext(
        "%(number)s expediente terminado pasó su plazo de conservación: falta revisarlo.",
        "%(number)s expedientes terminados pasaron su plazo de conservación: falta revisarlos.",
        number,
    )
    said = sentence % {"number": words.whole(number)}
    return WorkItem(said, reverse("desk:kept"), _("Decidir"), SOON)


def money(reader: Reader, actor: Actor, today: date) -> list[WorkItem | Count]:
    """Receipts to reconcile, and lines that are nearly promised away."""
    del actor
    if not reader.roles.intersection(MONEY):
        return []
    page = reverse("desk:money")
    rows = spending.receipts(reader, today)
    if "finance" not in reader.roles:
        return [_receipts(rows.count(), page)]
    lines, kits = spending.lines(reader, today), spending.kits(reader, today)
    seats = sum(line.seats for line in lines)
    full = [
        WorkItem(
            _("«%(line)s» tiene comprometido el %(percent)s %%.")
            % {"line": line.name, "percent": line.percent},
            page,
            _("Ver lo que queda"),
            TODAY if line.percent > 100 else SOON,
            detail=_("Queda: %(left)s.") % {"left": words.money(line.left)},
        )
        for line in lines
        if line.percent >= spending.NEARLY
    ]
    return [
        *full,
        *_to_reconcile(spending.unsigned(rows).count(), page),
        _receipts(rows.count(), page),
        Count(kits, ngettext("kit en 30 días", "kits en 30 días", kits), page),
        Count(seats, ngettext("lugar comprometido", "lugares comprometidos", seats), page),
    ]


def _receipts(number: int, page: str) -> Count:
    return Count(number, ngettext("recibo en 30 días", "recibos en 30 días", number), page)


def _to_reconcile(number: int, page: str) -> list[WorkItem]:
    if not number:
        return []
    sentence = ngettext(
        "%(number)s recibo firmado en papel por conciliar.",
        "%(number)s recibos firmados en papel por conciliar.",
        number,
    )
    said = sentence % {"number": words.whole(number)}
    return [WorkItem(said, page, _("Ver los recibos"), SOON)]


def figures(reader: Reader, actor: Actor, today: date) -> list[WorkItem]:
    """Where the figures of the month stand, for those who work with nothing else."""
    del actor
    if not reader.roles & {"donor", "monitoring"}:
        return []
    said = _("Las cifras de %(month)s, y las de los meses anteriores, están en el informe.")
    month = date_format(today, "F")
    return [
        WorkItem(
            said % {"month": month}, reverse("statistics:report"), _("Ver el informe"), WHEN_FREE
        )
    ]


WORK = [data_protection, money, figures]
