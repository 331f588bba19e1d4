"""Only the verbs of the road and of reception take a case onto the road or to its arrival.

`casework.move` and `reach` ask the table of moves alone: what protects a person on the way is asked by
the verbs that call them. So nobody else may ask for these stages, nor set a stage past them.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

SRC = Path(__file__).parents[2] / "src" / "rumbo"
THE_ROAD = {"IN_TRANSIT", "ARRIVED"}
MOVERS = {"move", "reach", "move_many", "NewMove"}
ROAD_VERBS = {
    ("movements/actions/road.py", "depart", "IN_TRANSIT"),
    ("movements/actions/road.py", "_get_off", "ARRIVED"),
    ("reception/actions/arriving.py", "confirm_arrival", "ARRIVED"),
}
# Where the stage is worked out, and why it is never one of the road's.
WORKED_OUT = {
    ("casework/actions/steps.py", "reach"): "passes on what it was asked for",
    ("casework/actions/parting.py", "own_file"): "rules.way_to_preparation ends before a seat",
    ("movements/actions/seats.py", "back_to_waiting"): "where the group stood before it had a seat",
    ("demo/bulk.py", "_take_on"): "move_many refuses the road",
}
# The only places that write a stage down.
WRITERS = {"casework/actions/steps.py", "casework/actions/many.py"}


def functions() -> Iterator[tuple[str, str, ast.AST]]:
    """Every function of the house: its file, its name and itself."""
    for path in sorted(SRC.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path.relative_to(SRC).as_posix(), node.name, node


def asked_of(call: ast.Call) -> ast.expr | None:
    """What stage a call of a mover asks for."""
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if name not in MOVERS:
        return None
    named = next((k.value for k in call.keywords if k.arg == "to"), None)
    second = call.args[1] if name == "NewMove" and len(call.args) > 1 else None
    return named or second


def stages(asked: ast.expr) -> set[str] | None:
    """The stages that an expression can be; None where only running it says."""
    if isinstance(asked, ast.Constant):
        return {str(asked.value)}
    if isinstance(asked, ast.IfExp):
        both = stages(asked.body), stages(asked.orelse)
        return None if None in both else set().union(*(one or set() for one in both))
    return None


def asking() -> tuple[set[tuple[str, str, str]], set[tuple[str, str]]]:
    """Who asks for a stage of the road in so many words, and who works a stage out."""
    said, worked_out = set(), set()
    for file, name, node in functions():
        for call in ast.walk(node):
            if not isinstance(call, ast.Call) or (asked := asked_of(call)) is None:
                continue
            found = stages(asked)
            if found is None:
                worked_out.add((file, name))
            else:
                said |= {(file, name, stage) for stage in found & THE_ROAD}
    return said, worked_out


def writers() -> set[str]:
    """The files that set the stage of a row, or update the stage of many."""
    found = set()
    for file, _name, node in functions():
        for one in ast.walk(node):
            if _sets_a_stage(one) or _updates_a_stage(one):
                found.add(file)
    return found


def _sets_a_stage(node: ast.AST) -> bool:
    """An assignment to `.stage`, but for one that copies it from a row that a verb has moved."""
    if not isinstance(node, ast.Assign):
        return False
    values = getattr(node.value, "elts", [node.value])
    return any(
        _is_stage(target) and not _is_stage(value)
        for one in node.targets
        for target, value in zip(getattr(one, "elts", [one]), values, strict=False)
    )


def _is_stage(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "stage"


def _updates_a_stage(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and getattr(node.func, "attr", "") == "update"
        and any(k.arg == "stage" for k in node.keywords)
    )


def test_only_the_verbs_of_the_road_ask_for_its_stages() -> None:
    said, _worked_out = asking()
    assert said == ROAD_VERBS


def test_a_stage_that_is_worked_out_is_none_of_the_road() -> None:
    _said, worked_out = asking()
    assert worked_out == set(WORKED_OUT)


def test_nobody_writes_a_stage_past_the_verbs() -> None:
    assert writers() == WRITERS
