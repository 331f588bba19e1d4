"""A man does not come to the bus; somebody looks for him the same day, and he leaves a week later."""

import pytest

from tests.journeys.buses import BY_LAND, planned
from tests.journeys.steps import ready_to_travel
from tests.journeys.team import WILMER, Calendar, Team

pytestmark = pytest.mark.django_db
FIRST, SECOND = "2025-03-12", "2025-03-19"


def test_a_man_who_did_not_come_leaves_a_week_later(team: Team, on: Calendar) -> None:
    man = ready_to_travel(team, WILMER, travel=FIRST)
    man.say_with_whom_to_share()
    bus = planned(team, BY_LAND, day=FIRST)
    bus.books(man)
    bus.tells_the_receiving_side()
    on("2025-03-10 10:00")
    bus.closes_its_list()

    on("2025-03-12 06:50")
    bus.starts_boarding()
    bus.roll.press("No llegó", WILMER.name).says("No viajan", f"{WILMER.name}: no llegó")

    on("2025-03-12 11:00")
    today = team("counsellor").open("/")
    today.says("No puede esperar", f"{man.number}: buscar hoy a quienes no llegaron a la salida.")
    found = today.follow("Abrir el expediente", man.number)
    found.press("Hecho", "Buscar hoy").never_says("Buscar hoy a quienes no llegaron")

    later = planned(team, BY_LAND, day=SECOND)
    later.books(man)
    man.page("counsellor").says("Falta su declaración de retorno voluntario para este viaje")
    man.sign_again(SECOND)
    later.tells_the_receiving_side()
    on("2025-03-17 10:00")
    later.closes_its_list()

    on("2025-03-19 06:10")
    later.starts_boarding()
    assert not later.roll.shows("A bordo"), "what was said a week ago does not count today"
    later.boards(WILMER)
    on("2025-03-19 07:05")
    later.leaves().says("1 persona a bordo.")
    man.page("counsellor").says("En camino aquí está", "No llegó a la salida")
