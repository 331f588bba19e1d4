"""A man alone flies home: no border on the way, no seat map, the same care."""

import pytest

from tests.journeys.buses import BY_AIR, planned
from tests.journeys.steps import ready_to_travel
from tests.journeys.team import WILMER, Calendar, Team

pytestmark = pytest.mark.django_db
DAY = "2025-03-12"


def test_a_man_alone_goes_home_by_air(team: Team, on: Calendar) -> None:
    man = ready_to_travel(team, WILMER, travel=DAY)
    man.say_with_whom_to_share()
    flight = planned(team, BY_AIR, day=DAY, hour="10:00", seats=20)
    flight.books(man)
    on("2025-03-07 16:00")
    flight.tells_the_receiving_side()
    flight.closes_its_list()
    flight.page("field").never_says("Lista para la frontera", "Hoja para quien conduce")

    on("2025-03-12 08:00")
    flight.starts_boarding()
    flight.boards(WILMER)
    on("2025-03-12 10:10")
    flight.leaves().says("1 persona a bordo.")

    on("2025-03-12 13:30")
    flight.arrives(DAY)
    home = flight.receives(WILMER, DAY)
    home.press("Terminar la recepción del grupo").says("Listo: quedó anotado.")
    man.page("counsellor").says("Llegada hecho")
