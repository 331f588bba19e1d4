"""A file past its months is decided about; erased, nobody can be named from any row, version or file."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import ProgrammingError, transaction
from django.urls import reverse

from rumbo.access import actions as access
from rumbo.access.models import BreakGlass
from rumbo.access.values import SYSTEM
from rumbo.audit.models import JournalEntry
from rumbo.casework import actions as casework
from rumbo.casework import emptying
from rumbo.casework.models import Case, Retention
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.common.refusal import Refusal
from rumbo.common.sealed import files, keyring
from rumbo.common.sealed.fields import SealedField
from rumbo.counselling.models import Declaration
from rumbo.documents.models import KeptFile
from rumbo.movements import actions as movements
from rumbo.protection import actions as protection
from rumbo.registry.models import AccessRequest, Person, SearchKey, SearchKeyEven
from tests import factories
from tests.factories import assistance as helped
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories.pages import client_for

AsRole = Callable[[], AbstractContextManager[None]]
pytestmark = pytest.mark.django_db
NAME = "Zzulema"
# Who works here is no file.
STAFF = {"access.user", "access.userevent"}


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, settings: Any) -> Iterator[None]:
    """No file of another test is touched."""
    settings.RUMBO_HOME = tmp_path
    yield
    keyring.forget_read()


def over(case: Case, stage: str = "WITHDRAWN", days: int = 800) -> Case:
    """The case ended so many days ago."""
    then = clock.now() - timedelta(days=days)
    Case.objects.filter(pk=case.pk).update(stage=stage, stage_since=then)
    case.refresh_from_db()
    return case


def a_file() -> Case:
    """Somebody with everything that a file may hold, whose name stands on a closed list too."""
    ready.reference()
    case = travel.ready_alone(identity={"given_names": NAME, "surname_1": NAME})
    bus = travel.departure()
    travel.booked(case, bus)
    movements.close_manifest(actor=SYSTEM, departure=bus, at=travel.BEFORE)
    person = factories.people_of(case)[0]
    Declaration.objects.filter(case=case).update(signature_file=_kept())
    KeptFile.objects.create(
        id=_kept(), office=case.office, case=case, person=person, kind="SCAN", name=NAME,
        media_type="application/pdf", size=3,
    )  # fmt: skip
    AccessRequest.objects.create(
        person=person, asked_by=new_id(), asked_office=case.office, reason=f"Busca a {NAME}"
    )
    casework.note_stay(actor=SYSTEM, case=case, kind="FAMILY", where=f"Con {NAME}")
    return case


def _kept() -> Any:
    file_id = new_id()
    files.save(file_id, b"una firma")
    return file_id


def naming(word: str) -> set[str]:
    """Every table, its history too, in which something sealed holds a word."""
    found = set()
    for model in apps.get_models():
        fields = [f.name for f in model._meta.concrete_fields if isinstance(f, SealedField)]
        if not fields or model._meta.label_lower in STAFF:
            continue
        for row in model._default_manager.all():
            if any(word in str(getattr(row, name)) for name in fields):
                found.add(model._meta.db_table)
    return found


def decided(case: Case, days: int = 7) -> Retention:
    """Data protection decided so many days ago that it is erased."""
    then = clock.now() - timedelta(days=days)
    return casework.decide_to_erase(actor=factories.actor("dpo"), case=case, at=then)


def test_for_seven_days_it_can_be_taken_back(owner_role: AsRole) -> None:
    case = over(factories.registered())
    decided(case, days=6)
    with owner_role():
        assert emptying.erase_files() == []
    casework.take_retention_back(actor=factories.actor("dpo"), case=case)
    decided(case)
    with owner_role():
        assert len(emptying.erase_files()) == 1


def test_nobody_is_named_by_any_row_version_list_file_or_key(
    owner_role: AsRole, django_capture_on_commit_callbacks: Any
) -> None:
    case = over(a_file())
    person = factories.people_of(case)[0]
    assert len(naming(NAME)) >= 6
    assert set(files.kept())
    decided(case)
    with owner_role(), django_capture_on_commit_callbacks(execute=True):
        [told] = emptying.erase_files()
    assert naming(NAME) == set()
    assert set(files.kept()) == set()
    for keys in (SearchKey, SearchKeyEven):
        assert not keys.objects.filter(person_no=person.search_no).exists()
    person = Person.objects.get(pk=person.pk)
    assert person.full_name == emptying.INSTEAD
    assert person.birth_date is not None
    assert (person.birth_date.month, person.birth_date.day) == (1, 1)
    row = Retention.objects.get(case=case)
    assert (row.rows, row.files, told.number) == (told.rows, told.files, case.number)
    assert told.files == 2
    assert JournalEntry.objects.get(code="casework.file_erased").case_id == case.pk


def test_who_was_born_on_a_leap_day_is_erased_too() -> None:
    person = Person(birth_date=date(2000, 2, 29), birth_precision="day")
    emptying._of_person(person, date(2025, 1, 15))
    assert (person.birth_date, person.birth_precision) == (date(2001, 1, 1), "age")


def test_what_the_report_counts_stays_and_another_file_is_not_touched(owner_role: AsRole) -> None:
    case = over(a_file())
    other = factories.registered(
        factories.new_person(identity={"given_names": "Yyolanda", "surname_1": "Paz"})
    )
    before = factories.people_of(case)[0]
    decided(case)
    with owner_role():
        emptying.erase_files()
        assert emptying.erase_files() == [], "once is enough"
    after = Person.objects.get(pk=before.pk)
    assert (after.sex, after.nationalities) == (before.sex, before.nationalities)
    assert factories.people_of(other)[0].known("given_names") == "Yyolanda"
    assert SearchKey.objects.exists() or SearchKeyEven.objects.exists()


def test_a_survivors_assistance_goes_and_the_funds_ledger_stays(owner_role: AsRole) -> None:
    helped.funded()
    made = helped.approved(payee="Zzcasa", notes="Zzpara la renta")
    decided(over(made.case))
    with owner_role():
        emptying.erase_files()
    made.refresh_from_db()
    assert (made.notes, made.payee) == ("", "")
    assert type(made.service).objects.get(pk=made.service_id).provider == ""
    assert made.payment is not None
    assert made.payment.payee == "Zzcasa"
    assert made.payment.entries.count() == 1


def opened(case: Case, at: datetime) -> BreakGlass:
    """The file opened in an emergency by a clinic, and reviewed, both in words that name somebody."""
    glass = protection.open_in_emergency(
        actor=factories.actor("health"), number=case.number, compartment="trafficking",
        reason=f"{NAME} se desmayó en el albergue.", at=at,
    )  # fmt: skip
    return access.review_glass(
        actor=factories.actor("dpo"), glass=glass, finding="JUSTIFIED",
        words=f"Había que atender a {NAME} enseguida.", at=at,
    )  # fmt: skip


def test_who_opened_a_file_in_an_emergency_stays_and_what_they_wrote_goes(
    owner_role: AsRole,
) -> None:
    then = clock.now() - timedelta(days=900)
    case, other = factories.registered(), factories.registered()
    glass, kept = opened(case, then), opened(other, then)
    BreakGlass.objects.filter(pk=kept.pk).update(people_ids=[])
    assert naming(NAME) >= {"access_breakglass", "access_breakglassevent"}
    decided(over(case))
    with owner_role():
        emptying.erase_files()
    row = BreakGlass.objects.get(pk=glass.pk)
    assert (row.reason, row.words) == ("", "")
    assert {row.by, row.reviewed_by, row.occurred_at, row.reviewed_at, row.finding} == {
        glass.by, glass.reviewed_by, then, then, "JUSTIFIED",
    }  # fmt: skip
    versions = apps.get_model("access", "BreakGlassEvent").objects
    for version in versions.filter(pgh_obj_id=glass.pk):
        assert NAME not in version.reason + version.words
    assert NAME in BreakGlass.objects.get(pk=kept.pk).reason, "of another file nothing is lost"
    page = client_for("dpo").get(reverse("access:emergency", args=[glass.pk])).content.decode()
    assert "se borró con su expediente" in page
    assert "El motivo que escribió" not in page


def test_somebody_who_is_in_another_file_keeps_their_name(owner_role: AsRole) -> None:
    case = over(factories.registered(factories.new_person()))
    person = factories.people_of(case)[0]
    case.group.members.update(left_at=clock.now())
    other = factories.registered()
    other.group.members.update(person=person)
    decided(case)
    with owner_role():
        emptying.erase_files()
    assert Person.objects.get(pk=person.pk).full_name != emptying.INSTEAD


def test_who_serves_pages_may_decide_and_not_erase() -> None:
    case = over(factories.registered())
    decided(case)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        emptying.erase_files()


def refused(code: str) -> Any:
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def test_a_file_is_decided_about_only_past_its_months_and_by_data_protection() -> None:
    case, dpo = factories.registered(), factories.actor("dpo")
    with refused("casework.still_kept"):
        casework.decide_to_erase(actor=dpo, case=case)
    over(case, days=20)
    with refused("casework.still_kept"):
        casework.decide_to_erase(actor=dpo, case=case)
    over(case)
    for role in ("coordinator", "protection", "admin", "registrar"):
        with refused("access.not_your_role"):
            casework.decide_to_erase(actor=factories.actor(role), case=case)
    with refused("casework.nothing_decided"):
        casework.take_retention_back(actor=dpo, case=case)
    casework.decide_to_erase(actor=dpo, case=case)
    casework.take_retention_back(actor=dpo, case=case)
    assert not Retention.objects.filter(ended_at=None).exists()


def test_what_is_kept_longer_says_why_and_until_when(owner_role: AsRole) -> None:
    case, dpo = over(factories.registered()), factories.actor("dpo")
    day = clock.today() + timedelta(days=90)
    with refused("casework.reason_to_keep"):
        casework.decide_to_keep(actor=dpo, case=case, until=day, why="  ")
    with refused("casework.keep_until"):
        casework.decide_to_keep(actor=dpo, case=case, until=clock.today(), why="Un juicio.")
    decided(case)
    casework.decide_to_keep(actor=dpo, case=case, until=day, why="Un juicio.")
    with owner_role():
        assert emptying.erase_files() == [], "the later decision holds"
    assert Retention.objects.get(ended_at=None).why == "Un juicio."


def test_what_was_erased_is_not_decided_about_again(owner_role: AsRole) -> None:
    case = over(factories.registered())
    decided(case)
    with owner_role():
        emptying.erase_files()
    with refused("casework.erased_already"):
        casework.take_retention_back(actor=factories.actor("dpo"), case=case)
