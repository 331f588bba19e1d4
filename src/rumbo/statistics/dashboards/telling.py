"""Says what was counted: each panel with its finding, its base and the list behind each number."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rumbo.access.doors import opens
from rumbo.common import clock, codes
from rumbo.common.money import Money
from rumbo.network import queries as network
from rumbo.statistics.dashboards import extracted, names
from rumbo.statistics.dashboards.values import Asked, Count, Counted, Line, Panel
from rumbo.statistics.mirror import store
from rumbo.statistics.mirror.store import Extract
from rumbo.statistics.queries import now
from rumbo.statistics.queries.following import CURRENCY
from rumbo.statistics.rules import WAITED
from rumbo.ui import words

EXTRACTED: dict[str, Callable[[Extract, Asked], Counted]] = {
    names.CHILDREN: extracted.children,
    names.FUNNEL: extracted.funnel,
    names.WAITING: extracted.waiting,
    names.DEPARTURES: extracted.departures,
    names.COSTS: extracted.costs,
    names.REFERRALS: extracted.referrals,
    names.CALLS: extracted.calls,
}
# Behind which list the rows of a panel stand, and by which word of its address.
BEHIND = {
    names.CHILDREN: ("statistics:children", "camino"),
    names.FUNNEL: ("statistics:files", "paso"),
    names.WAITING: ("statistics:files", "dia"),
    names.REASONS: ("statistics:files", "turno"),
    names.DEPARTURES: ("statistics:departed", "como"),
    names.COSTS: ("statistics:departed", "medio"),
    names.PAPERS: ("documents:requests", "consulado"),
    names.REFERRALS: ("statistics:referred", "como"),
    names.CALLS: ("statistics:called", "como"),
}


def counted(code: str, asked: Asked, extract: Extract | None, today: date) -> Counted | None:
    """Count one panel; nothing where there is no extract to count from yet."""
    if code == names.REASONS:
        return _reasons(asked)
    if code == names.PAPERS:
        return _papers(asked, today)
    for _try in range(3):
        if extract is None:
            return None
        try:
            return EXTRACTED[code](extract, asked)
        except FileNotFoundError:  # put together just now: the new list is there already
            extract = store.load()
    return None


def _reasons(asked: Asked) -> Counted:
    found = now.reasons(asked.offices, asked.programme)
    base = sum(found.values())
    first = [now.READY] if now.READY in found else []
    rest = sorted(found.keys() - {now.READY}, key=lambda code: (-found[code], code))
    return Counted([Count(code, found[code], base) for code in (*first, *rest)], base)


def _papers(asked: Asked, today: date) -> Counted:
    told = now.papers(asked.offices, asked.programme, today)
    base = sum(every for _code, every, _late, _since in told)
    number = sum(late for _code, _every, late, _since in told)
    rows = [Count("ALL", number, base)]
    rows += [
        Count(code, late, number, days=(today - since).days)
        for code, _every, late, since in told
        if since is not None
    ]
    return Counted(rows, base)


def panel(
    code: str, asked: Asked, roles: frozenset[str], *, words_of: Mapping[str, str], today: date
) -> Panel:
    """Tell one panel; `words_of` are the words of an address for period, programme and office."""
    extract = None if code in names.NOW else store.load()
    found = counted(code, asked, extract, today)
    title, note = str(names.PANELS[code]), str(names.COUNTS[code])
    if found is None:
        finding = _("Todavía no hay extracto del que contar: se hace solo cada noche.")
        return Panel(code=code, title=title, finding=finding, note="", state="wait")
    address = reverse(BEHIND[code][0])
    if not opens(address, roles):
        address = ""
    labels = _consulates() if code == names.PAPERS else {}
    rows = [one for one in found.rows if _is_told(code, one, roles)]
    behind = _words_behind(code, asked, extract, words_of)
    lines = [_line(code, one, address, behind, labels) for one in rows]
    finding, state = _finding(code, found)
    return Panel(
        code=code,
        title=title,
        finding=finding,
        note=note + _missing(code, found),
        lines=lines if found.base else (),
        state=state,
        when=_when(code, asked, extract),
        told_at=extract.moment if extract else None,
        day=min(asked.until, extract.told_on) if extract and code == names.WAITING else None,
    )


def _when(code: str, asked: Asked, extract: Extract | None) -> str:
    """Say of which day a panel tells that is not of a period."""
    if code in names.NOW:
        return _("Se cuenta lo que hay hoy: el periodo elegido no lo cambia.")
    if code == names.WAITING and extract is not None:
        day = words.day_table(min(asked.until, extract.told_on))
        return _("Al terminar el %(day)s, pidieran cuando pidieran.") % {"day": day}
    return ""


def _words_behind(
    code: str, asked: Asked, extract: Extract | None, words_of: Mapping[str, str]
) -> dict[str, str]:
    """The words that every list behind a panel is narrowed by: those of who waits have no period."""
    chosen = dict(words_of)
    if code in names.NOW or code == names.WAITING:
        for word in ("del", "al"):
            chosen.pop(word, None)
    if code == names.WAITING and extract is not None:
        chosen["dia"] = min(asked.until, extract.told_on).isoformat()
    if code == names.PAPERS:
        chosen["plazo"] = "tarde"
    if code == names.COSTS:
        chosen["libro"] = "si"
    return chosen


def _is_told(code: str, one: Count, roles: frozenset[str]) -> bool:
    """What of a child's way is missing is protection's to read: of few, a sum would say whose."""
    if code != names.CHILDREN or one.code == "WHOLE":
        return True
    if one.code == "LACKING":
        return one.part > 0
    return bool(roles.intersection(names.KNOW))


def _line(
    code: str, one: Count, address: str, words_of: Mapping[str, str], labels: Mapping[str, str]
) -> Line:
    return Line(
        label=labels.get(one.code) or _label(code, one.code),
        part=one.part,
        base=one.base,
        words=words.share(one.part, one.base) if one.part != one.base else "",
        told=_beside(code, one),
        url=_url(code, one, words_of, address) if address else "",
        behind=_behind(code, one),
        state=_state(code, one),
    )


def _behind(code: str, one: Count) -> str:
    """How many rows the list behind a number of people has, where it is one of something else."""
    number = {"number": words.whole(one.groups)}
    if not one.groups:
        return ""
    if code in {names.FUNNEL, names.WAITING}:
        return (
            ngettext("en %(number)s expediente", "en %(number)s expedientes", one.groups) % number
        )
    if code in {names.DEPARTURES, names.COSTS}:
        return ngettext("en %(number)s salida", "en %(number)s salidas", one.groups) % number
    return ""


def _beside(code: str, one: Count) -> str:
    """What a row says beside its number: days, or money for each."""
    if one.cents is not None:
        return _("%(each)s por persona") % {"each": words.money(Money(one.cents, CURRENCY))}
    if one.days is None:
        return ""
    days = {"days": words.lasting(round(one.days))}
    if code == names.FUNNEL:
        return _("%(days)s desde el paso anterior") % days
    return _("la más atrasada, %(days)s") % days


def _label(code: str, row: str) -> str:
    known = names.ROWS[code].get(row)
    if known is not None:
        return str(known)
    if code == names.COSTS:
        return codes.label("mode", row) if row else _("Medio sin dato")
    if code == names.REASONS:
        return _("Le toca a: %(turn)s") % {"turn": codes.label("turn", row)}
    return row


def _consulates() -> dict[str, str]:
    return {one.code: str(one) for one in network.consulates_on(clock.today())}


def _url(code: str, one: Count, words_of: Mapping[str, str], address: str) -> str:
    """The list behind a row, as long as the row says; none of those whose mode nobody knows."""
    chosen = dict(words_of)
    if code == names.WAITING:
        chosen |= _asked_between(one.code, date.fromisoformat(chosen["dia"]))
    elif code == names.COSTS and not one.code:
        return ""
    elif one.code != "ALL":
        chosen[BEHIND[code][1]] = one.code
    return f"{address}?{urlencode(chosen)}" if chosen else address


def _asked_between(band: str, day: date) -> dict[str, str]:
    """When those asked who by a day had waited so long, as words of the address of a list."""
    lasts = [last for last, _name in WAITED]
    place = extracted.BANDS.index(band)
    found = {}
    if place < len(lasts):
        found["del"] = (day - timedelta(days=lasts[place])).isoformat()
    if place:
        found["al"] = (day - timedelta(days=lasts[place - 1] + 1)).isoformat()
    return found


def _state(code: str, one: Count) -> str:
    if code == names.CHILDREN:
        return "ok" if one.part == one.base and one.code != "LACKING" else "stop"
    if one.code in {"OVERDUE", "91+", "NO_SHOW", "MISSED"} and one.part:
        return "wait"
    return ""


def _finding(code: str, found: Counted) -> tuple[str, str]:
    """The sentence of a panel, and whether somebody has to act."""
    if not found.base and code == names.CHILDREN:
        return _("Nadie viajó en ese periodo sin madre, padre ni tutor legal."), ""
    if not found.base:
        return _("Nada que contar en ese periodo."), ""
    return FINDINGS[code](found)


def _children(found: Counted) -> tuple[str, str]:
    whole = found.row("WHOLE")
    if whole.part == whole.base:
        return _("100 %% de %(base)s: a nadie le falta nada.") % {
            "base": words.whole(whole.base)
        }, "ok"
    lacks = whole.base - whole.part
    sentence = ngettext(
        "A %(lacks)s de %(base)s le falta algo: hay que verlo hoy.",
        "A %(lacks)s de %(base)s les falta algo: hay que verlo hoy.",
        lacks,
    )
    return sentence % {"lacks": words.whole(lacks), "base": words.whole(whole.base)}, "stop"


def _funnel(found: Counted) -> tuple[str, str]:
    last = found.row("ARRIVED")
    told = {"arrived": words.whole(last.part), "base": words.whole(found.base)}
    return _("Llegaron %(arrived)s de %(base)s personas que pidieron volver.") % told, ""


def _waiting(found: Counted) -> tuple[str, str]:
    told = {"base": words.whole(found.base), "long": words.whole(found.row("91+").part)}
    return _("Esperan %(base)s personas; %(long)s, más de 90 días.") % told, ""


def _why(found: Counted) -> tuple[str, str]:
    ready = next((one.part for one in found.rows if one.code == now.READY), 0)
    told = {"base": words.whole(found.base), "ready": words.whole(ready)}
    return _("De %(base)s expedientes que esperan, a %(ready)s solo les falta lugar.") % told, ""


def _departures(found: Counted) -> tuple[str, str]:
    used, absent = found.row("TRAVELLED"), found.row("NO_SHOW")
    told = {
        "units": words.whole(found.base),
        "used": words.share(used.part, used.base),
        "absent": words.share(absent.part, absent.base),
    }
    return _(
        "Salieron %(units)s unidades; lugares usados: %(used)s; no llegaron: %(absent)s."
    ) % told, ""


def _costs(found: Counted) -> tuple[str, str]:
    cents = found.row("ALL").cents or 0
    told = {"each": words.money(Money(cents, CURRENCY)), "base": words.whole(found.base)}
    return _("%(each)s por persona, entre %(base)s personas.") % told, ""


def _late(found: Counted) -> tuple[str, str]:
    late = found.row("ALL").part
    if not late:
        return _("Ninguna solicitud está fuera de plazo."), "ok"
    told = {"late": words.whole(late), "base": words.whole(found.base)}
    return _("%(late)s de %(base)s solicitudes esperan respuesta fuera de plazo.") % told, "wait"


def _referrals(found: Counted) -> tuple[str, str]:
    done = found.row("IN_TIME")
    if not done.base:
        return _("Ninguna canalización del periodo tenía que estar atendida todavía."), ""
    return _("A tiempo: %(share)s.") % {"share": words.share(done.part, done.base)}, ""


def _calls(found: Counted) -> tuple[str, str]:
    done = found.row("DONE")
    return _("Respondió el %(share)s.") % {"share": words.share(done.part, done.base)}, ""


FINDINGS: dict[str, Callable[[Counted], tuple[str, str]]] = {
    names.CHILDREN: _children,
    names.FUNNEL: _funnel,
    names.WAITING: _waiting,
    names.REASONS: _why,
    names.DEPARTURES: _departures,
    names.COSTS: _costs,
    names.PAPERS: _late,
    names.REFERRALS: _referrals,
    names.CALLS: _calls,
}


def _missing(code: str, found: Counted) -> str:
    if not found.missing:
        return ""
    number = {"number": words.whole(found.missing)}
    if code == names.COSTS:
        return " " + _("Sin apuntes en el libro: %(number)s personas, que no cuentan.") % number
    if code == names.CALLS:
        return " " + _("Todavía no toca llamar a %(number)s más.") % number
    return ""
