"""Fills a home with cases by SQL, straight into the tables: for timing what reads many, and only that."""

from typing import Any

# An id that follows from a number: rows of one kind lie in their order, as ours do by their time.
ID = "lpad(to_hex({kind}), 4, '0') || lpad(to_hex({number}::bigint), 28, '0')"
BUS = 40  # people on a departure
FROM = "'2019-01-01'::timestamptz"


def pick(values: str, salt: int, number: str = "i") -> str:
    """One of some values, by chance that repeats itself; values as an SQL array."""
    chance = f"(hashint8extended({number}::bigint, {salt}) & 1048575)"
    return f"({values})[1 + mod({chance}, array_length({values}, 1))]"


def array(*values: str) -> str:
    """Some values as SQL."""
    return "ARRAY[" + ", ".join(f"'{value}'" for value in values) + "]"


def one_id(kind: int, number: str) -> str:
    """The id of a row of a kind."""
    return f"({ID.format(kind=kind, number=number)})::uuid"


PERSON, GROUP, CASE, BUSES = 1, 2, 3, 4
AT = f"{FROM} + (i * %(spread)s) * interval '1 second'"
BASE = (
    f"'bio' AS compartment, {AT} AS occurred_at, {AT} AS recorded_at, %(office)s::uuid AS office_id"
)
EDUCATION = array("NONE", "PRIMARY", "PRIMARY", "SECONDARY", "TECH", "TERTIARY", "")
STATUS = array("IRREGULAR", "IRREGULAR", "IRREGULAR", "TVRH", "ASYLUM_SEEKER", "REFUGEE", "")
SECTOR = array("AGRI", "CONSTR", "COMMERCE", "DOMESTIC", "VARIOUS", "STUDENT", "NONE", "")
INCIDENTS = array("{NONE}", "{NONE}", "{ROBBERY}", "{EXTORTION,ROBBERY}", "{THREAT}", "{}")
REASONS = array("{ECONOMIC}", "{VIOLENCE}", "{FAMILY}", "{ECONOMIC,FAMILY}", "{}")
LEAVING = array("{NO_FUNDS}", "{FAMILY}", "{PROCESS_ABANDONED}", "{}")
PLANS = array("{JOB}", "{HOME}", "{FAMILY}", "{JOB,HOME}", "{}")
FOUND = array("{NONE}", "{NONE}", "{CHRONIC}", "{RESPIRATORY,INJURY}", "{}")
SUFFERED = array("{NONE}", "{ANXIETY}", "{DEHYDRATION,BURNS}", "{}")
# Everybody of a case: the first person, and with every fourth case a child of theirs.
PEOPLE = (
    "(SELECT i, 0 AS place FROM generate_series(1, %(cases)s) i"
    " UNION ALL SELECT i, 1 FROM generate_series(4, %(cases)s, 4) i) AS p"
)
NUMBER = "(i * 2 + place)"
TABLES = (
    ("registry_travelgroup", f"""
        SELECT {one_id(GROUP, 'i')} AS id, {BASE}, '' AS sheet_folio
        FROM generate_series(1, %(cases)s) i"""),
    ("casework_case", f"""
        SELECT {one_id(CASE, 'i')} AS id, {BASE}, 'B' || i AS number, 'ARRIVED' AS stage,
          'S' AS site, {pick(array('RVA', 'MPP', ''), 1)} AS programme, '' AS funding_line,
          ({AT})::date AS requested_on, {AT} AS stage_since, false AS urgent, 1 AS version,
          {one_id(GROUP, 'i')} AS group_id
        FROM generate_series(1, %(cases)s) i"""),
    ("registry_person", f"""
        SELECT {one_id(PERSON, NUMBER)} AS id, {BASE}, {NUMBER} AS search_no, ''::bytea AS identity,
          {pick(array('M', 'M', 'M', 'F'), 2, NUMBER)} AS sex,
          (CASE place WHEN 0 THEN '1960-01-01'::date ELSE '2008-01-01' END)
            + (hashint8extended({NUMBER}::bigint, 3) & 8191)::int AS birth_date,
          'day' AS birth_precision, false AS age_disputed,
          ARRAY[{pick(array('HND', 'HND', 'HND', 'SLV', 'GTM', 'NIC'), 4)}] AS nationalities,
          '' AS origin_country, '' AS origin_department, ''::bytea AS place,
          {pick(array('HND', 'HND', 'SLV', 'GTM'), 5)} AS return_country, '' AS return_department,
          'es' AS language, ARRAY[]::text[] AS other_languages, ''::bytea AS contact,
          '' AS contact_channel, {pick('%(sites)s::text[]', 6)} AS site, 'BOOTH' AS source,
          false AS sealed, 1 AS version
        FROM {PEOPLE}"""),
    ("registry_profile", f"""
        SELECT {one_id(5, NUMBER)} AS id, {BASE}, {pick(STATUS, 7, NUMBER)} AS status,
          {pick(EDUCATION, 8, NUMBER)} AS education, {pick(SECTOR, 9, NUMBER)} AS sector,
          {pick(array('', 'ALONE', 'FRIENDS', ''), 10, NUMBER)} AS travelling_with,
          '' AS how_heard, mod(i, 3) = 0 AS applied_to_regularise, mod(i, 2) = 0 AS surveyed,
          ({pick(REASONS, 11, NUMBER)})::text[] AS reason_migrating,
          ({pick(LEAVING, 12, NUMBER)})::text[] AS reason_returning,
          ({pick(PLANS, 13, NUMBER)})::text[] AS plan_on_return, ''::bytea AS observations,
          {one_id(PERSON, NUMBER)} AS person_id
        FROM {PEOPLE}"""),
    ("registry_groupmember", f"""
        SELECT {one_id(6, NUMBER)} AS id, {BASE}, place AS position,
          CASE place WHEN 0 THEN 'HEAD' ELSE 'CHILD' END AS relation,
          CASE place WHEN 0 THEN '' ELSE 'PARENT' END AS guardian_relation,
          CASE place WHEN 1 THEN {one_id(PERSON, 'i * 2')} END AS guardian_id,
          {one_id(PERSON, NUMBER)} AS person_id, {one_id(GROUP, 'i')} AS group_id
        FROM {PEOPLE}"""),
    ("casework_step", f"""
        SELECT {one_id(7, 'i * 8 + n')} AS id, {BASE.replace(AT, AT + " + n * interval '5 days'")},
          (ARRAY['', 'REGISTRATION', 'COUNSELLING', 'ELIGIBILITY'])[n] AS from_stage,
          (ARRAY['REGISTRATION', 'COUNSELLING', 'ELIGIBILITY', 'ARRIVED'])[n] AS to_stage,
          ''::bytea AS why, {one_id(CASE, 'i')} AS case_id
        FROM generate_series(1, %(cases)s) i, generate_series(1, 4) n
        WHERE n < 4 OR mod(i, 5) > 0"""),
    ("casework_eligibilitydecision", f"""
        SELECT {one_id(8, 'i')} AS id, {BASE}, true AS eligible, '{{}}'::jsonb AS proposed,
          ARRAY[]::text[] AS reasons, '' AS programme, '' AS funding_line, ''::bytea AS why,
          {one_id(9, '1')} AS decided_by, {one_id(9, '2')} AS countersigned_by,
          {AT} + interval '14 days' AS countersigned_at, {one_id(CASE, 'i')} AS case_id
        FROM generate_series(1, %(cases)s) i"""),
    ("protection_screening", f"""
        SELECT {one_id(10, NUMBER)} AS id, {BASE}, ''::bytea AS notes, true AS alone,
          false AS by_child_officer, ARRAY[]::text[] AS codes,
          ({pick(INCIDENTS, 14, NUMBER)})::text[] AS incidents, {one_id(CASE, 'i')} AS case_id,
          {one_id(PERSON, NUMBER)} AS person_id
        FROM {PEOPLE}"""),
    ("protection_fitnessfinding", f"""
        SELECT {one_id(11, NUMBER)} AS id, {BASE}, ''::bytea AS notes, 'FIT' AS result,
          ''::bytea AS escort, ARRAY[]::text[] AS conditions,
          {pick(array('GOOD', 'FAIR', 'POOR', ''), 15, NUMBER)} AS self_rated_health,
          {one_id(CASE, 'i')} AS case_id, {one_id(PERSON, NUMBER)} AS person_id,
          ({pick(FOUND, 16, NUMBER)})::text[] AS found,
          ({pick(SUFFERED, 17, NUMBER)})::text[] AS suffered
        FROM {PEOPLE}"""),
    ("movements_departure", f"""
        SELECT {one_id(BUSES, 'i')} AS id, {BASE}, 'B' || i AS code, '2019-01-01'::date AS date,
          {FROM} AS leaves_at, {pick(array('LAND', 'LAND', 'AIR', 'MIXED'), 18)} AS mode,
          'R' AS route, '' AS operator, '' AS vehicle, '' AS plate, 'CLOSED' AS status, 40 AS seats,
          0 AS wheelchair_places, 1 AS min_passengers, 0 AS fixed_cost, 0 AS seat_cost,
          '' AS funding_line, ''::bytea AS why_cancelled, 1 AS version, 0 AS return_cost
        FROM generate_series(0, %(cases)s / {BUS}) i"""),
    ("reception_arrival", f"""
        SELECT {one_id(12, NUMBER)} AS id, {BASE.replace(AT, AT + " + interval '20 days'")},
          'X' AS centre, {pick(array('HND', 'HND', 'GTM', ''), 19)} AS country,
          'ARRIVED' AS state, 'STAFF' AS met_by, ''::bytea AS why, {one_id(CASE, 'i')} AS case_id,
          {one_id(BUSES, f'i / {BUS}')} AS departure_id, {one_id(PERSON, NUMBER)} AS person_id
        FROM {PEOPLE} WHERE mod(i, 5) > 0"""),
)  # fmt: skip
# What every query of the report finds its rows by is put back at the end, which is much faster.
REST = """
SELECT c.relname, pg_get_indexdef(i.indexrelid), ic.relname
FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_class ic ON ic.oid = i.indexrelid
LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid
WHERE c.relname = ANY(%s) AND k.oid IS NULL
"""


def fill(connection: Any, cases: int, office: str, sites: list[str]) -> None:
    """Write so many cases of six years, without history: as a superuser of a home of its own."""
    asked = {"sites": sites, **told_of(cases, office)}
    write(connection, TABLES, asked)


def told_of(cases: int, office: str) -> dict[str, Any]:
    """What the queries are asked with."""
    return {"cases": cases, "office": office, "spread": 6 * 365 * 86400 // cases}


def write(connection: Any, tables: Any, asked: dict[str, Any]) -> None:
    """Write rows without their triggers; indexes are made anew at the end."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(REST, [[name for name, _query in tables]])
        indexes = cursor.fetchall()
        for _table, _made, name in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        for table, query in tables:
            cursor.execute(
                f"INSERT INTO {table} ({_columns(cursor, query, asked)}) {query}",
                asked,
            )
        for _table, made, _name in indexes:
            cursor.execute(made)
        cursor.execute("SET session_replication_role = origin")
    connection.commit()


def _columns(cursor: Any, query: str, asked: dict[str, Any]) -> str:
    cursor.execute(f"SELECT * FROM ({query}) AS q LIMIT 0", asked)  # noqa: S608 - our own text
    return ", ".join(f'"{column.name}"' for column in cursor.description)
