"""A departure and what each role does with it, walked from the page of the day."""

from tests.browser.crew import Crew
from tests.browser.walking import Walker
from tests.browser.ways import Group
from tests.journeys.team import Someone

BY_LAND = (
    "Tapachula → CAMR Omoa · Terrestre, por Ciudad Hidalgo / Tecún Umán, Tecún Umán, Entre Ríos"
)
BY_AIR = "Tapachula → CAMR San Pedro Sula (La Lima) · Aéreo"


def planned(crew: Crew, way: str, *, day: str, hour: str = "07:00", seats: str = "40") -> "Road":
    """Movements plans a departure on the board and names who goes along."""
    walker = crew("movements").goes_to("Salidas").follows("Planear una salida")
    walker.fills({
        "Ruta": way, "Día de salida": day, "Hora de salida": hour, "Lugares": seats,
        "Transportista o aerolínea": "Transportes del Soconusco",
        "Costo de la unidad": "4500", "Costo por persona": "25",
    })  # fmt: skip
    walker.presses("Planear la salida").sees("Todavía nadie tiene lugar.")
    code = walker.main.locator("h1").inner_text()
    walker.follows("Quién acompaña").types(Nombre="Marta Ruiz").presses("Nombrar")
    walker.sees("Marta Ruiz")
    return Road(crew, code, day)


class Road:
    """A departure, by land or air."""

    def __init__(self, crew: Crew, code: str, day: str) -> None:
        """Remember what it is called."""
        self.crew, self.code, self.day = crew, code, day

    def page(self, role: str = "movements") -> Walker:
        """Find it among the departures, as a role."""
        return self.crew(role).goes_to("Salidas").picks(self.code)

    def books(self, group: Group) -> None:
        """The group is found on the waiting list, and gets its seats."""
        self.crew("movements").goes_to("Lista de espera").sees(group.number)
        walker = self.page().presses("Apartar lugar", group.number)
        walker.sees(*(one.name for one in group.people))

    def tells_the_receiving_side(self) -> None:
        """Who receives is told of each group, and answers."""
        self.page().presses("Ya se avisó").presses("Ya respondió")

    def closes_its_list(self) -> None:
        """The list of passengers is closed from the page of the day, and printed at the door."""
        walker = self.crew("movements").follows("Ver la salida", self.code)
        walker.presses("Cerrar la lista de pasajeros")
        walker = self.page("field")
        walker.gets("Lista para las autoridades, versión 1").gets("Pases de abordar")

    def calls_the_roll(self) -> Walker:
        """Field opens the roll-call at the door, from the page of the day."""
        walker = self.crew("field").follows("Ver la salida", self.code)
        return walker.follows("Pase de lista").presses("Empezar a pasar lista")

    def boards(self, roll: Walker, *people: Someone) -> None:
        """Each is asked again, says yes, and goes aboard."""
        for one in people:
            roll.taps("Dice hoy que viaja", one.name)
        for one in people:
            roll.taps("A bordo", one.name)

    def leaves(self, aboard: str) -> None:
        """The door closes and the bus goes."""
        roll = self.crew("field").follows("Pasar lista", self.code).sees(aboard)
        roll.presses("Ya salimos").sees(aboard)

    def road(self) -> Walker:
        """The road as field has it in hand, from the page of the day."""
        return self.crew("field").follows("Ver el camino", self.code)

    def gives(self, place: str, **services: str) -> Walker:
        """What is given at a stop is counted."""
        walker = self.road().opens("Anotar lo que se dio aquí", place)
        walker.fills({name.replace("_", " "): people for name, people in services.items()})
        return walker.presses("Anotar", place)

    def board(self) -> Walker:
        """Who comes today, as reception sees it."""
        return self.crew("reception").goes_to("Recepción")

    def cares_for(self, one: Someone) -> Walker:
        """Kit, money for the way with a receipt, and the next step, on the person's page."""
        walker = self.board().follows(one.name).presses("Entregar kit")
        if one.is_child:
            return walker.sees("Lo recibe la persona adulta", "Se fue con su familia.")
        walker.draws().presses("Entregar el dinero").sees("recibo")
        walker.chooses("¿A dónde va ahora?", "Se fue con su familia")
        return walker.presses("Anotar el siguiente paso").sees("Se fue con su familia.")
