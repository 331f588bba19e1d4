"""Every figure of the report by SQL alone, from the tables as they stand: what the extract is held against.

The tests hold it against the extract on worlds made by chance, and `bin/bench sitrep` times both.
`told` joins the rows of each return into one temporary table; `count` groups it, table by table.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import connection

from rumbo.casework.queries.waiting import STAGES
from rumbo.common.clock import end_of, start_of
from rumbo.statistics import codes
from rumbo.statistics.cleaning import GROUPED, SEVERAL
from rumbo.statistics.indicators import INDICATORS, Indicator

Cells = dict[tuple[str, str, str | None], int]
MEXICO = "America/Mexico_City"
SINGLE_OF = ("status", "sector", "travelling_with")
MANY = tuple(name for name in SEVERAL if name not in SINGLE_OF)
POPULATION = {
    "everyone": "true",
    "adults": "age >= 18",
    "first_degree": "travelling_with = 'FIRST_DEGREE'",
    "surveyed": "surveyed",
    "applicants": "applied_to_regularise = 'YES'",
}
NAMED = {"minors": "minors"}
TOLD = """
CREATE TEMPORARY TABLE told ON COMMIT DROP AS
WITH said AS (
  SELECT a.person_id, a.departure_id, a.case_id, a.state, a.country,
    (a.occurred_at AT TIME ZONE coalesce(nullif(coalesce(c.zone, o.zone), ''), %(mexico)s))::date AS day
  FROM reception_arrival a
  JOIN access_office o ON o.id = a.office_id
  LEFT JOIN reception_directarrival direct ON direct.case_id = a.case_id
  LEFT JOIN network_receptioncentre c ON c.code = a.centre
  WHERE a.taken_back_at IS NULL AND direct.id IS NULL AND a.occurred_at < %(late)s
), road AS (
  SELECT DISTINCT ON (e.person_id, e.departure_id)
    e.person_id, e.departure_id, b.case_id, s.country,
    (e.occurred_at AT TIME ZONE coalesce(nullif(s.zone, ''), %(mexico)s))::date AS day
  FROM movements_passengerevent e
  JOIN movements_bookedseat seat ON seat.id = e.seat_id AND seat.state = 'ARRIVED'
  JOIN movements_booking b ON b.id = seat.booking_id
  JOIN movements_stop s ON s.id = b.to_stop_id
  WHERE e.kind = 'ARRIVED' AND e.occurred_at < %(late)s
  ORDER BY e.person_id, e.departure_id, e.occurred_at DESC, e.id DESC
), came AS (
  SELECT person_id, departure_id, case_id, country, day FROM said WHERE state = 'ARRIVED'
  UNION ALL
  SELECT r.person_id, r.departure_id, r.case_id, r.country, r.day FROM road r
  WHERE NOT EXISTS (SELECT FROM said s WHERE s.person_id = r.person_id
    AND s.departure_id IS NOT DISTINCT FROM r.departure_id)
), kin AS (
  SELECT DISTINCT ON (group_id, person_id)
    group_id, person_id, relation, guardian_id, guardian_relation
  FROM registry_groupmember ORDER BY group_id, person_id, occurred_at DESC, id DESC
), one AS (
  SELECT r.*, f.programme, o.country AS office_country,
    floor((to_char(r.day, 'YYYYMMDD')::int - to_char(p.birth_date, 'YYYYMMDD')::int) / 10000.0)::int
      AS years,
    coalesce(k.relation, 'HEAD') AS relation, k.guardian_id,
    coalesce(k.guardian_relation, '') AS guardian_relation
  FROM came r
  JOIN casework_case f ON f.id = r.case_id
  JOIN access_office o ON o.id = f.office_id
  JOIN registry_person p ON p.id = r.person_id
  LEFT JOIN kin k ON k.group_id = f.group_id AND k.person_id = r.person_id
), met AS (
  SELECT one.person_id, one.case_id, one.departure_id,
    bool_or(other.person_id = one.guardian_id AND other.years >= 18
      AND one.guardian_relation IN ('PARENT', 'LEGAL_GUARDIAN')) AS guarded,
    bool_or((one.guardian_id = other.person_id AND one.guardian_relation = 'PARENT')
      OR (other.guardian_id = one.person_id AND other.guardian_relation = 'PARENT')
      OR (least(one.relation, other.relation), greatest(one.relation, other.relation)) IN
        (('HEAD', 'SPOUSE'), ('CHILD', 'HEAD'), ('HEAD', 'PARENT'), ('CHILD', 'SPOUSE'),
         ('PARENT', 'SIBLING'))) AS first_degree,
    bool_or(one.relation <> 'NON_RELATIVE' AND other.relation <> 'NON_RELATIVE') AS relatives
  FROM one JOIN one AS other ON other.case_id = one.case_id
    AND other.departure_id IS NOT DISTINCT FROM one.departure_id
    AND other.person_id <> one.person_id
  GROUP BY one.person_id, one.case_id, one.departure_id
), incident AS (
  SELECT DISTINCT ON (person_id) person_id, incidents FROM protection_screening
  WHERE incidents <> '{}' ORDER BY person_id, occurred_at DESC, id DESC
), rated AS (
  SELECT DISTINCT ON (person_id) person_id, self_rated_health FROM protection_fitnessfinding
  WHERE self_rated_health <> '' ORDER BY person_id, occurred_at DESC, id DESC
), found AS (
  SELECT DISTINCT ON (person_id) person_id, found FROM protection_fitnessfinding
  WHERE found <> '{}' ORDER BY person_id, occurred_at DESC, id DESC
), suffered AS (
  SELECT DISTINCT ON (person_id) person_id, suffered FROM protection_fitnessfinding
  WHERE suffered <> '{}' ORDER BY person_id, occurred_at DESC, id DESC
), plain AS (
  SELECT to_char(one.day, 'YYYY-MM') AS month, nullif(programme.stream, '') AS stream,
    nullif(coalesce(site.name, p.site), '') AS site,
    coalesce(site.country_id, one.office_country) AS country_of_registration,
    nullif(d.mode, '') AS mode, p.nationalities::text[] AS nationality,
    nullif(coalesce(nullif(one.country, ''), p.return_country), '') AS country_of_return,
    nullif(p.sex, '') AS sex, CASE WHEN one.years BETWEEN 0 AND 120 THEN one.years END AS age,
    one.years,
    CASE WHEN one.years < 18 AND NOT coalesce(met.guarded, false) THEN 'YES'
      WHEN one.years IS NOT NULL THEN 'NO' END AS unaccompanied,
    nullif(q.status, '') AS status, nullif(q.education, '') AS education,
    nullif(q.sector, '') AS sector,
    nullif(coalesce(nullif(q.travelling_with, ''), CASE
      WHEN met.first_degree THEN 'FIRST_DEGREE'
      WHEN met.relatives AND one.years < 18 AND NOT coalesce(met.guarded, false)
        THEN 'SEPARATED_CHILD'
      WHEN met.relatives THEN 'OTHER_RELATIVES'
      WHEN one.years < 18 AND NOT coalesce(met.guarded, false) THEN 'UNACCOMPANIED_CHILD'
      WHEN met.person_id IS NOT NULL THEN 'FRIENDS'
      ELSE 'ALONE' END), '') AS company,
    found.found::text[] AS health_condition, rated.self_rated_health,
    suffered.suffered::text[] AS journey_conditions, incident.incidents::text[] AS incidents,
    q.reason_migrating::text[] AS reason_migrating,
    q.reason_returning::text[] AS reason_returning, q.plan_on_return::text[] AS plan_on_return,
    CASE q.applied_to_regularise WHEN true THEN 'YES' WHEN false THEN 'NO' END
      AS applied_to_regularise,
    coalesce(q.surveyed, false) AS surveyed
  FROM one
  JOIN registry_person p ON p.id = one.person_id
  LEFT JOIN registry_profile q ON q.person_id = p.id
  LEFT JOIN movements_departure d ON d.id = one.departure_id
  LEFT JOIN programmes_programme programme ON programme.code = one.programme
  LEFT JOIN network_site site ON site.code = p.site
  LEFT JOIN met ON met.person_id = one.person_id AND met.case_id = one.case_id
    AND met.departure_id IS NOT DISTINCT FROM one.departure_id
  LEFT JOIN incident ON incident.person_id = p.id
  LEFT JOIN rated ON rated.person_id = p.id
  LEFT JOIN found ON found.person_id = p.id
  LEFT JOIN suffered ON suffered.person_id = p.id
  WHERE one.day <= %(until)s AND (%(since)s::date IS NULL OR one.day >= %(since)s)
    AND (%(stream)s::text IS NULL OR programme.stream = %(stream)s)
)
SELECT month, stream, site, country_of_registration, mode, country_of_return, sex, age, status,
  education, sector, self_rated_health, applied_to_regularise, surveyed, unaccompanied, {many},
  CASE WHEN age <= 4 THEN '0-4' WHEN age <= 12 THEN '5-12' WHEN age <= 17 THEN '13-17'
    WHEN age <= 45 THEN '18-45' WHEN age <= 59 THEN '46-59' WHEN age > 59 THEN '60+' END AS age_group,
  CASE WHEN age <= 12 THEN ARRAY['0-17', '0-12'] WHEN age < 18 THEN ARRAY['0-17']
    WHEN age >= 18 THEN ARRAY[]::text[] END AS minors,
  CASE WHEN NOT (company = 'UNACCOMPANIED_CHILD' AND coalesce(age, 0) >= 18)
    THEN company END AS travelling_with
FROM plain
"""
REQUESTS = """
SELECT to_char(first, 'YYYY-MM'), count(*) FROM (
  SELECT m.person_id, min(c.requested_on) AS first
  FROM registry_groupmember m JOIN casework_case c ON c.group_id = m.group_id
  LEFT JOIN reception_directarrival d ON d.case_id = c.id
  LEFT JOIN programmes_programme p ON p.code = c.programme
  WHERE d.id IS NULL AND (%(stream)s::text IS NULL OR p.stream = %(stream)s)
  GROUP BY m.person_id) AS asked
WHERE first <= %(until)s AND (%(since)s::date IS NULL OR first >= %(since)s) GROUP BY 1
"""
REGISTRATIONS = """
SELECT to_char(p.occurred_at AT TIME ZONE %(mexico)s, 'YYYY-MM'), coalesce(s.name, p.site), count(*)
FROM registry_person p LEFT JOIN network_site s ON s.code = p.site
WHERE p.source <> 'ARRIVAL' AND p.occurred_at < %(over)s
  AND (%(from)s::timestamptz IS NULL OR p.occurred_at >= %(from)s)
  AND (%(stream)s::text IS NULL OR EXISTS (SELECT FROM registry_groupmember m
    JOIN casework_case c ON c.group_id = m.group_id
    JOIN programmes_programme g ON g.code = c.programme
    WHERE m.person_id = p.id AND g.stream = %(stream)s))
GROUP BY 1, 2
"""
WAITING = """
SELECT CASE WHEN days <= 30 THEN '0-30' WHEN days <= 60 THEN '31-60' WHEN days <= 90 THEN '61-90'
    ELSE '91+' END, sum(people) FROM (
  SELECT c.id, %(until)s::date - c.requested_on AS days, count(m.id) AS people
  FROM casework_case c
  JOIN LATERAL (SELECT s.to_stage FROM casework_step s
    WHERE s.case_id = c.id AND s.occurred_at < %(over)s
    ORDER BY s.occurred_at DESC, s.recorded_at DESC, s.id DESC LIMIT 1) AS last
    ON last.to_stage = ANY(%(stages)s)
  LEFT JOIN programmes_programme p ON p.code = c.programme
  LEFT JOIN reception_directarrival d ON d.case_id = c.id
  JOIN registry_groupmember m ON m.group_id = c.group_id AND m.occurred_at < %(over)s
    AND (m.left_at IS NULL OR m.left_at >= %(over)s)
  WHERE d.id IS NULL AND EXISTS (SELECT FROM casework_eligibilitydecision e
      WHERE e.case_id = c.id AND e.eligible
      AND e.countersigned_at < %(over)s
      AND (e.revoked_at IS NULL OR e.revoked_at >= %(over)s))
    AND (%(stream)s::text IS NULL OR p.stream = %(stream)s)
  GROUP BY c.id) AS w GROUP BY 1
"""


def told(since: date | None, until: date, stream: str | None) -> None:
    """Join the rows of every return of a period into one temporary table; needs a transaction."""
    many = ", ".join(
        # Nothing beside something is not counted: what is named is.
        f"CASE WHEN {name} && %({name})s THEN NULLIF(ARRAY(SELECT DISTINCT v::text"  # noqa: S608
        f" FROM unnest({name}) v WHERE v = ANY(%({name})s)"
        f" AND (v <> 'NONE' OR {name}::text[] <@ ARRAY['NONE'])), ARRAY[]::text[]) END AS {name}"
        for name in MANY
    )
    lists = {name: list(codes.closed(name) or sorted(codes.country_codes())) for name in MANY}
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS told")
        cursor.execute(TOLD.replace("{many}", many), {**_days(since, until, stream), **lists})


def _days(since: date | None, until: date, stream: str | None) -> dict[str, Any]:
    return {
        "mexico": MEXICO,
        "until": until,
        "since": since,
        "stream": stream,
        "over": end_of(until),
        "from": None if since is None else start_of(since),
        "late": end_of(date.fromordinal(until.toordinal() + 1)),
        "stages": list(STAGES),
    }


def count(since: date | None, until: date, stream: str | None) -> Cells:
    """Group what `told` joined, and what was asked for: people by table, row and column, no zeros."""
    cells: Cells = {}
    with connection.cursor() as cursor:
        for indicator in INDICATORS:
            cursor.execute(*_grouping(indicator))
            for row, column, people in cursor.fetchall():
                cells[indicator.name, row, column] = people
        asked = _days(since, until, stream)
        for name, query in (("requests_by_month", REQUESTS), ("waiting", WAITING)):
            cursor.execute(query, asked)
            cells |= {(name, row, None): int(people) for row, people in cursor.fetchall()}
        cursor.execute(REGISTRATIONS, asked)
        for month, site, people in cursor.fetchall():
            cells["registrations_by_month_by_site", month, site] = people
    return cells


def _grouping(indicator: Indicator) -> tuple[str, dict[str, list[str]]]:
    row, rows = _column("r", indicator.attribute)
    column, columns = ("NULL::text", []) if indicator.by is None else _column("c", indicator.by)
    joined = " ".join([*rows, *columns])
    where = [POPULATION[indicator.population], f"{row} IS NOT NULL"]
    lists = {}
    for attribute, value in ((indicator.attribute, row), (indicator.by, column)):
        known = codes.closed(attribute) if attribute else None
        if known is not None and attribute is not None:
            lists[attribute] = list(known)
            where.append(f"{value} = ANY(%({attribute})s)")
    if indicator.by is not None:
        where.append(f"{column} IS NOT NULL")
    return (
        f"SELECT {row}, {column}, count(*) FROM told {joined}"  # noqa: S608 - names of our own
        f" WHERE {' AND '.join(where)} GROUP BY 1, 2",
        lists,
    )


def _column(name: str, attribute: str) -> tuple[str, list[str]]:
    if attribute in {*MANY, "minors"}:
        return name, [f"CROSS JOIN LATERAL unnest({attribute}) AS {name}"]
    if attribute == "travelling_with_grouped":
        whens = " ".join(f"WHEN '{code}' THEN '{group}'" for code, group in GROUPED.items())
        return f"CASE travelling_with {whens} END", []
    return attribute, []


def cells_of(figures: Any) -> Cells:
    """Give figures as SQL gives them: counts alone, without zeros."""
    return dict(_not_zero(figures))


def _not_zero(figures: Any) -> Iterator[tuple[tuple[str, str, str | None], int]]:
    for figure in figures:
        if figure.count:
            yield (figure.table, figure.row, figure.column), figure.count
