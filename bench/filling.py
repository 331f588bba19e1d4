"""Fills the registry of a home with a corpus, through the same verb that a booth uses."""

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import UTC, datetime
from itertools import islice
from uuid import UUID

import hands
from corpus import Row

from rumbo.access import actions as access
from rumbo.access.models import Office
from rumbo.access.values import SYSTEM
from rumbo.network import actions as network
from rumbo.programmes import actions as programmes
from rumbo.registry.actions import register_many
from rumbo.registry.values import NewGroup, NewPerson

BATCH, HANDS = 2_000, 2
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
    """Register everybody; give each row with the id of its registration.

    Two processes take turns, as two booths would: each seals, hashes and writes its own batch.
    """
    people = iter(rows)
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(HANDS, mp_context=fresh, initializer=hands.open_home) as pool:
        under_way: deque[tuple[list[Row], Future[list[UUID]]]] = deque()
        while batch := list(islice(people, BATCH)):
            under_way.append((batch, pool.submit(hands.register, office, batch)))
            if len(under_way) > HANDS:
                done, ids = under_way.popleft()
                yield from zip(done, ids.result(), strict=True)
        for done, ids in under_way:
            yield from zip(done, ids.result(), strict=True)


def register(office: Office, batch: list[Row]) -> list[UUID]:
    """Register a batch through the booths' verb; give the ids in its order."""
    groups = [_alone(row) for row in batch]
    register_many(actor=SYSTEM, office=office, groups=groups)
    return [group.people[0].id for group in groups]


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
