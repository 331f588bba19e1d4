"""The values that every printed paper shares."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """Says whose paper this is; the organisation's name is always given, never assumed."""

    organisation: str
    office: str
    phone: str = ""
    folio: str = ""
    demo: bool = False
