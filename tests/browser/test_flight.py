"""A flight with a change: too short, mended, priced as agreed, told to those who receive; who escorts it."""

import pytest
from playwright.sync_api import expect

from rumbo.access.values import SYSTEM
from rumbo.common.money import Money
from rumbo.movements.models import Departure
from rumbo.programmes import actions as programmes
from rumbo.programmes import books
from rumbo.programmes.models import Posting
from rumbo.programmes.values import NewFare
from tests import factories
from tests.browser.conftest import Hour, Window
from tests.browser.roads import BY_AIR
from tests.browser.walking import Walker
from tests.factories import movements as travel
from tests.factories import ready
from tests.factories.documents import shares
from tests.movements.test_flights import panama

pytestmark = pytest.mark.django_db(transaction=True)
DAY = "2025-03-12"
AGREEMENT = "Convenio 14/2025"


def agreed(origin: str, destination: str, minor: int, whose: str) -> None:
    fare = NewFare(
        carrier="Copa", origin=origin, destination=destination, fare=Money(minor), whose=whose,
        since=travel.BEFORE.date(), source=AGREEMENT,
    )  # fmt: skip
    programmes.agree_fare(actor=SYSTEM, fare=fare, at=travel.BEFORE)


def flies(walker: Walker, which: int, ends: tuple[str, str], leaves: str, arrives: str) -> None:
    """Type one flight of the itinerary, each hour by the clock of its airport."""
    walker.opens(f"Vuelo {which}")
    form = walker.page
    typed = {
        "number": f"CM {which}01", "carrier": "Copa", "leaves_on": DAY, "leaves": leaves,
        "arrives_on": DAY, "arrives": arrives,
    }  # fmt: skip
    for name, words in typed.items():
        form.locator(f"[name=flight-{which - 1}-{name}]").fill(words)
    for name, code in zip(("origin", "destination"), ends, strict=True):
        form.locator(f"[name=flight-{which - 1}-{name}]").select_option(code)


def stands() -> list[tuple[str, int]]:
    """What the line of the departure holds for whoever goes along."""
    assert books.unbalanced() == []
    found = books.standing_of(list(Posting.objects.values_list("about", flat=True)))
    return [(one.pot, one.minor) for one in found if one.cost.purpose == "ESCORT"]


def test_a_flight_with_a_change_is_written_mended_priced_and_told(
    window: Window, hour: Hour
) -> None:
    ready.reference()
    hour.moment = travel.BEFORE
    man = travel.ready_alone()
    shares(man, "RECEIVING_MISSION")
    # Those who receive were told of another day, and not of this one.
    man.receiving_notices.update(travel_date=travel.BEFORE.date())
    panama()
    agreed("TAP", "SAP", 26_000, "PASSENGER")
    agreed("SAP", "TAP", 24_000, "ESCORT")
    with window(factories.user("movements")) as screen:
        # A refused form is an answer, though the browser calls it an error.
        screen.forgiven = ("409 (Conflict)",)
        screen.open("/departures/")
        walker = Walker(screen, "movements").follows("Planear una salida")
        walker.fills({
            "Ruta": BY_AIR, "Día de salida": DAY, "Hora de salida": "07:00", "Lugares": "20",
            "Transportista o aerolínea": "Copa", "Costo por persona": "380",
        })  # fmt: skip
        walker.page.get_by_label("Fondo que paga").select_option("WH-2022")
        walker.presses("Planear la salida").sees("Anote los vuelos para saber qué precio se acordó")

        walker.follows("Los vuelos")
        flies(walker, 1, ("TAP", "PTY"), "07:00", "11:00")
        flies(walker, 2, ("PTY", "SAP"), "12:00", "13:30")
        walker.presses("Guardar los vuelos")
        walker.sees("quedan 60 minutos para cambiar de vuelo; se necesitan 90")
        screen.check("flights")
        walker.page.locator("[name=flight-1-leaves]").fill("12:45")
        walker.presses("Guardar los vuelos").sees("105 minutos")

        walker.sees("Lo acordado para ese día es").follows("Decidir el precio")
        walker.sees(AGREEMENT, "Tapachula → San Pedro Sula")
        screen.check("flight-price")
        walker.fills({"Costo por persona": "300"}).presses("Guardar el precio")
        walker.sees("escriba por qué es ese")
        walker.fills({"Costo por persona": "260"}).presses("Guardar el precio")
        walker.sees(f"Es lo acordado: {AGREEMENT}.")

        walker.presses("Apartar lugar", man.number).presses("Ya se avisó").sees("avisado de 1 de 1")
        walker.presses("Ya respondió")
        expect(walker.main).not_to_contain_text("Quien recibe: avisado")

        walker.follows("Quién acompaña").types(Nombre="Marta Ruiz").presses("Nombrar")
        walker.sees("1 de ida, 1 de regreso", "con regreso")
        assert stands() == [("PLANNED", 50_000)]
        screen.check("flight")
        walker.follows("No necesita regreso").presses("No necesita regreso")
        walker.sees("1 de ida, 0 de regreso", "nadie regresa")
        assert stands() == [("PLANNED", 26_000)]
    assert Departure.objects.get().seat_cost == 26_000
