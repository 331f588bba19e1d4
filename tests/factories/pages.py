"""Reading pages as somebody with roles."""

from django.test import Client

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
