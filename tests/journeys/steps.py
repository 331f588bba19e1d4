"""What is done for a group before it travels, each step through the pages of whoever does it."""

from tests.journeys.browsing import Page
from tests.journeys.team import Someone, Team

STROKES = "M10 10L20 20L35 12"
AGREED = ("RECEIVING_MISSION", "REFERRAL_BODIES", "CONSULATE")


def registered(team: Team, *people: Someone) -> "File":
    """A registrar reads the notice, hears the yes and types the group."""
    page = team("registrar").open("/").follow("Registrar a una persona o familia")
    page.says("Primero, leer el aviso", "Permiso para usar mis datos")
    page = page.press(
        "Dijo que sí: seguir",
        by="La propia persona",
        how="De palabra, después de leérselo",
        language="Español",
    )
    typed = people[0].typed(0)
    for _other in people[1:]:
        page = page.press("Añadir a otra persona de la familia", **typed)
    for place, one in enumerate(people[1:], start=1):
        typed |= one.typed(place)
    page = page.press("Registrar", **typed)
    page.says("Quedó el registro", people[0].name, "Qué falta")
    return File(team, people, page.address)


def ready_to_travel(team: Team, *people: Someone, travel: str) -> "File":
    """A group that registered and went through everything up to the list of those who travel."""
    file = registered(team, *people)
    file.are_counselled()
    file.are_asked_alone()
    file.is_decided()
    file.bring_papers()
    file.see_the_clinic()
    file.sign(travel)
    return file


class File:
    """A group's file, and what each role does with it on its page."""

    def __init__(self, team: Team, people: tuple[Someone, ...], address: str) -> None:
        """Remember who they are and where their page is."""
        self.team, self.people, self.address = team, people, address
        self.adults = [one for one in people if not one.is_child]
        self.children = [one for one in people if one.is_child]
        self.number = self.page("counsellor").root_text("span", "num").split(" ")[0]

    def page(self, role: str, which: int = 1) -> Page:
        """Open the case page as a role."""
        return self.team(role, which).open(self.address)

    def panel(self, role: str, title: str) -> Page:
        """Open one panel of the case page as a role."""
        return self.page(role).opened(title)

    def are_counselled(self) -> None:
        """A counsellor explains everything to each adult and finds each free and informed."""
        for one in self.adults:
            form = self.panel("counsellor", "Consejería").follow("Anotar una sesión", one.name)
            form.press(
                "Guardar la sesión",
                topics=form.choices("topics"),
                alternatives=["Pedir asilo o protección"],
                decision="RETURN",
            ).says("Dijo que quiere volver.")
            form = self.panel("counsellor", "Consejería").follow(
                "Valorar libertad e información", one.name
            )
            form.press(
                "Guardar la valoración", alone="Sí", free="Sí", informed="Sí", capacity="Sí"
            ).says("decide con libertad", "decide con información")

    def are_asked_alone(self) -> None:
        """Each is screened and asked alone about fear."""
        for one in self.people:
            self._asking("Empezar el tamizaje", one).press(
                "Guardar", alone="Sí", in_custody="No", in_mpp="No"
            )
            self._asking("Preguntar si teme volver", one).press(
                "Guardar la respuesta", alone="Sí", answer="NO"
            )

    def _asking(self, words: str, one: Someone) -> Page:
        return self.panel("counsellor", "Preguntas a solas").follow(words, one.name)

    def is_decided(self) -> None:
        """One officer decides; that officer cannot confirm; another does."""
        decided = (
            self.page("coordinator")
            .follow("Decidir la elegibilidad")
            .press(
                "Decidir", eligible="El grupo puede seguir", programme="AVR-NCA",
                funding_line="WH-2022",
            )
        )  # fmt: skip
        decided.says("quien decide no confirma")
        assert not decided.shows("Confirmar con mi nombre")
        other = self.team("coordinator", 2).open(decided.address)
        other.press("Confirmar con mi nombre").says("Quedó confirmado con dos nombres.")

    def bring_papers(self) -> None:
        """Documents writes down passports, what lets each leave and pass, and whose child it is."""
        for one in self.people:
            self._papers("Anotar un documento", one).press(
                "Guardar el documento",
                type="PASSPORT",
                issuer="Honduras",
                number=one.passport,
                valid_until="2030-01-01",
                original_with="person",
            )
            self._papers("Anotar", one, "Permiso de salida").press("Guardar", needed="No")
            self._papers("Anotar", one, "Qué le impide salir").press("Guardar", bar="no")
            self._papers("Anotar", one, "Países de paso").press("Guardar", GTM="yes")
        for child in self.children:
            self._papers("Anotar", child, "Filiación").press(
                "Guardar", shown="Sí", shown_by="DOCUMENT"
            )
            state = "TRAVELS_TOO" if len(self.adults) > 1 else "SOLE_CUSTODY"
            self._papers("Anotar", child, "Autorización").press(
                "Guardar", state=state, has_paper=True
            )

    def _papers(self, words: str, one: Someone, near: str = "") -> Page:
        return self.panel("documents", "Documentos").follow(words, one.name, near)

    def see_the_clinic(self) -> None:
        """The clinic finds each fit to travel."""
        for one in self.people:
            self.panel("health", "Salud").follow("Anotar el dictamen", one.name).press(
                "Guardar", result="FIT", valid_until="2025-12-31"
            )

    def sign(self, travel: str) -> None:
        """Each adult signs the declaration on the screen, and one signs for each child."""
        for one in self.adults:
            form = self.panel("counsellor", "Consejería").follow(
                "Leer y firmar la declaración", one.name
            )
            form.says("Puede retirarla cuando quiera antes de la salida").press(
                "Guardar la declaración firmada",
                travel_date=travel,
                read_aloud=True,
                witness="Rosa Elvira Cruz",
                signature=STROKES,
            ).says("Declaración firmada")
        for child in self.children:
            form = self.panel("counsellor", "Consejería").follow(
                "Leer y firmar por la niña o el niño", child.name
            )
            form.press(
                "Guardar la declaración firmada",
                travel_date=travel,
                capacity="PARENT",
                who="group",
                read_aloud=True,
                witness="Rosa Elvira Cruz",
                signature=STROKES,
            )

    def sign_again(self, travel: str) -> None:
        """The day has changed: each adult signs for the new one, from what the page says is missing."""
        for _one in self.adults:
            form = self.page("counsellor").follow("Tomar la declaración")
            form.says("Al firmar esta, la nueva vale en su lugar.").press(
                "Guardar la declaración firmada",
                travel_date=travel,
                read_aloud=True,
                witness="Rosa Elvira Cruz",
                signature=STROKES,
            ).says("Declaración firmada")

    def say_with_whom_to_share(self) -> None:
        """Each person, or who answers for them, agrees recipient by recipient."""
        for one in self.people:
            form = self.panel("counsellor", "Consejería").follow(
                "Preguntar con quién compartir", one.name
            )
            form.press("Guardar las respuestas", **dict.fromkeys(AGREED, "Sí"))
