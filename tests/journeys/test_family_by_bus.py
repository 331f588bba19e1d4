"""A mother, a father and their son go home by bus, from the counter to the money for the last stretch."""

import pytest

from tests import factories
from tests.journeys.buses import BY_LAND, planned
from tests.journeys.steps import registered
from tests.journeys.team import DILCIA, JOSUE, OSCAR, Calendar, Team, signed_in

pytestmark = pytest.mark.django_db
DAY = "2025-03-12"


def test_a_family_goes_home_by_bus(team: Team, on: Calendar) -> None:
    family = registered(team, DILCIA, OSCAR, JOSUE)
    family.page("registrar").says("34 años", "de Victoria, Yoro", "520 km de casa")
    family.page("registrar").says("Aún no puede apartar lugar", "Le toca a Consejería")
    elsewhere = signed_in("counsellor", factories.office("TIJ", "Tijuana"))
    elsewhere.refused(family.address)

    family.are_counselled()
    family.are_asked_alone()
    family.is_decided()
    on("2025-03-04 11:00")
    family.bring_papers()
    family.see_the_clinic()
    family.page("counsellor").says("La familia puede apartar lugar.")

    bus = planned(team, BY_LAND, day=DAY)
    bus.books(family)
    on("2025-03-07 16:00")
    family.sign(DAY)
    family.say_with_whom_to_share()
    bus.tells_the_receiving_side()
    bus.closes_its_list()

    on("2025-03-12 06:10")
    bus.starts_boarding().says("3 por llamar")
    assert not bus.roll.shows("A bordo")
    bus.boards(DILCIA, OSCAR, JOSUE).says("3 personas a bordo. Ya se puede salir.")
    on("2025-03-12 07:05")
    bus.leaves().says("3 personas a bordo.")
    family.page("counsellor").says("En camino aquí está")

    on("2025-03-12 08:40")
    bus.reaches("Ciudad Hidalgo")
    bus.gives("Ciudad Hidalgo", FOOD=3, PSYCHOSOCIAL=1).says("Alimentos: 3 personas")
    on("2025-03-12 08:55")
    bus.reaches("Tecún Umán")
    on("2025-03-12 21:20")
    bus.reaches("Entre Ríos")

    on("2025-03-12 22:40")
    bus.arrives(DAY)
    for one in (DILCIA, OSCAR):
        bus.receives(one, DAY).says("Recibió: Kit", "recibo", "Se fue con su familia.")
    home = bus.receives(JOSUE, DAY)
    home.says("Lo recibe la persona adulta", "Se fue con su familia.")
    home.press("Terminar la recepción del grupo").says("Listo: quedó anotado.")
    family.page("counsellor").says("Este expediente está cerrado: aquí no falta nada.")
    bus.page().press("Cerrar la salida").says("Nada: esta salida terminó.")
