"""What each role does for a group, walked from its page of the day by what the pages show."""

from rumbo.casework.models import Case
from tests.browser.crew import Crew
from tests.browser.walking import Walker
from tests.journeys.team import Someone

RECIPIENTS = (
    "El consulado", "La autoridad migratoria", "La oficina que recibe", "El centro de recepción",
    "Instituciones que pueden",
)  # fmt: skip
AS_IT_STANDS = {
    "Permiso de salida": ("¿Su situación migratoria pide", "No"),
    "Qué le impide salir": ("¿Algo le impide salir?", "Nada le impide salir"),
    "Países de paso": ("Guatemala", "Sí"),
}


def consents(walker: Walker) -> Walker:
    """The notice is read, and the yes is heard."""
    walker.sees("Primero, leer el aviso", "Permiso para usar mis datos")
    walker.chooses("¿Quién acepta?", "La propia persona")
    walker.chooses("¿Cómo lo dijo?", "De palabra, después de leérselo")
    return walker.presses("Dijo que sí: seguir")


TITLES = ("La primera persona", "La segunda persona", "La tercera persona")


def describes(walker: Walker, place: int, one: Someone) -> None:
    """Type what one person says of themselves."""
    whose = TITLES[place]
    first, *others = one.given.split()
    day, month, year = one.born
    walker.fills(
        {
            "Primer nombre": first, "Otros nombres": " ".join(others),
            "Primer apellido": one.surname, "Segundo apellido": "Paguada",
            "Día": str(day), "Mes": str(month), "Año": str(year),
            "Nacionalidad": "hondureña", "Departamento de origen": "Yoro", "Municipio": "Victoria",
            "Situación": "Irregular",
        },
        whose,
    )  # fmt: skip
    walker.chooses("Sexo", "Mujer" if one.sex == "F" else "Hombre", whose=whose)
    walker.chooses("¿Necesita intérprete?", "No", whose=whose)


def registers(crew: Crew, *people: Someone) -> "Group":
    """A registrar registers a group, from the page of the day."""
    walker = crew("registrar").follows("Registrar a una persona o familia")
    consents(walker)
    for place, one in enumerate(people):
        if place:
            walker.taps("Añadir a otra persona de la familia").sees(TITLES[place])
        describes(walker, place, one)
        if place:
            _belongs(walker, place, one)
    walker.presses("Registrar").sees("Quedó el registro", people[0].name, "Qué falta")
    return Group(crew, people, number_on(walker))


def _belongs(walker: Walker, place: int, one: Someone) -> None:
    whose = TITLES[place]
    if one.is_child:
        walker.fills(
            {
                "¿Qué es de la primera persona?": "Hij",
                "Si es menor de 18: ¿quién responde?": "La primera",
                "¿Qué es esa persona suya?": "Madre",
            },
            whose,
        )
        walker.chooses("¿Quién acepta por esta persona?", "Su madre, padre", whose=whose)
    else:
        walker.fills({"¿Qué es de la primera persona?": "Cónyuge"}, whose)
        walker.chooses("¿Quién acepta por esta persona?", "La propia persona", whose=whose)


def waits(crew: Crew, case: Case, *people: Someone) -> "Group":
    """A group for which everything is in order already, as the factories make it."""
    return Group(crew, people, case.number)


def number_on(walker: Walker) -> str:
    """Read the number of the file that is open."""
    return walker.main.locator(".num").first.inner_text().split(" ")[0]


class Group:
    """A group's file, and what each role does with it."""

    def __init__(self, crew: Crew, people: tuple[Someone, ...], number: str) -> None:
        """Remember who they are."""
        self.crew, self.people, self.number = crew, people, number
        self.adults = [one for one in people if not one.is_child]
        self.children = [one for one in people if one.is_child]

    def file(self, role: str, which: int = 1) -> Walker:
        """Look their file up by its number, as a role."""
        return self.crew(role, which).finds(self.number)

    def panel(self, role: str, title: str) -> Walker:
        """Unfold one part of their file, as a role."""
        return self.file(role).opens(title)

    def is_made_ready(self, travel: str) -> None:
        """Everything up to the list of those who travel."""
        self.are_counselled()
        self.are_asked_alone()
        self.is_decided()
        self.bring_papers()
        self.see_the_clinic()
        self.sign(travel)
        self.say_with_whom_to_share()

    def are_counselled(self) -> None:
        """A counsellor explains everything to each adult and finds each free and informed."""
        form = self.panel("counsellor", "Consejería")
        for one in self.adults:
            form.follows("Anotar una sesión", one.name)
            form.chooses_all("¿Qué se le explicó?")
            form.chooses("¿De qué alternativas hablaron?", "Pedir asilo o protección")
            form.chooses("¿Qué dice la persona ahora?", "Desea volver")
            form.presses("Guardar la sesión").sees("Dijo que quiere volver.")
            form.follows("Valorar libertad e información", one.name)
            for question in (
                "¿Hablaron a solas", "¿Decide con libertad?", "¿Decide con información?",
                "¿Puede decidir por sí misma?",
            ):  # fmt: skip
                form.chooses(question, "Sí")
            form.presses("Guardar la valoración").sees("decide con libertad")

    def are_asked_alone(self) -> None:
        """Each is screened and asked alone about fear."""
        walker = self.panel("counsellor", "Preguntas a solas")
        for one in self.people:
            walker.follows("Empezar el tamizaje", one.name)
            walker.chooses("¿Está a solas", "Sí").chooses("¿Está detenida", "No")
            walker.chooses("¿Tiene un caso", "No").presses("Guardar")
            if one.is_child:  # at eight nobody asks him alone: his mother answers
                walker.sees("Preguntas a solas", "Respuestas guardadas.")
                continue
            walker.sees("¿Teme volver a su país?", one.name)
            walker.chooses("¿Está a solas", "Sí").chooses("¿Teme volver", "No")
            walker.presses("Guardar la respuesta")

    def is_decided(self) -> None:
        """One officer decides and cannot confirm; another does."""
        one = self.file("coordinator").follows("Decidir la elegibilidad")
        one.chooses("¿Qué decide?", "El grupo puede seguir")
        one.types(Programa="Retorno voluntario asistido al norte", Fondo="Programa del Hemisferio")
        one.presses("Decidir")
        one.sees("quien decide no confirma").has_no("Confirmar con mi nombre")
        other = self.crew("coordinator", 2).follows("Leer y firmar", self.number)
        other.presses("Confirmar con mi nombre").sees("Quedó confirmado con dos nombres.")

    def bring_papers(self) -> None:
        """Documents writes down passports, what lets each leave and pass, and whose child it is."""
        walker = self.panel("documents", "Documentos")
        for one in self.people:
            walker.follows("Anotar un documento", one.name)
            walker.fills({"¿Qué documento es?": "Pasaporte", "País que lo emitió": "Honduras"})
            walker.fills({"Número": one.passport, "Vale hasta": "2030-01-01"})
            walker.fills({"¿Quién tiene el original?": "La persona"})
            walker.presses("Guardar el documento").sees(one.name)
            for what, (question, answer) in AS_IT_STANDS.items():
                walker.follows("Anotar", one.name, what)
                walker.chooses(question, answer).presses("Guardar")
        for child in self.children:
            walker.follows("Anotar", child.name, "Filiación")
            walker.chooses("¿Queda acreditado", "Sí").chooses("¿Qué lo acredita?", "Un documento")
            walker.presses("Guardar")
            walker.follows("Anotar", child.name, "Autorización del otro")
            walker.chooses("¿Cómo está la autorización?", self._other_parent())
            walker.ticks("Se tuvo a la vista el papel.").presses("Guardar")

    def _other_parent(self) -> str:
        return "Viaja" if len(self.adults) > 1 else "Custodia"

    def see_the_clinic(self) -> None:
        """The clinic finds each fit to travel."""
        walker = self.panel("health", "Salud")
        for one in self.people:
            walker.follows("Anotar el dictamen", one.name)
            walker.chooses("Dictamen para viajar", "Apta").types(**{"Vale hasta": "2025-12-31"})
            walker.presses("Guardar").sees("apta para viajar")

    def sign(self, travel: str) -> None:
        """Each adult signs the declaration on the screen, and one signs for each child."""
        walker = self.panel("counsellor", "Consejería")
        for one in self.adults:
            walker.follows("Leer y firmar la declaración", one.name)
            walker.sees("Puede retirarla cuando quiera antes de la salida")
            signs(walker, travel)
        for child in self.children:
            walker.follows("Leer y firmar por la niña o el niño", child.name)
            walker.chooses("¿Quién firma?", "Madre").chooses("¿Viaja en el grupo?", "Sí")
            signs(walker, travel)

    def say_with_whom_to_share(self) -> None:
        """Each person, or who answers for them, agrees recipient by recipient."""
        walker = self.panel("counsellor", "Consejería")
        for one in self.people:
            walker.follows("Preguntar con quién compartir", one.name)
            for recipient in RECIPIENTS:
                walker.chooses(recipient, "Sí")
            walker.presses("Guardar las respuestas")

    def signs_again(self, travel: str) -> None:
        """The day has changed: each adult signs for the new one, from what the file says is missing."""
        for _one in self.adults:
            walker = self.file("counsellor").follows("Tomar la declaración")
            signs(walker.sees("Al firmar esta, la nueva vale en su lugar."), travel)


def signs(walker: Walker, travel: str) -> Walker:
    """The declaration was read aloud, and is signed with a finger before a witness."""
    walker.fills({"Día del viaje": travel, "Testigo": "Rosa Elvira Cruz"})
    walker.ticks("Se leyó entera en voz alta.").draws()
    return walker.presses("Guardar la declaración firmada").sees("Declaración firmada")
