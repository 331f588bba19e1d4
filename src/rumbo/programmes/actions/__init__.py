"""Opening and closing programmes and countries, and loading their files."""

from rumbo.programmes.actions.advances import (
    GIVES,
    TELLS,
    close_advance,
    give_advance,
    note_receipt,
    note_return,
)
from rumbo.programmes.actions.countries import (
    DECIDES,
    STOPS,
    record_finding,
    reopen_country,
    suspend_country,
)
from rumbo.programmes.actions.fares import AGREES, agree_fare
from rumbo.programmes.actions.loading import load_reference
from rumbo.programmes.actions.programmes import (
    close_programme,
    open_programme,
    record_agreement,
    record_request,
)

__all__ = [
    "AGREES",
    "DECIDES",
    "GIVES",
    "STOPS",
    "TELLS",
    "agree_fare",
    "close_advance",
    "close_programme",
    "give_advance",
    "load_reference",
    "note_receipt",
    "note_return",
    "open_programme",
    "record_agreement",
    "record_finding",
    "record_request",
    "reopen_country",
    "suspend_country",
]
