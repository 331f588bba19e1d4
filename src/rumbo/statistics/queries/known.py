"""The database as it was known at a moment: whoever asks inside counts rows in the version of then.

Each table that a report counts is put aside by one of this transaction alone, under the same name,
filled from the rows' history. So a report for a past day is counted by the very queries that count
today's, and nobody can forget one of them. What is sealed stays where it is: no report reads it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from psycopg import sql

from rumbo.casework.models import Case, EligibilityDecision, Step
from rumbo.common.sealed.fields import SealedField
from rumbo.counselling.models import Session
from rumbo.followup.models import Call
from rumbo.movements.models import BookedSeat, Booking, Departure, PassengerEvent
from rumbo.protection.models import FitnessFinding, Pregnancy, Screening
from rumbo.reception.models import Arrival, DirectArrival, Kit, OnwardMoney, Referral
from rumbo.registry.models import GroupMember, Person, Profile

COUNTED: tuple[type[models.Model], ...] = (
    Case,
    Step,
    EligibilityDecision,
    Booking,
    BookedSeat,
    PassengerEvent,
    Departure,
    Arrival,
    DirectArrival,
    Person,
    Profile,
    GroupMember,
    Screening,
    FitnessFinding,
    Pregnancy,
    Session,
    Referral,
    Kit,
    OnwardMoney,
    Call,
)
# A change was written when the world's clock said so; outside of a demonstration that is NOW().
FILL = sql.SQL(
    "CREATE TEMPORARY TABLE {name} ON COMMIT DROP AS SELECT {columns} FROM ("
    " SELECT DISTINCT ON (e.pgh_obj_id) {versions}, e.pgh_label"
    " FROM public.{events} e LEFT JOIN public.pghistory_context c ON c.id = e.pgh_context_id"
    " WHERE e.recorded_at < {moment} AND (e.pgh_label = 'insert'"
    " OR coalesce((c.metadata->>'at')::timestamptz, e.pgh_created_at) < {moment})"
    " ORDER BY e.pgh_obj_id, e.pgh_id DESC) then_ WHERE pgh_label <> 'delete'"
)
FOUND_BY = ("id", "case_id", "person_id", "group_id", "booking_id", "seat_id")


@contextmanager
def known_by(moment: datetime) -> Iterator[None]:
    """Let every table that is counted hold what was written down before `moment` (aware).

    Nothing can be written to these tables inside.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('search_path')")
        (path,) = cursor.fetchone()
        for model in COUNTED:
            _put_aside(cursor, model, moment)
        # The path is named anew, so that what the server has prepared is looked up again.
        cursor.execute("SELECT set_config('search_path', %s, true)", [f"pg_temp, {path}"])
        yield
        for model in COUNTED:
            name = sql.Identifier("pg_temp", model._meta.db_table)
            cursor.execute(sql.SQL("DROP TABLE {}").format(name).as_string())
        cursor.execute("SELECT set_config('search_path', %s, true)", [path])


def _put_aside(cursor: Any, model: type[models.Model], moment: datetime) -> None:
    event = next(m for m in apps.get_models() if getattr(m, "pgh_tracked_model", None) is model)
    names = [
        field.column for field in model._meta.concrete_fields if not isinstance(field, SealedField)
    ]
    columns = [sql.Identifier(name) for name in names]
    name = sql.Identifier("pg_temp", model._meta.db_table)
    made = FILL.format(
        name=name,
        columns=sql.SQL(", ").join(columns),
        versions=sql.SQL(", ").join(sql.SQL("e.{}").format(column) for column in columns),
        events=sql.Identifier(event._meta.db_table),
        moment=sql.Literal(moment),
    )
    cursor.execute(made.as_string())
    for column in FOUND_BY:
        if column in names:
            index = sql.SQL("CREATE INDEX ON {} ({})").format(name, sql.Identifier(column))
            cursor.execute(index.as_string())
    cursor.execute(sql.SQL("ANALYZE {}").format(name).as_string())
