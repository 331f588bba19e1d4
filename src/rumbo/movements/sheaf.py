"""Which papers a departure has, each for its own reader: never one file for two of them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rumbo.movements import queries
from rumbo.movements.models import Departure, Manifest, Stop

BORDER = "border"
CLOSED = {
    "authorities": gettext_lazy("Lista para las autoridades, versión %(number)s"),
    "internal": gettext_lazy("Lista interna, versión %(number)s"),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper: its name in an address and for people, and what it prints.

    That is the crossing at which it is signed, or the closed list, or what stands now.
    """

    name: str
    title: str
    stop: Stop | None = None
    manifest: Manifest | None = None

    @property
    def kind(self) -> str:
        """What the journal calls it: the lists of every crossing are one kind."""
        return BORDER if self.stop is not None else self.name


def sheets(departure: Departure) -> list[Sheet]:
    """Every paper that there is of a departure now, in the order in which they are needed."""
    found: list[Sheet] = []
    for name, closed in CLOSED.items():
        manifest = queries.latest_manifest(departure, name.upper())
        if manifest is not None:
            said = str(closed) % {"number": manifest.number}
            found.append(Sheet(name, said, manifest=manifest))
    found += [
        Sheet("roll-call", _("Hoja para pasar lista")),
        Sheet("passes", _("Pases de abordar")),
    ]
    for stop in departure.stops.filter(kind="BORDER").order_by("position"):
        title = _("Lista para la frontera: %(place)s") % {"place": stop.name}
        found.append(Sheet(f"{BORDER}-{stop.position}", title, stop))
    if departure.mode != "AIR":
        found.append(Sheet("driver", _("Hoja para quien conduce")))
    return found


def sheet(departure: Departure, name: str) -> Sheet | None:
    """The paper of this name; `border` alone is the first crossing's."""
    found = sheets(departure)
    exact = next((one for one in found if one.name == name), None)
    return exact or next((one for one in found if name == BORDER == one.kind), None)
