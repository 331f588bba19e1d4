"""Data protection's own page: with whom things are shared and what is kept too long, in numbers."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rumbo.access.entry import reading
from rumbo.access.queries import reader_of
from rumbo.access.values import SYSTEM
from rumbo.audit.models import JournalEntry
from rumbo.casework import actions as casework
from rumbo.casework.models import Case, Inquiry, Retention
from rumbo.casework.rules import KEPT_MONTHS, kept_since
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.config import environment
from rumbo.counselling import actions as counselling
from rumbo.counselling.models import ShareConsent
from rumbo.desk import keeping
from rumbo.documents.models import Transfer
from tests import factories
from tests.factories.inquiries import inquired, reach
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
        files = keeping.kept(reader, TODAY)[:-1]
        assert sum(one.overdue for one in files) == number
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


def test_what_is_past_its_months_is_listed_by_number_and_decided_on_its_page() -> None:
    case = factories.registered(
        factories.new_person(identity={"given_names": "Zzguardada", "surname_1": "Zzx"})
    )
    Case.objects.filter(pk=case.pk).update(
        stage="WITHDRAWN", stage_since=clock.now() - timedelta(days=800)
    )
    client, here = Client(), reverse("desk:kept")
    client.force_login(factories.user("dpo"))
    text = client.get(here).text
    assert case.number in text
    assert "Zzguardada" not in text
    assert "por decidir" in text

    erase, keep = (reverse(f"desk:{name}", args=[case.pk]) for name in ("erase", "keep"))
    assert "también del historial" in client.get(erase).text
    until = (clock.today() + timedelta(days=30)).isoformat()
    assert client.post(keep, {"until": until, "why": "Una auditoría."}).status_code == 303
    assert late() == 0
    assert "se conserva" in client.get(here).text
    assert client.post(reverse("desk:undecide", args=[case.pk])).status_code == 303
    assert late() == 1
    assert client.post(erase).status_code == 303
    assert late() == 0
    assert "se borra pasados siete días" in client.get(here).text
    assert case.number in client.get(here, {"como": "erase"}).text
    assert case.number not in client.get(here, {"como": "open"}).text
    assert case.number in client.get(reverse("desk:kept_export", args=["csv"])).text


def test_a_keep_that_has_ended_asks_again() -> None:
    case = factories.registered()
    Case.objects.filter(pk=case.pk).update(
        stage="WITHDRAWN", stage_since=clock.now() - timedelta(days=800)
    )
    Retention.objects.create(
        office=case.office, case=case, decision="KEEP", why="x", until=TODAY - timedelta(days=1)
    )
    assert late() == 1


def test_what_is_still_kept_and_what_is_of_another_office_is_not_there() -> None:
    client = Client()
    client.force_login(factories.user("dpo"))
    young, far = factories.registered(), factories.registered(at=elsewhere())
    Case.objects.filter(pk=far.pk).update(
        stage="WITHDRAWN", stage_since=clock.now() - timedelta(days=800)
    )
    for case in (young, far):
        for name in ("erase", "keep"):
            url = reverse(f"desk:{name}", args=[case.pk])
            assert client.get(url).status_code == 404
            assert client.post(url).status_code == 404
    assert not Retention.objects.exists()


def test_the_installation_says_for_how_many_months(settings: Any) -> None:
    case = factories.registered()
    Case.objects.filter(pk=case.pk).update(
        stage="WITHDRAWN", stage_since=clock.now() - timedelta(days=200)
    )
    assert late() == 0
    settings.KEPT_MONTHS = {**settings.KEPT_MONTHS, "WITHDRAWN": 6}
    assert late() == 1


@pytest.mark.parametrize("told", ["WITHDRAWN=0", "WITHDRAWN=x", "TRAVELLED=12", "WITHDRAWN"])
def test_months_that_cannot_be_are_refused(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUMBO_KEPT_MONTHS", told)
    with pytest.raises(SystemExit, match="KEPT_MONTHS"):
        environment.read()


def test_the_months_that_are_not_said_are_the_houses_own() -> None:
    assert environment.kept_months("") == KEPT_MONTHS
    assert environment.kept_months("CLOSED=24, WITHDRAWN=6") == {
        **KEPT_MONTHS, "CLOSED": 24, "WITHDRAWN": 6,
    }  # fmt: skip


def test_who_only_asked_is_kept_six_months_and_let_go_by_data_protection() -> None:
    old, young = inquired(reach=reach()), inquired(reach=reach())
    far = inquired(reach=reach(), at=elsewhere())
    long_ago = kept_since("ASKED", TODAY) - timedelta(days=1)
    Inquiry.objects.filter(pk__in=[old.pk, far.pk]).update(asked_on=long_ago)
    Inquiry.objects.filter(pk=young.pk).update(asked_on=kept_since("ASKED", TODAY))
    client, here = Client(), reverse("desk:kept")
    client.force_login(factories.user("dpo"))
    assert "venció el plazo" in client.get(here).text
    assert client.post(reverse("desk:forget_asked")).status_code == 303
    names = {row.pk: row.who for row in Inquiry.objects.all()}
    assert names[old.pk] is None
    assert names[young.pk] is not None
    assert names[far.pk] is not None
    assert "venció el plazo" not in client.get(here).text
    assert JournalEntry.objects.filter(code="casework.inquiry_let_go").count() == 1


def test_a_name_whose_months_are_not_over_is_not_let_go_by_anybodys_mistake() -> None:
    young = inquired(reach=reach())
    Inquiry.objects.filter(pk=young.pk).update(asked_on=TODAY)
    gone = casework.forget_old_inquiries(actor=factories.actor("dpo"), inquiries=[young])
    assert gone == 0
    with pytest.raises(Refusal):
        casework.forget_old_inquiries(actor=factories.actor("coordinator"), inquiries=[young])
