"""Every file that a closed way or a closed programme touches, and what to do with each.

Whether people may travel is the table's word alone: this list asks the same finding of the same
journey, so that a closed gate and a line in this list never disagree.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rumbo.access.lists import Asked, Choices, Column, Filter, Listing, Order, Rows
from rumbo.access.values import Reader
from rumbo.casework.lookup import knows_sealed
from rumbo.casework.models import Case
from rumbo.casework.rules import BEFORE_DEPARTURE, SEATED
from rumbo.common import clock, codes
from rumbo.desk.listing import File, people_of
from rumbo.programmes import queries as programmes
from rumbo.programmes.rules import Finding, is_touched, may_return, rulings
from rumbo.readiness import queries as readiness
from rumbo.readiness.queries import TravelPlan
from rumbo.registry.models import GroupMember
from rumbo.ui import tables, words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

READERS = ("coordinator", "protection")
ON_THE_ROAD = "IN_TRANSIT"
GOING = (*BEFORE_DEPARTURE, ON_THE_ROAD)
APART = ("REFERRED_PROTECTION", "SPECIAL_ASSESSMENT")
LISTENING = ("INQUIRY", "REGISTRATION", "COUNSELLING", "SCREENING")
# The code of a finding that nobody has recorded yet.
PROPOSED = ""
# What to do with a file, by where its people stand: the shape, the sentence, whose turn it is.
DO: Mapping[str, tuple[str, "StrOrPromise", str]] = {
    "road": (
        "stop",
        gettext_lazy("Ya va en camino: decidan hoy si sigue o espera en un lugar seguro."),
        "protection",
    ),
    "seat": (
        "stop",
        gettext_lazy("Tiene lugar: cambien la fecha o libérenlo, y avisen a la familia."),
        "movements",
    ),
    "apart": (
        "wait",
        gettext_lazy("Lo lleva protección: revise si esto cambia el riesgo de volver."),
        "protection",
    ),
    "area": (
        "wait",
        gettext_lazy("No consta a qué departamento vuelve: pregúntenlo antes de seguir."),
        "counsellor",
    ),
    "study": (
        "wait",
        gettext_lazy("Se estudia caso por caso: no puede apartar lugar mientras no se abra."),
        "coordinator",
    ),
    "ready": (
        "wait",
        gettext_lazy("No puede apartar lugar: avisen y hablen de las alternativas."),
        "counsellor",
    ),
    "listen": (
        "note",
        gettext_lazy("Siga la atención, y diga que por ahora no hay retorno a ese lugar."),
        "counsellor",
    ),
    "again": (
        "ok",
        gettext_lazy("Puede volver a seguir: pregunten si todavía quiere viajar."),
        "counsellor",
    ),
    "keeps": (
        "ok",
        gettext_lazy("Conserva lo decidido y viaja según su lugar y su acuerdo."),
        "movements",
    ),
    "uncovered": (
        "stop",
        gettext_lazy("Ningún acuerdo cubre su fecha: busquen otra o decidan otro programa."),
        "coordinator",
    ),
}
FIRST = tuple(DO)


@dataclass(frozen=True)
class Touched:
    """One file that a finding or a closing touches: its journey, and what to do."""

    case: Case
    plan: TravelPlan
    what: str
    file: File | None = None

    @property
    def number(self) -> str:
        """The number of the file."""
        return self.case.number

    @property
    def travels(self) -> date:
        """The day for which it is judged."""
        return self.plan.date

    @property
    def rank(self) -> int:
        """What cannot wait comes first."""
        return FIRST.index(self.what)

    @property
    def state(self) -> str:
        """The shape beside what to do."""
        return DO[self.what][0]

    @property
    def do(self) -> "StrOrPromise":
        """What to do, in a sentence."""
        return DO[self.what][1]

    @property
    def turn(self) -> str:
        """Whose turn it is."""
        return codes.label("turn", DO[self.what][2])

    @property
    def turn_said(self) -> str:
        """Whose turn it is, as a sentence."""
        return _("Le toca a %(role)s") % {"role": self.turn}

    @property
    def where(self) -> str:
        """To which country they go."""
        return words.country(self.plan.destination)

    @property
    def when(self) -> str:
        """The day of travel, and whether a seat is held or the day is only assumed."""
        day = words.day_table(self.plan.date)
        held = self.case.stage in (*SEATED, ON_THE_ROAD)
        return _("Lugar para el %(day)s") % {"day": day} if held else _("Sin lugar todavía")


def way_asked(text: str) -> str:
    """The host and origin of an address, as MEX-HND; nothing where it is no way."""
    host, dash, origin = text.upper().partition("-")
    sound = dash and len(host) == 3 and len(origin) == 3 and (host + origin).isalpha()
    return f"{host}-{origin}" if sound and (host + origin).isascii() else ""


def word_asked(text: str) -> str:
    """A code as it stands in our tables; nothing where it is none."""
    sound = len(text) <= 40 and text.isascii() and text.replace("-", "").isalnum()
    return text if sound else ""


def finding_asked(text: str) -> str:
    """One of the findings."""
    return text if text in dict(codes.choices("openness")) else ""


def day_asked(text: str) -> str:
    """A day as it stands in an address."""
    day = clock.day_asked(text)
    return day.isoformat() if day else ""


def proposed(asked: Asked) -> Finding | None:
    """The finding that somebody is about to record, as the address says it."""
    host, dash, origin = asked.get("camino", "").partition("-")
    if not (dash and asked.get("dia") and asked.get("como")):
        return None
    until = asked.get("fin")
    return Finding(
        PROPOSED, asked.get("zona", ""), asked["como"], date.fromisoformat(asked["dia"]),
        date.fromisoformat(until) if until else None, host=host, origin=origin,
    )  # fmt: skip


def touched(reader: Reader, asked: Asked) -> list[Touched]:
    """Every file that the reader may see and that what was asked touches."""
    if asked.get("programa"):
        return _in_programme(reader, asked["programa"])
    return _on_ways(reader, asked)


def _in_programme(reader: Reader, programme: str) -> list[Touched]:
    """The files decided for a programme: nobody new comes in, they keep what was decided."""
    rows = _going(reader).filter(programme=programme).select_related("office")
    found = list(rows)
    journeys = readiness.journeys_of_many(found)
    return [
        Touched(case, (plan := journeys[case.id].plan), _kept(case, programme, plan.date))
        for case in found
    ]


def _kept(case: Case, programme: str, day: date) -> str:
    if case.stage == ON_THE_ROAD or programmes.agreement_on(programme, day) is not None:
        return "keeps"
    return "uncovered"


def _on_ways(reader: Reader, asked: Asked) -> list[Touched]:
    """The files whose journey is stopped, or by one finding, recorded or about to be."""
    way, mine = asked.get("camino", ""), proposed(asked)
    every = programmes.every_finding()
    pairs = {tuple(way.split("-"))} if way else {p for p, r in every.items() if _shut_some(r)}
    if mine is not None:
        every[mine.host, mine.origin] = [*every.get((mine.host, mine.origin), ()), mine]
    code = PROPOSED if mine is not None else asked.get("hallazgo", "")
    by_code = mine is not None or bool(code)
    cases = list(_bound_for({origin for _host, origin in pairs}, reader))
    journeys = readiness.journeys_of_many(cases)
    found = []
    for case in cases:
        one = journeys[case.id]
        pair = (one.plan.origin, one.plan.destination)
        # Whoever is on the road is asked for the day on which they arrive.
        day = one.plan.arrives if case.stage == ON_THE_ROAD else one.plan.date
        rows = every.get(pair, [])
        if pair not in pairs or not _is_in(rows, one.areas, day, code if by_code else None):
            continue
        found.append(
            Touched(case, one.plan, _to_do(case, rulings(rows, one.areas, day), one.areas))
        )
    return found


def _is_in(rows: Sequence[Finding], areas: Sequence[str], day: date, code: str | None) -> bool:
    if code is None:
        return not may_return(rulings(rows, areas, day))
    return is_touched(rows, areas, day, code)


def _to_do(case: Case, found: Sequence[Finding | None], areas: Sequence[str]) -> str:
    """What to do with a file: the first of these that is so."""
    nowhere = "" in areas and any(one is not None and one.area for one in found)
    told = (
        ("again", may_return(found)),
        ("road", case.stage == ON_THE_ROAD),
        ("seat", case.stage in SEATED),
        ("apart", case.stage in APART),
        ("area", nowhere),
        ("study", all(one is None or one.finding != "SUSPENDED" for one in found)),
        ("listen", case.stage in LISTENING),
    )
    return next((what for what, is_so in told if is_so), "ready")


def _shut_some(rows: Sequence[Finding]) -> bool:
    """Whether any finding of a way is not open today or later."""
    today = clock.today()
    return any(
        row.finding != "OPEN" and (row.valid_until is None or row.valid_until >= today)
        for row in rows
    )


def _going(reader: Reader) -> QuerySet[Case]:
    rows: QuerySet[Case] = Case.objects.visible_to(reader).filter(stage__in=GOING)
    return rows


def _bound_for(origins: set[str], reader: Reader) -> QuerySet[Case]:
    """The files that may be bound for these countries: by what they said, or by a seat."""
    people = GroupMember.objects.visible_to(reader).filter(group=OuterRef("group"), left_at=None)
    bound = people.filter(
        Q(person__return_country__in=origins)
        | Q(person__return_country="", person__nationalities__overlap=list(origins))
    )
    rows = _going(reader).filter(Exists(bound) | Q(stage__in=(*SEATED, ON_THE_ROAD)))
    return rows.select_related("office")


def shown(rows: Sequence[Any], reader: Reader) -> list[Touched]:
    """Open the names of a few files, as far as the reader may know them."""
    groups, knows = people_of([one.case for one in rows], reader), knows_sealed(reader)
    return [
        Touched(
            one.case, one.plan, one.what, File(one.case, groups.get(one.case.group_id, ()), knows)
        )
        for one in rows
    ]


def _whats(reader: Reader, rows: Rows) -> Choices:
    del reader
    return [(what, DO[what][1]) for what in FIRST if any(one.what == what for one in rows)]


def _wheres(reader: Reader, rows: Rows) -> Choices:
    del reader
    return sorted({(one.plan.destination, one.where) for one in rows}, key=lambda pair: pair[1])


def _stages(reader: Reader, rows: Rows) -> Choices:
    del reader
    here = {one.case.stage for one in rows}
    return [pair for pair in codes.choices("stage") if pair[0] in here]


def _written(word: str, label: "StrOrPromise", reads: Callable[[str], str]) -> Filter:
    return Filter(word=word, label=label, reads=reads)


def ident(one: Any) -> UUID:
    """What tells one line from another."""
    found: UUID = one.case.id
    return found


TOUCHED = Listing(
    name="desk:touched",
    file="expedientes-detenidos",
    readers=READERS,
    takers=READERS,
    rows=touched,
    shown=shown,
    ident=lambda one: str(ident(one)),
    filters=[
        _written("camino", gettext_lazy("Camino"), way_asked),
        _written("zona", gettext_lazy("Zona"), word_asked),
        _written("como", gettext_lazy("Hallazgo"), finding_asked),
        _written("dia", gettext_lazy("Desde qué día"), day_asked),
        _written("fin", gettext_lazy("Hasta qué día"), day_asked),
        _written("hallazgo", gettext_lazy("Hallazgo"), word_asked),
        _written("programa", gettext_lazy("Programa"), word_asked),
        Filter(word="que", label=gettext_lazy("Qué hacer"), choices=_whats, takes="what"),
        Filter(
            word="etapa", label=gettext_lazy("Dónde está"), choices=_stages, takes="case__stage"
        ),
        Filter(
            word="vuelve", label=gettext_lazy("Vuelve a"), choices=_wheres,
            takes="plan__destination",
        ),
    ],
    orders=[
        Order(word="prisa", label=gettext_lazy("Lo que no puede esperar"), by=("rank", "travels")),
        Order(word="viaje", label=gettext_lazy("Día del viaje"), by=("travels",)),
        Order(word="numero", label=gettext_lazy("Expediente"), by=("number",)),
    ],
    heads=[
        tables.Column(gettext_lazy("Expediente"), sort="numero"),
        tables.Column(gettext_lazy("Personas")),
        tables.Column(gettext_lazy("Vuelve a")),
        tables.Column(gettext_lazy("Dónde está")),
        tables.Column(gettext_lazy("Viaje"), sort="viaje"),
        tables.Column(gettext_lazy("Qué hacer"), sort="prisa"),
    ],
    columns=[
        Column(gettext_lazy("Expediente"), lambda one: one.number),
        Column(gettext_lazy("Vuelve a"), lambda one: one.where),
        Column(gettext_lazy("Dónde está"), lambda one: codes.label("stage", one.case.stage)),
        Column(gettext_lazy("Viaje"), lambda one: one.when),
        Column(gettext_lazy("Qué hacer"), lambda one: one.do),
        Column(gettext_lazy("A quién le toca"), lambda one: one.turn),
    ],
)  # fmt: skip
