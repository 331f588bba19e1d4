"""A man does not come to the bus: he is looked for the same day, and leaves a week later."""

import pytest

from tests.browser.crew import Crew
from tests.browser.roads import BY_LAND, planned
from tests.browser.ways import waits
from tests.factories import movements as buses
from tests.journeys.team import WILMER

pytestmark = pytest.mark.django_db(transaction=True)
CALLED = {"given_names": "Wilmer Antonio", "surname_1": "Zelaya", "surname_2": "Paguada"}
FIRST, SECOND = "2025-03-12", "2025-03-19"


def test_a_man_who_did_not_come_leaves_a_week_later(crew: Crew) -> None:
    man = waits(crew, buses.ready_alone(sex="M", identity=CALLED), WILMER)
    bus = planned(crew, BY_LAND, day=FIRST)
    bus.books(man)
    crew.on("2025-03-10 10:00")
    bus.closes_its_list()

    crew.on("2025-03-12 06:50")
    roll = bus.calls_the_roll().opens("Otra cosa", WILMER.name)
    roll.presses("No llegó", WILMER.name).sees("No viajan", f"{WILMER.name}: no llegó")
    roll.has_no("Ya salimos")

    crew.on("2025-03-12 11:00")
    today = crew("counsellor").sees("No puede esperar", "buscar hoy a quienes no llegaron")
    found = today.follows("Abrir el expediente", man.number).presses("Hecho", "Buscar hoy")
    found.never_sees("Buscar hoy a quienes no llegaron")

    later = planned(crew, BY_LAND, day=SECOND)
    later.books(man)
    crew("movements").screen.check("today-of-movements")
    man.file("counsellor").sees("Falta su declaración de retorno voluntario para este viaje")
    man.signs_again(SECOND)
    crew.on("2025-03-17 10:00")
    later.closes_its_list()
    crew.on("2025-03-19 06:10")
    # What was said a week ago does not count today.
    roll = later.calls_the_roll().has_no("A bordo")
    later.boards(roll, WILMER)
    crew.on("2025-03-19 07:05")
    later.leaves(aboard="1 persona a bordo.")
