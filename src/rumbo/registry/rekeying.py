"""A fresh key for the search index: the next generation fills beside the old, then answers.

What is filed lies in its table and how far the turn is in the ring, so a rotation that was stopped
goes on where it stood, whatever it was cut off at. Each step is written down before what rests on
it is done, and what would lose somebody waits until no other process is a step behind:

    settled    one generation is asked and filed in
    filling    both are filed in; once nobody files in the old one alone, all who are there are filed
    answering  the new one is asked; who has not noticed asks the old one, and finds everybody
    emptying   nobody asks the old one; once nobody files in it any more, its table is emptied

A row is read under its lock, so that nobody who is corrected at that moment keeps an old name in
the index. How others are known to be a step behind is said in `index.py`.
"""

import time
from collections.abc import Callable
from functools import partial

import psycopg
from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext_lazy as _
from psycopg import sql

from rumbo.common.refusal import Refusal
from rumbo.common.sealed import keyring, rotation
from rumbo.common.sealed.keyring import Keyring, Turn
from rumbo.registry import index
from rumbo.registry.models import Person

BATCH = 500
SOME = 100  # people whose keys tell whether a table is of the key there is
PATIENCE = 3600.0  # a sheet is read in one transaction, and may be long
LOOK = 0.1
LOCK_TIMEOUT = "200ms"
Progress = Callable[[int, int], None]
Waiting = Callable[[int], None]


def rotate(
    progress: Progress = lambda _done, _whole: None, waiting: Waiting = lambda _number: None
) -> int:
    """Make a key unless a rotation is under way, file everybody under it, and give its generation.

    Every other use of the old key in the index ends: its table is emptied. `waiting` is told how
    many others are still filing as before, each time they are looked at. Refuses where they do not
    end, with everybody found and the rest left for a repetition; and refuses a keyring that comes
    from outside, which this house cannot change.
    """
    if keyring.is_from_environment():
        raise Refusal(
            "keys.from_environment",
            _(
                "El llavero viene de RUMBO_KEYS: para cambiar la llave del índice, póngalo en la carpeta."
            ),
        )
    steps: dict[Turn, Callable[[Keyring], Keyring]] = {
        Turn.SETTLED: partial(_begin, waiting=waiting),
        Turn.FILLING: partial(_fill, progress=progress, waiting=waiting),
        Turn.ANSWERING: _leave,
        Turn.EMPTYING: partial(_end, waiting=waiting),
    }
    with rotation.alone():
        ring = keyring.load_now()
        while True:
            ring = steps[ring.index_turn](ring)
            keyring.write(ring)
            if ring.index_turn is Turn.SETTLED:
                return ring.index_generation


def complete(progress: Progress = lambda _done, _whole: None) -> None:
    """File whoever is not found under the ring there is; a table of another key is filed anew.

    For a restored backup: it may have been made in the middle of a turn, or before or after one
    that its keyring knows nothing of.
    """
    with rotation.alone():
        ring = keyring.load_now()
        for number in ring.index_filled:
            if not (ring.is_filed_as_now(number) and _is_filed_under(ring, number)):
                _empty(number, lambda _number: None)
            _file_everybody(number, progress, lambda _number: None)
            ring = ring.filed_as_now(number)
        if not keyring.is_from_environment():
            keyring.write(ring)


def _begin(ring: Keyring, *, waiting: Waiting) -> Keyring:
    """Whatever lies in the other table is of no generation that anybody asks."""
    _empty(ring.index_generation + 1, waiting)
    return ring.with_new_index_key()


def _fill(ring: Keyring, *, progress: Progress, waiting: Waiting) -> Keyring:
    """Who files in the old generation alone is waited for: only then is it known who is there.

    What was begun before an update by which keys are made otherwise is begun again.
    """
    following = ring.index_generation + 1
    if not ring.is_filed_as_now(following):
        _empty(following, waiting)
        ring = ring.filed_as_now(following)
        keyring.write(ring)
    _wait_for_filing(ring, waiting)
    _file_everybody(following, progress, waiting)
    return ring.answering()


def _leave(ring: Keyring) -> Keyring:
    """Everybody has noticed by now which generation answers; who was slower looks again."""
    time.sleep(keyring.STALE_SECONDS)
    return ring.at(Turn.EMPTYING)


def _end(ring: Keyring, *, waiting: Waiting) -> Keyring:
    """Who began earlier files in the old generation too, which the next key will need empty."""
    _wait_for_filing(ring, waiting)
    _empty(ring.index_generation - 1, waiting)
    return ring.at(Turn.SETTLED)


def _wait_for_filing(ring: Keyring, waiting: Waiting) -> None:
    """Wait until nobody files as at a step before this one; refuse where they do not end."""
    _wait_while(partial(index.filing_before, ring.index_step), waiting)


def _empty(number: int, waiting: Waiting) -> None:
    """Empty a generation's table at once, so that its room on the disk is free again.

    A backup or whoever asked it in a long transaction is waited for, and nobody queues meanwhile.
    """
    _wait_while(partial(_still_read, number), waiting)


def _wait_while(others: Callable[[], int], waiting: Waiting) -> None:
    least, until = None, 0.0
    while number := others():
        if least is None or number < least:
            # What this took itself is no waiting, and whoever ends is a sign that others will.
            least, until = number, time.monotonic() + PATIENCE
        if time.monotonic() > until:
            raise Refusal(
                "keys.under_way",
                _(
                    "Hay trabajo que empezó antes y no termina (%(number)s), como una hoja larga o un"
                    " respaldo. La búsqueda sigue completa: repita la orden cuando termine y seguirá"
                    " donde quedó."
                ),
                number=number,
            )
        waiting(number)
        time.sleep(LOOK)


def _file_everybody(number: int, progress: Progress, waiting: Waiting) -> None:
    """Whoever registers from now on is filed already: only those who are here now wait.

    Who is being worked on is left for the end: nothing is held while somebody is waited for.
    """
    done, whole = 0, Person.objects.count()
    left = _not_filed(number)

    def file_those_left() -> int:
        nonlocal done, left
        held: list[int] = []
        for start in range(0, len(left), BATCH):
            some = left[start : start + BATCH]
            filed = _file(some, number)
            held += _there(set(some) - filed)
            done += len(filed)
            progress(min(done, whole), whole)
        left = held
        return len(left)

    _wait_while(file_those_left, waiting)
    progress(whole, whole)


def _file(some: list[int], number: int) -> set[int]:
    """File those of these whom nobody works on, as they are under their lock; give who was."""
    with transaction.atomic():
        rows = Person.objects.select_for_update(no_key=True, skip_locked=True)
        found = rows.filter(search_no__in=some).order_by("search_no")
        people = [(p.search_no, index.features_of(p)) for p in found]
        index.add_keys(people, number)
    return {search_no for search_no, _told in people}


def _there(numbers: set[int]) -> list[int]:
    """Those who are there at all."""
    found = Person.objects.filter(search_no__in=numbers) if numbers else Person.objects.none()
    return sorted(found.values_list("search_no", flat=True))


def _is_filed_under(ring: Keyring, number: int) -> bool:
    """Whether a generation's table is of its key in this ring: some who are there tell."""
    some = list(Person.objects.order_by("search_no")[:SOME])
    filed = [
        (key, person.search_no)
        for person in some
        for key in index.hashed(index.filed_under(index.features_of(person)), number, ring)
    ]
    query = sql.SQL(
        "SELECT EXISTS (SELECT FROM {} JOIN unnest(%s::int[], %s::int[]) AS asked(key, person_no)"
        " USING (key, person_no))"
    ).format(index.table_of(number))
    with connection.cursor() as cursor:
        cursor.execute(query, [[key for key, _no in filed], [no for _key, no in filed]])
        return bool(cursor.fetchone()[0])


def _not_filed(number: int) -> list[int]:
    """The search numbers of those who have no key in a generation yet, asked once for all."""
    filed = sql.SQL(
        "SELECT p.search_no FROM registry_person p WHERE NOT EXISTS"
        " (SELECT FROM {} k WHERE k.person_no = p.search_no) ORDER BY p.search_no"
    ).format(index.table_of(number))
    with connection.cursor() as cursor:
        cursor.execute(filed)
        return [row[0] for row in cursor.fetchall()]


def _still_read(number: int) -> int:
    """Empty a generation's table unless others hold it: whether some do."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LOCK_TIMEOUT])
            cursor.execute(sql.SQL("TRUNCATE {}").format(index.table_of(number)))
    except OperationalError as busy:
        if not isinstance(busy.__cause__, psycopg.errors.LockNotAvailable):
            raise
        return 1
    return 0
