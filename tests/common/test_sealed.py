"""What names a person is ciphertext at rest, bound to its place, and not to be searched."""

import pytest
from django.apps import apps
from django.core.exceptions import FieldError
from django.db import connection

from rumbo.common.ids import new_id
from rumbo.common.refusal import Refusal
from rumbo.common.sealed import cipher, files
from rumbo.protection.models import ChildTrack
from rumbo.registry.models import Person
from tests import factories

pytestmark = pytest.mark.django_db


def raw(person: Person, column: str = "identity") -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM registry_person WHERE id = %s", [person.pk])  # noqa: S608
        return bytes(cursor.fetchone()[0])


def test_a_name_is_read_back_and_never_stored_in_the_clear() -> None:
    factories.registered()
    person = Person.objects.get()
    assert person.full_name == "Dilcia Waleska Mejía Paguada"
    assert b"Mej" not in raw(person)


def test_a_ciphertext_moved_to_another_row_does_not_open() -> None:
    factories.registered()
    factories.registered()
    one, other = Person.objects.order_by("search_no")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE registry_person SET identity = %s WHERE id = %s", [raw(one), other.pk]
        )
    with pytest.raises(Refusal):
        _ = Person.objects.get(pk=other.pk).identity


def test_history_opens_with_the_object_it_tells_of() -> None:
    case = factories.registered()
    person = factories.people_of(case)[0]
    person.identity = {"given_names": "Dilcia"}
    person.save()
    names = [
        e.identity["given_names"]
        for e in apps.get_model("registry", "PersonEvent")
        .objects.filter(pgh_obj=person)
        .order_by("pgh_id")
    ]
    assert names == ["Dilcia Waleska", "Dilcia"]


@pytest.mark.parametrize("attempt", ["filter", "order_by", "update", "bulk_update"])
def test_a_sealed_column_cannot_be_searched_sorted_or_updated_in_bulk(attempt: str) -> None:
    person = factories.people_of(factories.registered())[0]
    attempts = {
        "filter": lambda: Person.objects.filter(identity={"given_names": "Dilcia"}),
        "order_by": lambda: Person.objects.order_by("-identity"),
        "update": lambda: Person.objects.update(identity={"given_names": "X"}),
        "bulk_update": lambda: Person.objects.bulk_update([person], ["identity"]),
    }
    person.identity = {"given_names": "X"}
    with pytest.raises(FieldError):
        attempts[attempt]()


def test_an_untouched_ciphertext_is_saved_as_it_was() -> None:
    factories.registered()
    person = Person.objects.get()
    before = raw(person)
    person.sex = "X"
    person.save()
    assert raw(person) == before


def test_a_file_opens_only_under_its_own_id() -> None:
    one, other = new_id(), new_id()
    files.save(one, b"partida de nacimiento")
    assert files.read(one) == b"partida de nacimiento"
    files._path(other).parent.mkdir(parents=True, exist_ok=True)
    files._path(one).rename(files._path(other))
    with pytest.raises(Refusal):
        files.read(other)


def test_a_damaged_ciphertext_is_refused() -> None:
    sealed = bytearray(cipher.seal(b"x", "here"))
    sealed[-1] ^= 1
    with pytest.raises(Refusal):
        cipher.unseal(bytes(sealed), "here")


def test_a_text_that_nobody_wrote_is_empty_before_and_after_it_was_kept() -> None:
    case = factories.registered()
    (person,) = factories.people_of(case)
    made = ChildTrack(office=case.office, case=case, person=person)
    assert made.guardian_assigned == ""
    made.save()
    made = ChildTrack.objects.get(pk=made.pk)
    assert (made.guardian_assigned, made.handover, made.notes) == ("", "", "")
