"""What would change with less money, fewer counsellors or one bus more: counted, and nobody named."""

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from pypdf import PdfReader

from rumbo.access.queries import reader_of
from rumbo.access.values import SYSTEM
from rumbo.audit.models import JournalEntry
from rumbo.casework.models import Case
from rumbo.common import clock, few
from rumbo.common.refusal import Refusal
from rumbo.documents.models import ConsularRequest
from rumbo.movements import actions as movements
from rumbo.movements.models import Booking, Departure, WhatIf
from rumbo.movements.planning.queue import ShortenedSafeguard
from rumbo.movements.proposal.money import lines
from rumbo.movements.values import WantedWhatIf
from rumbo.movements.whatif import figures
from rumbo.movements.whatif.parameters import safeguards
from rumbo.movements.whatif.reading import world
from rumbo.movements.whatif.scenarios import SCENARIOS, Supposition, tried
from rumbo.network.models import CentreClosure
from rumbo.programmes.models import FundingLine
from tests import factories
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories.pages import client_for

pytestmark = pytest.mark.django_db
DAY = travel.BEFORE.date()
WAY = f"{travel.ROUTE}@TAP"
SPAN: dict[str, Any] = {"first": DAY + timedelta(days=1), "last": DAY + timedelta(days=20)}


@pytest.fixture(autouse=True)
def _then() -> Iterator[None]:
    ready.reference()
    with clock.travel_to(travel.BEFORE):
        yield


def asked(**wanted: Any) -> WhatIf:
    """What was supposed, worked out."""
    row = movements.ask_what_if(
        actor=SYSTEM, office=factories.office(), wanted=WantedWhatIf(**{**SPAN, **wanted})
    )
    return movements.look_what_if(what_if=row.pk)


def columns(row: WhatIf) -> dict[str, dict[str, Any]]:
    return {one["code"]: one for one in row.told["scenarios"]}


def test_each_supposition_is_a_column_beside_what_stands_and_nothing_is_booked() -> None:
    travel.departure(seats=2)
    travel.ready_family(), travel.ready_alone()
    row = asked(way=WAY, country="HND", consulate="HND")
    assert row.state == "DONE"
    told = columns(row)
    people = {code: one["plan"]["people"] for code, one in told.items()}
    assert people == {
        "BASE": 2, "MONEY": 2, "COUNSELLORS": 2, "BUS": 3, "COUNTRY": 0, "CONSULATE": 2
    }  # fmt: skip
    assert not Booking.objects.exists()
    assert Departure.objects.count() == 1


def page_of(row: WhatIf, **how: Any) -> str:
    return str(client_for("movements", **how).get(reverse("movements:what_if", args=[row.pk])).text)


def text_of(row: WhatIf) -> str:
    answer = client_for("movements").get(reverse("statistics:what_if_paper", args=[row.pk]))
    assert answer["Content-Type"] == "application/pdf"
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return " ".join(" ".join(one.extract_text() for one in pages).split())


def test_the_page_asks_watches_and_shows_the_scenarios_side_by_side() -> None:
    travel.departure(seats=2)
    family, man = travel.ready_family(), travel.ready_alone()
    client = client_for("movements")
    form = client.get(reverse("movements:what_ifs"), {"first": "2025-03-09"}).text
    assert f'value="{WAY}" selected' in form
    assert 'value="HND" selected' in form
    asked = client.post(
        reverse("movements:what_ifs"),
        {
            "first": SPAN["first"].isoformat(), "last": SPAN["last"].isoformat(),
            "percent": "40", "way": WAY, "country": "HND", "consulate": "HND", "weeks": "2",
        },
    )  # fmt: skip
    row = WhatIf.objects.get()
    here = reverse("movements:what_if", args=[row.pk])
    assert asked["Location"] == here
    assert "Se está calculando" in client.get(here).text
    watched = client.get(reverse("movements:what_if_progress", args=[row.pk]))
    assert "HX-Refresh" not in watched
    assert "every 1s" in watched.text
    movements.look_what_if(what_if=row.pk)
    watched = client.get(reverse("movements:what_if_progress", args=[row.pk]))
    assert watched["HX-Refresh"] == "true"
    page = client.get(here).text
    for title in ("Menos dinero", "Una salida más por semana", "Un consulado más lento"):
        assert title in page
    assert "estimación" in page
    assert "<polygon" in page
    for person in (*factories.people_of(family), *factories.people_of(man)):
        assert person.known("surname_1") not in page
    assert family.number not in page
    assert client_for("counsellor").get(here).status_code == 404


def test_the_paper_names_nobody_and_no_small_number() -> None:
    travel.departure(seats=2)
    family = travel.ready_family()
    travel.ready_alone()
    row = asked(way=WAY, country="HND", consulate="HND")
    text = text_of(row)
    assert "¿Qué pasaría si…?" in text
    assert "menos de 5" in text
    assert "estimación" in text
    assert family.number not in text
    assert not re.search(r"(?<![\d.,\s])\b[1-4] (?:menos|más)\b", text)


def test_a_donor_reads_what_the_desk_reads_in_english_too() -> None:
    travel.departure()
    travel.ready_family()
    row = asked()
    page = reverse("statistics:what_if_paper", args=[row.pk])
    answer = client_for("coordinator").get(page, headers={"Accept-Language": "en"})
    text = " ".join(one.extract_text() for one in PdfReader(io.BytesIO(answer.content)).pages)
    assert "What would change?" in text
    assert "none of them shortens it" in " ".join(text.split())
    assert JournalEntry.objects.get(code="movements.what_if_printed").details == {
        "what_if": str(row.pk)
    }
    assert client_for("counsellor").get(page).status_code == 404


def test_less_money_leaves_at_home_whom_it_no_longer_pays_for() -> None:
    travel.departure()
    family = travel.ready_family()
    payer = next(line for line in lines(DAY) if line.pays_fixed)
    FundingLine.objects.exclude(pk=payer.pk).update(amount_minor=0)
    FundingLine.objects.filter(pk=payer.pk).update(
        amount_minor=500_000, nationalities=None, min_vulnerability=0, programmes=[family.programme]
    )
    told = columns(asked(percent=5))
    assert [told[code]["plan"]["people"] for code in ("BASE", "MONEY")] == [2, 2]
    told = columns(asked(percent=40))
    assert [told[code]["plan"]["people"] for code in ("BASE", "MONEY")] == [2, 0]
    assert told["MONEY"]["plan"]["kinds"]["country"] == {"HND": 0}
    assert told["MONEY"]["weeks"]["returned"][1][-1] < told["BASE"]["weeks"]["returned"][1][-1]


def test_a_country_suspended_leaves_at_home_whoever_held_a_seat_too() -> None:
    bus, family = travel.departure(), travel.ready_family()
    travel.booked(family, bus)
    told = columns(asked(country="HND"))
    assert [told[code]["plan"]["people"] for code in ("BASE", "COUNTRY")] == [2, 0]
    assert told["COUNTRY"]["weeks"]["returned"][2][-1] == 0
    assert Booking.objects.filter(ended_at=None).count() == 1


def test_a_slower_consulate_keeps_those_who_wait_for_its_paper_from_an_early_bus() -> None:
    travel.departure()
    family = travel.ready_family()
    person = factories.people_of(family)[0]
    ConsularRequest.objects.create(
        office=family.office, case=family, person=person, type="LAISSEZ_PASSER", country="HND",
        due_on=travel.LEAVES.date() - timedelta(days=1), sent_on=DAY,
    )  # fmt: skip
    told = columns(asked(consulate="HND", weeks=2))
    assert [told[code]["plan"]["people"] for code in ("BASE", "CONSULATE")] == [2, 0]
    told = columns(asked(consulate="GTM", weeks=2))
    assert told["CONSULATE"]["plan"]["people"] == 2


def test_what_is_counted_says_of_how_many_people_it_is() -> None:
    """Outside a rate and a median are told of enough people alone, so that must be known of them."""
    family = travel.ready_family()
    first, second = factories.people_of(family)
    for number, person in enumerate((first, first, first, second, second)):
        ConsularRequest.objects.create(
            office=family.office, case=family, person=person, type=f"PAPER_{number}",
            country="HND", due_on=DAY, sent_on=DAY, answered_on=DAY + timedelta(days=number),
        )  # fmt: skip
    today = DAY + timedelta(weeks=5)
    Case.objects.filter(pk=family.pk).update(requested_on=today - timedelta(days=3))
    reader = reader_of(factories.user("movements"), today)
    counted = world(reader, (today, today + timedelta(days=9)), WAY, today=today).counted
    assert (counted["paper_days:HND"], counted["paper_people:HND"]) == (2, 2)
    assert counted["arrivals_people"] == 2
    assert 2 / 8 <= counted["arrivals"] <= 2 / 4


def test_fewer_counsellors_change_the_queue_and_not_the_plan_of_these_days() -> None:
    travel.departure()
    travel.ready_family()
    told = columns(asked())
    assert told["COUNSELLORS"]["plan"] == told["BASE"]["plan"]
    waiting = [told[c]["weeks"]["stages"]["COUNSELLING"] for c in ("BASE", "COUNSELLORS")]
    assert waiting[1] > waiting[0]


def test_what_was_not_asked_is_no_column_and_what_is_kept_names_nobody() -> None:
    bus, family = travel.departure(), travel.ready_family()
    row = asked()
    assert list(columns(row)) == ["BASE", "MONEY", "COUNSELLORS"]
    kept = json.dumps([row.told, row.asked])
    for person in factories.people_of(family):
        assert person.known("surname_1") not in kept
        assert str(person.pk) not in kept
    for key in (family.number, str(family.pk), bus.code):
        assert key not in kept


def test_no_scenario_shortens_what_protects_people() -> None:
    travel.departure()
    travel.ready_family()
    asked_for = {"percent": 90, "way": WAY, "country": "HND", "consulate": "HND", "weeks": 9}
    reader = reader_of(factories.user("movements"), DAY)
    begins = world(reader, (SPAN["first"], SPAN["last"]), WAY, today=DAY)
    for one in SCENARIOS:
        after = tried(one, begins, asked_for).inputs
        assert after.safeguards == begins.inputs.safeguards == safeguards()
    quick = replace(safeguards(), reflection=0)
    hurried = Supposition(
        "HURRIED", lambda was, _asked: replace(was, inputs=replace(was.inputs, safeguards=quick))
    )
    with pytest.raises(ShortenedSafeguard):
        tried(hurried, begins, asked_for)


def test_a_bus_that_was_supposed_begins_the_form_of_a_departure() -> None:
    travel.departure(seats=2)
    travel.ready_family(), travel.ready_alone()
    row = asked(way=WAY)
    client = client_for("movements")
    page = client.get(reverse("movements:what_if", args=[row.pk])).text
    address = f"{reverse('movements:new')}?what_if={row.pk}"
    assert f"{address}&amp;n=0" in page
    days = [one["day"] for one in row.told["more"]]
    assert [day for day in days if day > SPAN["last"].isoformat()] == []
    assert len(days) == 3
    form = client.get(f"{address}&n=1").text
    assert f'value="{WAY}" selected' in form
    assert f'value="{days[1]}"' in form
    assert 'value="25.00"' in form
    for wrong in ("what_if=x&n=1", f"what_if={row.pk}&n=99", f"what_if={row.pk}"):
        assert client.get(f"{reverse('movements:new')}?{wrong}").status_code == 200
    there = client_for("movements", at=factories.office("TIJ", "Tijuana"))
    assert there.get(f"{address}&n=1").status_code == 404
    assert there.get(reverse("movements:what_if", args=[row.pk])).status_code == 404


def test_what_cannot_be_planned_says_why_and_another_scenario_goes_on() -> None:
    bus, family = travel.departure(), travel.ready_family()
    booking = travel.booked(family, bus)
    CentreClosure.objects.create(
        code="HURACAN", centre_id=booking.to_stop.place, closed_from=date(2025, 3, 1),
        reason_es="Huracán", reason_en="Hurricane",
    )  # fmt: skip
    row = asked(country="HND")
    assert row.state == "FAILED"
    page = client_for("movements").get(reverse("movements:what_if", args=[row.pk])).text
    assert "Con lo que hay no se puede hacer un plan" in page
    paper = reverse("statistics:what_if_paper", args=[row.pk])
    assert client_for("movements").get(paper).status_code == 404


def test_a_calculation_that_was_cut_off_says_so_and_one_is_done_once() -> None:
    wanted = WantedWhatIf(**SPAN)
    row = movements.ask_what_if(actor=SYSTEM, office=factories.office(), wanted=wanted)
    WhatIf.objects.filter(pk=row.pk).update(state="TRYING")
    client, here = client_for("movements"), reverse("movements:what_if", args=[row.pk])
    assert "se interrumpió" not in client.get(here).text
    WhatIf.objects.update(said_at=clock.now() - timedelta(minutes=9))
    assert "se interrumpió" in client.get(here).text
    assert movements.look_what_if(what_if=row.pk).state == "TRYING"


def test_days_that_end_before_they_begin_are_refused() -> None:
    wanted = WantedWhatIf(first=DAY, last=DAY - timedelta(days=1))
    with pytest.raises(Refusal) as refusal:
        movements.ask_what_if(actor=SYSTEM, office=factories.office(), wanted=wanted)
    assert refusal.value.code == "movements.no_such_days"


@pytest.mark.parametrize(
    ("cells", "hidden"),
    [
        ({"HND": -12, "GTM": 0}, set()),
        ({"HND": -12, "GTM": -2, "SLV": -3}, {"GTM", "SLV"}),
        ({"HND": -12, "GTM": -2, "SLV": -30}, {"GTM", "HND"}),
        ({"HND": 0, "GTM": -2}, {"HND", "GTM"}),
        ({"HND": 4}, {"HND"}),
        ({"HND": -12, "GTM": -1, "SLV": -2}, {"GTM", "SLV", "HND"}),
        ({"HND": 12, "GTM": -3, "SLV": 7}, {"GTM", "SLV", "HND"}),
    ],
)
def test_a_small_number_is_not_said_nor_the_one_that_would_tell_it(
    cells: dict[str, int], hidden: set[str]
) -> None:
    assert few.withheld(cells, few.THRESHOLD) == hidden


def test_a_count_near_to_the_base_s_is_not_said_and_a_small_one_is_not_drawn() -> None:
    """Two counts side by side could be subtracted, and a bar could be measured."""
    assert figures.beside(98, 100, 5) == "cerca de 100"
    assert (figures.beside(95, 100, 5), figures.beside(100, 100, 5)) == ("95", "100")
    assert figures.beside(98, 100) == "98"
    assert figures.beside(0, 3, 5) == figures.beside(7, 4, 5) == "menos de 10"
    assert [figures.drawn(n, 5) for n in (0, 1, 4, 5, 60, 62, 64)] == [0, 5, 5, 5, 60, 60, 65]
    assert figures.drawn(3) == 3
