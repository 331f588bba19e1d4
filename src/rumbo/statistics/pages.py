"""What each station of the funnel is called."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

STATIONS: "dict[str, _StrPromise]" = {
    "INQUIRY": _("Pidieron información"),
    "REGISTERED": _("Registradas"),
    "COUNSELLED": _("En consejería"),
    "ELIGIBLE": _("Elegibles, con dos firmas"),
    "TRAVEL_READY": _("Listas para viajar"),
    "BOOKED": _("Con lugar"),
    "DEPARTED": _("Salieron"),
    "ARRIVED": _("Llegaron"),
}
