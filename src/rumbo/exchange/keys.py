"""Keyed hashes of rows and folios: they join and recognise, and whoever reads them learns nothing."""

from collections.abc import Mapping

from rumbo.common.sealed.keyedhash import blind
from rumbo.exchange.intake.rows import canonical


def row_key(cells: Mapping[str, str]) -> bytes:
    """Hash a whole row: who holds the database alone cannot test a guess."""
    return blind("intake row", canonical(cells).decode())


def family_key(folio: str) -> bytes:
    """Hash a family's folio, to join rows of one sheet."""
    return blind("intake family", folio)
