"""Gives the people of a large registry what the search box is asked for: files, folios, telephones."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from rumbo.access.models import Office
from rumbo.access.values import SYSTEM
from rumbo.casework.models import Case
from rumbo.exchange.keys import family_key
from rumbo.registry.actions import register_many
from rumbo.registry.models import GroupMember, Person
from rumbo.registry.values import NewGroup, NewPerson

SHEETS, FAMILIES = 200, 170  # a month of four booths; each sheet counts its folios anew
CALLED = 300
ELSEWHERE = "TIJ"
# Everybody of the registry came alone and has a file; a hundred thousand numbers to a year.
FILES = """
    INSERT INTO casework_case (id, compartment, occurred_at, recorded_at, number, stage, site,
      programme, funding_line, requested_on, stage_since, urgent, version, group_id, office_id)
    SELECT gen_random_uuid(), 'bio', m.occurred_at, m.recorded_at,
      'TAP-' || 2000 + m.at / 100000 || '-' || lpad((m.at %% 100000)::text, 5, '0'),
      'REGISTRATION', 'TAPACHULA', '', '', m.occurred_at::date, m.occurred_at, false, 1,
      m.group_id, m.office_id
    FROM (SELECT *, row_number() OVER (ORDER BY id) AS at FROM registry_groupmember) AS m
"""
SHEET = """
    INSERT INTO exchange_importedsheet (id, read_at, year_first, lone_m, counts)
    SELECT gen_random_uuid(), %s, false, '', '{}' FROM generate_series(1, %s)
"""
FOLIOS = """
    INSERT INTO exchange_intakerow (id, compartment, occurred_at, recorded_at, number, key, raw,
      folio, outcome, faults, flags, child_alone, family_key, reasons, version, office_id,
      person_id, sheet_id, urgent)
    SELECT gen_random_uuid(), 'bio', p.occurred_at, p.recorded_at, p.at, decode(md5(p.id::text), 'hex'),
      '', '', 'REGISTERED', '[]', '[]', false, f.key, '[]', 1, p.office_id, p.id, s.id, false
    FROM (SELECT id, row_number() OVER (ORDER BY id) AS at FROM exchange_importedsheet) AS s
    CROSS JOIN (SELECT key, row_number() OVER () AS at FROM unnest(%s::bytea[]) AS key) AS f
    JOIN (SELECT *, row_number() OVER (ORDER BY id) AS at FROM registry_person) AS p
      ON p.at / 3 = s.at * %s + f.at
"""


OFFICE = """
    INSERT INTO access_office (id, code, name, country, zone)
    SELECT %s, %s, 'Tijuana', country, zone FROM access_office LIMIT 1
"""


def folio(at: int) -> str:
    """One folio of a sheet."""
    return f"F-{at:04d}"


def telephone(at: int) -> str:
    """The telephone of one of those who gave one."""
    return f"+504 9{at:03d}-{7919 * at % 10000:04d}"


def files(connection: Any) -> None:
    """Give everybody a file and some families folios, once: as a superuser of a home of its own."""
    keys = [family_key(folio(at)) for at in range(1, FAMILIES + 1)]
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(FILES, [])
        cursor.execute(SHEET, [datetime(2030, 1, 10, tzinfo=UTC), SHEETS])
        cursor.execute(FOLIOS, [keys, FAMILIES])
        cursor.execute("SET session_replication_role = origin")
    connection.commit()


def telephones() -> None:
    """Register some people who gave a telephone, in the way of booths."""
    office = Office.objects.exclude(code=ELSEWHERE).get()
    people = [
        NewPerson(
            id=called(at),
            identity={"given_names": "Iris", "surname_1": "Paguada"},
            contact={"phone": telephone(at)},
        )
        for at in range(CALLED)
    ]
    at = datetime(2030, 1, 10, 16, tzinfo=UTC)
    groups = [NewGroup(people=(one,), site="TAPACHULA", at=at) for one in people]
    register_many(actor=SYSTEM, office=office, groups=groups)


def two_offices(connection: Any) -> None:
    """Move each third person, with group and file, to another office, once: they are masks then."""
    there = UUID(int=0xBF << 120)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(OFFICE, [there, ELSEWHERE])
        for table, told in (
            ("registry_person AS t", "t.search_no %% 3 = 0"),
            ("registry_groupmember AS t", "p.search_no %% 3 = 0 AND p.id = t.person_id"),
            (
                "casework_case AS t",
                "p.search_no %% 3 = 0 AND m.group_id = t.group_id AND p.id = m.person_id",
            ),
        ):
            others = {"p.": "registry_person AS p", "m.": "registry_groupmember AS m"}
            beside = ", ".join(name for mark, name in others.items() if f" {mark}" in f" {told}")
            start = f"UPDATE {table} SET office_id = %s" + (f" FROM {beside}" if beside else "")
            cursor.execute(f"{start} WHERE {told}", [there])
        cursor.execute("SET session_replication_role = origin")
    connection.commit()
    connection.autocommit = True
    with connection.cursor() as cursor:
        for table in ("registry_person", "registry_groupmember", "casework_case"):
            cursor.execute(f"VACUUM ANALYZE {table}")


def is_shared() -> bool:
    """Whether some of the people of this home are another office's already."""
    return bool(Office.objects.filter(code=ELSEWHERE).exists())


def elsewhere(people: Collection[str]) -> set[str]:
    """Those of these people who are another office's."""
    rows = Person.objects.filter(pk__in=people, office__code=ELSEWHERE)
    return {str(pk) for pk in rows.values_list("pk", flat=True)}


def called(at: int) -> UUID:
    """Who gave a telephone: an id that follows from its number."""
    return UUID(int=(0xBE << 120) + at)


def is_filled() -> bool:
    """Whether this home has all of it already."""
    return bool(Case.objects.exists())


def files_of(people: Collection[str]) -> dict[str, str]:
    """The number of each person's file, by the person's id."""
    rows = GroupMember.objects.filter(person__in=people).values_list("person", "group__case__number")
    return {str(person): number for person, number in rows}
