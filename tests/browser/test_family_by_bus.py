"""A family goes home by bus, walked on the screens of everybody who takes part in it."""

import pytest

from tests.browser.crew import Crew
from tests.browser.roads import BY_LAND, planned
from tests.browser.ways import registers
from tests.journeys.team import DILCIA, JOSUE

pytestmark = pytest.mark.django_db(transaction=True)
DAY = "2025-03-12"


def test_a_family_goes_home_by_bus(crew: Crew) -> None:
    family = registers(crew, DILCIA, JOSUE)
    family.is_made_ready(DAY)
    family.file("counsellor").sees("La familia puede apartar lugar.")
    bus = planned(crew, BY_LAND, day=DAY)
    bus.books(family)
    bus.page().screen.check("departure")
    crew.on("2025-03-07 16:00")
    bus.tells_the_receiving_side()
    bus.closes_its_list()

    crew.on("2025-03-12 06:10")
    roll = bus.calls_the_roll().has_no("A bordo").has_no("Ya salimos")
    bus.boards(roll, DILCIA, JOSUE)
    crew.on("2025-03-12 07:05")
    bus.leaves(aboard="2 personas a bordo.")

    crew.on("2025-03-12 08:40")
    bus.road().presses("Ya llegamos aquí", "Ciudad Hidalgo")
    bus.gives("Ciudad Hidalgo", Alimentos="2").sees("Alimentos: 2 personas")
    crew.on("2025-03-12 21:20")
    road = bus.road().presses("Ya llegamos aquí", "Tecún Umán previsto")
    road.presses("Ya llegamos aquí", "Corinto")

    crew.on("2025-03-12 22:40")
    hall = crew("reception").sees("2 personas", bus.code).follows("Recibir", bus.code)
    hall.presses("Llegó el autobús").taps("Llegaron las 2 personas").sees("Entregar kit")
    home = bus.cares_for(DILCIA)
    home = bus.cares_for(JOSUE)
    home.presses("Terminar la recepción del grupo").sees("Listo: quedó anotado.")
    family.file("counsellor").sees("Este expediente está cerrado: aquí no falta nada.")
    last = crew("movements").follows("Ver la salida", bus.code).presses("Cerrar la salida")
    last.sees("Nada: esta salida terminó.").today().never_sees(bus.code)
