"""The sign-ins of a demonstration, as lines for whoever started it."""

from django.utils.translation import gettext as _

from rumbo.access import queries as access
from rumbo.casework.models import Case
from rumbo.movements.models import Departure
from rumbo.registry.models import Person


def lines() -> list[str]:
    """Say who may enter: role and name of each; one enters by choosing it on the sign-in page."""
    rows = access.demo_accounts()
    width = max((len(row["role"]) for row in rows), default=0)
    told = [f"  {row['role']:<{width}}  {row['name']}" for row in rows]
    return [_("Entre con un clic, sin contraseña, como una de estas personas inventadas:"), *told]


def summary() -> list[str]:
    """Say in one line how many live in this world."""
    told = {
        "people": Person.objects.count(),
        "cases": Case.objects.count(),
        "departures": Departure.objects.count(),
    }
    return [
        _("%(people)s personas inventadas, %(cases)s expedientes, %(departures)s salidas.") % told
    ]
