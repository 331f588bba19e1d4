"""Every verb has a door: a page, a command, a job or a notice leads to it, straight or by a verb."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SRC = Path(__file__).parents[2] / "src" / "rumbo"
# A view is a door once an address leads to it.
DOORS = {"urls", "cli", "jobs", "receivers"}
# The demonstration calls verbs as people would: it is nobody's page.
NOBODYS = {"demo"}

# Without a door, and why. A name that finds its door, or is gone, must leave this list.
WITHOUT_A_DOOR: dict[tuple[str, str], str] = {
    ("access", "ensure_demo_accounts"): "only a home marked demo has these accounts",
    ("access", "invite_first_administrator"): "the first start of a home does it, before anybody",
    ("casework", "move_many"): "the demonstration moves thousands at once; people move one",
    ("casework", "withdraw_many"): "the demonstration withdraws thousands at once",
    (
        "documents",
        "open_books",
    ): "migrating a home posts what stood before the ledger, by the room's name",
    (
        "movements",
        "open_books",
    ): "migrating a home posts what stood before the ledger, by the room's name",
    (
        "reception",
        "open_books",
    ): "migrating a home posts what stood before the ledger, by the room's name",
    ("network", "load_reference"): "migrating a home loads what is shipped, by the room's name",
    ("programmes", "load_reference"): "migrating a home loads what is shipped, by the room's name",
}

Node = tuple[str, str]


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the house, by its dotted name; a package by its own."""
    found = {}
    for path in SRC.rglob("*.py"):
        if "migrations" not in path.parts:
            parts = path.relative_to(SRC.parent).with_suffix("").parts
            dotted = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            found[dotted] = ast.parse(path.read_text(encoding="utf-8"))
    return found


@cache
def imported(module: str) -> dict[str, Node]:
    """What a module calls by a short name: the module that it comes from, and its name there."""
    found: dict[str, Node] = {}
    for node in ast.walk(modules()[module]):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("rumbo"):
            found |= {a.asname or a.name: (node.module or "", a.name) for a in node.names}
    return found


@cache
def defined(module: str) -> dict[str, list[ast.stmt]]:
    """The functions, classes and tables at the top of a module, with what each is made of."""
    found: dict[str, list[ast.stmt]] = {}
    for node in modules()[module].body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.setdefault(node.name, []).append(node)
        elif isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Name):
                    found.setdefault(target.id, []).append(node)
    return found


def home_of(module: str, name: str) -> Node | None:
    """Where a name is really defined: a package that only passes it on is not its home."""
    seen: set[Node] = set()
    while module in modules() and (module, name) not in seen:
        seen.add((module, name))
        if name in defined(module):
            return module, name
        if name not in imported(module):
            return None
        module, name = imported(module)[name]
    return None


def leads_to(module: str, statements: list[ast.stmt]) -> Iterator[Node]:
    """What some statements name: functions of their own module, of others, and `room.verb`."""
    for node in (inner for one in statements for inner in ast.walk(one)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            source = imported(module).get(node.value.id)
            found = home_of(f"{source[0]}.{source[1]}", node.attr) if source else None
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            found = home_of(module, node.id)
        else:
            continue
        if found is not None:
            yield found


def is_door(module: str) -> bool:
    """Whether somebody, or the clock, comes in here."""
    room, *rest = module.split(".")[1:] or [""]
    return room not in NOBODYS and bool(rest) and rest[0] in DOORS


def reached() -> set[Node]:
    """Everything that some door leads to, straight or through what it calls."""
    waiting = [
        found
        for module, tree in modules().items()
        if is_door(module)
        for found in leads_to(module, tree.body)
    ]
    found: set[Node] = set()
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting += leads_to(node[0], defined(node[0])[node[1]])
    return found


def verbs() -> set[Node]:
    """Every public function of a room's actions that opens `verb(`."""
    return {
        (module, name)
        for module in modules()
        if module.split(".")[2:3] == ["actions"]
        for name, nodes in defined(module).items()
        if not name.startswith("_") and any(opens_verb(node) for node in nodes)
    }


def opens_verb(statement: ast.stmt) -> bool:
    """Whether a function opens what every verb opens."""
    return isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef) and any(
        isinstance(node, ast.Call) and getattr(node.func, "id", "") == "verb"
        for node in ast.walk(statement)
    )


def doorless() -> set[tuple[str, str]]:
    """The verbs to which nothing leads, by room and name."""
    return {(module.split(".")[1], name) for module, name in verbs() - reached()}


def test_there_are_verbs_to_look_at() -> None:
    assert len(verbs()) > 150
    assert ("rumbo.casework.actions.exits", "withdraw") in reached()


def test_every_verb_has_a_door() -> None:
    left = sorted(doorless() - WITHOUT_A_DOOR.keys())
    assert not left, "nobody can do this: " + ", ".join(".".join(one) for one in left)


def test_what_has_found_its_door_is_no_exception_any_more() -> None:
    gone = sorted(WITHOUT_A_DOOR.keys() - doorless())
    assert not gone, "has a door or is gone: " + ", ".join(".".join(one) for one in gone)
