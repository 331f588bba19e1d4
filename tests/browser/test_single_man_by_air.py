"""A man alone flies home, walked from the counter to the money for the last stretch."""

import pytest

from tests.browser.crew import Crew
from tests.browser.roads import BY_AIR, planned
from tests.browser.ways import registers
from tests.journeys.team import WILMER

pytestmark = pytest.mark.django_db(transaction=True)
DAY = "2025-03-12"


def test_a_man_alone_flies_home(crew: Crew) -> None:
    man = registers(crew, WILMER)
    man.is_made_ready(DAY)
    flight = planned(crew, BY_AIR, day=DAY, hour="10:00", seats="20")
    flight.books(man)
    crew.on("2025-03-07 16:00")
    flight.tells_the_receiving_side()
    flight.closes_its_list()
    flight.page("field").never_sees("Lista para la frontera").never_sees("Hoja para quien conduce")

    crew.on("2025-03-12 08:00")
    flight.boards(flight.calls_the_roll(), WILMER)
    crew.on("2025-03-12 10:10")
    flight.leaves(aboard="1 persona a bordo.")

    crew.on("2025-03-12 13:30")
    hall = crew("reception").follows("Recibir", flight.code)
    hall.presses("Aterrizó").taps("Llegó", WILMER.name)
    home = flight.cares_for(WILMER)
    home.screen.check("reception-person")
    home.presses("Terminar la recepción del grupo").sees("Listo: quedó anotado.")
    man.file("counsellor").sees("Este expediente está cerrado: aquí no falta nada.")
