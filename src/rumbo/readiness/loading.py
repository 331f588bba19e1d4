"""A file of facts as bytes becomes JSON, strictly, where leniency would change a fact about a person."""

import json
from pathlib import Path

from rumbo.readiness.errors import FactsRefused
from rumbo.readiness.facts import Facts
from rumbo.readiness.reading import ROOT, join, read_facts, shown


class Twins:
    """An object in which one key is written twice; which of the two counts nobody can know."""

    def __init__(self, key: str) -> None:
        self.key = key


class NoNumber:
    """NaN or Infinity, which JSON does not know."""


def load_facts(path: Path) -> Facts:
    """The facts of a file, or FactsRefused."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise FactsRefused(ROOT, "no_file") from error
    return parse_facts(raw)


def parse_facts(raw: bytes) -> Facts:
    """The facts in the bytes of a file (UTF-8, a byte order mark is accepted), or FactsRefused."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FactsRefused(ROOT, "not_utf8") from error
    if not text.strip():
        raise FactsRefused(ROOT, "empty")
    try:
        value = _parsed(text)
        _refuse_what_json_hides(value, "")
    except RecursionError as error:
        raise FactsRefused(ROOT, "too_deep") from error
    return read_facts(value)


def _parsed(text: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=lambda _: NoNumber())
    except json.JSONDecodeError as error:
        place = {"line": error.lineno, "column": error.colno}
        raise FactsRefused(ROOT, "not_json", **place) from error
    except ValueError as error:  # an integer of thousands of digits
        raise FactsRefused(ROOT, "not_a_number") from error


def _object(pairs: list[tuple[str, object]]) -> object:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            return Twins(key)
        found[key] = value
    return found


def _refuse_what_json_hides(value: object, path: str) -> None:
    """Find the place of a repeated key or of a number that does not exist."""
    if isinstance(value, Twins):
        raise FactsRefused(join(path, shown(value.key)), "twice")
    if isinstance(value, NoNumber):
        raise FactsRefused(path or ROOT, "not_a_number")
    if isinstance(value, dict):
        for key, inner in value.items():
            _refuse_what_json_hides(inner, join(path, shown(key)))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            _refuse_what_json_hides(inner, f"{path}[{index}]")
