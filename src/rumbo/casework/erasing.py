"""Takes out of the row history the names of who asked and was let go; only the owning role may."""

from django.db import connection, transaction
from psycopg import sql

from rumbo.casework.models import Inquiry

HISTORY = "casework_inquiryevent"


def erase_who_asked() -> int:
    """Empty the sealed name in every former version of inquiries that keep none; say how many.

    The versions themselves stay: that somebody asked, and when it was erased, is still told.
    """
    query = sql.SQL(
        "UPDATE {history} e SET who = NULL, may_call = NULL FROM {inquiry} i"
        " WHERE e.pgh_obj_id = i.id AND i.who IS NULL AND e.who IS NOT NULL"
    ).format(history=sql.Identifier(HISTORY), inquiry=sql.Identifier(Inquiry._meta.db_table))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(query.as_string())
        return int(cursor.rowcount)
