"""Writing a person's blind keys: hashed under a key that the database does not hold."""

from collections.abc import Iterable

from django.db import connection

from rumbo.common.sealed.keyedhash import blind_int4
from rumbo.registry.models import Person
from rumbo.registry.rules.features import Features
from rumbo.registry.rules.keys import keys_of

PURPOSE = "search"


def features_of(person: Person) -> Features:
    """Give what the matcher reads of one registration (opens the sealed names)."""
    return Features(
        given_names=person.known("given_names"),
        surname_1=person.known("surname_1"),
        surname_2=person.known("surname_2"),
        sex=person.sex,
        birth_date=person.birth_date,
        precision=person.birth_precision if person.birth_date else "",  # type: ignore[arg-type]
        nationality=person.nationalities[0] if person.nationalities else "",
        document_number=person.known("document_number"),
        mother=person.known("mother"),
        father=person.known("father"),
        place=person.origin_department,
    )


def write_keys(people: Iterable[tuple[int, Features]]) -> int:
    """Write the keys of many people (search number, features) in order of key; give how many.

    One COPY for the batch: rows lie sorted, so that the index stays small.
    """
    rows = sorted(
        {(blind_int4(PURPOSE, key), number) for number, told in people for key in keys_of(told)}
    )
    with (
        connection.cursor() as cursor,
        cursor.copy("COPY registry_searchkey (key, person_no) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)
    return len(rows)


def forget_keys(number: int) -> None:
    """Take a person's keys out, before new ones are written."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM registry_searchkey WHERE person_no = %s", [number])
