"""The strict reader of a FACTS file: what it cannot be sure of it refuses, naming the place.

A mistyped key or an impossible date must stop here, in words, and never turn into a fact about a person.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from rumbo.readiness.errors import FactsRefused
from rumbo.readiness.facts import Facts, Person
from rumbo.readiness.kinds import Kind
from rumbo.readiness.limits import COUNTRIES, LIMITS

ROOT = "$"
REQUIRED = {"id", "persons"}
LONGEST_TEXT = 200
INVISIBLE = "\u2800\u3164\u115f\u1160\uffa0"
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_facts(mapping: object) -> Facts:
    """The facts of one file, or FactsRefused with the path of the first thing that cannot be."""
    if not isinstance(mapping, Mapping):
        raise FactsRefused(ROOT, "not_an_object")
    facts = Facts(**_values(mapping, Facts, "", _today(mapping)))
    _require_a_possible_journey(facts)
    _require_possible_people(facts)
    return facts


def _today(mapping: Mapping[Any, Any]) -> date | None:
    value = mapping.get("today")
    return None if value is None else _day(value, "today")


def _values(mapping: object, of: Any, path: str, today: date | None) -> dict[str, Any]:
    """The values of one group of facts; null is the same as left out."""
    if not isinstance(mapping, Mapping):
        raise FactsRefused(path, "not_an_object")
    known = _known(of)
    for key in mapping:
        if key not in known:
            raise FactsRefused(join(path, shown(key)), "unknown_key")
    for key in REQUIRED & known.keys():
        if mapping.get(key) is None:
            raise FactsRefused(join(path, key), "missing")
    return {
        key: _value(mapping[key], kind, join(path, key), today)
        for key, kind in known.items()
        if mapping.get(key) is not None
    }


@cache
def _known(of: type) -> dict[str, Any]:
    """What each fact of a group is: a Kind, a group, or a list of groups."""
    hints = get_type_hints(of, include_extras=True)
    return {known.name: _kind_of(hints[known.name]) for known in fields(of)}


def _kind_of(hint: Any) -> Any:
    for extra in getattr(hint, "__metadata__", ()):
        return extra
    if is_dataclass(hint):
        return hint
    for inner in (hint, *get_args(hint)):
        if get_origin(inner) is tuple:
            return [get_args(inner)[0]]
    raise TypeError(hint)


def _value(value: object, kind: Any, path: str, today: date | None) -> Any:
    if isinstance(kind, list):
        return tuple(_value(item, kind[0], place, today) for item, place in _items(value, path))
    if not isinstance(kind, Kind):
        return kind(**_values(value, kind, path, today))
    if kind.sort in ("happened", "born"):
        day = _past_day(value, path, today)
        return None if today is None and kind.sort == "happened" else day
    return READERS[kind.sort](value, path, kind)


def _items(value: object, path: str) -> list[tuple[object, str]]:
    if not isinstance(value, list | tuple):
        raise FactsRefused(path, "not_a_list")
    return [(item, f"{path}[{index}]") for index, item in enumerate(value)]


def _day(value: object, path: str) -> date:
    """A calendar day; a moment or a compact date is refused, for it may mean another day."""
    if not isinstance(value, str) or not ISO_DATE.fullmatch(value):
        raise FactsRefused(path, "not_a_date")
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise FactsRefused(path, "not_a_date") from error


def _past_day(value: object, path: str, today: date | None) -> date:
    """A day that has come; where today is not known, what happened is not known to have happened."""
    day = _day(value, path)
    if today is not None and day > today:
        raise FactsRefused(path, "in_the_future")
    return day


def _yes_no(value: object, path: str) -> bool:
    if not isinstance(value, bool):
        raise FactsRefused(path, "not_yes_no")
    return value


def _text(value: object, path: str) -> str:
    """Text that a person can read: not blank, not endless, nothing hidden in it."""
    if not isinstance(value, str):
        raise FactsRefused(path, "not_text")
    if len(value) > LONGEST_TEXT:
        raise FactsRefused(path, "too_long")
    if any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in value):
        raise FactsRefused(path, "control")
    if not any(_is_visible(sign) for sign in value):
        raise FactsRefused(path, "blank")
    return value


def _is_visible(sign: str) -> bool:
    return unicodedata.category(sign)[0] not in "CZM" and sign not in INVISIBLE


def _country(value: object, path: str) -> str:
    if not isinstance(value, str) or value not in COUNTRIES:
        raise FactsRefused(path, "not_a_country")
    return value


def _one_of(value: object, path: str, allowed: tuple[str, ...]) -> str:
    if not isinstance(value, str) or value not in allowed:
        raise FactsRefused(path, "not_in_list", allowed=", ".join(allowed))
    return value


def _whole(value: object, path: str, kind: Kind) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise FactsRefused(path, "not_whole", lowest=kind.lowest, highest=kind.highest)
    if not kind.lowest <= value <= kind.highest:
        raise FactsRefused(path, "not_whole", lowest=kind.lowest, highest=kind.highest)
    return value


READERS: dict[str, Callable[[object, str, Kind], Any]] = {
    "yes_no": lambda value, path, _: _yes_no(value, path),
    "day": lambda value, path, _: _day(value, path),
    "name": lambda value, path, _: _text(value, path),
    "programme": lambda value, path, _: value if isinstance(value, bool) else _text(value, path),
    "country": lambda value, path, _: _country(value, path),
    "countries": lambda value, path, _: tuple(_country(v, p) for v, p in _items(value, path)),
    "one_of": lambda value, path, kind: _one_of(value, path, kind.allowed),
    "some_of": lambda value, path, kind: tuple(
        _one_of(v, p, kind.allowed) for v, p in _items(value, path)
    ),
    "whole": _whole,
}


def _require_a_possible_journey(facts: Facts) -> None:
    travel = facts.travel
    if travel.date and facts.today and travel.date < facts.today:
        raise FactsRefused("travel.date", "before_today")
    leaves = travel.date or facts.today
    if travel.arrives and leaves and travel.arrives < leaves:
        raise FactsRefused("travel.arrives", "before_travel")


def _require_possible_people(facts: Facts) -> None:
    if not facts.persons:
        raise FactsRefused("persons", "no_people")
    seen: set[str] = set()
    for index, person in enumerate(facts.persons):
        if person.id in seen:
            raise FactsRefused(f"persons[{index}].id", "same_id")
        seen.add(person.id)
        _require_a_possible_birth(person, facts, f"persons[{index}].birth_date")


def _require_a_possible_birth(person: Person, facts: Facts, path: str) -> None:
    """A year typed a century early would make a child an adult."""
    if person.birth_date is None or facts.today is None:
        return
    if facts.today.year - person.birth_date.year > LIMITS.oldest_age_years:
        raise FactsRefused(path, "too_long_ago")


def join(path: str, key: str) -> str:
    """The path of a fact inside the group at `path`."""
    return f"{path}.{key}" if path else key


def shown(key: object) -> str:
    """An unknown key as it may be shown on a terminal: short and without hidden signs."""
    text = str(key)
    shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in text)
    return shown if len(shown) <= 60 else f"{shown[:60]}…"
