"""A child falls ill at the door: the family stays together, and leaves together when he is well."""

from datetime import date

import pytest

from rumbo.casework.models import Case
from rumbo.registry.values import NewConsent
from tests import factories
from tests.browser.crew import Crew
from tests.browser.roads import BY_LAND, planned
from tests.browser.ways import waits
from tests.factories import ready
from tests.journeys.team import DILCIA, JOSUE

pytestmark = pytest.mark.django_db(transaction=True)
FIRST, SECOND = "2025-03-12", "2025-03-19"


def registered() -> Case:
    """The mother and her son of eight."""
    mother = factories.new_person()
    son = factories.new_person(
        identity={"given_names": "Josué", "surname_1": "López", "surname_2": "Paguada"},
        sex="M",
        birth_date=date(2016, 8, 1),
        relation="CHILD",
        guardian=mother.id,
        guardian_relation="PARENT",
        consent=NewConsent(by="GUARDIAN", wording="2026-11-20"),
    )
    return factories.registered(mother, son)


def test_a_family_stays_together_when_the_child_cannot_travel(crew: Crew) -> None:
    family = waits(crew, ready.make_ready(registered()), DILCIA, JOSUE)
    bus = planned(crew, BY_LAND, day=FIRST)
    bus.books(family)
    crew.on("2025-03-10 10:00")
    bus.closes_its_list()

    crew.on("2025-03-12 06:10")
    roll = bus.calls_the_roll()
    for one in (DILCIA, JOSUE):
        roll.taps("Dice hoy que viaja", one.name)
    roll.taps("A bordo", DILCIA.name).opens("Otra cosa", JOSUE.name)
    roll.presses("Hoy no puede viajar; su familia se queda", JOSUE.name)
    roll.sees(f"{DILCIA.name}: se queda", f"{JOSUE.name}: se queda").has_no("Ya salimos")
    roll.screen.check("roll-call-offloaded")

    crew.on("2025-03-14 09:00")
    today = crew("health").sees("No puede esperar", "valorar su salud antes de otra salida")
    today.follows("Abrir el expediente", JOSUE.name).sees("Le toca a Salud")
    family.see_the_clinic()
    family.file("health").presses("Hecho", "Le toca a Salud")

    later = planned(crew, BY_LAND, day=SECOND)
    later.books(family)
    family.signs_again(SECOND)
    later.closes_its_list()
    crew.on("2025-03-19 06:10")
    later.boards(later.calls_the_roll(), DILCIA, JOSUE)
    crew.on("2025-03-19 07:05")
    later.leaves(aboard="2 personas a bordo.")
