"""Writing a person's blind keys: hashed under a key that the database does not hold.

Each generation of the index key has its table, odd and even by turns. While the key is turned
(`rekeying.py`) every registration is filed in both; what is asked goes to the one that answers.

Nobody is lost between processes that know of a turn at different moments. Whoever files holds a
lock of the step under which they file until their transaction ends, and reads the ring again once
they hold it: a turn goes on only when nobody files under a step before. Whoever asks looks at the
ring once more when they have the answer, and asks anew where another generation answers by then.
"""

import struct
import uuid
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from django.db import connection, transaction
from psycopg import sql

from rumbo.common.sealed import keyring
from rumbo.common.sealed.fields import opened_values
from rumbo.common.sealed.keyedhash import blind_int4s
from rumbo.registry.models import Person, SearchKey, SearchKeyEven
from rumbo.registry.rules.features import ERASED, Features
from rumbo.registry.rules.keys import keys_of, phone_keys

PURPOSE = "search"
FILING = 720_311_491  # any number that nobody else takes as the first half of an advisory lock
Answer = TypeVar("Answer")
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

    In no order, without telephones and without whoever was erased; rows are read as they lie, for
    they are many while one types.
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
        if known.get("given_names") != ERASED
    ]


def phones_of(person: Person) -> tuple[str, ...]:
    """The telephones of somebody, each as it was written down (opens what is sealed)."""
    return tuple(str(known) for kind in PHONES if (known := person.contact.get(kind)))


def table_of(number: int) -> sql.Identifier:
    """The table of a generation, quoted."""
    model = SearchKey if number % 2 else SearchKeyEven
    return sql.Identifier(model._meta.db_table)


def hashed(keys: Iterable[str], number: int, ring: keyring.Keyring) -> list[int]:
    """Hash plain keys under one generation of a ring."""
    return blind_int4s(ring.index_keys[number], PURPOSE, keys)


def answered(plain: Sequence[str], ask: Callable[[sql.Identifier, list[int]], Answer]) -> Answer:
    """Ask by plain keys: `ask` gets the table that answers, and the keys as they stand in it.

    Asked once more where another generation answers by then: the one asked may be empty.
    """
    while True:
        ring = keyring.load()
        number = ring.index_generation
        found = ask(table_of(number), hashed(plain, number, ring))
        if keyring.load().index_generation == number:
            return found


def filing() -> keyring.Keyring:
    """Give the ring to file by, and hold its step until the transaction ends.

    The ring is read again under the lock: one that was turned meanwhile is not filed by.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("keys are filed within a transaction")
    while True:
        step = keyring.load_now().index_step
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, %s)", [FILING, step])
        ring = keyring.load_now()
        if ring.index_step == step:
            return ring


def filing_before(step: int) -> int:
    """Count the transactions of others that may still file as at another step than this."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(DISTINCT pid) FROM pg_locks WHERE locktype = 'advisory'"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            " AND objsubid = 2 AND classid = %s AND objid <> %s AND pid <> pg_backend_pid()",
            [FILING, step],
        )
        return int(cursor.fetchone()[0])


def filed_under(told: Features) -> list[str]:
    """The plain keys of one registration: what compares people, and their telephones.

    Whoever was erased has none, also where the key turns later: they would resemble each other.
    """
    if told.given_names == ERASED:
        return []
    return [*keys_of(told), *phone_keys(told.phones)]


def write_keys(people: Iterable[tuple[int, Features]]) -> int:
    """Write the keys of many people (search number, features) in order of key; give how many.

    One COPY for the batch: rows lie sorted, so that the index stays small.
    """
    filed = [(person, filed_under(told)) for person, told in people]
    ring, written = filing(), 0
    for number in ring.index_filled:
        rows = sorted(
            {(key, person) for person, keys in filed for key in hashed(keys, number, ring)}
        )
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
    ring = keyring.load_now()
    rows = sorted(
        {
            (key, person)
            for person, told in people
            for key in hashed(filed_under(told), number, ring)
        }
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


def file_anew(person: int, told: Features) -> None:
    """Write the keys of somebody who was filed as something else.

    Some may be there: an earlier version made other keys, of which `forget_keys` knows nothing.
    """
    for number in filing().index_filled:
        add_keys([(person, told)], number)


def forget_keys(person: int, told: Features) -> None:
    """Take out the keys of somebody who was filed as this, before new ones are written."""
    keys, ring = filed_under(told), filing()
    with connection.cursor() as cursor:
        for number in ring.index_filled:
            query = (
                sql.SQL("DELETE FROM {} WHERE key = ANY(%s) AND person_no = %s")
                .format(table_of(number))
                .as_string()
            )
            cursor.execute(query, [hashed(keys, number, ring), person])
