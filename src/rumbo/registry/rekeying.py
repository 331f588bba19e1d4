"""A fresh key for the search index: the next generation fills beside the old, then answers.

What is filed lies in its table, so a rotation that was stopped goes on where it stood. Whoever is
registered meanwhile is filed in both generations; a row is read under its lock, so that nobody who
is corrected at that moment keeps an old name in the index.
"""

from collections.abc import Callable

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _
from psycopg import sql

from rumbo.common.refusal import Refusal
from rumbo.common.sealed import keyring, rotation
from rumbo.registry import index
from rumbo.registry.models import Person

BATCH = 500
Progress = Callable[[int, int], None]


def rotate(progress: Progress = lambda _done, _whole: None) -> int:
    """Make a key unless a rotation is under way, file everybody under it, and give its generation.

    Every other use of the old key in the index ends: its table is emptied. Refuses a keyring that
    comes from outside, which this house cannot change.
    """
    if keyring.is_from_environment():
        raise Refusal(
            "keys.from_environment",
            _(
                "El llavero viene de RUMBO_KEYS: para cambiar la llave del índice, póngalo en la carpeta."
            ),
        )
    with rotation.alone():
        ring = keyring.load()
        following = ring.index_next
        if following is None:
            ring = ring.with_new_index_key()
            following = max(ring.index_keys)
            _empty(following)
            keyring.write(ring)
        rotation.wait_for_others()
        _file_everybody(following, progress)
        keyring.write(ring.answering(following))
        rotation.wait_for_others()
        _empty(following - 1)
        return following


def _file_everybody(number: int, progress: Progress) -> None:
    """Whoever registers from now on is filed already: only those who are here now wait."""
    done, whole = 0, Person.objects.count()
    waiting = _not_filed(number)
    for start in range(0, len(waiting), BATCH):
        some = waiting[start : start + BATCH]
        with transaction.atomic():
            rows = Person.objects.select_for_update(no_key=True).filter(search_no__in=some)
            people = [(p.search_no, index.features_of(p)) for p in rows.order_by("search_no")]
            index.add_keys(people, number)
        done += len(some)
        progress(min(done, whole), whole)
    progress(whole, whole)


def _not_filed(number: int) -> list[int]:
    """The search numbers of those who have no key in a generation yet, asked once for all."""
    filed = sql.SQL(
        "SELECT p.search_no FROM registry_person p WHERE NOT EXISTS"
        " (SELECT FROM {} k WHERE k.person_no = p.search_no) ORDER BY p.search_no"
    ).format(index.table_of(number))
    with connection.cursor() as cursor:
        cursor.execute(filed)
        return [row[0] for row in cursor.fetchall()]


def _empty(number: int) -> None:
    """Empty a generation's table at once, so that its room on the disk is free again."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("TRUNCATE {}").format(index.table_of(number)))
