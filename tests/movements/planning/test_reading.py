"""An instance that cannot be is refused in a sentence with its place; `rumbo plan` says it and ends."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from rumbo.movements.planning import reading
from rumbo.movements.planning.errors import SENTENCES, PlanRefused
from rumbo.movements.planning.planner import Search
from tests.movements.planning import tiny
from tests.movements.planning.measures import check


def world(**other: Any) -> dict[str, Any]:
    plain = tiny.instance([tiny.group("G1"), tiny.group("G2")], [tiny.departure("D1")])
    return {**plain, **other}


def with_group(**other: Any) -> dict[str, Any]:
    return tiny.instance([{**tiny.group("G1"), **other}], [tiny.departure("D1")])


def with_departure(**other: Any) -> dict[str, Any]:
    return tiny.instance([tiny.group("G1")], [tiny.departure("D1", **other)])


FUND = {"id": "f", "budget": 5, "nationalities": None, "min_vulnerability": 0, "pays_fixed": True}
WRONG: dict[str, tuple[Any, str, str]] = {
    "a list": ([], "$", "not_an_object"),
    "a key too many": (world(more=1), "more", "unknown_key"),
    "no funds": ({k: v for k, v in world().items() if k != "funds"}, "funds", "missing"),
    "groups as text": (world(groups="G1"), "groups", "not_a_list"),
    "a blank id": (tiny.instance([tiny.group(" ")], []), "groups[0].id", "not_text"),
    "an endless id": (tiny.instance([tiny.group("x" * 300)], []), "groups[0].id", "not_text"),
    "nobody": (tiny.instance([tiny.group("G1", 0)], []), "groups[0].persons", "not_whole"),
    "half a person": (with_group(persons=1.5), "groups[0].persons", "not_whole"),
    "true people": (with_group(persons=True), "groups[0].persons", "not_whole"),
    "2^63 people": (with_group(persons=2**63), "groups[0].persons", "not_whole"),
    "a negative weight": (with_group(weight=-1), "groups[0].weight", "not_a_number"),
    "no number": (with_group(weight=float("nan")), "groups[0].weight", "not_a_number"),
    "endless weight": (with_group(weight=float("inf")), "groups[0].weight", "not_a_number"),
    "31 February": (with_group(earliest="2026-02-31"), "groups[0].earliest", "not_a_date"),
    "a moment": (with_group(earliest="20260302"), "groups[0].earliest", "not_a_date"),
    "a blocked day": (with_group(blocked=[["2026-03-02"]]), "groups[0].blocked[0]", "not_a_list"),
    "backwards": (
        with_group(blocked=[["2026-03-05", "2026-03-02"]]), "groups[0].blocked[0]", "backwards"
    ),
    "by sea": (with_group(modes=["SEA"]), "groups[0].modes[0]", "not_in_list"),
    "more children than people": (
        with_group(unaccompanied_children=2), "groups[0].unaccompanied_children",
        "too_many_children",
    ),
    "two of one id": (
        tiny.instance([tiny.group("G1"), tiny.group("G1")], []), "groups[1].id", "same_id"
    ),
    "one stop": (with_departure(stops=["A"]), "departures[0].stops", "few_stops"),
    "a circle": (with_departure(stops=["A", "B", "A"]), "departures[0].stops", "few_stops"),
    "before the plan": (with_departure(date="2026-03-01"), "departures[0].date", "outside"),
    "yes for true": (
        world(funds=[{**FUND, "pays_fixed": "yes"}]), "funds[0].pays_fixed", "not_yes_no"
    ),
    "nobody pays": (world(funds=[{**FUND, "pays_fixed": False}]), "funds", "one_payer"),
    "two payers": (world(funds=[FUND, {**FUND, "id": "g"}]), "funds", "one_payer"),
    "overspent": (world(funds=[{**FUND, "spent": 9}]), "funds[0]", "overspent"),
    "fixed nobody": (
        world(fixed=[{"group": "G9", "departure": "D1"}]), "fixed[0]", "no_such_group"
    ),
    "fixed nowhere": (
        world(fixed=[{"group": "G1", "departure": "D9"}]), "fixed[0]", "no_such_departure"
    ),
    "fixed twice": (
        world(fixed=[{"group": "G1", "departure": "D1"}] * 2), "fixed[1]", "fixed_twice"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(WRONG))
def test_what_cannot_be_is_refused_with_its_place(name: str) -> None:
    raw, path, code = WRONG[name]
    with pytest.raises(PlanRefused) as refused:
        reading.read(raw)
    assert [(place, what) for place, what, _ in refused.value.faults] == [(path, code)]
    for lang in ("es", "en"):
        [sentence] = refused.value.sentences(lang)
        assert sentence.startswith(f"{path}: ")
        assert "{" not in sentence


def test_every_refusal_has_two_languages() -> None:
    assert all(es and en and es != en for es, en in SENTENCES.values())


@pytest.mark.parametrize(
    ("raw", "code"),
    [(b"\xff\xfe", "not_utf8"), (b"{", "not_json"), (b"", "not_json"), (b"[" * 99_999, "not_json")],
)
def test_bytes_that_are_no_instance_are_refused(tmp_path: Path, raw: bytes, code: str) -> None:
    file = tmp_path / "instance.json"
    file.write_bytes(raw)
    with pytest.raises(PlanRefused) as refused:
        reading.load(file)
    assert refused.value.faults[0][1] == code


FIXED: dict[str, tuple[dict[str, Any], str]] = {
    "wrong way": (tiny.group("G1", origin="D", destination="A"), "NO_DEPARTURE"),
    "too many": (tiny.group("G1", 5), "SEATS"),
    "wheelchairs": (tiny.group("G1", 2, wheelchairs=2), "WHEELCHAIR"),
    "escorts": (tiny.group("G1", 2, unaccompanied_children=2), "ESCORTS"),
}


@pytest.mark.parametrize("name", sorted(FIXED))
def test_a_fixed_booking_that_breaks_a_rule_is_named(name: str) -> None:
    one, lack = FIXED[name]
    raw = tiny.instance([one], [tiny.departure("D1")], children_per_escort=1)
    raw["fixed"] = [{"group": "G1", "departure": "D1"}]
    with pytest.raises(PlanRefused) as refused:
        Search(reading.read(raw), seconds=5).run()
    [(path, code, values)] = refused.value.faults
    assert (path, code, values["lacks"]) == ("fixed[G1]", "fixed_breaks", lack)


def test_every_fixed_booking_that_breaks_a_rule_is_named_at_once() -> None:
    raw = tiny.instance(
        [tiny.group("G1", 3), tiny.group("G2", 3), tiny.group("G3", 3)],
        [tiny.departure("D1")],
        fixed=[{"group": name, "departure": "D1"} for name in ("G1", "G2", "G3")],
    )
    with pytest.raises(PlanRefused) as refused:
        Search(reading.read(raw), seconds=5).run()
    assert [path for path, _, _ in refused.value.faults] == ["fixed[G2]", "fixed[G3]"]


def test_a_fixed_bus_that_can_never_fill_is_named() -> None:
    raw = tiny.instance(
        [tiny.group("G1")],
        [tiny.departure("D1", min_passengers=3)],
        fixed=[{"group": "G1", "departure": "D1"}],
    )
    with pytest.raises(PlanRefused) as refused:
        Search(reading.read(raw), seconds=5).run()
    assert [code for _, code, _ in refused.value.faults] == ["no_minimum"]


def command(tmp_path: Path, raw: Any, *more: str) -> "subprocess.CompletedProcess[str]":
    (tmp_path / "instance.json").write_text(json.dumps(raw), "utf-8")
    return subprocess.run(  # noqa: S603 - our own arguments
        [
            sys.executable, "-m", "rumbo.config.cli", "plan", str(tmp_path / "instance.json"),
            "--out", str(tmp_path / "plan.json"), "--seconds", "10", *more,
        ],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def test_the_command_writes_a_plan_and_says_nothing_in_a_pipe(tmp_path: Path) -> None:
    raw = world(fixed=[{"group": "G2", "departure": "D1"}])
    done = command(tmp_path, raw)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    plan = json.loads((tmp_path / "plan.json").read_text("utf-8"))
    assert check(raw, plan)[0] == []
    assert {row["group"] for row in plan["assignments"]} == {"G1", "G2"}


def test_the_command_refuses_in_one_sentence_and_writes_nothing(tmp_path: Path) -> None:
    done = command(tmp_path, world(days=0), "--lang", "en")
    assert done.returncode == 1
    assert done.stderr == "instance.json: days: a whole number from 1 to 3660 was expected\n"
    assert not (tmp_path / "plan.json").exists()


def test_wrong_usage_is_two(tmp_path: Path) -> None:
    assert command(tmp_path, world(), "--seconds", "-1").returncode == 2
