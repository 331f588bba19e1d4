"""Reads an instance strictly: what cannot be is refused with its place, before anything is planned."""

import json
import math
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from rumbo.movements.planning.errors import refused
from rumbo.movements.planning.instance import Centre, Departure, Fund, Group, Instance

MOST_PEOPLE = 500
MOST = 10**12
LONGEST = 200
MODES = ("LAND", "AIR", "MIXED")
Read = Callable[[object, str], Any]


def load(path: Path) -> Instance:
    """The instance in a file, or PlanRefused."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise refused("$", "no_file") from error
    except UnicodeDecodeError as error:
        raise refused("$", "not_utf8") from error
    try:
        raw = json.loads(text)
    except json.JSONDecodeError as error:
        raise refused("$", "not_json", line=error.lineno, column=error.colno) from error
    except (RecursionError, ValueError) as error:
        raise refused("$", "not_json", line=1, column=1) from error
    return read(raw)


def read(raw: object) -> Instance:
    """The instance of an object as json.loads gives it, or PlanRefused."""
    values = _object(raw, "$", INSTANCE, optional=("format", "fixed"))
    funds, fixed = values["funds"], values.get("fixed", [])
    _require_possible_days(values)
    if sum(fund.pays_fixed for fund in funds) != 1:
        raise refused("funds", "one_payer")
    return Instance(
        start=values["start"],
        days=values["days"],
        children_per_escort=values["children_per_escort"],
        earliness=values["earliness"],
        groups=tuple(values["groups"]),
        departures=tuple(values["departures"]),
        centres={centre.id: centre for centre in values["centres"]},
        funds=tuple(funds),
        fixed=_fixed(fixed, values),
    )


def _require_possible_days(values: Mapping[str, Any]) -> None:
    """A departure is worth nothing or less only where earliness outweighs all: a mistake."""
    for place, run in enumerate(values["departures"]):
        day = (run.date - values["start"]).days + 1
        if day < 1 or 1 + values["earliness"] * (1 - day / values["days"]) <= 0:
            raise refused(f"departures[{place}].date", "outside")


def _fixed(pairs: list[dict[str, str]], values: Mapping[str, Any]) -> dict[str, str]:
    groups = {group.id for group in values["groups"]}
    runs = {run.id for run in values["departures"]}
    found: dict[str, str] = {}
    for place, pair in enumerate(pairs):
        path = f"fixed[{place}]"
        if pair["group"] not in groups:
            raise refused(path, "no_such_group", **pair)
        if pair["departure"] not in runs:
            raise refused(path, "no_such_departure", **pair)
        if pair["group"] in found:
            raise refused(path, "fixed_twice", **pair)
        found[pair["group"]] = pair["departure"]
    return found


def _object(
    raw: object, path: str, fields: Mapping[str, Read], *, optional: tuple[str, ...] = ()
) -> dict[str, Any]:
    if not isinstance(raw, Mapping):
        raise refused(path, "not_an_object")
    inside = "" if path == "$" else f"{path}."
    for key in raw:
        if key not in fields:
            raise refused(f"{inside}{str(key)[:LONGEST]}", "unknown_key")
    for key in fields:
        if key not in raw and key not in optional:
            raise refused(f"{inside}{key}", "missing")
    return {key: fields[key](raw[key], f"{inside}{key}") for key in fields if key in raw}


def _list(of: Read) -> Read:
    def listed(raw: object, path: str) -> list[Any]:
        if not isinstance(raw, list):
            raise refused(path, "not_a_list")
        return [of(item, f"{path}[{place}]") for place, item in enumerate(raw)]

    return listed


def _rows(of: Read) -> Read:
    """A list of things whose ids are different."""

    def rows(raw: object, path: str) -> list[Any]:
        found: list[Any] = _list(of)(raw, path)
        seen: set[str] = set()
        for place, row in enumerate(found):
            if row.id in seen:
                raise refused(f"{path}[{place}].id", "same_id")
            seen.add(row.id)
        return found

    return rows


def _text(raw: object, path: str) -> str:
    if not isinstance(raw, str) or not raw.strip() or len(raw) > LONGEST:
        raise refused(path, "not_text")
    return raw


def _day(raw: object, path: str) -> date:
    if not isinstance(raw, str) or len(raw) != 10:
        raise refused(path, "not_a_date")
    try:
        return date.fromisoformat(raw)
    except ValueError as error:
        raise refused(path, "not_a_date") from error


def _whole(lowest: int, highest: int) -> Read:
    def whole(raw: object, path: str) -> int:
        right = isinstance(raw, int) and not isinstance(raw, bool)
        if not isinstance(raw, int) or not right or not lowest <= raw <= highest:
            raise refused(path, "not_whole", lowest=lowest, highest=highest)
        return raw

    return whole


def _number(lowest: float, highest: float) -> Read:
    def number(raw: object, path: str) -> float:
        if isinstance(raw, bool) or not isinstance(raw, int | float):
            raise refused(path, "not_a_number", lowest=lowest, highest=highest)
        if not math.isfinite(raw) or not lowest <= raw <= highest:
            raise refused(path, "not_a_number", lowest=lowest, highest=highest)
        return float(raw)

    return number


def _yes_no(raw: object, path: str) -> bool:
    if not isinstance(raw, bool):
        raise refused(path, "not_yes_no")
    return raw


def _mode(raw: object, path: str) -> str:
    if raw not in MODES:
        raise refused(path, "not_in_list", allowed=", ".join(MODES))
    return str(raw)


def _nationalities(raw: object, path: str) -> frozenset[str] | None:
    return None if raw is None else frozenset(_list(_text)(raw, path))


def _span(raw: object, path: str) -> tuple[date, date]:
    days = _list(_day)(raw, path)
    if len(days) != 2:
        raise refused(path, "not_a_list")
    if days[1] < days[0]:
        raise refused(path, "backwards")
    return days[0], days[1]


def _group(raw: object, path: str) -> Group:
    values = _object(raw, path, GROUP)
    values["children"] = values.pop("unaccompanied_children")
    if values["children"] > values["persons"] or values["wheelchairs"] > values["persons"]:
        raise refused(f"{path}.unaccompanied_children", "too_many_children")
    values["blocked"] = tuple(values["blocked"])
    values["modes"] = frozenset(values["modes"])
    return Group(**values)


def _departure(raw: object, path: str) -> Departure:
    values = _object(raw, path, DEPARTURE)
    values["stops"] = tuple(values["stops"])
    if len(values["stops"]) < 2 or len(set(values["stops"])) < len(values["stops"]):
        raise refused(f"{path}.stops", "few_stops")
    return Departure(**values)


def _centre(raw: object, path: str) -> Centre:
    values = _object(raw, path, CENTRE)
    return Centre(values["id"], values["daily_capacity"], frozenset(values["closed"]))


def _fund(raw: object, path: str) -> Fund:
    values = _object(raw, path, FUND, optional=("spent",))
    fund = Fund(**values)
    if fund.left < 0:
        raise refused(path, "overspent", fund=fund.id, spent=fund.spent, budget=fund.budget)
    return fund


def _pair(raw: object, path: str) -> dict[str, str]:
    return _object(raw, path, {"group": _text, "departure": _text})


PEOPLE = _whole(0, MOST_PEOPLE)
MONEY = _number(0, MOST)
GROUP: Mapping[str, Read] = {
    "id": _text,
    "persons": _whole(1, MOST_PEOPLE),
    "unaccompanied_children": PEOPLE,
    "wheelchairs": PEOPLE,
    "origin": _text,
    "destination": _text,
    "nationality": _text,
    "vulnerability": _whole(0, 3),
    "waiting_days": _number(0, MOST),
    "earliest": _day,
    "latest": _day,
    "blocked": _list(_span),
    "modes": _list(_mode),
    "weight": _number(0, MOST),
}
DEPARTURE: Mapping[str, Read] = {
    "id": _text,
    "date": _day,
    "mode": _mode,
    "stops": _list(_text),
    "seats": _whole(1, MOST_PEOPLE),
    "wheelchair_places": PEOPLE,
    "max_escorts": PEOPLE,
    "min_passengers": PEOPLE,
    "fixed_cost": MONEY,
    "seat_cost": MONEY,
}
CENTRE: Mapping[str, Read] = {
    "id": _text,
    "daily_capacity": _whole(0, 10**6),
    "closed": _list(_day),
}
FUND: Mapping[str, Read] = {
    "id": _text,
    "budget": MONEY,
    "nationalities": _nationalities,
    "min_vulnerability": _whole(0, 3),
    "pays_fixed": _yes_no,
    "spent": MONEY,
}
INSTANCE: Mapping[str, Read] = {
    "format": _text,
    "start": _day,
    "days": _whole(1, 3660),
    "children_per_escort": _whole(1, MOST_PEOPLE),
    "earliness": _number(0, 100),
    "groups": _rows(_group),
    "departures": _rows(_departure),
    "centres": _rows(_centre),
    "funds": _rows(_fund),
    "fixed": _list(_pair),
}
