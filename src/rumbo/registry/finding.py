"""Who is likely the one described: looked up by keys, the likeliest opened and weighed."""

import math
import uuid
from collections.abc import Sequence
from datetime import date

from django.db import connection
from psycopg import sql

from rumbo.registry import index, shares
from rumbo.registry.rules.features import Features
from rumbo.registry.rules.keys import keys_of, query_keys, worth
from rumbo.registry.rules.likeness import POPULATION, Likeness, score_readings
from rumbo.registry.rules.limits import (
    CANDIDATES,
    LONGEST_LIST,
    MANY_KEYS,
    SHARING,
    SHORT_LIST,
    STAGES,
    STAGES_OF_READINGS,
)

# The lists of the keys asked for, short ones only: each tells more the shorter it is.
_LISTS = """
    SELECT found.person_no FROM unnest(%s::int[], %s::float8[]) AS asked(key, worth)
    CROSS JOIN LATERAL (
        SELECT person_no, count(*) OVER () AS length FROM (
            SELECT person_no FROM {} k
            WHERE k.key = asked.key LIMIT %s
        ) AS capped
    ) AS found
    WHERE found.length <= %s
    GROUP BY found.person_no
    ORDER BY sum(asked.worth - ln(found.length::float8) / ln(2::float8)) DESC, found.person_no
    LIMIT %s
"""


def likely(
    readings: Sequence[Features], *, least: float, most: int
) -> list[tuple[uuid.UUID, Likeness]]:
    """Weigh the candidates of every office: whose registrations are likely, best first.

    `readings` are the ways to read what was told of one person (which is the surname?): they are
    looked for together, and each candidate is weighed by the reading that fits best.
    """
    plain = sorted({key for told in readings for key in query_keys(told)})
    stages = STAGES if len(readings) == 1 else STAGES_OF_READINGS
    numbers = filed_under(plain, born=readings[0].birth_date, most=stages[-1][0])
    weighed: list[tuple[uuid.UUID, Likeness]] = []
    opened = 0
    for upto, sure in stages:
        weighed += _weighed(readings, numbers[opened:upto])
        opened = upto
        if any(weight.probability >= sure for _pk, weight in weighed):
            break
    found = [pair for pair in weighed if pair[1].probability >= least]
    return sorted(found, key=lambda pair: -pair[1].probability)[:most]


def filed_under(
    plain: Sequence[str], *, born: date | None = None, most: int = CANDIDATES
) -> list[int]:
    """Give search numbers of those on the lists of these keys, the likeliest first."""
    if not plain:
        return []
    longest = LONGEST_LIST if len(plain) <= MANY_KEYS else SHORT_LIST
    common = math.log2(POPULATION)
    worths = [common + worth(key, born) for key in plain]

    def ask(table: sql.Identifier, keys: list[int]) -> list[int]:
        query = sql.SQL(_LISTS).format(table).as_string(None)
        with connection.cursor() as cursor:
            cursor.execute(query, [keys, worths, longest + 1, longest, most])
            return [row[0] for row in cursor.fetchall()]

    return index.answered(plain, ask)


def sharing_keys(told: Features) -> list[int]:
    """Give the search numbers of those filed under a key of this registration, as a job asks.

    Narrower than what `likely` looks under: the keys that the registration itself has.
    """

    def ask(table: sql.Identifier, keys: list[int]) -> list[int]:
        query = sql.SQL(
            "SELECT person_no FROM {} WHERE key = ANY(%s)"
            " GROUP BY person_no ORDER BY count(*) DESC, person_no LIMIT %s"
        )
        with connection.cursor() as cursor:
            cursor.execute(query.format(table).as_string(None), [keys, SHARING])
            return [row[0] for row in cursor.fetchall()]

    return index.answered(keys_of(told), ask)


def _weighed(
    readings: Sequence[Features], numbers: Sequence[int]
) -> list[tuple[uuid.UUID, Likeness]]:
    """Open these, and say of each how likely it is the one described."""
    if not numbers:
        return []
    there, known = index.opened(numbers), shares.now()
    weights = score_readings(
        readings,
        [features for _number, _pk, features in there],
        population=known.population,
        frequencies=known.frequencies,
        weights=known.weights,
    )
    return [(pk, weight) for (_number, pk, _told), weight in zip(there, weights, strict=True)]
