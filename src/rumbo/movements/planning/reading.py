"""Reads an instance and names what is wrong in it, before anything is planned."""
from __future__ import annotations
import json
from datetime import date
from pathlib import Path
from rumbo.movements.planning.instance import Centre, Departure, Fund, Group, Instance

def read(path):
    raw = json.loads(Path(path).read_text("utf-8"))
    d = date.fromisoformat
    return Instance(
        start=d(raw["start"]), days=raw["days"], children_per_escort=raw["children_per_escort"], earliness=raw["earliness"],
        groups=tuple(Group(g["id"], g["persons"], g["unaccompanied_children"], g["wheelchairs"], g["origin"], g["destination"], g["nationality"], g["vulnerability"], g["waiting_days"], d(g["earliest"]), d(g["latest"]), tuple((d(a), d(b)) for a, b in g["blocked"]), frozenset(g["modes"]), g["weight"]) for g in raw["groups"]),
        departures=tuple(Departure(r["id"], d(r["date"]), r["mode"], tuple(r["stops"]), r["seats"], r["wheelchair_places"], r["max_escorts"], r["min_passengers"], r["fixed_cost"], r["seat_cost"]) for r in raw["departures"]),
        centres={c["id"]: Centre(c["id"], c["daily_capacity"], frozenset(map(d, c["closed"]))) for c in raw["centres"]},
        funds=tuple(Fund(f["id"], f["budget"], None if f["nationalities"] is None else frozenset(f["nationalities"]), f["min_vulnerability"], f["pays_fixed"], f.get("spent", 0)) for f in raw["funds"]),
        fixed={x["group"]: x["departure"] for x in raw.get("fixed", [])},
    )
