"""Every verb leaves a sentence in the journal, and every sentence it names is one of its room's."""

import ast
import importlib
import re
from collections.abc import Iterator
from functools import cache

from tests.architecture.test_doors import Node, defined, leads_to, modules, verbs

JOURNAL = {("rumbo.audit.actions", "record"), ("rumbo.audit.actions", "entry")}
ROOMS = {name.split(".")[1] for name in modules() if name.count(".") == 1}
CODE = re.compile(rf"({'|'.join(sorted(ROOMS))})\.[a-z][a-z0-9_]*")
# Whose words are no code of the journal: a job's name, a refusal's code, a page of the read log.
OTHERS = {"later", "Refusal", "note_reading"}

# Without a sentence, and why. What finds its sentence, or is gone, must leave this list.
SILENT: dict[tuple[str, str], str] = {
    (
        "registry",
        "begin_linking",
    ): "nothing happened to anybody: each pair that is found says so itself",
    ("readiness", "judge_again"): "nothing happened: what the table says is kept for the lists",
}


@cache
def reaches_the_journal(start: Node) -> bool:
    """Whether a function writes into the journal, itself or through what it calls."""
    seen: set[Node] = set()
    waiting = [start]
    while waiting:
        node = waiting.pop()
        if node in JOURNAL:
            return True
        if node not in seen:
            seen.add(node)
            waiting += leads_to(node[0], defined(node[0])[node[1]])
    return False


def silent() -> set[tuple[str, str]]:
    """The verbs that write no sentence, by room and name."""
    return {
        (module.split(".")[1], name)
        for module, name in verbs()
        if not reaches_the_journal((module, name))
    }


def codes_said() -> Iterator[tuple[str, str]]:
    """Every code of the journal that the actions of a room spell out, with its module."""
    for module, tree in modules().items():
        if module.split(".")[2:3] == ["actions"]:
            others = {id(part) for node in ast.walk(tree) for part in _no_codes(node)}
            for node in ast.walk(tree):
                if not isinstance(node, ast.Constant) or id(node) in others:
                    continue
                if isinstance(node.value, str) and CODE.fullmatch(node.value):
                    yield module, node.value


def beginnings_said() -> Iterator[tuple[str, str]]:
    """How the codes begin that are put together where they are said."""
    for module, tree in modules().items():
        if module.split(".")[2:3] == ["actions"]:
            for node in ast.walk(tree):
                if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                    start = str(node.values[0].value)
                    if re.match(rf"({'|'.join(sorted(ROOMS))})\.", start):
                        yield module, start


def _no_codes(node: ast.AST) -> list[ast.expr]:
    """What is said inside of calls that name no code, and the beginnings of what is put together."""
    if isinstance(node, ast.JoinedStr):
        return node.values
    if not isinstance(node, ast.Call):
        return []
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    return [*node.args, *(k.value for k in node.keywords)] if name in OTHERS else []


def sentences_of(room: str) -> set[str]:
    """The codes for which a room has sentences."""
    return set(importlib.import_module(f"rumbo.{room}.sentences").SENTENCES)


def test_there_is_something_to_look_at() -> None:
    assert len(set(codes_said())) > 150
    assert reaches_the_journal(("rumbo.casework.actions.exits", "withdraw"))


def test_every_verb_leaves_a_sentence() -> None:
    left = sorted(silent() - SILENT.keys())
    assert not left, "nobody is told of: " + ", ".join(".".join(one) for one in left)


def test_what_has_found_its_sentence_is_no_exception_any_more() -> None:
    gone = sorted(SILENT.keys() - silent())
    assert not gone, "has a sentence or is gone: " + ", ".join(".".join(one) for one in gone)


def test_every_code_that_is_said_has_its_sentence_in_its_room() -> None:
    wrong = sorted(
        f"{module}: {code}"
        for module, code in set(codes_said())
        if code not in sentences_of(code.split(".", maxsplit=1)[0])
    )
    assert not wrong, "\n".join(wrong)


def test_every_code_that_is_put_together_can_be_one_of_its_room() -> None:
    wrong = sorted(
        f"{module}: {start}"
        for module, start in set(beginnings_said())
        if not any(code.startswith(start) for code in sentences_of(start.split(".", maxsplit=1)[0]))
    )
    assert not wrong, "\n".join(wrong)
