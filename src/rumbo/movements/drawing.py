"""The calendar's picture: every departure of eight weeks on its day, as full as it is."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from rumbo.movements.calendar import Calendar, Slot
from rumbo.movements.shown import Week, arrival_of
from rumbo.ui import words

NAMES, DAY, ROW, HEAD = 250, 15, 44, 28
LETTERS = 40  # of a name, for which there is room
GLASS, TALL = 12, 30
BEDS = 40


def picture(calendar: Calendar) -> SafeString:
    """Routes down, days across: a glass for each departure, and each centre's load beneath."""
    by_route: dict[str, list[Slot]] = {}
    for slot in calendar.slots:
        by_route.setdefault(slot.route or slot.departure.route, []).append(slot)
    centres = _loads(calendar)
    days = (calendar.end - calendar.start).days + 1
    width, middle = NAMES + days * DAY, HEAD + len(by_route) * ROW
    height = middle + len(centres) * (BEDS + 22) + 8
    weeks = [band.week for band in calendar.bands]
    parts = [
        _weeks(weeks, height),
        *(
            _route(name, slots, calendar.start, HEAD + n * ROW)
            for n, (name, slots) in enumerate(sorted(by_route.items()))
        ),
        *(
            _centre(name, load, calendar.start, middle + n * (BEDS + 22))
            for n, (name, load) in enumerate(sorted(centres.items()))
        ),
    ]
    return format_html(
        '<svg class="glasses" viewBox="0 0 {} {}" width="{}" height="{}" role="group" '
        'aria-label="{}">{}</svg>',
        width,
        height,
        width,
        height,
        _("Salidas por ruta y día, con lo llenas que van, y la carga de cada centro"),
        format_html_join("", "{}", ((part,) for part in parts)),
    )


def _weeks(weeks: Sequence[Week], height: int) -> SafeString:
    rows = ((NAMES + n * 7 * DAY, height, words.day_short(w.start)) for n, w in enumerate(weeks))
    return format_html_join(
        "",
        '<g class="week"><path d="M{0} 6V{1}"/><text x="{0}" dx="4" y="18">{2}</text></g>',
        rows,
    )


def _route(name: str, slots: Sequence[Slot], start: date, top: int) -> SafeString:
    """One route's row; two of one day stand side by side."""
    seen: Counter[date] = Counter()
    drawn = []
    for slot in slots:
        day = slot.departure.date
        x = NAMES + (day - start).days * DAY + 2 + seen[day] * (GLASS // 2)
        seen[day] += 1
        drawn.append((_glass(slot, x, top + 4),))
    return format_html(
        '<g><text class="name" x="0" y="{}">{}</text>{}</g>',
        top + 24,
        _short(name),
        format_html_join("", "{}", drawn),
    )


def _glass(slot: Slot, x: int, y: int) -> SafeString:
    card = slot.card
    share = min(1.0, card.fill.people / card.fill.seats) if card.fill.seats else 0.0
    full = round(TALL * share)
    told = _("%(code)s, %(day)s: %(people)s de %(seats)s lugares") % {
        "code": card.departure.code,
        "day": words.day_near(card.departure.date),
        "people": card.fill.people,
        "seats": card.fill.seats,
    }
    return format_html(
        '<a href="{}" aria-label="{}"><title>{}</title>'
        '<rect class="glass {}" x="{}" y="{}" width="{}" height="{}" rx="2"/>'
        '<rect class="poured" x="{}" y="{}" width="{}" height="{}" rx="2"/></a>',
        reverse("movements:departure", kwargs={"departure": card.departure.pk}),
        told,
        told,
        card.fill_state,
        x,
        y,
        GLASS,
        TALL,
        x,
        y + TALL - full,
        GLASS,
        full,
    )


def _loads(calendar: Calendar) -> dict[str, dict[date, tuple[int, int]]]:
    """Of each centre at the end of a way: who comes each day, and how many it takes."""
    found: dict[str, dict[date, tuple[int, int]]] = {}
    for slot in calendar.slots:
        if slot.card.capacity and slot.card.expected:
            day = arrival_of(slot.departure)[1]
            load = (slot.card.expected, slot.card.capacity)
            found.setdefault(slot.card.destination, {})[day] = load
    return found


def _centre(name: str, load: dict[date, tuple[int, int]], start: date, top: int) -> SafeString:
    most = max(max(people, capacity) for people, capacity in load.values())
    bars = []
    for day, (people, capacity) in sorted(load.items()):
        tall, line = round(BEDS * people / most), round(BEDS * capacity / most)
        x = NAMES + (day - start).days * DAY + 2
        told = _("%(place)s, %(day)s: llegan %(people)s, recibe a %(most)s") % {
            "place": name,
            "day": words.day_near(day),
            "people": people,
            "most": capacity,
        }
        over = "over" if people > capacity else "within"
        foot = top + 8 + BEDS
        bars.append((told, x, foot - line, GLASS, line, over, x, foot - tall, GLASS, tall))
    return format_html(
        '<g><text class="name" x="0" y="{}">{}</text>{}</g>',
        top + 34,
        _short(_("Llegan a %(place)s") % {"place": name}),
        format_html_join(
            "",
            '<g><title>{}</title><rect class="glass" x="{}" y="{}" width="{}" height="{}" rx="2"/>'
            '<rect class="load {}" x="{}" y="{}" width="{}" height="{}" rx="2"/></g>',
            bars,
        ),
    )


def _short(name: str) -> str:
    return name if len(name) <= LETTERS else f"{name[: LETTERS - 1].rstrip()}…"
