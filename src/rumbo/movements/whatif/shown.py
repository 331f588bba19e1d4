"""What the page and the paper of a what-if show, prepared as plain values."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rumbo.common import clock
from rumbo.common.money import Money
from rumbo.movements.models import WhatIf
from rumbo.movements.proposal.words import BY, group_word
from rumbo.movements.proposal.words import wrong as wrong_words
from rumbo.movements.queries import ways
from rumbo.movements.whatif import figures
from rumbo.movements.whatif.drawing import Chart, chart, top_of
from rumbo.movements.whatif.headway import Turn, missing, turns
from rumbo.movements.whatif.parameters import Parameter, parameters
from rumbo.movements.whatif.words import TITLES
from rumbo.ui import words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

STAGES: "Mapping[str, StrOrPromise]" = {
    "COUNSELLING": gettext_lazy("Consejería"),
    "DECISION": gettext_lazy("Decisión"),
    "DOCUMENTS": gettext_lazy("Documentos"),
    "SEAT": gettext_lazy("Lugar en una salida"),
}
UNITS: "Mapping[str, StrOrPromise]" = {
    "people_a_week": gettext_lazy("personas por semana"),
    "people": gettext_lazy("personas"),
    "days": gettext_lazy("días"),
    "share": gettext_lazy("%"),
    "share_a_week": gettext_lazy("% por semana"),
    "dollars": gettext_lazy("dólares"),
}
KINDS = {"ALONE": 1, "SMALL": 2, "LARGE": 3}
NOTHING = "–"
TOLD_WEEKS = (0, 4, 8, 13, 26, 39, 52)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a column: what it is, its value, its change, and whether it is modelled."""

    label: str
    value: str
    change: str = ""
    estimate: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One scenario: what is supposed, what comes of it, and where the queue forms."""

    code: str
    title: str
    what: str
    wrong: list[str] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    chart: Chart | None = None
    stages: list[tuple[str, int, str]] = field(default_factory=list)
    most: int = 0
    where: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Kinds:
    """Who travels less or more, by one kind of group: a row each, a cell for each scenario."""

    title: str
    rows: list[tuple[str, list[tuple[str, str]]]]

    @property
    def changes(self) -> bool:
        """Whether any scenario changes anything for one of them."""
        return any(said != NOTHING for _name, cells in self.rows for _head, said in cells)


@dataclass(frozen=True, slots=True)
class Supposed:
    """One figure that was supposed or counted, with its source."""

    name: str
    value: str
    source: str
    estimate: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything on the page."""

    row: WhatIf
    cut_off: bool
    wrong: list[str]
    columns: list[Column]
    kinds: list[Kinds]
    weeks: list[tuple[int, list[str]]]
    supposed: list[Supposed]
    more: list[date]
    turns: list[Turn]
    missing: list[str]
    least: int = 0
    """The smallest count of people that is said, as the public threshold asks; 0 says every one."""

    @property
    def done(self) -> int:
        """How many suppositions are worked out."""
        return len(self.turns) - len(self.missing)

    @property
    def total(self) -> int:
        """How many suppositions were asked for."""
        return len(self.turns)

    @property
    def may_stop(self) -> bool:
        """Whether somebody still works on it and nobody stopped it."""
        return self.row.is_under_way and self.row.state != "STOPPING" and not self.cut_off

    @property
    def hurts(self) -> bool:
        """Whether anybody travels who would not, or the other way round."""
        return any(kind.changes for kind in self.kinds)

    @property
    def tried(self) -> list[Column]:
        """The columns beside the base that could be worked out."""
        return [one for one in self.columns[1:] if not one.wrong]

    @property
    def counted(self) -> list[Column]:
        """The columns that could be worked out."""
        return [one for one in self.columns if not one.wrong]


def shown(row: WhatIf, now: datetime, least: int = 0) -> Shown:
    """Read a what-if; with `least`, no count of people under it is said."""
    told: list[dict[str, Any]] = row.told.get("scenarios", [])
    good = [one for one in told if "wrong" not in one]
    travel = figures.exact([one["plan"]["people"] for one in good], least)
    asked = {**row.asked, "people": figures.among(row.told.get("asked", 0), travel, least)}
    top = top_of([_drawn(one["weeks"]["waiting"][2], least) for one in good])
    return Shown(
        row=row,
        cut_off=row.is_cut_off(now),
        wrong=wrong_words(row.wrong),
        columns=[_column(one, good[0], asked, top, least) for one in told],
        kinds=_kinds(good, least),
        weeks=[
            (
                n,
                [
                    figures.drawn_band([part[n] for part in one["weeks"]["waiting"]], least)
                    for one in good
                ],
            )
            for n in TOLD_WEEKS
            if good and n < len(good[0]["weeks"]["waiting"][0])
        ],
        supposed=_supposed(row.told.get("counted", {}), least) if good else [],
        more=[date.fromisoformat(one["day"]) for one in row.told.get("more", [])],
        turns=turns(row),
        missing=missing(row),
        least=least,
    )


def what(code: str, asked: Mapping[str, Any]) -> str:
    """What a scenario supposes, in a sentence."""
    said = {
        "BASE": _(
            "Las salidas, el dinero y la gente de hoy. Personas con lugar, o que podrían tenerlo: %(people)s."
        ),
        "MONEY": _("Cada fondo tiene %(percent)s %% menos de lo que le queda."),
        "COUNSELLORS": _(
            "La consejería atiende a un tercio menos y a nadie se le acorta nada. Quien ya espera lugar pasó por ella: el plan de estos días es el mismo."
        ),
        "BUS": _("Cada semana sale una más: %(way)s."),
        "COUNTRY": _("Nadie viaja a %(country)s, tampoco quien ya tenía lugar."),
        "CONSULATE": _("Los documentos de %(consulate)s tardan más (semanas de más: %(weeks)s)."),
    }[code]
    told = {
        **asked,
        "way": _way(asked),
        **{n: words.country(asked[n]) for n in ("country", "consulate") if asked.get(n)},
    }
    return said % told if "%" in said else said


def _way(asked: Mapping[str, Any]) -> str:
    """From where to where a way leads."""
    return next(
        (
            f"{one.origin} → {one.destination}"
            for one in ways(clock.today())
            if one.key == asked["way"]
        ),
        str(asked["way"]),
    )


def _column(
    told: Mapping[str, Any], base: Mapping[str, Any], asked: Mapping[str, Any], top: int, least: int
) -> Column:
    code = told["code"]
    title, sentence = str(TITLES[code]), what(code, asked)
    if "wrong" in told:
        return Column(code, title, sentence, wrong=wrong_words(told["wrong"]))
    weeks, before = told["weeks"], base["weeks"]
    stages = {name: int(weeks["stages"][name]) for name in STAGES}
    most = max(
        figures.drawn(int(n), least) for n in (*before["stages"].values(), *stages.values(), 1)
    )
    return Column(
        code, title, sentence,
        figures=_figures(told, base, least),
        chart=chart([_drawn(row, least) for row in weeks["waiting"]],
                    _drawn(before["waiting"][1], least), top),
        stages=[(str(STAGES[s]), figures.drawn(n, least), figures.step(n, least))
                for s, n in stages.items()],
        most=most,
        where=_where(figures.all_drawn(stages, least), figures.all_drawn(before["stages"], least), code),
        note=_note(told, base),
    )  # fmt: skip


def _drawn(row: Sequence[int], least: int) -> list[int]:
    return [figures.drawn(n, least) for n in row]


def _figures(told: Mapping[str, Any], base: Mapping[str, Any], least: int) -> list[Figure]:
    plan, was, weeks = told["plan"], base["plan"], told["weeks"]
    is_base = told["code"] == "BASE"
    each, each_was = _each(plan), _each(was)

    def by(after: int, before: int) -> str:
        return "" if is_base else figures.change(after, before, least)

    def days(after: int, before: int) -> str:
        tens = (figures.tens(n, least) for n in (after, before))
        return "" if is_base else figures.change(*tens)

    def modelled(label: str, of: Callable[[Mapping[str, Any]], Sequence[float]]) -> Figure:
        now, then = of(weeks), of(base["weeks"])
        return Figure(
            label, figures.band(now, least), by(round(now[1]), round(then[1])), estimate=True
        )

    return [
        Figure(_("Personas que vuelven en estos días"), figures.beside(plan["people"], was["people"], least),
               by(plan["people"], was["people"])),
        Figure(_("La espera más larga de quienes se quedan, en días"),
               figures.days(plan["longest"], least), days(plan["longest"], was["longest"])),
        _cost(each, each_was, is_base=is_base) if figures.is_told(plan["people"], was["people"], least)
        else Figure(_("Costo del viaje por persona"), _("no se publica")),
        Figure(_("Semanas hasta que nadie de la lista de hoy espere"),
               figures.weeks(weeks["empty"]), estimate=True),
        Figure(_("La espera más larga dentro de medio año, en días"),
               figures.band(weeks["longest"]),
               days(round(weeks["longest"][1]), round(base["weeks"]["longest"][1])), estimate=True),
        modelled(_("Personas que vuelven en un año"), lambda told: [r[-1] for r in told["returned"]]),
        modelled(_("Personas que esperan dentro de un año"),
                 lambda told: [r[-1] for r in told["waiting"]]),
    ]  # fmt: skip


def _cost(each: int, before: int, *, is_base: bool) -> Figure:
    said = words.money(Money(each)) if each else NOTHING
    return Figure(
        _("Costo del viaje por persona"), said, "" if is_base else figures.costs(each, before)
    )


def _note(told: Mapping[str, Any], base: Mapping[str, Any]) -> str:
    """Why a column looks like the base, where it does and one would wonder."""
    plan_stays = told["plan"]["people"] == base["plan"]["people"]
    same = plan_stays and told["weeks"]["returned"] == base["weeks"]["returned"]
    return _("Lo que queda alcanza aun así.") if same and told["code"] == "MONEY" else ""


def _each(plan: Mapping[str, Any]) -> int:
    return round(plan["cents"] / plan["people"]) if plan["people"] else 0


def _where(stages: Mapping[str, int], before: Mapping[str, int], code: str) -> str:
    """Where most people wait, and where the queue grows most; alike ones are named together."""
    longest = max(stages.values())
    more = {name: n - before[name] for name, n in stages.items()}
    grows = max(more.values())
    told = {
        "stage": _named(name for name, n in stages.items() if n == longest),
        "grows": _named(name for name, n in more.items() if n == grows),
    }
    if not longest:
        return ""
    if code != "BASE" and grows > 0:
        return _("La cola más larga: %(stage)s. Donde más crece: %(grows)s.") % told
    return _("La cola más larga: %(stage)s.") % told


def _named(stages: Iterable[str]) -> str:
    return ", ".join(str(STAGES[name]) for name in stages)


def _kinds(good: Sequence[Mapping[str, Any]], least: int) -> list[Kinds]:
    made = []
    for by, title in BY.items():
        before: Mapping[str, int] = good[0]["plan"]["kinds"][by] if good else {}
        told = [figures.losses(before, one["plan"]["kinds"][by]) for one in good[1:]]
        heads = [str(TITLES[one["code"]]) for one in good[1:]]
        people = [one["plan"]["people"] for one in good]
        hidden = [
            figures.hidden(cells, after, people[0], least)
            for cells, after in zip(told, people[1:], strict=True)
        ]
        rows = [
            (
                group_word(by, key),
                [
                    (head, _cell(cells[key], is_hidden=key in hides))
                    for head, cells, hides in zip(heads, told, hidden, strict=True)
                ],
            )
            for key in sorted(before, key=lambda key: (KINDS.get(key, 0), key))
        ]
        if rows and told:
            made.append(Kinds(str(title), rows))
    return made


def _cell(n: int, *, is_hidden: bool) -> str:
    if is_hidden:
        return _("no se publica")
    return figures.change(n, 0) if n else NOTHING


def _supposed(counted: Mapping[str, float], least: int) -> list[Supposed]:
    """What the weeks are counted from: what the office counted itself, then what is supposed.

    With `least`, nothing is told that fewer people stand behind, nor where it is not known how many.
    """
    made = []
    if "counsellors" in counted:
        n = words.whole(counted["counsellors"])
        made.append(Supposed(_("Personas que dan consejería"), n, _("las de hoy")))
    for code, one in parameters().items():
        if code in counted:
            is_told = figures.is_of_many(int(counted.get(f"{code}_people", 0)), least)
            value = f"{words.whole(round(counted[code]))} {UNITS[one.unit]}"
            value = value if is_told else _("no se publica")
            made.append(Supposed(one.name, value, _("lo registrado en las últimas semanas")))
        else:
            made.append(Supposed(one.name, _range(one), one.said_by, one.estimate))
    return made + _papers(counted, least)


def _papers(counted: Mapping[str, float], least: int) -> list[Supposed]:
    """How long each country's consulates took; with `least`, of those alone that answered so many."""
    made = []
    for code, days in counted.items():
        kind, _colon, country = code.partition(":")
        answered = int(counted.get(f"paper_people:{country}", 0))
        if kind == "paper_days" and figures.is_of_many(answered, least):
            name = _("Días que tarda el consulado: %(country)s") % {
                "country": words.country(country)
            }
            value = f"{words.whole(round(days))} {UNITS['days']}"
            made.append(Supposed(name, value, _("lo que tardó en los últimos meses")))
    return made


def _range(one: Parameter) -> str:
    factor = 100 if one.unit.startswith("share") else 1
    low, high = (f"{n * factor:g}" for n in one.between)
    unit = str(UNITS[one.unit])
    if low == high:
        return f"{low} {unit}"
    return _("de %(low)s a %(high)s %(unit)s") % {"low": low, "high": high, "unit": unit}
