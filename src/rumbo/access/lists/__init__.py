"""What every list of the house does alike: it filters, sorts, pages and leaves as a file."""

from rumbo.access.lists.declared import Asked, Choices, Column, Filter, Listing, Order, Rows
from rumbo.access.lists.opening import Page, opened, page_of
from rumbo.access.lists.taking import export_of

__all__ = [
    "Asked",
    "Choices",
    "Column",
    "Filter",
    "Listing",
    "Order",
    "Page",
    "Rows",
    "export_of",
    "opened",
    "page_of",
]
