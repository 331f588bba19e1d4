"""Who comes and who works here: people at the counter, and the team, each at their own browser."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from rumbo.access.models import Office
from rumbo.common import clock
from tests import factories
from tests.factories import ready
from tests.factories import reception as arrivals
from tests.journeys.browsing import Typed, Visitor

ZONE = ZoneInfo("America/Mexico_City")
PASSWORD = "una frase larga y tranquila"  # noqa: S105


@dataclass(frozen=True)
class Someone:
    """A person as they come to the counter; `told` is what the form is told besides."""

    given: str
    surname: str
    sex: str
    born: tuple[int, int, int]
    passport: str = "E123456"
    is_child: bool = False
    told: dict[str, Typed] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name as pages write it."""
        return f"{self.given} {self.surname} Paguada"

    def typed(self, place: int) -> dict[str, Typed]:
        """What a registrar types of them."""
        day, month, year = self.born
        first, *others = self.given.split()
        values: dict[str, Typed] = {
            "given_1": first, "given_2": " ".join(others),
            "surname_1": self.surname, "surname_2": "Paguada", "sex": self.sex,
            "born_0": day, "born_1": month, "born_2": year,
            "nationalities": "hondureña", "origin_department": "Yoro", "municipality": "Victoria",
            "needs_interpreter": "No", "can_read": "Sí", "status": "IRREGULAR", **self.told,
        }  # fmt: skip
        return {f"p{place}-{name}": value for name, value in values.items()}


DILCIA = Someone("Dilcia Waleska", "Mejía", "F", (4, 5, 1990), told={"phone": "+504 9999-0000"})
OSCAR = Someone(
    "Óscar Armando",
    "López",
    "M",
    (2, 1, 1988),
    told={"relation": "SPOUSE", "consent": "La propia persona"},
)
JOSUE = Someone(
    "Josué", "López", "M", (1, 8, 2016), is_child=True,
    told={
        "relation": "CHILD", "consent": "GUARDIAN", "guardian": "La primera persona",
        "guardian_relation": "PARENT",
    },
)  # fmt: skip
WILMER = Someone("Wilmer Antonio", "Zelaya", "M", (17, 11, 1997))


class Calendar:
    """The day and hour it is, for everybody."""

    def __init__(self) -> None:
        """Start in the machine's own time."""
        self._stack = ExitStack()

    def __call__(self, moment: str) -> None:
        """Let it be this moment at Tapachula."""
        self._stack.close()
        at = datetime.fromisoformat(moment).replace(tzinfo=ZONE)
        self._stack.enter_context(clock.travel_to(at))

    def end(self) -> None:
        """Give the clock back."""
        self._stack.close()


@contextmanager
def calendar() -> Iterator[Calendar]:
    """A calendar that gives the clock back at the end."""
    made = Calendar()
    try:
        yield made
    finally:
        made.end()


class Team:
    """The offices' people, each at their own browser, signed in through the page."""

    def __init__(self) -> None:
        """Open the two offices and load the places and programmes."""
        ready.reference()
        self.here = factories.office()
        self.there = arrivals.receiving("SPS", "San Pedro Sula")
        self._seats: dict[str, Visitor] = {}

    def __call__(self, role: str, which: int = 1) -> Visitor:
        """Somebody of the team; the second of a role is another person."""
        key = f"{role}-{which}"
        if key not in self._seats:
            office = self.there if role == "reception" else self.here
            self._seats[key] = signed_in(role, office)
        return self._seats[key]


def signed_in(role: str, office: Office) -> Visitor:
    """Sign somebody in with name and password."""
    user, visitor = factories.user(role, at=office), Visitor()
    page = visitor.open("/accounts/login/")
    page.press("Entrar", login=user.username, password=PASSWORD).says("Hoy")
    return visitor
