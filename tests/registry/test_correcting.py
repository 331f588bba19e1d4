"""A registration is mended: what was wrong reads right, and what protects somebody stays."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Event
from time import sleep
from typing import Any

import pytest
from django.db import connection

from rumbo.access.entry import reading
from rumbo.access.queries import reader_of
from rumbo.access.values import EVERYTHING
from rumbo.audit.models import JournalEntry
from rumbo.audit.sentences import tell
from rumbo.common.refusal import Refusal
from rumbo.common.sealed import keyring
from rumbo.registry import actions as registry
from rumbo.registry import index, queries
from rumbo.registry.models import Person, Profile, SearchKey
from rumbo.registry.rules.features import Features
from rumbo.registry.values import Corrected, Correction
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 3)


def whom(**changes: Any) -> Person:
    [person] = factories.people_of(factories.registered(factories.new_person(**changes)))
    return person


def mended(person: Person, **changes: Any) -> Correction:
    now = queries.as_registered(Person.objects.get(pk=person.pk))
    for part in ("identity", "contact", "place", "profile"):
        if part in changes:
            changes[part] = {**getattr(now, part), **changes[part]}
    return replace(now, **changes)


def correct(person: Person, *roles: str, **changes: Any) -> Corrected:
    base = changes.pop("base_version", None)
    return registry.correct_person(
        actor=factories.actor(*(roles or ("registrar",))),
        person=person,
        correction=mended(person, **changes),
        base_version=base,
        at=factories.MONDAY,
    )


def refused(person: Person, *roles: str, **changes: Any) -> str:
    with pytest.raises(Refusal) as refusal:
        correct(person, *roles, **changes)
    return refusal.value.code


CHANGES: list[tuple[Mapping[str, Any], str]] = [
    ({"identity": {"given_names": "Delia"}}, "GIVEN_NAMES"),
    ({"identity": {"surname_2": "Pagoada"}}, "SURNAMES"),
    ({"identity": {"also_known_as": "Wale"}}, "ALSO_KNOWN_AS"),
    ({"identity": {"mother": "Rosa Paguada"}}, "PARENTS"),
    ({"identity": {"document_number": "0801199012345"}}, "DOCUMENT"),
    ({"birth_date": date(1991, 5, 4)}, "BIRTH"),
    ({"birth_precision": "year", "birth_date": date(1990, 1, 1)}, "BIRTH"),
    ({"age_disputed": True}, "AGE_DOUBT"),
    ({"sex": "M"}, "SEX"),
    ({"nationalities": ("HND", "GTM")}, "NATIONALITIES"),
    ({"origin_department": "HN-CR"}, "ORIGIN"),
    ({"place": {"municipality": "Yoro"}}, "ORIGIN"),
    ({"return_country": "GTM"}, "RETURN"),
    ({"language": "en"}, "LANGUAGES"),
    ({"other_languages": ("en",)}, "LANGUAGES"),
    ({"needs_interpreter": True}, "INTERPRETER"),
    ({"can_read": False}, "READS"),
    ({"contact": {"phone": "9999 1234"}}, "CONTACT"),
    ({"contact_channel": "SMS"}, "CONTACT"),
    ({"profile": {"status": "IRREGULAR"}}, "STATUS"),
    ({"profile": {"education": "PRIMARY"}}, "REPORT"),
]


@pytest.mark.parametrize(("change", "code"), CHANGES)
def test_everything_that_registration_writes_is_mended_and_named_never_told(
    change: dict[str, Any], code: str
) -> None:
    person = whom()
    should = mended(person, **change)
    made = correct(person, **change)
    assert made.fields == (code,)
    assert queries.as_registered(Person.objects.get(pk=person.pk)) == should
    entry = JournalEntry.objects.get(code="registry.corrected")
    assert entry.details == {"fields": [f"person_field:{code}"]}
    assert "%" not in tell(entry.code, entry.details)


def test_what_was_there_before_is_kept_in_history() -> None:
    person = whom()
    correct(person, identity={"surname_1": "Mejías"}, sex="M")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sex FROM registry_personevent WHERE pgh_obj_id = %s ORDER BY pgh_id",
            [person.pk],
        )
        assert [row[0] for row in cursor.fetchall()][-2:] == ["F", "M"]
    profile = Profile.objects.get(person=person)
    correct(person, profile={"education": "PRIMARY"})
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT education FROM registry_profileevent WHERE pgh_obj_id = %s ORDER BY pgh_id",
            [profile.pk],
        )
        assert [row[0] for row in cursor.fetchall()] == ["", "PRIMARY"]


def test_nothing_is_written_where_nothing_was_wrong() -> None:
    person = whom()
    assert correct(person).fields == ()
    assert Person.objects.get(pk=person.pk).version == person.version
    assert not JournalEntry.objects.filter(code="registry.corrected").exists()


def test_somebody_is_found_by_the_new_name_and_no_more_by_the_old_one() -> None:
    person = whom()
    correct(person, identity={"given_names": "Yolanda", "surname_1": "Zúniga", "surname_2": ""})
    new = Features(given_names="Yolanda", surname_1="Zuniga", birth_date=person.birth_date)
    old = Features(given_names="Dilcia Waleska", surname_1="Mejía", surname_2="Paguada")
    assert [found.pk for found, _weight in queries.likely(new)] == [person.pk]
    assert queries.likely(old, least=0.0) == []


def test_whoever_an_earlier_version_filed_otherwise_can_be_corrected() -> None:
    person = whom()
    new = Features(given_names="Yolanda", surname_1="Zuniga", birth_date=person.birth_date)
    ring = keyring.load_now()
    number = ring.index_generation
    assert number == 1
    [key, *_more] = index.hashed(index.filed_under(new), number, ring)
    SearchKey.objects.create(key=key, person_no=person.search_no)
    correct(person, identity={"given_names": "Yolanda", "surname_1": "Zúniga", "surname_2": ""})
    assert [found.pk for found, _weight in queries.likely(new)] == [person.pk]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"identity": {"given_names": " ", "surname_1": ""}}, "registry.no_name"),
        ({"birth_date": date(2025, 3, 4)}, "registry.born_later"),
    ],
)
def test_what_registration_refuses_a_correction_refuses(change: dict[str, Any], code: str) -> None:
    person = whom()
    assert refused(person, **change) == code
    assert Person.objects.get(pk=person.pk).version == person.version


@pytest.mark.parametrize("role", ["documents", "movements", "coordinator", "health", "reception"])
def test_whoever_does_not_register_corrects_nothing(role: str) -> None:
    assert refused(whom(), role, sex="M") == "access.not_your_role"


def test_a_reserved_file_is_mended_by_protection_alone() -> None:
    person = whom(sealed=True)
    assert refused(person, "registrar", "counsellor", sex="M") == "registry.kept_by_protection"
    assert correct(person, "protection", sex="M").fields == ("SEX",)


def test_who_saved_first_is_not_overwritten() -> None:
    person = whom()
    correct(person, sex="M", base_version=1)
    assert refused(person, sex="F", base_version=1) == "access.changed_meanwhile"
    assert Person.objects.get(pk=person.pk).sex == "M"


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_told_to_read_again() -> None:
    person = whom()
    actors = [factories.actor("registrar"), factories.actor("counsellor")]
    changes = [mended(person, sex="M"), mended(person, can_read=False)]

    written = Event()

    def first() -> str:
        with reading(EVERYTHING):
            registry.correct_person(
                actor=actors[0], person=person, correction=changes[0], base_version=1
            )
            written.set()
            sleep(0.4)  # the other one asks while this is not yet kept
        connection.close()
        return "done"

    def second() -> str:
        written.wait(10)
        try:
            with reading(EVERYTHING):
                registry.correct_person(
                    actor=actors[1], person=person, correction=changes[1], base_version=1
                )
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        told = [pool.submit(first), pool.submit(second)]
        assert [one.result() for one in told] == ["done", "access.changed_meanwhile"]
    with reading(reader_of(factories.user("registrar", everywhere=True), DAY)):
        assert Person.objects.get(pk=person.pk).version == 2


def test_a_child_who_is_said_to_be_of_age_stays_in_doubt_until_protection_says() -> None:
    child = whom(birth_date=date(2012, 5, 4))
    made = correct(child, birth_date=date(1990, 5, 4))
    assert made.is_in_doubt
    assert set(made.fields) == {"BIRTH", "AGE_DOUBT"}
    assert Person.objects.get(pk=child.pk).age_disputed
    assert refused(child, age_disputed=False) == "registry.doubt_is_protections"
    assert correct(child, "child_officer", age_disputed=False).fields == ("AGE_DOUBT",)


def test_protection_says_at_once_that_somebody_is_of_age() -> None:
    child = whom(birth_date=date(2012, 5, 4))
    made = correct(child, "protection", birth_date=date(1990, 5, 4))
    assert (made.fields, made.is_in_doubt) == (("BIRTH",), False)


def test_an_age_that_was_never_known_is_no_doubt_unless_a_child_was_presumed() -> None:
    grown = {"birth_date": date(1990, 5, 4)}
    assert not correct(whom(birth_date=None), **grown).is_in_doubt
    person = whom(birth_date=None)
    made = registry.correct_person(
        actor=factories.actor("registrar"),
        person=person,
        correction=mended(person, **grown),
        presumed_child=True,
    )
    assert made.is_in_doubt


def test_asylum_is_not_corrected_away_at_a_desk() -> None:
    person = whom(profile={"status": "ASYLUM_SEEKER"})
    for status in ("IRREGULAR", ""):
        code = refused(person, "counsellor", profile={"status": status})
        assert code == "registry.status_is_protections"
    assert correct(person, "counsellor", profile={"status": "REFUGEE"}).fields == ("STATUS",)
    assert correct(person, "protection", profile={"status": "IRREGULAR"}).fields == ("STATUS",)
