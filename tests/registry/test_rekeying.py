"""The key of the search index turns while people work: nobody is lost, and the old table is empty."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest
import typer
from django.db import connection
from django.db.models import Model
from typer.testing import CliRunner

from rumbo.access.entry import reading
from rumbo.access.values import EVERYTHING
from rumbo.common import cli
from rumbo.common.refusal import Refusal
from rumbo.common.sealed import keyring
from rumbo.common.sealed.keyedhash import blind
from rumbo.common.sealed.keyring import Turn
from rumbo.registry import cli as registry_cli
from rumbo.registry import index, queries, rekeying
from rumbo.registry.models import Person, SearchKey, SearchKeyEven
from rumbo.registry.rules.features import ERASED, Features
from tests import factories

pytestmark = pytest.mark.django_db
TYPED = Features("Dilcia Waleska", "Mejía", "Paguada")


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Turn no key of another test."""
    settings.RUMBO_HOME = tmp_path
    monkeypatch.setattr(keyring, "STALE_SECONDS", 0.0)
    yield
    keyring.forget_read()


def somebody(**changes: Any) -> Person:
    """A person registered now, under whichever keys are filled now."""
    return factories.people_of(factories.registered(factories.new_person(**changes)))[0]


def found() -> list[str]:
    """Whom the search finds."""
    with reading(EVERYTHING):
        return [str(person.id) for person, _weight in queries.likely(TYPED, least=0.0)]


def room_of(keys: type[Model]) -> int:
    """How many bytes of the disk a table's rows take."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_relation_size(%s)", [keys._meta.db_table])
        (size,) = cursor.fetchone()
    return int(size)


def test_everybody_is_found_under_the_new_key_and_the_old_table_is_empty() -> None:
    person, before = somebody(), set(SearchKey.objects.values_list("key", flat=True))
    assert rekeying.rotate() == 2
    assert found() == [str(person.id)]
    assert not SearchKey.objects.exists()
    assert before.isdisjoint(SearchKeyEven.objects.values_list("key", flat=True))
    assert rekeying.rotate() == 3
    assert found() == [str(person.id)]
    assert not SearchKeyEven.objects.exists()
    assert room_of(SearchKeyEven) == 0
    assert sorted(keyring.load().index_keys) == [1, 2, 3]


def test_a_rotation_that_was_stopped_goes_on_and_the_old_key_answers_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    people = [somebody() for _ in range(4)]
    monkeypatch.setattr(rekeying, "BATCH", 2)

    def stop(done: int, whole: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rekeying.rotate(stop)
    half = SearchKeyEven.objects.values("person_no").distinct().count()
    assert (half, keyring.load().index_generation) == (2, 1)
    assert len(found()) == 4
    late = somebody()
    assert SearchKeyEven.objects.filter(person_no=late.search_no).exists()
    seen: list[tuple[int, int]] = []
    assert rekeying.rotate(lambda done, whole: seen.append((done, whole))) == 2
    assert seen[0] == (2, 5)
    assert set(found()) == {str(person.id) for person in (*people, late)}


# What a turn does, in order: each of these may be the last thing before the power goes.
EVENTS = ("_empty", "write", "_file_everybody", "write", "write", "_empty", "write")


@pytest.mark.parametrize("done", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("nth", range(len(EVENTS)))
def test_a_turn_cut_off_anywhere_goes_on_and_loses_nobody(
    nth: int, done: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    people, rings, happened = [somebody()], [keyring.load_now()], []

    def cutting(name: str, deed: Callable[..., None]) -> Callable[..., None]:
        def one(*told: Any) -> None:
            happened.append(name)
            is_last = len(happened) == nth + 1
            if is_last and not done:
                raise KeyboardInterrupt
            deed(*told)
            rings.extend(told if name == "write" else ())
            if is_last:
                raise KeyboardInterrupt

        return one

    with monkeypatch.context() as here:
        for name, where in (
            ("_empty", rekeying),
            ("write", keyring),
            ("_file_everybody", rekeying),
        ):
            here.setattr(where, name, cutting(name, getattr(where, name)))
        with pytest.raises(KeyboardInterrupt):
            rekeying.rotate()
    assert tuple(happened) == EVENTS[: nth + 1]
    people.append(somebody())
    everybody = {str(person.id) for person in people}
    assert set(found()) == everybody
    # Another process may still ask as it was one step before.
    with monkeypatch.context() as here:
        here.setattr(keyring, "load", lambda: rings[-2:][0])
        assert set(found()) == everybody
    is_over = (nth, done) == (len(EVENTS) - 1, True)
    assert is_over or rekeying.rotate() == 2
    assert set(found()) == everybody
    assert not SearchKey.objects.exists()
    assert (keyring.load().index_generation, keyring.load().index_turn) == (2, Turn.SETTLED)


def test_a_telephone_that_was_filed_before_there_were_keys_for_it_is_found_afterwards() -> None:
    person = somebody(contact={"phone": "+504 9988-7766"})
    SearchKey.objects.all().delete()
    rekeying.rotate()
    with reading(EVERYTHING):
        [hit] = queries.look_up_phone(EVERYTHING, "99887766")
    assert hit.person_id == person.id


def test_what_another_key_left_in_the_table_is_gone_before_it_fills() -> None:
    person = somebody()
    SearchKeyEven.objects.create(key=7, person_no=person.search_no)
    rekeying.rotate()
    assert found() == [str(person.id)]
    assert not SearchKeyEven.objects.filter(key=7).exists()


def test_a_backup_from_the_middle_of_a_turn_is_found_in_whole_under_the_ring_of_its_end() -> None:
    people = [somebody() for _ in range(3)]
    rekeying.rotate()
    SearchKeyEven.objects.filter(person_no__gt=people[0].search_no).delete()
    assert found() == [str(people[0].id)]
    rekeying.complete()
    assert set(found()) == {str(person.id) for person in people}


def test_a_backup_under_the_ring_of_another_turn_is_filed_anew() -> None:
    people, before = [somebody() for _ in range(3)], keyring.load_now()
    rekeying.rotate()
    rekeying.rotate()
    keyring.write(before)
    assert not found()
    wrong = set(SearchKey.objects.values_list("key", flat=True))
    rekeying.complete()
    assert set(found()) == {str(person.id) for person in people}
    assert wrong.isdisjoint(SearchKey.objects.values_list("key", flat=True))


def of_an_earlier_version() -> None:
    """Let the ring be one that knows of no rules by which keys are made."""
    keyring.write(replace(keyring.load_now(), index_schemes={}))


def test_what_an_earlier_version_filed_is_filed_anew_by_a_restore_and_told_until_then() -> None:
    person = somebody()
    of_an_earlier_version()
    SearchKey.objects.create(key=7, person_no=person.search_no)
    assert not keyring.load_now().is_filed_as_now(1)
    rekeying.complete()
    assert keyring.load_now().is_filed_as_now(1)
    assert not SearchKey.objects.filter(key=7).exists()
    assert found() == [str(person.id)]


def test_a_turn_that_an_earlier_version_began_is_begun_again() -> None:
    people = [somebody() for _ in range(3)]
    keyring.write(keyring.load_now().with_new_index_key())
    of_an_earlier_version()
    # Whoever has any key in the table would be passed over.
    SearchKeyEven.objects.create(key=7, person_no=people[0].search_no)
    assert rekeying.rotate() == 2
    assert set(found()) == {str(person.id) for person in people}
    assert not SearchKeyEven.objects.filter(key=7).exists()
    assert keyring.load_now().is_filed_as_now(2)


def test_whoever_changes_the_keys_counts_their_scheme_on() -> None:
    told = Features(
        given_names="Ana María Guadalupe",
        surname_1="de la Cruz",
        surname_2="Paguada",
        birth_date=date(1990, 5, 4),
        precision="day",
        document_number="0801-1990-12345",
        mother="Lwiz Batist",
        father="Chepe Mejía Tzul",
        phones=("+504 9988-7766",),
    )
    every = "\n".join(index.filed_under(told))
    print_ = blake2b(every.encode(), digest_size=6).hexdigest()
    assert (keyring.INDEX_SCHEME, print_) == (3, "c4db2fc60e2c")


def test_what_is_complete_stays_as_it_is() -> None:
    somebody()
    before = set(SearchKey.objects.values_list("key", "person_no"))
    rekeying.complete()
    assert set(SearchKey.objects.values_list("key", "person_no")) == before
    assert not SearchKeyEven.objects.exists()


def test_whoever_was_erased_is_filed_under_no_key_and_opened_for_nobody() -> None:
    gone, here = somebody(), somebody()
    index.forget_keys(gone.search_no, index.features_of(gone))
    gone.identity = {"given_names": ERASED}
    gone.save(update_fields=["identity"])
    assert rekeying.rotate() == 2
    filed = set(SearchKeyEven.objects.values_list("person_no", flat=True))
    assert filed == {here.search_no}
    told = index.opened([gone.search_no, here.search_no])
    assert [number for number, _pk, _features in told] == [here.search_no]


def test_fingerprints_of_rows_stay_what_they_were() -> None:
    before = blind("intake row", "una fila")
    rekeying.rotate()
    rekeying.rotate()
    assert blind("intake row", "una fila") == before


def test_a_person_who_is_forgotten_leaves_every_generation_that_is_filled() -> None:
    person = somebody()
    keyring.write(keyring.load().with_new_index_key())
    index.add_keys([(person.search_no, index.features_of(person))], 2)
    index.forget_keys(person.search_no, index.features_of(person))
    assert not SearchKey.objects.exists()
    assert not SearchKeyEven.objects.exists()


def test_a_ring_from_outside_is_not_turned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUMBO_KEYS", keyring.load().dump())
    with pytest.raises(Refusal) as refusal:
        rekeying.rotate()
    assert refusal.value.code == "keys.from_environment"


def test_the_command_says_which_key_answers() -> None:
    app = typer.Typer()
    cli.register(app)
    registry_cli.register(app)
    said = CliRunner().invoke(app, ["keys", "index"])
    assert said.exit_code == 0, said.output
    assert "Se busca con la llave 2 del índice." in said.output
