"""At the door a man changes his mind: one tap, no reason asked, and he may come back."""

import pytest

from tests.journeys.buses import BY_LAND, planned
from tests.journeys.steps import ready_to_travel
from tests.journeys.team import WILMER, Calendar, Team

pytestmark = pytest.mark.django_db
DAY = "2025-03-12"


def test_a_man_changes_his_mind_at_the_door(team: Team, on: Calendar) -> None:
    man = ready_to_travel(team, WILMER, travel=DAY)
    bus = planned(team, BY_LAND, day=DAY)
    bus.books(man)
    on("2025-03-07 16:00")
    man.say_with_whom_to_share()
    bus.tells_the_receiving_side()
    bus.closes_its_list()

    on("2025-03-12 06:10")
    bus.starts_boarding()
    bus.asks(WILMER)
    question = bus.roll.follow("Ha cambiado de idea", WILMER.name)
    question.says("No hace falta ninguna razón. Puede volver cuando quiera.")
    roll = question.press("Sí, no viaja")
    roll.says("No viajan", WILMER.name)
    assert not roll.shows("A bordo")
    assert not roll.shows("Ya salimos")

    bus.page().never_says("asiento 1")
    page = man.page("counsellor")
    page.says("Este expediente está cerrado")
    team("movements").open("/waiting/").never_says(man.number)

    on("2025-04-02 10:00")
    back = page.follow("Reabrir").press("Reabrir", why="Volvió y pide otra vez su retorno.")
    back.says("Consejería aquí está")
