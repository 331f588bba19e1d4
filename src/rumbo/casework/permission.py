"""Nobody is called, written to or asked after without their yes to the use of their data."""

from rumbo.casework import errors, queries
from rumbo.registry import queries as registry
from rumbo.registry.models import Person


def require_permission(person: Person) -> None:
    """Refuse whoever took the yes back, and whoever never said one: imported, not yet asked."""
    if queries.may_be_called(person):
        return
    if registry.who_took_consent_back([person.pk]):
        raise errors.permission_withdrawn()
    raise errors.permission_missing()
