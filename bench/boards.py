"""Fills a home further, for the dashboards: seats, referrals, calls, children's tracks, what is late.

Written by SQL straight into the tables, as bench/worlds.py does, and after it.
"""

from typing import Any

from worlds import (
    AT,
    BASE,
    BUS,
    BUSES,
    CASE,
    FROM,
    NUMBER,
    PEOPLE,
    PERSON,
    array,
    one_id,
    pick,
    told_of,
    write,
)

BOOKING, SEAT, CALL, ARRIVAL = 20, 21, 22, 12
STATES = array(*["ARRIVED"] * 18, "NO_SHOW", "WITHDREW_AT_GATE")
LEAVES = f"{AT} + interval '19 days'"
CASES = "generate_series(1, %(cases)s) i"
ALONE = 80  # one child of so many cases travels without a guardian
OUT = array("COMPLETED", "COMPLETED", "COMPLETED", "ACCEPTED", "SENT", "DECLINED")
TURNS = array("documents:DOC_VALID", "counsellor:", "protection:", "movements:NOTICE", "health:")
CONSULATES = array("HN-TAP", "HN-CDMX", "HN-TEN")
EMPTY = "''::bytea"
TABLES = (
    ("movements_booking", f"""
        SELECT {one_id(BOOKING, 'i')} AS id, {BASE}, 1 AS from_stop_id, 1 AS to_stop_id,
          'ELIGIBILITY' AS returns_to_stage, {AT} AS ended_at, {one_id(CASE, 'i')} AS case_id,
          {one_id(BUSES, f'i / {BUS}')} AS departure_id
        FROM {CASES}"""),
    ("movements_bookedseat", f"""
        SELECT {one_id(SEAT, NUMBER)} AS id, {BASE}, {pick(STATES, 30, NUMBER)} AS state,
          {AT} AS state_since, {AT} AS ended_at, {one_id(BOOKING, 'i')} AS booking_id,
          {one_id(BUSES, f'i / {BUS}')} AS departure_id, {one_id(PERSON, NUMBER)} AS person_id
        FROM {PEOPLE}"""),
    ("reception_referral", f"""
        SELECT {one_id(23, 'i')} AS id, {BASE.replace(AT, LEAVES)}, 'HEALTH' AS target,
          'HEALTH' AS need, ARRAY[]::text[] AS told, {EMPTY} AS note, ARRAY[]::text[] AS papers,
          '' AS outcome, {pick(OUT, 31)} AS status,
          {LEAVES} + (hashint8extended(i::bigint, 32) & 31) * interval '1 day' AS status_since,
          ({LEAVES})::date + 7 AS answer_by, ({LEAVES})::date + 21 AS attend_by,
          {one_id(CASE, 'i')} AS case_id, {one_id(PERSON, 'i * 2')} AS person_id
        FROM generate_series(1, %(cases)s, 2) i"""),
    ("counselling_shareconsent", f"""
        SELECT {one_id(24, 'i')} AS id, {BASE}, 'MONITORING_CALL' AS recipient,
          mod(i, 3) > 0 AS given, 'SELF' AS by, 'v1' AS wording,
          {one_id(PERSON, 'i * 2')} AS person_id
        FROM {CASES}"""),
    ("followup_call", f"""
        SELECT {one_id(CALL, 'i')} AS id, {BASE}, {AT} AS done_at,
          {pick(array('DONE', 'DONE', 'REFUSED', 'UNREACHED'), 33)} AS outcome,
          {one_id(ARRIVAL, 'i * 2')} AS arrival_id, {one_id(CASE, 'i')} AS case_id,
          {one_id(PERSON, 'i * 2')} AS person_id
        FROM {CASES} WHERE mod(i, 3) = 1 AND mod(i, 5) > 0"""),
    ("followup_callattempt", f"""
        SELECT {one_id(25, 'i')} AS id, {BASE}, 'DONE' AS outcome, {EMPTY} AS note,
          {one_id(CALL, 'i')} AS call_id, {one_id(CASE, 'i')} AS case_id,
          {one_id(PERSON, 'i * 2')} AS person_id
        FROM {CASES} WHERE mod(i, 3) = 1 AND mod(i, 5) > 0"""),
    ("protection_childtrack", f"""
        SELECT {one_id(26, 'i')} AS id, {BASE}, {EMPTY} AS notes, 'ESCORT' AS step,
          '' AS instead, {EMPTY} AS guardian_assigned, 'RETURN' AS best_interests,
          {EMPTY} AS receiver, {EMPTY} AS escort, {EMPTY} AS handover,
          {one_id(CASE, 'i')} AS case_id, {one_id(PERSON, 'i * 2 + 1')} AS person_id
        FROM generate_series({ALONE}, %(cases)s, {ALONE}) i"""),
    ("protection_handover", f"""
        SELECT {one_id(27, 'i * 2 + n')} AS id, {BASE}, {EMPTY} AS notes,
          (ARRAY['DEPARTURE', 'ARRIVAL'])[n + 1] AS "end", 'A' || i || '-' || n AS number,
          {EMPTY} AS place, {EMPTY} AS giver, {EMPTY} AS taker, 'SCREEN' AS how,
          {EMPTY} AS why_undone, {one_id(CASE, 'i')} AS case_id,
          {one_id(PERSON, 'i * 2 + 1')} AS person_id
        FROM generate_series({ALONE}, %(cases)s, {ALONE}) i, generate_series(0, 1) n
        WHERE mod(i, 37) > 0"""),
    ("readiness_standing", f"""
        SELECT {one_id(28, 'i')} AS id, {BASE}, false AS may_book, false AS may_confirm,
          false AS may_board, '{{}}'::jsonb AS missing, ARRAY[{pick(TURNS, 34)}] AS first,
          now() AS judged_at, 0 AS last_entry, {one_id(CASE, 'i')} AS case_id
        FROM generate_series(500, %(cases)s, 500) i"""),
    ("documents_consularrequest", f"""
        SELECT {one_id(29, 'i')} AS id, {BASE}, 'SALVOCONDUCTO' AS type, 'HND' AS country,
          {pick(CONSULATES, 35)} AS consulate, '' AS terms,
          '2024-12-01'::date + (hashint8extended(i::bigint, 36) & 31)::int AS due_on,
          '' AS fee_currency, '' AS funding_line, '' AS refusal, '' AS stop_kind,
          {one_id(CASE, 'i')} AS case_id, {one_id(PERSON, 'i * 2')} AS person_id
        FROM generate_series(300, %(cases)s, 300) i"""),
)  # fmt: skip
CHANGES = (
    # Each unit leaves when those who are on it were ready, some days before they arrive.
    "UPDATE movements_departure SET seats = 52,"
    f" date = (({FROM} + (substr(code, 2)::bigint * {BUS} * %(spread)s) * interval '1 second')"
    " + interval '19 days')::date",
    "UPDATE casework_case SET stage = 'TRAVEL_READY' WHERE mod(substr(number, 2)::bigint, 500) = 0",
    "UPDATE registry_groupmember SET guardian_relation = '', guardian_id = NULL WHERE id IN"
    f" (SELECT {one_id(6, '(i * 2 + 1)')} FROM generate_series({ALONE}, %(cases)s, {ALONE}) i)",
)


def fill(connection: Any, cases: int, office: str) -> None:
    """Write what the dashboards count beside what bench/worlds.py wrote."""
    asked = told_of(cases, office)
    write(connection, TABLES, asked)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for change in CHANGES:
            cursor.execute(change, asked)
        cursor.execute("SET session_replication_role = origin")
    connection.commit()
