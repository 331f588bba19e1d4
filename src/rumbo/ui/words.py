"""Says dates, distances, ages, places and sums as a person would, in the reader's language."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache

import pycountry
from babel import Locale, UnknownLocaleError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext

from rumbo.common import clock
from rumbo.common.money import Money

NARROW_SPACE = "\u202f"
HARD_SPACE = "\u00a0"
_NEAR = {"es": r"l j \d\e F", "en": "l j F"}
_WITH_YEAR = {"es": r"j \d\e F \d\e Y", "en": "j F Y"}
# Names that CLDR gives long, in another usage, or not at all.
_COUNTRIES = {
    "es": {"USA": "Estados Unidos", "COD": "República Democrática del Congo"},
    "en": {"COD": "Democratic Republic of the Congo"},
}


def language() -> str:
    """Give the reader's language as two letters; Spanish when nothing is said."""
    return (get_language() or "es").split("-")[0]


def _locale(code: str) -> Locale:
    try:
        return Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return Locale.parse("es")


def local(value: datetime) -> datetime:
    """Move an aware moment into the office's zone; a naive one is a bug."""
    return timezone.localtime(value)


def as_day(value: date | datetime) -> date:
    """Give the day of a moment as the office's calendar has it."""
    return local(value).date() if isinstance(value, datetime) else value


def today() -> date:
    """Give the day it is for this reader, by the one clock and the active zone."""
    return local(clock.now()).date()


def _say_day(day: date) -> str:
    near = abs((day - today()).days) <= 180
    return date_format(day, (_NEAR if near else _WITH_YEAR).get(language(), "DATE_FORMAT"))


def day_near(value: date | datetime) -> str:
    """Say a day as people do: "hoy", "mañana", "lunes 3 de marzo", with its year when far off."""
    day = as_day(value)
    names = {
        -1: gettext("ayer"),
        0: gettext("hoy"),
        1: gettext("mañana"),
    }
    return names.get((day - today()).days) or _say_day(day)


def the_day(value: date | datetime) -> str:
    """Say a day inside a sentence: "a más tardar el lunes 3 de marzo", but "a más tardar hoy"."""
    day = as_day(value)
    said = day_near(day)
    return said if abs((day - today()).days) <= 1 else gettext("el %(day)s") % {"day": said}


def day_table(value: date | datetime) -> str:
    """Write a day for a table: 03/03/2025, day first in both languages."""
    return as_day(value).strftime("%d/%m/%Y")


def day_short(value: date | datetime) -> str:
    """Write a day under a station: "hoy", "10 feb"; English writes months with a capital."""
    day = as_day(value)
    if day == today():
        return gettext("hoy")
    said = date_format(day, "j M" if day.year == today().year else "j M Y").replace(".", "")
    return said if language() == "en" else said.lower()


def clock_time(value: datetime) -> str:
    """Write the time of a moment in the office's zone: 9:12."""
    return date_format(local(value), "G:i")


def moment(value: datetime) -> str:
    """Say when something happened: "hoy, 9:12"."""
    return gettext("%(day)s, %(time)s") % {"day": day_near(value), "time": clock_time(value)}


def days_since(value: date | datetime) -> str:
    """Say how long ago a day was, in whole days: "hace 23 días", "hoy"."""
    days = (today() - as_day(value)).days
    if days <= 0:
        return day_near(value)
    sentence = ngettext("hace %(days)s día", "hace %(days)s días", days)
    return sentence % {"days": whole(days)}


def lasting(days: int) -> str:
    """Say a span in whole days: "23 días"."""
    return ngettext("%(days)s día", "%(days)s días", days) % {"days": whole(days)}


def years_between(born: date, day: date) -> int:
    """Count whole years of age on a day; a child of 29 February has its birthday on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def age(born: date, on: date | None = None) -> str:
    """Say an age: "34 años"; months under two years, "recién nacida" never."""
    day = on or today()
    years = years_between(born, day)
    if years >= 2:
        return ngettext("%(years)s año", "%(years)s años", years) % {"years": years}
    months = (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)
    if months >= 1:
        return ngettext("%(months)s mes", "%(months)s meses", months) % {"months": months}
    return lasting(max((day - born) // timedelta(days=1), 0))


def whole(value: float) -> str:
    """Write a whole number with its thousands apart: 1 932 in Spanish, 1,932 in English."""
    return f"{round(value):,}".replace(",", "," if language() == "en" else NARROW_SPACE)


def distance(kilometres: float) -> str:
    """Write a distance: "523 km"."""
    return f"{whole(kilometres)}{HARD_SPACE}km"


def money(value: Money | Decimal, currency: str = "USD") -> str:
    """Write a sum with its currency: "1 932.50 MXN"."""
    amount, code = (value.amount, value.currency) if isinstance(value, Money) else (value, currency)
    figures = f"{amount:,.2f}".replace(",", "," if language() == "en" else NARROW_SPACE)
    return f"{figures}{HARD_SPACE}{code}"


def share(part: int, base: int) -> str:
    """Write a share with its base beside it: "42 % de 1 310"; a dash where the base is nobody."""
    if base == 0:
        return "–"
    return gettext("%(percent)s %% de %(base)s") % {
        "percent": round(100 * part / base),
        "base": whole(base),
    }


@lru_cache(maxsize=1024)
def _country(code: str, reader: str) -> str:
    found = pycountry.countries.get(alpha_3=code) if len(code) == 3 else None
    short = found.alpha_2 if found else code
    name = _COUNTRIES.get(reader, {}).get(code) or _locale(reader).territories.get(short)
    return str(name or (found.name if found else code))


def country(code: str | None) -> str:
    """Name a country from its ISO 3166 code (alpha-3 or alpha-2) in the reader's language."""
    if not code:
        return gettext("sin dato")
    return _country(code.strip().upper(), language())


@lru_cache(maxsize=1024)
def _language_name(code: str, reader: str) -> str:
    found = pycountry.languages.get(alpha_3=code) if len(code) == 3 else None
    short = getattr(found, "alpha_2", None) or code
    name = _locale(reader).languages.get(short) or _locale(reader).languages.get(code)
    return str(name or (found.name if found else code))


def language_name(code: str | None) -> str:
    """Name a language from its ISO 639 code in the reader's language: "criollo haitiano"."""
    if not code:
        return gettext("sin dato")
    return _language_name(code.strip().lower(), language())


def own_name(code: str) -> str:
    """Name a language in itself, for the switch of languages: "English"."""
    name = Locale.parse(code.replace("-", "_")).display_name or code
    return name[:1].upper() + name[1:]


def initials(name: object) -> str:
    """Give two letters for a small head: first given name and first surname as well as one can."""
    words = [word for word in str(name).replace(".", " ").replace("@", " ").split() if word]
    if not words:
        return "·"
    last = words[2] if len(words) >= 4 else words[-1] if len(words) > 1 else ""
    return (words[0][:1] + last[:1]).upper()


def sentence_list(items: list[str]) -> str:
    """Join names as a sentence does: "Tapachula, Tecún Umán y Yoro" (e before i, as Spanish asks)."""
    if len(items) < 2:
        return "".join(items)
    head, last = ", ".join(items[:-1]), items[-1]
    if language() == "es" and _takes_e(last):
        return f"{head} e {last}"
    return gettext("%(head)s y %(last)s") % {"head": head, "last": last}


def _takes_e(word: str) -> bool:
    low = word.lower().removeprefix("h")
    return low[:1] in {"i", "í"} and low[:2] not in {"ia", "ie", "io", "iu"}
