"""Cells become values: each column has one way of being read, and of being refused."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

import phonenumbers

from rumbo.exchange.intake import dates, spellings
from rumbo.exchange.intake.columns import columns
from rumbo.exchange.intake.entry import Draft

UNKNOWN_FAMILY: Final = "F-9999"  # what booths write when they do not know the family
_OLDEST = 120
_WHOLE: Final = re.compile(r"(\d{1,9})(?:[.,]0+)?")
_FORMULA: Final = re.compile(r"[=@]|[+-](?=\s*[A-Za-z=@(])")
_INVISIBLE: Final = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_SEVERAL: Final = re.compile(r"[;\n]")
_GAPS: Final = re.compile(r"\s+")
_NAMES: Final = {
    "nombres": "given_names",
    "apellido_paterno": "surname_1",
    "apellido_materno": "surname_2",
}
_ONE: Final = {  # column: value of the entry, closed list
    "parentesco": ("relation", "relation"),
    "tipo_documento": ("document_type", "document_type"),
    "condicion_migratoria": ("status", "status"),
    "escolaridad": ("education", "education"),
    "ocupacion": ("sector", "sector"),
    "nna_no_acompanado": ("unaccompanied", "yes_no"),
    "mpp": ("mpp", "yes_no"),
    "teme_volver": ("fear", "fear_answer"),
}
_MANY: Final = {
    "idioma": ("languages", "language"),
    "motivo_retorno": ("reasons_returning", "reason_returning"),
    "motivo_migracion": ("reasons_migrating", "reason_migrating"),
    "incidentes_en_ruta": ("incidents", "incidents"),
    "salud": ("health", "health_condition"),
    "vulnerabilidades": ("vulnerabilities", "vulnerability"),
}
_LATER_DATES: Final = {
    "vence_documento": "document_expires",
    "fecha_corte_eeuu": "us_court_date",
    "desea_retornar_a_partir_de": "wishes_to_return_from",
}


@dataclass(frozen=True, slots=True)
class Context:
    """What one row must know of the whole sheet and of the day of import."""

    today: date
    year_first: bool
    median: date | None  # of the registration dates of the sheet
    lone_m: str  # what a lone M means in the sex column: F, M, or "" where it does not tell


def lone_m(sexes: Iterator[str]) -> str:
    """Say what a lone M means in a column: with H beside it Mujer, with F beside it male."""
    found = {spellings.plain(text) for text in sexes}
    if ("h" in found) == ("f" in found):
        return ""
    return "F" if "h" in found else "M"


def registration_date(text: str, today: date, *, year_first: bool) -> dates.Told:
    """Read a registration date; two digits are the latest year not after the day of import."""
    return dates.read(text, latest=today, year_first=year_first)


def read(cells: Mapping[str, str], context: Context) -> Draft:
    """Read one row: never raises, whatever the cells hold."""
    draft = Draft(cells={column: _clean(cells.get(column, "")) for column in columns()})
    for column, text in cells.items():
        if _INVISIBLE.search(text):
            draft.flag(column, "CONTROL_CHARACTERS")
    for column, text in draft.cells.items():
        if text and spellings.is_blank(text):
            draft.flag(column, "READ_AS_EMPTY")
            draft.cells = {**draft.cells, column: ""}
        elif _FORMULA.match(text):
            draft.flag(column, "FORMULA")
    _read_names(draft)
    _read_registration(draft, context)
    _read_birth(draft, context)
    _read_sex(draft, context)
    _read_origin(draft)
    _read_lists(draft)
    _read_contact_and_document(draft)
    _read_later_dates(draft, context)
    _read_numbers_and_notes(draft)
    return draft


def _clean(text: str) -> str:
    if text.isascii() and text.isalnum():
        return text
    return _GAPS.sub(" ", _INVISIBLE.sub("", text)).strip()


def _read_names(draft: Draft) -> None:
    for column, value in _NAMES.items():
        text = draft.cells[column]
        draft.values[value] = text
        if _FORMULA.match(text):
            draft.fault(column, "FORMULA_FOR_NAME")
    if not any(c.isalpha() for c in draft.cells["nombres"]):
        draft.fault("nombres", "NO_NAME")
    surnames = draft.cells["apellido_paterno"] + draft.cells["apellido_materno"]
    if not any(c.isalpha() for c in surnames):
        draft.flag("apellido_paterno", "SURNAME_MISSING")


def _read_registration(draft: Draft, context: Context) -> None:
    draft.values["folio"] = draft.cells["folio"]
    family = draft.cells["folio_familia"]
    draft.values["family"] = "" if family.upper() == UNKNOWN_FAMILY else family
    if family.upper() == UNKNOWN_FAMILY:
        draft.flag("folio_familia", "FAMILY_UNKNOWN")
    site = draft.cells["lugar_registro"]
    draft.values["site"] = spellings.code("site", site)
    if not draft.values["site"]:
        draft.flag("lugar_registro", "SITE_UNKNOWN")
        _keep(draft, "lugar_registro")
    draft.values["registered_on"] = _registered_on(draft, context)


def _registered_on(draft: Draft, context: Context) -> date | None:
    """Read the registration date; None where it cannot stand, with its fault."""
    text = draft.cells["fecha_registro"]
    told = registration_date(text, context.today, year_first=context.year_first)
    code = ""
    if not text:
        code = "DATE_MISSING"
    elif told.day is None or told.kind != "day":
        code = "DATE_IMPOSSIBLE" if told.kind == "impossible" else "DATE_UNREADABLE"
    elif told.day > context.today:
        code = "DATE_AFTER_IMPORT"
    elif context.median and not _within_a_year(told.day, context.median):
        code = "DATE_FAR_FROM_FILE"
    if code:
        draft.fault("fecha_registro", code)
        return None
    return told.day


def _within_a_year(day: date, median: date) -> bool:
    return dates.years_from(median, -1) <= day <= dates.years_from(median, 1)


def _read_birth(draft: Draft, context: Context) -> None:
    """Read birth date and age together: the date stands, the age only checks it."""
    registered = draft.values["registered_on"]
    anchor = registered or min(context.median or context.today, context.today)
    age = draft.values["age"] = _number(draft, "edad", _OLDEST)
    born = _born(draft, context, anchor)
    if born and age is not None and registered:
        draft_age = dates.age_on(born, registered)
        partial = draft.values["precision"] != "day"
        if abs(draft_age - age) > 1 + partial:
            draft.fault("edad", "AGE_DISAGREES")
    elif born is None and age is not None and not draft.cells["fecha_nacimiento"]:
        draft.values["birth_date"] = dates.born_by_age(age, anchor)
        draft.values["precision"] = "age"
    elif born is None and age is None:
        draft.flag("fecha_nacimiento", "BIRTH_UNKNOWN")


def _born(draft: Draft, context: Context, anchor: date) -> date | None:
    text = draft.cells["fecha_nacimiento"]
    draft.values["birth_date"], draft.values["precision"] = None, ""
    if not text:
        return None
    told = dates.read(text, latest=anchor, year_first=context.year_first)
    if told.day is None:
        impossible = told.kind == "impossible"
        draft.fault("fecha_nacimiento", "DATE_IMPOSSIBLE" if impossible else "DATE_UNREADABLE")
        return None
    if told.day > context.today or told.day > anchor:
        late = told.day > context.today
        draft.fault("fecha_nacimiento", "DATE_AFTER_IMPORT" if late else "BIRTH_AFTER_REGISTRATION")
        return None
    if told.kind != "day":
        draft.flag("fecha_nacimiento", "BIRTH_PARTIAL")
    draft.values["birth_date"], draft.values["precision"] = told.day, told.kind
    return told.day


def _read_sex(draft: Draft, context: Context) -> None:
    text = spellings.plain(draft.cells["sexo"])
    sex = context.lone_m if text == "m" else spellings.code("sex", text)
    draft.values["sex"] = sex
    if text == "m" and not sex:
        draft.fault("sexo", "SEX_AMBIGUOUS")
    elif not sex:
        draft.flag("sexo", "SEX_UNKNOWN")
        _keep(draft, "sexo")


def _read_origin(draft: Draft) -> None:
    """Read nationalities (several may stand with `;` or `/`) and the department of the first."""
    told = [part for part in re.split(r"[;,/|]", draft.cells["nacionalidad"]) if part.strip()]
    found = [spellings.code("nationality", part) for part in told]
    draft.values["nationalities"] = tuple(dict.fromkeys(code for code in found if code))
    if not told:
        draft.fault("nacionalidad", "NO_NATIONALITY")
    elif not all(found):
        draft.fault("nacionalidad", "NATIONALITY_UNKNOWN")
        _keep(draft, "nacionalidad")
    name = draft.cells["departamento"]
    draft.values["department_name"] = name
    codes = [spellings.department(nation, name) for nation in draft.values["nationalities"]]
    draft.values["department"] = next((code for code in codes if code), "")
    if codes and name and not draft.values["department"]:
        draft.flag("departamento", "UNKNOWN_WORD")
        _keep(draft, "departamento")


def _read_lists(draft: Draft) -> None:
    for column, (value, name) in _ONE.items():
        text = draft.cells[column]
        draft.values[value] = spellings.code(name, text)
        if text and not draft.values[value]:
            draft.flag(column, "UNKNOWN_WORD")
            _keep(draft, column)
    for column, (value, name) in _MANY.items():
        parts = list(_parts(name, draft.cells[column]))
        found = [spellings.code(name, part) for part in parts]
        draft.values[value] = tuple(dict.fromkeys(code for code in found if code))
        if not all(found):
            draft.flag(column, "UNKNOWN_WORD")
            draft.unread[column] = "; ".join(
                part for part, code in zip(parts, found, strict=True) if not code
            )


def _parts(name: str, text: str) -> Iterator[str]:
    """Split a cell at `;`, and at commas where that makes words that the list knows."""
    for part in _SEVERAL.split(text):
        commas = [piece.strip() for piece in part.split(",")]
        known = not spellings.code(name, part) and any(spellings.code(name, c) for c in commas)
        yield from (piece for piece in (commas if known else [part.strip()]) if piece)


def _read_contact_and_document(draft: Draft) -> None:
    text = draft.cells["telefono"]
    draft.values["phone"] = phone(text)
    if text and not draft.values["phone"]:
        draft.flag("telefono", "PHONE_UNREADABLE")
        _keep(draft, "telefono")
    draft.values["document_number"] = draft.cells["numero_documento"]
    draft.values["document_kind"] = draft.cells["tipo_documento"]


@lru_cache(maxsize=10_000)
def phone(text: str) -> str:
    """Write a telephone as E.164 (`+525538299075`), Mexico where no country is told; or ""."""
    if not text or len(text) > 40 or any(c.isalpha() for c in text):
        return ""
    try:
        number = phonenumbers.parse(text, "MX")
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _read_later_dates(draft: Draft, context: Context) -> None:
    """Read dates that may lie ahead: an expiry, a hearing, the wished day of return."""
    for column, value in _LATER_DATES.items():
        text = draft.cells[column]
        draft.values[value] = None
        if not text:
            continue
        told = dates.read(text, latest=None, year_first=context.year_first)
        if told.day is None or told.kind != "day":
            impossible = told.kind == "impossible"
            draft.fault(column, "DATE_IMPOSSIBLE" if impossible else "DATE_UNREADABLE")
            continue
        draft.values[value] = told.day
        if told.short_year:
            draft.flag(column, "YEAR_ASSUMED")


def _read_numbers_and_notes(draft: Draft) -> None:
    draft.values["pregnancy_weeks"] = _number(draft, "embarazo_semanas", 45)
    draft.values["notes"] = draft.cells["observaciones"]


def _number(draft: Draft, column: str, largest: int) -> int | None:
    """Read a whole number in figures from 0 to `largest`; a word there is a fault."""
    text = draft.cells[column]
    if not text:
        return None
    found = _WHOLE.fullmatch(text)
    if not found:
        negative = re.fullmatch(r"-?\d+([.,]\d+)?", text)
        draft.fault(column, "NUMBER_OUT_OF_RANGE" if negative else "NOT_A_NUMBER")
        return None
    if int(found[1]) > largest:
        draft.fault(column, "NUMBER_OUT_OF_RANGE")
        return None
    return int(found[1])


def _keep(draft: Draft, column: str) -> None:
    if draft.cells[column]:
        draft.unread[column] = draft.cells[column]
