"""The exchange's verbs: a sheet is taken in, its rows are mended and settled."""

from rumbo.exchange.actions.intake import import_sheet
from rumbo.exchange.actions.settling import mend_row, set_row_aside, settle_suspected

__all__ = ["import_sheet", "mend_row", "set_row_aside", "settle_suspected"]
