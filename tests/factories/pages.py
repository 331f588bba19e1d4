"""Reading pages as somebody with roles."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.test import Client

from rumbo.access.lists import Listing
from rumbo.access.models import Office
from tests import factories


def client_for(*roles: str, at: Office | None = None) -> Client:
    """A browser of somebody who signed in."""
    client = Client()
    client.force_login(factories.user(*roles, at=at))
    return client


def elsewhere() -> Office:
    """An office that has nothing to do with the case."""
    return factories.office("TIJ", "Tijuana")


@contextmanager
def pages_of(listing: Listing, rows: int) -> Iterator[None]:
    """A list cut into short pages, so that a few rows fill several."""
    before = listing.size
    object.__setattr__(listing, "size", rows)
    try:
        yield
    finally:
        object.__setattr__(listing, "size", before)
