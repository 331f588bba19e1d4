"""A new key for everything, history and files included; an old key goes only when unused."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
import typer
from django.apps import apps
from django.db import connection
from typer.testing import CliRunner

from rumbo.access.models import User
from rumbo.access.values import SYSTEM
from rumbo.casework import actions as casework
from rumbo.casework.models import Step, Task
from rumbo.common import cli
from rumbo.common.ids import new_id
from rumbo.common.refusal import Refusal
from rumbo.common.sealed import cipher, files, keyring, rotation
from rumbo.common.sealed.fields import SealedField
from rumbo.registry.models import Person
from tests import factories
from tests.conftest import AsRole

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Turn no key of another test."""
    settings.RUMBO_HOME = tmp_path
    monkeypatch.setattr(keyring, "STALE_SECONDS", 0.0)
    monkeypatch.setattr(rotation, "PATIENCE", 4.0)
    yield
    keyring.forget_read()


@contextmanager
def world(owner_role: AsRole) -> Iterator[Person]:
    """A family with a task, a second version of a name and a file; then the owning role."""
    case = factories.registered(factories.new_person(), factories.new_person(relation="SPOUSE"))
    person = factories.people_of(case)[0]
    person.identity = {**person.identity, "given_names": "Dilcia"}
    person.save()
    casework.open_task(
        actor=SYSTEM, case=case, role="counsellor", code="SHELTER", note="duerme en la central"
    )
    casework.move(actor=SYSTEM, case=case, to="COUNSELLING", why="vino con su hermana")
    files.save(FILE, b"partida de nacimiento")
    with owner_role():
        yield person


FILE = new_id()
# What only Django's own connections take.
OURS = {"context", "cursor_factory", "prepare_threshold", "client_encoding"}


def versions() -> dict[str, int]:
    """How many rows of history there are, and the version of each person."""
    events = [m for m in apps.get_models() if getattr(m, "pgh_tracked_model", None)]
    rows = {m._meta.label: m._default_manager.count() for m in events}
    return rows | {str(p.pk): p.version for p in Person.objects.all()}


def test_every_sealed_column_of_every_room_is_found_with_its_history() -> None:
    found = {table.model: table for table in rotation.tables()}
    for model in apps.get_models():
        sealed = {f.name for f in model._meta.concrete_fields if isinstance(f, SealedField)}
        assert set(found[model].columns if model in found else ()) == sealed
    assert found[Person].tracked is Person
    history = apps.get_model("registry", "PersonEvent")
    assert found[history].tracked is Person
    assert found[history].owner == "pgh_obj_id"
    assert found[history].key == "pgh_id"


def test_everything_is_sealed_anew_and_reads_as_before(owner_role: AsRole) -> None:
    with world(owner_role) as person:
        before = rotation.in_use()
        assert set(before) == {1}
        assert rotation.rotate() == 2
        assert rotation.in_use() == {2: before[1]}
        found = Person.objects.get(pk=person.pk)
        assert found.full_name == "Dilcia Mejía Paguada"
        history = apps.get_model("registry", "PersonEvent")._default_manager
        told = history.filter(pgh_obj=person.pk).order_by("pgh_id")
        names = [event.identity["given_names"] for event in told]
        assert names == ["Dilcia Waleska", "Dilcia"]
        assert Task.objects.get(code="SHELTER").note == "duerme en la central"
        assert Step.objects.get(to_stage="COUNSELLING").why == "vino con su hermana"
        assert files.read(FILE) == b"partida de nacimiento"
        assert all(user.display_name for user in User.objects.all())


def test_a_rotation_leaves_no_trace_in_history_and_no_new_version(owner_role: AsRole) -> None:
    with world(owner_role) as person:
        before = versions()
        rotation.rotate()
        assert versions() == before
        person.refresh_from_db()
        person.sex = "X"
        person.save()
        label = "registry.PersonEvent"
        assert versions()[label] == before[label] + 1


@pytest.mark.parametrize("after", [1, 4, 9])
def test_a_rotation_that_was_stopped_goes_on_with_the_same_key(
    owner_role: AsRole, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    monkeypatch.setattr(rotation, "BATCH", 1)
    steps = 0

    def stop(_done: int, _whole: int) -> None:
        nonlocal steps
        steps += 1
        if steps == after:
            raise KeyboardInterrupt

    with world(owner_role) as person:
        whole = rotation.in_use()[1]
        with pytest.raises(KeyboardInterrupt):
            rotation.rotate(stop)
        half = rotation.in_use()
        assert half[1] > 0
        assert half[2] > 0
        assert Person.objects.get(pk=person.pk).short_name == "Dilcia"
        seen: list[tuple[int, int]] = []
        assert rotation.rotate(lambda done, of: seen.append((done, of))) == 2
        assert rotation.in_use() == {2: whole}
        assert seen[-1] == (half[1], half[1])


def test_a_second_rotation_makes_a_third_key(owner_role: AsRole) -> None:
    with world(owner_role):
        assert (rotation.rotate(), rotation.rotate()) == (2, 3)
        assert set(rotation.in_use()) == {3}


def test_a_row_read_before_and_saved_after_does_not_bring_the_old_key_back(
    owner_role: AsRole,
) -> None:
    with world(owner_role) as person:
        held = Person.objects.get(pk=person.pk)
        rotation.rotate()
        held.sex = "X"
        held.save()
        assert set(rotation.in_use()) == {2}
        assert Person.objects.get(pk=person.pk).short_name == "Dilcia"


def test_another_process_reads_what_a_key_added_meanwhile_sealed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keyring, "STALE_SECONDS", 600.0)
    before = keyring.load()
    as_the_other_knows_it = list(keyring._seen)
    keyring.write(before.with_new_key())
    sealed = cipher.seal(b"x", "here")
    assert cipher.key_number(sealed) == 2
    keyring._seen[:] = as_the_other_knows_it
    assert keyring.load() == before
    assert cipher.unseal(sealed, "here") == b"x"
    assert keyring.load().current == 2


def test_a_command_that_has_not_noticed_a_new_key_takes_none_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keyring, "STALE_SECONDS", 600.0)
    before = keyring.load()
    as_the_other_knows_it = list(keyring._seen)
    keyring.write(before.with_new_key())
    keyring._seen[:] = as_the_other_knows_it
    with pytest.raises(Refusal) as refused:
        rotation.forget(2)
    assert refused.value.code == "keys.current"


def test_another_process_seals_with_the_new_key_soon() -> None:
    before = keyring.load()
    as_the_other_knows_it = list(keyring._seen)
    keyring.write(before.with_new_key())
    keyring._seen[:] = as_the_other_knows_it
    assert cipher.key_number(cipher.seal(b"x", "here")) == 2


def test_a_key_in_use_is_not_forgotten(owner_role: AsRole) -> None:
    with world(owner_role) as person:
        rotation.rotate()
        with pytest.raises(Refusal) as current:
            rotation.forget(2)
        assert current.value.code == "keys.current"
        with pytest.raises(Refusal) as unknown:
            rotation.forget(7)
        assert unknown.value.code == "sealed.key_missing"
        rotation.forget(1)
        assert set(keyring.load().keys) == {2}
        assert Person.objects.get(pk=person.pk).short_name == "Dilcia"


@contextmanager
def working(what: str = "SELECT pg_current_xact_id()", **changes: str) -> Iterator[None]:
    """Somebody else in the middle of a transaction, by default a write, in this database or another."""
    params = {k: v for k, v in connection.get_connection_params().items() if k not in OURS}
    with psycopg.connect(**(params | changes)) as other:
        other.execute(what)
        yield
        other.rollback()


@pytest.mark.parametrize("what", ["SELECT pg_current_xact_id()", "SELECT 1"])
def test_a_key_stays_while_work_is_under_way_that_has_written_or_may(
    owner_role: AsRole, what: str
) -> None:
    with world(owner_role):
        rotation.rotate()
        with working(what), pytest.raises(Refusal) as refused:
            rotation.forget(1)
        assert refused.value.code == "keys.in_use"
        assert set(keyring.load().keys) == {1, 2}
        rotation.forget(1)
        assert set(keyring.load().keys) == {2}


def test_a_write_in_another_database_of_the_server_keeps_no_key(owner_role: AsRole) -> None:
    with world(owner_role):
        rotation.rotate()
        with working(dbname="postgres"):
            rotation.forget(1)
        assert set(keyring.load().keys) == {2}


@pytest.mark.parametrize("where", ["row", "history", "file"])
def test_one_value_anywhere_keeps_a_key(owner_role: AsRole, where: str) -> None:
    with world(owner_role) as person:
        old = keyring.load()
        rotation.rotate()
        new = keyring.load()
        keyring.write(keyring.Keyring(1, new.keys, old.index_generation, old.index_keys))
        if where == "file":
            files.save(new_id(), b"huella")
        else:
            table = "registry_person" if where == "row" else "registry_personevent"
            column = "id" if where == "row" else "pgh_obj_id"
            sealed = cipher.seal(b"{}", f"registry.person:contact:{person.pk}")
            with connection.cursor() as cursor:
                cursor.execute(
                    f"UPDATE {table} SET contact = %s WHERE {column} = %s",  # noqa: S608
                    [sealed, person.pk],
                )
        keyring.write(new)
        with pytest.raises(Refusal) as refusal:
            rotation.forget(1)
        assert refusal.value.code == "keys.in_use"
        assert set(keyring.load().keys) == {1, 2}
        assert rotation.rotate() == 2
        rotation.forget(1)


def test_a_damaged_value_is_named_by_its_place(owner_role: AsRole) -> None:
    with world(owner_role) as person:
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE registry_person SET contact = identity WHERE id = %s", [person.pk]
            )
        with pytest.raises(Refusal) as refusal:
            rotation.rotate()
        assert refusal.value.code == "keys.damaged"
        assert str(person.pk) in refusal.value.sentence
        assert "registry_person" in refusal.value.sentence


def test_a_ring_from_the_environment_is_used_and_never_changed(
    owner_role: AsRole, monkeypatch: pytest.MonkeyPatch
) -> None:
    with world(owner_role):
        ring = keyring.load().with_new_key()
        monkeypatch.setenv("RUMBO_KEYS", ring.dump())
        assert rotation.rotate() == 2
        assert set(rotation.in_use()) == {2}
        with pytest.raises(Refusal) as refusal:
            rotation.forget(1)
        assert refusal.value.code == "keys.from_environment"


def test_the_commands_tell_numbers_and_never_keys(owner_role: AsRole) -> None:
    app = typer.Typer()
    cli.register(app)
    with world(owner_role):
        run = CliRunner().invoke
        first = run(app, ["keys", "rotate"])
        shown = run(app, ["keys", "show"])
        gone = run(app, ["keys", "forget", "1"])
        after = run(app, ["keys", "show"])
    assert first.exit_code == shown.exit_code == gone.exit_code == 0
    assert "Llave 1: solo abre; datos: 0." in shown.output
    assert "Llave 2: cifra ahora" in shown.output
    assert "Llave 1" not in after.output
    ring = keyring.load()
    for secret in (*ring.keys.values(), *ring.index_keys.values()):
        for text in (secret.hex(), base64.b64encode(secret).decode()):
            assert text not in shown.output
