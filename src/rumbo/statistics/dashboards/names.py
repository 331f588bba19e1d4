"""What panels and their rows are called, and what each counts."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

FUNNEL, WAITING, REASONS, DEPARTURES = "funnel", "waiting", "reasons", "departures"
COSTS, PAPERS, REFERRALS, CHILDREN, CALLS = "costs", "papers", "referrals", "children", "calls"
PANELS: "dict[str, _StrPromise]" = {
    CHILDREN: _("Niñez que viajó sola: su camino completo"),
    FUNNEL: _("Del pedido a la llegada"),
    WAITING: _("Quiénes esperan, y desde cuándo"),
    REASONS: _("Por qué esperan"),
    DEPARTURES: _("Salidas: lugares usados y personas que no llegaron"),
    COSTS: _("Lo que costó cada retorno"),
    PAPERS: _("Documentos fuera de plazo"),
    REFERRALS: _("Canalizaciones a tiempo"),
    CALLS: _("A cuántas personas alcanza la encuesta"),
}
COUNTS: "dict[str, _StrPromise]" = {
    CHILDREN: _(
        "Base: niñas, niños y adolescentes que salieron en el periodo sin madre, padre ni tutor legal a bordo. Un camino está completo con determinación a favor, acompañante y acta de entrega al salir; y al llegar, si ya llegó."
    ),
    FUNNEL: _(
        "Base: personas de los expedientes que pidieron volver en el periodo; cuenta lo más lejos que llegó cada uno, aunque después haya vuelto atrás o desistido. Los días son la mediana entre un paso y el siguiente. No está quien solo pidió información, ni quien llegó por su cuenta, que se cuenta aparte."
    ),
    WAITING: _(
        "Base: personas con decisión a favor, firmada por dos, y sin lugar todavía al terminar el último día. Los días cuentan desde que pidieron volver."
    ),
    REASONS: _(
        "Base: expedientes que esperan lugar hoy, según lo primero que les falta en su última revisión."
    ),
    DEPARTURES: _(
        "Base: lugares de las unidades que salieron en el periodo; de quienes no llegaron, las personas que tenían lugar al salir. Una unidad lleva a personas de varios programas: si se elige uno, son sus personas, entre todos los lugares de las unidades en que iban."
    ),
    COSTS: _(
        "Vehículos, asientos y acompañantes de las unidades que salieron en el periodo, según el libro de movimientos, entre las personas que viajaron en ellas. No incluye artículos de aseo ni dinero para el camino. Si se elige un programa, de cada unidad cuenta la parte de sus personas."
    ),
    PAPERS: _(
        "Base: solicitudes a consulados sin respuesta hoy, de expedientes que siguen. Están fuera de plazo las que debían responderse antes de hoy."
    ),
    REFERRALS: _(
        "Base: canalizaciones hechas en el periodo que ya debían estar atendidas o lo están. No cuentan las que siguen en plazo, ni las declinadas o canceladas."
    ),
    CALLS: _(
        "Base: personas adultas que llegaron en el periodo hace 30 días o más. Se llama entre 30 y 90 días después, y solo a quien dijo que sí."
    ),
}
# The stations of the way, of the funnel's own page and of the dashboard.
STATIONS: "dict[str, _StrPromise]" = {
    "INQUIRY": _("Pidieron información"),
    "REGISTERED": _("Registradas"),
    "COUNSELLED": _("En consejería"),
    "ELIGIBLE": _("Elegibles, con dos firmas"),
    "TRAVEL_READY": _("Listas para viajar"),
    "BOOKED": _("Con lugar"),
    "DEPARTED": _("Salieron"),
    "ARRIVED": _("Llegaron"),
}
WAYS = frozenset({"WHOLE", "LACKING"})
"""What of children's ways everybody may know who watches over them."""
KNOW = ("protection", "child_officer")
"""Who may know what of a child's way is missing; others know that something is."""
ROWS: "dict[str, dict[str, _StrPromise]]" = {
    CHILDREN: {
        "WHOLE": _("Camino completo"),
        "LACKING": _("Con algo que falta"),
        "DETERMINED": _("Con determinación a favor del retorno"),
        "ESCORTED": _("Con acompañante"),
        "GIVEN": _("Con acta de entrega al salir"),
        "TAKEN": _("Con acta de entrega al llegar"),
    },
    # A dashboard counts files, each of somebody who asked to return; who only asked has none.
    FUNNEL: STATIONS | {"INQUIRY": _("Pidieron volver")},
    WAITING: {
        "0-30": _("Hasta 30 días"),
        "31-60": _("De 31 a 60 días"),
        "61-90": _("De 61 a 90 días"),
        "91+": _("Más de 90 días"),
    },
    REASONS: {
        "READY": _("Solo les falta lugar"),
        "UNJUDGED": _("Sin revisar todavía"),
    },
    DEPARTURES: {
        "TRAVELLED": _("Lugares usados"),
        "NO_SHOW": _("Tenían lugar y no llegaron"),
        "STAYED": _("No subieron por otra razón"),
    },
    COSTS: {"ALL": _("Todos los medios")},
    PAPERS: {"ALL": _("Todos los consulados")},
    REFERRALS: {
        "IN_TIME": _("Atendidas a tiempo"),
        "LATE": _("Atendidas después del plazo"),
        "OVERDUE": _("Fuera de plazo y sin atender"),
        "GOING_ON": _("Siguen, todavía en plazo"),
        "ENDED": _("Declinadas o canceladas"),
    },
    CALLS: {
        "DONE": _("Respondieron la encuesta"),
        "REFUSED": _("No quisieron responder"),
        "UNREACHED": _("No se logró hablar con ellas"),
        "OPEN": _("Por llamar, todavía en plazo"),
        "MISSED": _("Dijeron que sí y el plazo pasó sin respuesta"),
        "NOT_ASKED": _("Sin permiso para llamar"),
    },
}
# Counted now, from the database; everything else is counted from the extract.
NOW = frozenset({REASONS, PAPERS})
