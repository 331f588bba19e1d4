"""What a consulate asks for is corrected from a day on, by its word, and says whether it confirmed it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from rumbo.access.values import SYSTEM
from rumbo.casework.models import Task
from rumbo.common import clock
from rumbo.common.money import Money
from rumbo.common.refusal import Refusal
from rumbo.documents import actions as documents
from rumbo.documents import terms
from rumbo.documents.models import ConsularTerms
from rumbo.documents.values import NewTerms
from tests import factories
from tests.factories import documents as papers
from tests.factories import ready

pytestmark = pytest.mark.django_db
TODAY = factories.MONDAY.date()
WORD = "Consulado de Honduras en Tapachula, 3/3/2025"


@pytest.fixture(autouse=True)
def _monday() -> Any:
    with clock.travel_to(factories.MONDAY):
        ready.reference()
        yield


def told(**changes: Any) -> NewTerms:
    values: dict[str, Any] = {
        "country": "HND", "document": "LAISSEZ_PASSER", "since": TODAY, "source": WORD,
        "items": ("FORM", "PHOTO"), "photos": 2, "fee": Money(1500), "valid_days": 20,
        "appointment": "BATCH", "verified": True,
    }  # fmt: skip
    return NewTerms(**{**values, **changes})


def record(**changes: Any) -> ConsularTerms:
    return documents.record_terms(
        actor=factories.actor("documents"), found=told(**changes), at=factories.MONDAY
    )


def asks(consulate: str = "HN-TAP", day: date = TODAY) -> terms.Terms:
    return terms.terms_for("HND", "LAISSEZ_PASSER", consulate, day)


def client(*roles: str) -> Client:
    found = Client()
    found.force_login(factories.user(*roles))
    return found


def test_a_desks_word_rules_from_its_day_and_what_ruled_before_stays() -> None:
    made = record(since=TODAY + timedelta(days=3))
    assert asks().source == "domain 5.3: hnsalvo, hnsalvo2"
    assert not asks().is_verified
    ruling = asks(day=TODAY + timedelta(days=3))
    assert (ruling.name, ruling.items, ruling.fee) == (made.code, ("FORM", "PHOTO"), Money(1500))
    assert (ruling.is_verified, ruling.source, ruling.note) == (True, WORD, "")


def test_of_one_day_the_last_word_rules_and_a_consulates_own_goes_before_its_countrys() -> None:
    record(valid_days=20)
    clock_later = factories.MONDAY + timedelta(hours=1)
    last = documents.record_terms(
        actor=factories.actor("coordinator"), found=told(valid_days=40), at=clock_later
    )
    own = record(consulate="HN-TIJ", valid_days=10)
    assert asks().name == last.code
    assert asks("HN-TIJ").name == own.code
    assert terms.terms_for("GTM", "LAISSEZ_PASSER", "", TODAY).items != ("FORM", "PHOTO")


def test_a_request_keeps_what_it_was_opened_with_until_somebody_follows_the_new() -> None:
    row = papers.asked(factories.registered())
    documents.gather_item(actor=SYSTEM, request=row, code="ID_PROOF", at=factories.MONDAY)
    record(items=("FORM", "ID_PROOF", "BIRTH_RECORD"))
    row.refresh_from_db()
    assert row.terms == "HND-LAISSEZ_PASSER 2018-01-01"
    assert terms.terms_named(row.terms) is not None
    documents.follow_terms(actor=SYSTEM, request=row, at=factories.MONDAY)
    states = dict(row.items.values_list("code", "state"))
    assert states["BIRTH_RECORD"] == states["FORM"] == "WANTED"
    assert states["ID_PROOF"] == "GATHERED"
    assert states["FEE"] == states["TICKET"] == "NOT_NEEDED"
    with pytest.raises(Refusal) as again:
        documents.follow_terms(actor=SYSTEM, request=row, at=factories.MONDAY)
    assert again.value.code == "documents.terms_are_followed"


def test_a_consulate_that_begins_to_want_a_ticket_asks_movements_for_a_seat() -> None:
    row = papers.asked(factories.registered(), country="GTM", consulate="")
    assert not Task.objects.filter(code="HOLD_SEAT").exists()
    record(country="GTM", items=("FORM", "TICKET"))
    documents.follow_terms(actor=SYSTEM, request=row, at=factories.MONDAY)
    assert Task.objects.open().get(code="HOLD_SEAT").role == "movements"


def test_what_is_out_follows_nothing_new() -> None:
    row = papers.sent(factories.registered())
    record()
    with pytest.raises(Refusal) as refusal:
        documents.follow_terms(actor=SYSTEM, request=row, at=factories.MONDAY)
    assert refusal.value.code == "documents.already_sent"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"source": "  "}, "documents.source_needed"),
        ({"items": ()}, "documents.unknown_code"),
        ({"items": ("BRIBE",)}, "documents.unknown_code"),
        ({"document": "POEM"}, "documents.unknown_code"),
        ({"appointment": "NEVER"}, "documents.unknown_code"),
        ({"country": ""}, "documents.not_a_country"),
        ({"consulate": "HN-TAP", "country": "GTM"}, "documents.consulate_elsewhere"),
    ],
)
def test_what_cannot_be_is_not_written_down(changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        record(**changes)
    assert refusal.value.code == code
    assert not ConsularTerms.objects.exists()


def test_only_the_desk_and_its_coordinator_write_it_down() -> None:
    with pytest.raises(Refusal) as refusal:
        documents.record_terms(actor=factories.actor("counsellor"), found=told())
    assert refusal.value.code == "access.not_your_role"
    assert client("counsellor").get(reverse("documents:terms")).status_code == 404
    assert client("child_officer").get(reverse("documents:new_terms")).status_code == 404


def test_the_list_says_of_each_its_source_its_day_and_that_nobody_confirmed_it() -> None:
    page = client("documents").get(reverse("documents:terms"))
    rows = page.context["page"].rows
    assert len(rows) == len(terms.in_force(TODAY))
    assert not any(row.entry.is_verified for row in rows)
    assert page.text.count("sin confirmar") >= len(rows)
    for words in (
        "Fuente: página del consulado de Honduras en Valencia, España",
        "desde el 01/01/2018",
        "Valencia, España",
    ):
        assert words in page.text


def test_a_desk_corrects_it_from_its_page_and_the_request_says_so() -> None:
    row = papers.asked(factories.registered())
    desk = client("documents")
    there = reverse("documents:asked", kwargs={"asked": row.pk})
    before = desk.get(there).text
    for words in (
        "Sin confirmar.",
        "Vale desde el 01/01/2018",
        "Anotar lo que contestó el consulado",
    ):
        assert words in before
    about = {"country": "HND", "document": "LAISSEZ_PASSER", "consulate": ""}
    form = desk.get(reverse("documents:new_terms"), about).context["form"]
    assert "TICKET" in form.initial["items"]
    typed = {
        **about, "since": "2025-03-03", "items": ["FORM", "FEE"], "amount": "12.50",
        "currency": "USD", "source": WORD, "verified": "yes", "appointment": "IN_PERSON",
    }  # fmt: skip
    answer = desk.post(reverse("documents:new_terms"), typed)
    assert answer["Location"] == reverse("documents:terms")
    assert "confirmado" in desk.get(answer["Location"]).text
    assert "Lo que pide este consulado cambió" in desk.get(there).text
    desk.post(reverse("documents:act", kwargs={"asked": row.pk, "what": "follow"}))
    after = desk.get(there).text
    assert "Lo que pide este consulado cambió" not in after
    for words in (WORD, "12.50", "La persona va en su cita", "confirmado"):
        assert words in after


def test_every_source_of_the_file_is_said_in_both_languages() -> None:
    for entry in terms.in_force(TODAY):
        for language in ("es-mx", "en-us"):
            with translation.override(language):
                assert "domain" not in entry.told_by
                assert entry.told_by != entry.source
