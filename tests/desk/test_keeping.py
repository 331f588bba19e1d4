"""Data protection's own page: with whom things are shared and what is kept too long, in numbers."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from rumbo.access.entry import reading
from rumbo.access.queries import reader_of
from rumbo.access.values import SYSTEM
from rumbo.casework.models import Case
from rumbo.casework.rules import kept_since
from rumbo.common import clock
from rumbo.counselling import actions as counselling
from rumbo.counselling.models import ShareConsent
from rumbo.desk import keeping
from rumbo.documents.models import Transfer
from tests import factories
from tests.factories.pages import elsewhere

pytestmark = pytest.mark.django_db
TODAY = clock.today()


def numbers(label: str) -> tuple[int, int, int, int]:
    """What data protection reads of one recipient: yes, no, taken back, sent."""
    with reading(reader_of(factories.user("dpo"), TODAY)) as reader:
        [one] = [r for r in keeping.recipients(reader, TODAY) if label in r.label.lower()]
    return one.given, one.refused, one.withdrawn, one.sent


def late() -> int:
    """How many files data protection is told are kept too long."""
    with reading(reader_of(factories.user("dpo"), TODAY)) as reader:
        number = keeping.overdue(reader, TODAY).count()
        assert sum(one.overdue for one in keeping.kept(reader, TODAY)) == number
    return number


def answered(case: Case, *, given: bool) -> ShareConsent:
    made: ShareConsent = ShareConsent.objects.create(
        office=case.office, person=factories.people_of(case)[0], recipient="CONSULATE",
        given=given, wording="2026-11-20",
    )  # fmt: skip
    return made


def test_who_said_yes_no_or_took_it_back_is_counted_at_ones_own_offices() -> None:
    yes, no, back = (factories.registered() for _ in range(3))
    given = answered(yes, given=True)
    answered(no, given=False)
    answered(back, given=True)
    answered(factories.registered(at=elsewhere()), given=True)
    counselling.withdraw_share_consent(
        actor=SYSTEM, case=back, person=factories.people_of(back)[0], recipient="CONSULATE"
    )
    for days in (1, 40):
        Transfer.objects.create(
            office=yes.office, case=yes, person=given.person, kind="REQUEST",
            recipient="CONSULATE", purpose="DOCUMENT", consent=given.pk,
            occurred_at=clock.now() - timedelta(days=days),
        )  # fmt: skip
    assert numbers("consulado") == (1, 1, 1, 1)


@pytest.mark.parametrize(
    ("stage", "today", "first"),
    [
        ("WITHDRAWN", date(2026, 11, 21), date(2025, 11, 21)),
        ("CLOSED", date(2028, 2, 29), date(2023, 2, 28)),
        ("NOT_ELIGIBLE", date(2026, 1, 31), date(2025, 1, 31)),
    ],
)
def test_a_files_months_are_counted_from_its_end(stage: str, today: date, first: date) -> None:
    assert kept_since(stage, today) == first


def test_a_file_is_reviewed_the_day_after_its_months_are_over() -> None:
    case = factories.registered()
    last = clock.start_of(kept_since("WITHDRAWN", TODAY))
    Case.objects.filter(pk=case.pk).update(stage="WITHDRAWN", stage_since=last)
    assert late() == 0
    Case.objects.filter(pk=case.pk).update(stage_since=last - timedelta(minutes=1))
    assert late() == 1
    Case.objects.filter(pk=case.pk).update(stage="CLOSED")
    assert late() == 0
    Case.objects.filter(pk=case.pk).update(stage="REGISTRATION", stage_since=last - timedelta(9999))
    assert late() == 0


def test_the_page_and_the_home_say_it_and_name_nobody() -> None:
    case = factories.registered(
        factories.new_person(identity={"given_names": "Zzguardada", "surname_1": "Zzx"})
    )
    Case.objects.filter(pk=case.pk).update(
        stage="WITHDRAWN", stage_since=clock.now() - timedelta(days=800)
    )
    client = Client()
    client.force_login(factories.user("dpo"))
    home, page = client.get("/").text, client.get(reverse("desk:watch")).text
    assert "1 expediente terminado pasó su plazo" in home
    assert "por revisar" in page
    assert "Desistimiento" in page
    assert "WITHDRAWN" not in page
    for text in (home, page):
        assert "Zzguardada" not in text
        assert case.number not in text
