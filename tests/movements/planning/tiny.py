"""Instances so small that every plan can be tried, and the best of all by trying them."""

import itertools
import random
from datetime import date, timedelta
from typing import Any

START = date(2026, 3, 2)
PLACES = ["A", "B", "C", "D"]


def day(number: int) -> str:
    """The day of that number, 1 the first."""
    return (START + timedelta(days=number - 1)).isoformat()


def group(name: str, persons: int = 1, **other: Any) -> dict[str, Any]:
    """A group from A to D that may travel on any of the first ten days."""
    return {
        "id": name,
        "persons": persons,
        "unaccompanied_children": 0,
        "wheelchairs": 0,
        "origin": "A",
        "destination": "D",
        "nationality": "HND",
        "vulnerability": 0,
        "waiting_days": 10,
        "earliest": day(1),
        "latest": day(10),
        "blocked": [],
        "modes": ["LAND", "AIR"],
        "weight": 10.0 * persons,
        **other,
    }


def departure(name: str, **other: Any) -> dict[str, Any]:
    """A vehicle of four seats from A over B and C to D on the second day."""
    return {
        "id": name,
        "date": day(2),
        "mode": "LAND",
        "stops": ["A", "B", "C", "D"],
        "seats": 4,
        "wheelchair_places": 1,
        "max_escorts": 1,
        "min_passengers": 0,
        "fixed_cost": 0,
        "seat_cost": 10,
        **other,
    }


def instance(
    groups: list[dict[str, Any]], departures: list[dict[str, Any]], **other: Any
) -> dict[str, Any]:
    """An instance with beds and money for everybody, unless said otherwise."""
    centres = [{"id": place, "daily_capacity": 99, "closed": []} for place in PLACES]
    fund = {"id": "general", "nationalities": None, "min_vulnerability": 0, "pays_fixed": True}
    return {
        "format": "rumbo-plan/1",
        "start": day(1),
        "days": 10,
        "children_per_escort": 2,
        "earliness": 0.25,
        "groups": groups,
        "departures": departures,
        "centres": centres,
        "funds": [{**fund, "budget": 10_000}],
        **other,
    }


def drawn(seed: int) -> dict[str, Any]:
    """A world by chance: up to six groups, three vehicles, two funds, scarce in everything."""
    chance = random.Random(seed)  # noqa: S311 - a world to try, no secret
    groups = []
    for number in range(chance.randint(1, 6)):
        persons = chance.choice([1, 1, 2, 3])
        alone = persons == 1 and chance.random() < 0.3
        first, last = sorted(chance.sample(range(4), 2))
        groups.append(
            group(
                f"G{number}",
                persons,
                unaccompanied_children=int(alone),
                wheelchairs=int(chance.random() < 0.2),
                origin=PLACES[first],
                destination=PLACES[last],
                nationality=chance.choice(["HND", "SLV"]),
                vulnerability=chance.randint(0, 3),
                latest=day(chance.choice([1, 2, 4, 10])),
                blocked=[[day(3), day(4)]] if chance.random() < 0.2 else [],
                modes=["AIR"] if chance.random() < 0.1 else ["LAND", "AIR"],
                weight=round(persons * chance.uniform(5, 40), 3),
                waiting_days=chance.randint(0, 90),
            )
        )
    departures = [
        departure(
            f"D{number}",
            date=day(chance.randint(1, 6)),
            mode=chance.choice(["LAND", "LAND", "AIR"]),
            stops=chance.choice([["A", "B", "C", "D"], ["A", "C", "D"], ["B", "D"], ["A", "D"]]),
            seats=chance.randint(2, 5),
            wheelchair_places=chance.randint(0, 1),
            max_escorts=chance.randint(0, 2),
            min_passengers=chance.choice([0, 0, 2, 3]),
            fixed_cost=chance.choice([0, 0, 15, 40]),
            seat_cost=chance.choice([5, 10]),
        )
        for number in range(chance.randint(1, 3))
    ]
    centres = [
        {"id": place, "daily_capacity": chance.choice([2, 3, 9]), "closed": []} for place in PLACES
    ]
    centres[3]["closed"] = [day(5)] if chance.random() < 0.3 else []
    funds = [
        {"id": "general", "budget": chance.choice([30, 60, 500]), "nationalities": None,
         "min_vulnerability": 0, "pays_fixed": True},
        {"id": "north", "budget": chance.choice([0, 20, 50]), "nationalities": ["HND"],
         "min_vulnerability": chance.choice([0, 2]), "pays_fixed": False},
    ]  # fmt: skip
    return instance(groups, departures, centres=centres, funds=funds)


def best(world: dict[str, Any]) -> float:
    """The most that any plan gains, by trying them all."""
    runs = world["departures"]
    choices = [[None, *(run for run in runs if may(world, one, run))] for one in world["groups"]]
    return max(
        (_worth(world, plan) for plan in itertools.product(*choices) if stands(world, plan)),
        default=0.0,
    )


def may(world: dict[str, Any], one: dict[str, Any], run: dict[str, Any]) -> bool:
    stops = run["stops"]
    there = one["origin"] in stops and one["destination"] in stops
    if not there or stops.index(one["origin"]) >= stops.index(one["destination"]):
        return False
    free = not any(first <= run["date"] <= last for first, last in one["blocked"])
    in_time = one["earliest"] <= run["date"] <= one["latest"]
    return free and in_time and run["mode"] in one["modes"]


def _worth(world: dict[str, Any], plan: tuple[Any, ...]) -> float:
    total = 0.0
    for one, run in zip(world["groups"], plan, strict=True):
        if run is not None:
            number = (date.fromisoformat(run["date"]) - START).days + 1
            total += one["weight"] * (1 + world["earliness"] * (1 - number / world["days"]))
    return total


def stands(world: dict[str, Any], plan: tuple[Any, ...]) -> bool:
    aboard: dict[str, list[dict[str, Any]]] = {}
    for one, run in zip(world["groups"], plan, strict=True):
        if run is not None:
            aboard.setdefault(run["id"], []).append(one)
    runs = {run["id"]: run for run in world["departures"]}
    return (
        all(_rides(world, runs[name], on) for name, on in aboard.items())
        and _welcome(world, runs, aboard)
        and _paid(world, runs, aboard)
    )


def _escorts(world: dict[str, Any], on: list[dict[str, Any]]) -> int:
    children = sum(one["unaccompanied_children"] for one in on)
    return -(-int(children) // int(world["children_per_escort"]))


def _rides(world: dict[str, Any], run: dict[str, Any], on: list[dict[str, Any]]) -> bool:
    stops, escorts = run["stops"], _escorts(world, on)
    for leg in range(len(stops) - 1):
        load = sum(
            one["persons"]
            for one in on
            if stops.index(one["origin"]) <= leg < stops.index(one["destination"])
        )
        if load + escorts > run["seats"]:
            return False
    wheels, people = (sum(int(one[what]) for one in on) for what in ("wheelchairs", "persons"))
    return (
        escorts <= int(run["max_escorts"])
        and wheels <= int(run["wheelchair_places"])
        and people >= int(run["min_passengers"])
    )


def _welcome(world: dict[str, Any], runs: Any, aboard: Any) -> bool:
    people: dict[tuple[str, str], int] = {}
    for name, on in aboard.items():
        for one in on:
            key = (one["destination"], runs[name]["date"])
            people[key] = people.get(key, 0) + one["persons"]
    centres = {centre["id"]: centre for centre in world["centres"]}
    return all(
        number <= centres[place]["daily_capacity"] and when not in centres[place]["closed"]
        for (place, when), number in people.items()
    )


def _paid(world: dict[str, Any], runs: Any, aboard: Any) -> bool:
    """Two funds at most, the payer open to all: the narrow one first is the best there is."""
    narrow = next((fund for fund in world["funds"] if not fund["pays_fixed"]), None)
    general = next(fund for fund in world["funds"] if fund["pays_fixed"])
    fits, rest = 0.0, 0.0
    for name, on in aboard.items():
        run = runs[name]
        rest += run["fixed_cost"] + _escorts(world, on) * run["seat_cost"]
        for one in on:
            cost = one["persons"] * run["seat_cost"]
            if narrow is not None and _accepts(narrow, one):
                fits += cost
            else:
                rest += cost
    left = narrow["budget"] if narrow is not None else 0.0
    return bool(rest + max(0.0, fits - left) <= general["budget"])


def _accepts(fund: dict[str, Any], one: dict[str, Any]) -> bool:
    right = fund["nationalities"] is None or one["nationality"] in fund["nationalities"]
    return bool(right and one["vulnerability"] >= fund["min_vulnerability"])
