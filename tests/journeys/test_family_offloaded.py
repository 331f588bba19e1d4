"""A child falls ill at the door: the family stays together, and leaves together when he is well."""

import pytest

from tests.journeys.buses import BY_LAND, planned
from tests.journeys.steps import ready_to_travel
from tests.journeys.team import DILCIA, JOSUE, Calendar, Team

pytestmark = pytest.mark.django_db
FIRST, SECOND = "2025-03-12", "2025-03-19"


def test_a_family_stays_together_when_the_child_cannot_travel(team: Team, on: Calendar) -> None:
    family = ready_to_travel(team, DILCIA, JOSUE, travel=FIRST)
    family.say_with_whom_to_share()
    bus = planned(team, BY_LAND, day=FIRST)
    bus.books(family)
    bus.tells_the_receiving_side()
    on("2025-03-10 10:00")
    bus.closes_its_list()

    on("2025-03-12 06:10")
    bus.starts_boarding()
    for one in (DILCIA, JOSUE):
        bus.asks(one)
    bus.roll.press("A bordo", DILCIA.name).says("1 a bordo", "1 dijo que sí")
    roll = bus.roll.press("Hoy no puede viajar; su familia se queda", JOSUE.name)
    roll.says("0 a bordo", f"{DILCIA.name}: se queda", f"{JOSUE.name}: se queda")
    assert not roll.shows("Ya salimos"), "no bus leaves with nobody aboard"
    family.page("counsellor").says("su familia se queda junta")

    on("2025-03-14 09:00")
    today = team("health").open("/")
    today.says("No puede esperar", JOSUE.name, "valorar su salud antes de otra salida")
    today.follow("Abrir el expediente", JOSUE.name).says("Le toca a Salud")
    family.see_the_clinic()
    family.page("health").press("Hecho", "Le toca a Salud")

    later = planned(team, BY_LAND, day=SECOND)
    later.books(family)
    later.tells_the_receiving_side()
    family.sign_again(SECOND)
    later.closes_its_list()
    on("2025-03-19 06:10")
    later.starts_boarding().says("2 por llamar")
    later.boards(DILCIA, JOSUE)
    on("2025-03-19 07:05")
    later.leaves().says("2 personas a bordo.")
