"""Writing a person's blind keys: hashed under a key that the database does not hold.

Each generation of the index key has its table, odd and even by turns. While a new one is being
filled every registration is filed in both; what is asked goes to the generation that answers now.
"""

import struct
import uuid
from collections.abc import Iterable, Sequence

from django.db import connection
from psycopg import sql

from rumbo.common.sealed import keyring
from rumbo.common.sealed.fields import opened_values
from rumbo.common.sealed.keyedhash import blind_int4s
from rumbo.registry.models import Person, SearchKey, SearchKeyEven
from rumbo.registry.rules.features import Features
from rumbo.registry.rules.keys import keys_of, phone_keys

PURPOSE = "search"
PHONES = ("phone", "whatsapp", "phone_home")
# How PostgreSQL reads a COPY in binary: a head, two fields of four bytes a row, an end.
_COPY_HEAD = b"PGCOPY\n\xff\r\n\0" + bytes(8)
_COPY_ROW = struct.Struct(">hiiii")
_SEALED = """
    SELECT search_no, id::text, identity, sex, birth_date, birth_precision,
        coalesce(nationalities[1], ''), origin_department
    FROM registry_person WHERE search_no = ANY(%s) AND identity IS NOT NULL
"""
_COPY_END = struct.pack(">h", -1)


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
        phones=phones_of(person),
    )


def opened(numbers: Sequence[int]) -> list[tuple[int, uuid.UUID, Features]]:
    """Open what the matcher weighs of many registrations: search number, id, and what it reads.

    In no order, without telephones; rows are read as they lie, for they are many while one types.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SEALED, [list(numbers)])
        rows = cursor.fetchall()
    names = opened_values(Person, "identity", ((row[1], row[2]) for row in rows))
    return [
        (
            number,
            uuid.UUID(pk),
            Features(
                given_names=known.get("given_names") or "",
                surname_1=known.get("surname_1") or "",
                surname_2=known.get("surname_2") or "",
                sex=sex,
                birth_date=born,
                precision=precision if born else "",
                nationality=nationality,
                document_number=known.get("document_number") or "",
                mother=known.get("mother") or "",
                father=known.get("father") or "",
                place=department,
            ),
        )
        for (number, pk, _sealed, sex, born, precision, nationality, department), known in zip(
            rows, names, strict=True
        )
    ]


def phones_of(person: Person) -> tuple[str, ...]:
    """The telephones of somebody, each as it was written down (opens what is sealed)."""
    return tuple(str(known) for kind in PHONES if (known := person.contact.get(kind)))


def generation() -> int:
    """The generation of the index key that answers now."""
    return keyring.load().index_generation


def table_of(number: int) -> sql.Identifier:
    """The table of a generation, quoted."""
    model = SearchKey if number % 2 else SearchKeyEven
    return sql.Identifier(model._meta.db_table)


def hashed(keys: Iterable[str], number: int) -> list[int]:
    """Hash plain keys under one generation."""
    return blind_int4s(PURPOSE, keys, generation=number)


def filed_under(told: Features) -> list[str]:
    """The plain keys of one registration: what compares people, and their telephones."""
    return [*keys_of(told), *phone_keys(told.phones)]


def write_keys(people: Iterable[tuple[int, Features]]) -> int:
    """Write the keys of many people (search number, features) in order of key; give how many.

    One COPY for the batch: rows lie sorted, so that the index stays small.
    """
    filed = [(person, filed_under(told)) for person, told in people]
    written = 0
    for number in keyring.load().index_filled:
        rows = sorted({(key, person) for person, keys in filed for key in hashed(keys, number)})
        query = sql.SQL("COPY {} (key, person_no) FROM STDIN (FORMAT binary)")
        with connection.cursor() as cursor, cursor.copy(query.format(table_of(number))) as copy:
            copy.write(_copied(rows))
        written = len(rows)
    return written


def _copied(rows: Iterable[tuple[int, int]]) -> bytes:
    packed = (_COPY_ROW.pack(2, 4, key, 4, person) for key, person in rows)
    return b"".join((_COPY_HEAD, *packed, _COPY_END))


def add_keys(people: Sequence[tuple[int, Features]], number: int) -> None:
    """Write the keys of many people into one generation, where they are not there yet."""
    rows = sorted(
        {(key, person) for person, told in people for key in hashed(filed_under(told), number)}
    )
    query = (
        sql.SQL(
            "INSERT INTO {} (key, person_no) SELECT * FROM unnest(%s::int[], %s::int[])"
            " ON CONFLICT DO NOTHING"
        )
        .format(table_of(number))
        .as_string()
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [[key for key, _person in rows], [person for _key, person in rows]])


def forget_keys(person: int, told: Features) -> None:
    """Take out the keys of somebody who was filed as this, before new ones are written."""
    keys = filed_under(told)
    with connection.cursor() as cursor:
        for number in keyring.load().index_filled:
            query = (
                sql.SQL("DELETE FROM {} WHERE key = ANY(%s) AND person_no = %s")
                .format(table_of(number))
                .as_string()
            )
            cursor.execute(query, [hashed(keys, number), person])
