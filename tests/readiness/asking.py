"""How the tests ask the table: raw facts in, what is missing out."""

from collections.abc import Sequence
from typing import Any

from rumbo.readiness.gates import Judgement, judge
from rumbo.readiness.reading import read_facts
from rumbo.readiness.requirements import TABLE, Row

Missing = list[tuple[str, str, str]]


def judged(raw: dict[str, Any], table: Sequence[Row] = TABLE) -> Judgement:
    return judge(read_facts(raw), table=table)


def missing(raw: dict[str, Any], table: Sequence[Row] = TABLE) -> Missing:
    """Who lacks what at which gate, GROUP_TOGETHER left aside."""
    return [one for one in missing_in_group(raw, table) if one[1] != "GROUP_TOGETHER"]


def missing_in_group(raw: dict[str, Any], table: Sequence[Row] = TABLE) -> Missing:
    """Who lacks what at which gate, in the order of the table."""
    return [
        (person.id, one.row.code, one.gate)
        for person in judged(raw, table).persons
        for one in person.missing
    ]


def codes(raw: dict[str, Any], table: Sequence[Row] = TABLE) -> set[str]:
    """The rows that anyone lacks."""
    return {code for _, code, _ in missing(raw, table)}


def answers(raw: dict[str, Any]) -> tuple[bool, bool, bool]:
    """The three answers of the file."""
    found = judged(raw)
    return found.may_book, found.may_confirm, found.may_board
