"""Stopping what is supposed: what is finished stays, what is missing is named, no desk waits."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.urls import reverse

from rumbo.access.values import SYSTEM
from rumbo.audit.models import JournalEntry
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.movements import actions as movements
from rumbo.movements.models import Booking, Departure, WhatIf
from rumbo.movements.planning.planner import Search
from rumbo.movements.values import WantedWhatIf
from rumbo.programmes.models import FundingLine
from tests import factories
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories.pages import client_for

DAY = travel.BEFORE.date()
WAY = f"{travel.ROUTE}@TAP"
SPAN: dict[str, Any] = {"first": DAY + timedelta(days=1), "last": DAY + timedelta(days=20)}
Watched = Callable[[WhatIf, int], None]
During = Callable[[Watched], list[bool]]


@pytest.fixture
def then() -> Iterator[None]:
    ready.reference()
    with clock.travel_to(travel.BEFORE):
        yield


@pytest.fixture
def during(monkeypatch: pytest.MonkeyPatch) -> During:
    """Let something happen as each search begins; tells of each whether it was ended early."""

    def install(happens: Watched) -> list[bool]:
        run, ended = Search.run, list[bool]()

        def watched(search: Search) -> Search:
            happens(WhatIf.objects.get(), len(ended) + 1)
            ended.append(run(search).stopped)
            return search

        monkeypatch.setattr(Search, "run", watched)
        return ended

    return install


def asked(**wanted: Any) -> WhatIf:
    return movements.ask_what_if(
        actor=SYSTEM, office=factories.office(), wanted=WantedWhatIf(**{**SPAN, **wanted})
    )


def codes(row: WhatIf) -> list[str]:
    return [one["code"] for one in row.told.get("scenarios", [])]


def page_of(row: WhatIf, name: str = "what_if") -> str:
    return client_for("movements").get(reverse(f"movements:{name}", args=[row.pk])).text


@pytest.mark.django_db
@pytest.mark.usefixtures("then")
def test_stopping_keeps_what_is_finished_and_names_what_is_not(
    during: During,
) -> None:
    travel.departure(seats=2)
    travel.ready_family(), travel.ready_alone()

    def stop(row: WhatIf, turn: int) -> None:
        if turn == 2:  # while less money is tried
            assert codes(row) == ["BASE"]
            watched = page_of(row, "what_if_progress")
            assert "calculada" in watched
            assert "calculándose" in watched
            assert 'aria-valuemax="5" aria-valuenow="1"' in watched
            assert "Personas que vuelven en estos días: 2." in watched
            client = client_for("movements")
            client.post(reverse("movements:stop_what_if", args=[row.pk]))
            assert "Se está parando" in page_of(row)
            time.sleep(0.6)  # it listens twice a second

    ended = during(stop)
    row = asked(way=WAY, country="HND")
    done = movements.look_what_if(what_if=row.pk)
    done.refresh_from_db()
    assert (done.state, codes(done)) == ("STOPPED", ["BASE"])
    assert ended == [False, True]
    page = page_of(done)
    assert "Se paró antes de terminar" in page
    for title in ("Menos dinero", "Una salida más por semana", "Un país suspendido"):
        assert f"<li>{title}</li>" in page
    assert "<li>Como está hoy</li>" not in page
    kept = JournalEntry.objects.get(code="movements.what_if_kept")
    assert kept.details == {"kept": 1, "left": 4}
    watched = client_for("movements").get(reverse("movements:what_if_progress", args=[row.pk]))
    assert watched["HX-Refresh"] == "true"
    paper = client_for("movements").get(reverse("statistics:what_if_paper", args=[row.pk]))
    assert paper.status_code == 200


@pytest.mark.django_db
@pytest.mark.usefixtures("then")
def test_what_was_stopped_before_it_began_has_no_answer_and_is_not_begun() -> None:
    row = asked()
    movements.stop_what_if(actor=factories.actor("movements"), what_if=row)
    done = movements.look_what_if(what_if=row.pk)
    assert (done.state, codes(done)) == ("STOPPED", [])
    page = page_of(done)
    assert "<li>Como está hoy</li>" in page
    assert "PDF para donantes" not in page
    paper = reverse("statistics:what_if_paper", args=[row.pk])
    assert client_for("movements").get(paper).status_code == 404
    movements.stop_what_if(actor=SYSTEM, what_if=row)
    assert JournalEntry.objects.filter(code="movements.what_if_stopped").count() == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("then")
def test_what_was_cut_off_can_be_kept_as_far_as_it_came(
    during: During,
) -> None:
    travel.departure(seats=2)
    travel.ready_family()

    class PowerCut(Exception):
        pass

    def cut(_row: WhatIf, turn: int) -> None:
        if turn == 2:
            raise PowerCut

    during(cut)
    row = asked()
    with pytest.raises(PowerCut):
        movements.look_what_if(what_if=row.pk)
    assert "Quedarse con lo calculado" not in page_of(row)
    WhatIf.objects.update(said_at=clock.now() - timedelta(minutes=9))
    assert "Quedarse con lo calculado" in page_of(row)
    client_for("movements").post(reverse("movements:stop_what_if", args=[row.pk]))
    row.refresh_from_db()
    assert (row.state, codes(row)) == ("STOPPED", ["BASE"])
    assert "Menos dinero" in page_of(row)


@pytest.mark.django_db
@pytest.mark.usefixtures("then")
def test_nobody_of_another_office_or_another_post_stops_it_and_only_by_a_button() -> None:
    row = asked()
    here = reverse("movements:stop_what_if", args=[row.pk])
    there = client_for("movements", at=factories.office("TIJ", "Tijuana"))
    assert there.post(here).status_code == 404
    assert client_for("counsellor").post(here).status_code == 404
    assert client_for("movements").get(here).status_code == 405
    row.refresh_from_db()
    assert row.state == "WAITING"


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("then")
def test_nothing_at_the_desk_is_locked_while_it_is_worked_out(
    during: During,
) -> None:
    bus = travel.departure(seats=2)
    travel.booked(travel.ready_alone(), bus)
    free: list[bool] = []

    def lock_everything() -> None:
        try:
            with transaction.atomic():
                for model in (Departure, Booking, Case, FundingLine, WhatIf):
                    list(model._base_manager.select_for_update(nowait=True).all())
                free.append(True)
        finally:
            connection.close()

    def another_desk(_row: WhatIf, _turn: int) -> None:
        desk = threading.Thread(target=lock_everything)
        desk.start()
        desk.join()

    during(another_desk)
    row = movements.look_what_if(what_if=asked(way=WAY).pk)
    assert row.state == "DONE"
    assert free == [True] * 3
