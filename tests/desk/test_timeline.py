"""What has happened, as the case page tells it: one line for one sending, whoever it was of."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from rumbo.access.values import SYSTEM
from rumbo.audit.models import JournalEntry
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.documents import actions as documents
from tests import factories
from tests.factories import documents as papers
from tests.factories import ready
from tests.factories.pages import client_for

pytestmark = pytest.mark.django_db
MONDAY, SENT = factories.MONDAY, "Salieron datos"


def told_of(case: Case, place: int = 0) -> list[str]:
    """The lines about data that left the house, newest first."""
    with clock.travel_to(MONDAY + timedelta(days=2)):
        url = reverse("desk:case", args=[case.pk])
        page = client_for("documents").get(url, {"p": place})
    return [one["sentence"] for one in page.context["events"] if SENT in one["sentence"]]


def notice(case: Case, recipient: str = "RECEIVING_MISSION", day: int = 0) -> None:
    """Those who receive are told of the whole group."""
    documents.tell_receiving_side(
        actor=SYSTEM, case=case, recipient=recipient, on=date(2025, 3, 4),
        at=MONDAY + timedelta(days=day),
    )  # fmt: skip


def test_one_sending_of_a_family_is_one_line_and_the_journal_keeps_each_person() -> None:
    case = ready.family()
    papers.shares(case, "RECEIVING_MISSION", "GOVERNMENT_RECEPTION")
    notice(case)
    assert told_of(case) == ["Salieron datos de 2 personas a: Misión de la OIM que recibe."]
    assert told_of(case, place=1) == told_of(case)
    rows = JournalEntry.objects.filter(code="documents.transferred", case_id=case.pk)
    assert set(rows.values_list("person_id", flat=True)) == {
        person.pk for person in factories.people_of(case)
    }
    notice(case, "GOVERNMENT_RECEPTION")
    notice(case, day=1)
    assert len(told_of(case)) == 3, "another receiver and another day are other sendings"


def test_what_left_of_one_alone_says_whose_it_was() -> None:
    case = ready.family()
    mother, son = factories.people_of(case)
    papers.shares(case, "CONSULATE")
    for at, person in enumerate((mother, son)):
        row = papers.gathered(papers.asked(case, person))
        documents.send_request(actor=SYSTEM, request=row, at=MONDAY + timedelta(minutes=at))
    lines = told_of(case)
    assert len(lines) == 2
    assert all(f"{one.short_name}: {SENT} de la persona" in "".join(lines) for one in (mother, son))
