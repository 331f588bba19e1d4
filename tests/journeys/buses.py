"""What is done with a departure, each step through the pages of whoever does it."""

import re

from tests.journeys.browsing import Page
from tests.journeys.steps import File
from tests.journeys.team import Someone, Team

BY_LAND = "L-TAP-OMOA@TAP"
BY_AIR = "A-TAP-HN-SPS@TAP"


def planned(team: Team, way: str, *, day: str, hour: str = "07:00", seats: int = 40) -> "Bus":
    """Movements plans a departure on the board and names who goes along."""
    form = team("movements").open("/departures/").follow("Planear una salida")
    page = form.press(
        "Planear la salida",
        way=way,
        day=day,
        hour=hour,
        seats=seats,
        operator="Transportes del Soconusco",
        fixed_cost="4500",
        seat_cost="25",
    )
    bus = Bus(team, page.says("Todavía nadie tiene lugar.").address)
    bus.names_an_escort()
    return bus


class Bus:
    """A departure, by land or air, and what each role does with it on its pages."""

    def __init__(self, team: Team, address: str) -> None:
        """Remember where its page is."""
        self.team, self.address = team, address

    def page(self, role: str = "movements") -> Page:
        """Open its page as a role."""
        return self.team(role).open(self.address)

    def names_an_escort(self) -> None:
        """Somebody of ours goes along."""
        self.page().follow("Quién acompaña").press("Nombrar", name="Marta Ruiz")

    def books(self, file: File) -> None:
        """The group is found on the waiting list, and gets its seats."""
        self.team("movements").open("/waiting/").says(file.number)
        self.page().press("Apartar lugar", file.number).says(*(one.name for one in file.people))
        file.panel("counsellor", "Viaje").says("Tiene lugar en")

    def tells_the_receiving_side(self) -> None:
        """The receiving side is told of each group, and answers."""
        self.page().press("Ya se avisó")
        self.page().press("Ya respondió")

    def closes_its_list(self) -> None:
        """The list of passengers is closed and printed, for the authorities and for us."""
        self.page().press("Cerrar la lista de pasajeros").says("Pase de lista")
        for paper in ("Lista para las autoridades, versión 1", "Pases de abordar"):
            self.page("field").gets(paper)

    def starts_boarding(self) -> Page:
        """Field opens the roll-call at the door."""
        roll = self.page("field").follow("Pase de lista")
        return roll.press("Empezar a pasar lista")

    @property
    def roll(self) -> Page:
        """The roll-call as field has it in hand."""
        return self.team("field").open(f"{self.address}roll-call/")

    def asks(self, one: Someone) -> Page:
        """Somebody says today that they travel."""
        return self.roll.press("Dice hoy que viaja", one.name)

    def boards(self, *people: Someone) -> Page:
        """Each is asked again, says yes, and goes aboard."""
        roll = self.roll
        for one in people:
            self.asks(one)
        for one in people:
            roll = self.roll.press("A bordo", one.name)
        return roll

    def leaves(self) -> Page:
        """The door closes and the bus goes."""
        return self.roll.press("Ya salimos").says("El camino")

    @property
    def road(self) -> Page:
        """The road as field has it in hand."""
        return self.team("field").open(f"{self.address}road/")

    def reaches(self, place: str) -> Page:
        """The next stop is reached."""
        return self.road.press("Ya llegamos aquí", place)

    def gives(self, place: str, **services: int) -> Page:
        """What is given at a stop is counted."""
        page = self.road
        fields = page.fields("Anotar", place)
        typed = {
            name: people
            for name in fields
            for service, people in services.items()
            if name.endswith(f"-{service}")
        }
        assert len(typed) == len(services), f"{place} gives {fields}"
        return page.press("Anotar", place, **typed)

    def arrives(self, day: str) -> None:
        """Reception says that it is here."""
        board = self.team("reception").open(f"/reception/?dia={day}")
        words = "Llegó el autobús" if board.shows("Llegó el autobús") else "Aterrizó"
        board.press(words)

    def receives(self, one: Someone, day: str) -> Page:
        """Confirm somebody by name; give the kit, money for the way and the next step."""
        reception = self.team("reception")
        board = reception.open(f"/reception/?dia={day}")
        board.press("Llegó", one.name).press("Entregar kit", one.name)
        page = reception.open(f"/reception/?dia={day}").follow(one.name)
        if not one.is_child:
            page = page.press("Entregar el dinero", signature="M10 10L20 20L35 12")
            assert re.search(r"Recibió [\d\s]+.*recibo", page.text), page.main
        return page.press("Anotar el siguiente paso", kind="FAMILY")
