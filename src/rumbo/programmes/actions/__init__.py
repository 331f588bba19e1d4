"""Opening and closing programmes and countries, and loading their files."""

from rumbo.programmes.actions.countries import (
    DECIDES,
    STOPS,
    record_finding,
    reopen_country,
    suspend_country,
)
from rumbo.programmes.actions.loading import load_reference
from rumbo.programmes.actions.programmes import (
    close_programme,
    open_programme,
    record_agreement,
    record_request,
)

__all__ = [
    "DECIDES",
    "STOPS",
    "close_programme",
    "load_reference",
    "open_programme",
    "record_agreement",
    "record_finding",
    "record_request",
    "reopen_country",
    "suspend_country",
]
