"""While the search key turns nobody is lost by who is slow: to commit, to notice, or to ask."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from psycopg import sql

from rumbo.access.entry import reading
from rumbo.access.values import EVERYTHING
from rumbo.common.refusal import Refusal
from rumbo.common.sealed import keyring
from rumbo.common.sealed.keyring import Keyring, Turn
from rumbo.registry import actions as registry
from rumbo.registry import index, queries, rekeying
from rumbo.registry.models import Person, SearchKey, SearchKeyEven
from rumbo.registry.rules.features import Features
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
TYPED = Features("Dilcia Waleska", "Mejía", "Paguada")


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Turn no key of another test."""
    settings.RUMBO_HOME = tmp_path
    monkeypatch.setattr(keyring, "STALE_SECONDS", 0.0)
    monkeypatch.setattr(rekeying, "LOOK", 0.01)
    yield
    keyring.forget_read()


def somebody() -> Person:
    """A person registered now."""
    return factories.people_of(factories.registered(factories.new_person()))[0]


def found() -> set[str]:
    """Whom the search finds."""
    with reading(EVERYTHING):
        return {str(person.id) for person, _weight in queries.likely(TYPED, least=0.0)}


def ids(*people: Person) -> set[str]:
    """What the search should say."""
    return {str(person.id) for person in people}


class Hand:
    """Somebody else, on a connection and in a transaction of their own, who may be held up."""

    def __init__(self) -> None:
        self.begun, self.let_go = threading.Event(), threading.Event()
        self.waited = 0
        self.deed: list[Person] = []

    def pause(self) -> None:
        """Stand still until let go (or the test is over)."""
        self.begun.set()
        self.let_go.wait(timeout=20)

    def is_waited_for(self, _number: int) -> None:
        """The turn waits: now this one goes on, and the turn must see them end."""
        self.waited += 1
        self.let_go.set()


@contextmanager
def under_way(deed: Callable[[Hand], Any], *, until_end: bool = True) -> Iterator[Hand]:
    """Do something in a transaction that is held up before it commits."""
    hand = Hand()

    def run() -> None:
        try:
            with transaction.atomic():
                hand.deed = deed(hand)
                if until_end:
                    hand.pause()
        finally:
            hand.begun.set()
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        assert hand.begun.wait(timeout=20)
        yield hand
    finally:
        hand.let_go.set()
        thread.join(timeout=30)


def held_up_before_writing(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> list[Person]:
    """Register, standing still between having read the ring and writing by it."""
    me, hashed = threading.current_thread(), index.hashed

    def slowly(keys: Any, number: int, ring: Keyring) -> list[int]:
        if threading.current_thread() is me and not hand.begun.is_set():
            hand.pause()
        return hashed(keys, number, ring)

    monkeypatch.setattr(index, "hashed", slowly)
    return [somebody()]


@contextmanager
def a_process_that_knows(ring: Keyring, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As a process that looked at the ring a moment before it was changed."""
    keyring.load_now()
    seen = replace(keyring._seen[0], ring=ring, mark=(), looked_at=time.monotonic())
    with monkeypatch.context() as here:
        here.setattr(keyring, "STALE_SECONDS", 600.0)
        keyring._seen[:] = [seen]
        assert keyring.load() is ring
        yield
    keyring.forget_read()


def turn_up_to(turn: Turn, monkeypatch: pytest.MonkeyPatch) -> None:
    """Turn the key until the ring stands there, and be stopped."""
    write = keyring.write

    def stop(ring: Keyring) -> None:
        write(ring)
        if ring.index_turn is turn:
            raise KeyboardInterrupt

    with monkeypatch.context() as here:
        here.setattr(keyring, "write", stop)
        with pytest.raises(KeyboardInterrupt):
            rekeying.rotate()


def a_sheet(where: str, monkeypatch: pytest.MonkeyPatch) -> AbstractContextManager[Hand]:
    """Register somebody in a long transaction that is held up before its keys or before its end."""

    def sheet(hand: Hand) -> list[Person]:
        if where == "before the keys":
            return held_up_before_writing(hand, monkeypatch)
        return [somebody()]

    return under_way(sheet, until_end=where == "before the end")


@pytest.mark.parametrize("where", ["before the keys", "before the end"])
def test_who_is_registered_in_a_long_transaction_is_found_after_the_turn(
    where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = somebody()

    with a_sheet(where, monkeypatch) as hand:
        assert rekeying.rotate(waiting=hand.is_waited_for) == 2
    assert hand.waited
    assert found() == ids(first, *hand.deed)


@pytest.mark.parametrize("where", ["before the keys", "before the end"])
def test_who_files_in_both_leaves_nothing_in_the_old_table(
    where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = somebody()
    turn_up_to(Turn.FILLING, monkeypatch)

    with a_sheet(where, monkeypatch) as hand:
        assert rekeying.rotate(waiting=hand.is_waited_for) == 2
    assert hand.waited
    assert not SearchKey.objects.exists()
    assert found() == ids(first, *hand.deed)


def test_a_turn_that_waits_too_long_stops_with_everybody_found_and_goes_on_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = somebody()
    with under_way(lambda _hand: [somebody()]) as hand:
        with monkeypatch.context() as here:
            here.setattr(rekeying, "PATIENCE", 0.0)
            with pytest.raises(Refusal) as refusal:
                rekeying.rotate()
        assert refusal.value.code == "keys.under_way"
        assert "1" in refusal.value.sentence
        assert keyring.load().index_turn is Turn.FILLING
        assert found() == ids(first)
    late = somebody()
    assert found() == ids(first, late, *hand.deed)
    assert rekeying.rotate() == 2
    assert found() == ids(first, late, *hand.deed)


@pytest.mark.parametrize("knows", [Turn.SETTLED, Turn.FILLING])
def test_a_process_that_has_not_noticed_finds_who_is_filed_by_one_that_has(
    knows: Turn, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, ring = somebody(), keyring.load_now()
    if knows is Turn.FILLING:
        turn_up_to(Turn.FILLING, monkeypatch)
        ring = keyring.load_now()
    turn_up_to(Turn.ANSWERING, monkeypatch)
    late = somebody()
    with a_process_that_knows(ring, monkeypatch):
        assert found() == ids(first, late)
    assert found() == ids(first, late)


def test_a_process_that_has_not_noticed_files_where_the_others_ask(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, before = somebody(), keyring.load_now()
    turn_up_to(Turn.ANSWERING, monkeypatch)
    with a_process_that_knows(before, monkeypatch):
        late = somebody()
    assert found() == ids(first, late)
    assert rekeying.rotate() == 2
    with a_process_that_knows(before, monkeypatch):
        later = somebody()
    assert found() == ids(first, late, later)


def test_the_old_table_is_left_only_when_every_process_has_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    somebody()
    monkeypatch.setattr(keyring, "STALE_SECONDS", 0.05)
    write, written = keyring.write, {}

    def noting(ring: Keyring) -> None:
        write(ring)
        written[ring.index_turn] = time.monotonic()

    monkeypatch.setattr(keyring, "write", noting)
    rekeying.rotate()
    assert written[Turn.EMPTYING] - written[Turn.ANSWERING] >= keyring.STALE_SECONDS


def test_a_command_that_has_not_noticed_a_turn_goes_on_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, before = somebody(), keyring.load_now()
    turn_up_to(Turn.FILLING, monkeypatch)
    key = keyring.load_now().index_keys[2]
    with a_process_that_knows(before, monkeypatch):
        turn_up_to(Turn.ANSWERING, monkeypatch)
    assert keyring.load_now().index_keys[2] == key
    assert rekeying.rotate() == 2
    assert found() == ids(first)


def test_who_asks_while_the_table_is_emptied_asks_again() -> None:
    person = somebody()
    plain = index.filed_under(index.features_of(person))
    asked: list[str] = []

    def slowly(table: sql.Identifier, keys: list[int]) -> list[int]:
        if not asked:
            rekeying.rotate()
        asked.append(table.as_string())
        with connection.cursor() as cursor:
            query = sql.SQL("SELECT DISTINCT person_no FROM {} WHERE key = ANY(%s)")
            cursor.execute(query.format(table).as_string(), [keys])
            return [row[0] for row in cursor.fetchall()]

    assert index.answered(plain, slowly) == [person.search_no]
    assert asked == ['"registry_searchkey"', '"registry_searchkeyeven"']


def test_who_read_the_ring_before_it_turned_files_by_the_turned_one() -> None:
    first, step = somebody(), keyring.load_now().index_step

    filed: list[int] = []

    def file() -> None:
        try:
            with transaction.atomic():
                filed.extend(index.filing().index_filled)
        finally:
            connection.close()

    with connection.cursor() as cursor:
        # Held here so that the other stands between its first look at the ring and its lock.
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [index.FILING, step])
        other = threading.Thread(target=file)
        other.start()
        until = time.monotonic() + 20
        while not _is_held_up(step) and time.monotonic() < until:
            pass
        keyring.write(keyring.load_now().with_new_index_key())
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [index.FILING, step])
        other.join(timeout=20)
    assert filed == [1, 2]
    assert rekeying.rotate() == 2
    assert found() == ids(first)


def _is_held_up(step: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
            " AND classid = %s AND objid = %s",
            [index.FILING, step],
        )
        return bool(cursor.fetchone()[0])


def test_who_is_corrected_at_that_moment_is_left_for_the_end_and_filed_as_corrected(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    others, person = [somebody() for _ in range(2)], somebody()
    turn_up_to(Turn.FILLING, monkeypatch)

    def correct(_hand: Hand) -> list[Person]:
        now = queries.as_registered(person)
        identity = {**now.identity, "given_names": "Xiomara"}
        registry.correct_person(
            actor=factories.actor("registrar"),
            person=person,
            correction=replace(now, identity=identity),
            at=factories.MONDAY,
        )
        return [person]

    filed: list[tuple[int, int]] = []
    with under_way(correct) as hand:
        rekeying.rotate(lambda done, whole: filed.append((done, whole)), hand.is_waited_for)
    assert filed[0] == (2, 3)
    assert hand.waited
    person.refresh_from_db()
    keys = index.hashed(index.filed_under(index.features_of(person)), 2, keyring.load_now())
    there = SearchKeyEven.objects.filter(person_no=person.search_no)
    assert set(there.values_list("key", flat=True)) == set(keys)
    assert found() >= ids(*others)


def test_a_backup_under_way_is_waited_for_before_the_old_table_is_emptied() -> None:
    first = somebody()

    def back_up(_hand: Hand) -> list[Person]:
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE registry_searchkey IN ACCESS SHARE MODE")
        return []

    with under_way(back_up) as hand:
        assert rekeying.rotate(waiting=hand.is_waited_for) == 2
    assert hand.waited
    assert found() == ids(first)
    assert not SearchKey.objects.exists()


def test_keys_are_filed_within_a_transaction_only() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        index.write_keys([(1, TYPED)])
