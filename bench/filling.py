"""Fills the registry of a home with a corpus, through the same verb that a booth uses."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from uuid import UUID

from corpus import Row
from rumbo.access import actions as access
from rumbo.access.models import Office
from rumbo.access.values import SYSTEM
from rumbo.network import actions as network
from rumbo.programmes import actions as programmes
from rumbo.registry.actions import register_many
from rumbo.registry.values import NewGroup, NewPerson

BATCH = 2_000
SITE = "TAPACHULA"
AT = datetime(2030, 1, 10, 15, tzinfo=UTC)  # the corpus has slips of ten years


def prepare() -> Office:
    """Load the reference data; give the office at which everybody registers."""
    network.load_reference(actor=SYSTEM)
    programmes.load_reference(actor=SYSTEM)
    return access.open_office(
        actor=SYSTEM, code=SITE, name="Tapachula", country="MEX", zone="America/Mexico_City"
    )


def fill(office: Office, rows: Iterable[Row]) -> Iterator[tuple[Row, UUID]]:
    """Register everybody; give each row with the id of its registration."""
    people = iter(rows)
    while batch := list(islice(people, BATCH)):
        groups = [_alone(row) for row in batch]
        register_many(actor=SYSTEM, office=office, groups=groups)
        ids = (group.people[0].id for group in groups)
        yield from zip(batch, ids, strict=True)


def _alone(row: Row) -> NewGroup:
    told = row.told
    identity = {
        name: getattr(told, name)
        for name in ("given_names", "surname_1", "surname_2", "document_number", "mother", "father")
    }
    person = NewPerson(
        identity=identity,
        sex=told.sex,
        birth_date=told.birth_date,
        birth_precision=told.precision,
        nationalities=(told.nationality,),
        origin_country=told.nationality,
        origin_department=told.place,
    )
    return NewGroup(people=(person,), site=SITE, at=AT)
