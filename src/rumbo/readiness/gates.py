"""The three gates: who may be booked, who may be confirmed, who may board, and what each still needs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rumbo.readiness.facts import Facts, Person
from rumbo.readiness.requirements import BOARD, BOOK, CONFIRM, GATES, TABLE, Row
from rumbo.readiness.requirements.group import GROUP_TOGETHER, may_split
from rumbo.readiness.requirements.people import is_on_child_track
from rumbo.readiness.requirements.row import Words

# The rows that can close each gate: its own and those of the gates before it.
UP_TO = {
    gate: tuple(row for row in TABLE if GATES.index(row.gate) <= place)
    for place, gate in enumerate(GATES)
}


@dataclass(frozen=True, kw_only=True)
class Missing:
    """One row that a person lacks, with the gate it closes and whose turn it is."""

    row: Row
    gate: str
    text: Words
    whose: str

    def closes(self, gate: str) -> bool:
        """Whether this row closes `gate`: it belongs to that gate or to an earlier one."""
        return GATES.index(self.gate) <= GATES.index(gate)

    def as_json(self, lang: str) -> dict[str, object]:
        """The row as `rumbo readiness` prints it."""
        return {
            "code": self.row.code,
            "gate": self.gate,
            "protects": self.row.protects,
            "text": self.text.said(lang),
            "whose": self.whose,
            "source": self.row.source.said(lang),
        }


@dataclass(frozen=True, kw_only=True)
class PersonJudged:
    """What one person still needs, in the order of the table."""

    id: str
    missing: tuple[Missing, ...]

    def may(self, gate: str) -> bool:
        """Whether no missing row closes `gate`."""
        return not any(missing.closes(gate) for missing in self.missing)

    def as_json(self, lang: str) -> dict[str, object]:
        """The person as `rumbo readiness` prints her."""
        return {
            "id": self.id,
            "may_book": self.may(BOOK),
            "may_confirm": self.may(CONFIRM),
            "may_board": self.may(BOARD),
            "missing": [missing.as_json(lang) for missing in self.missing],
        }


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """The answer for a whole file: the three gates, and each person's own."""

    may_book: bool
    may_confirm: bool
    may_board: bool
    persons: tuple[PersonJudged, ...]

    def as_json(self, lang: str = "es") -> dict[str, object]:
        """The answer as `rumbo readiness` prints it."""
        return {
            "may_book": self.may_book,
            "may_confirm": self.may_confirm,
            "may_board": self.may_board,
            "persons": [person.as_json(lang) for person in self.persons],
        }


def judge(
    facts: Facts,
    *,
    table: Sequence[Row] = TABLE,
    set_aside: Collection[tuple[str, str]] = (),
) -> Judgement:
    """Read the table over every person of the file, then over the file as a group.

    `set_aside` holds (person id, code) of rows that two people overrode; those that protect stay.
    The table as it is printed is judged without any.
    """
    own = tuple(
        _without(own_rows(person, facts, table=table), set_aside) for person in facts.persons
    )
    staying = {gate: who_stays(own, facts, gate=gate) for gate in GATES}
    persons = tuple(_with_the_group(person, own, staying, table) for person in own)
    return Judgement(
        may_book=_file_may(persons, staying[BOOK], gate=BOOK),
        may_confirm=_file_may(persons, staying[CONFIRM], gate=CONFIRM),
        may_board=_file_may(persons, staying[BOARD], gate=BOARD),
        persons=persons,
    )


def everybody_may(facts: Facts, gate: str, *, set_aside: Collection[tuple[str, str]] = ()) -> bool:
    """Whether nobody of the file lacks a row that closes `gate`: `judge` without the words.

    For whoever asks about many journeys and only wants to know yes or no; a group parts for none.
    """
    return bool(facts.persons) and not any(
        lack.closes(gate) and (lack.row.protects or (person.id, lack.row.code) not in set_aside)
        for person in facts.persons
        for row in UP_TO[gate]
        if (lack := _lacks(row, person, facts)) is not None
    )


def own_rows(person: Person, facts: Facts, *, table: Sequence[Row] = TABLE) -> PersonJudged:
    """What one person lacks alone, before the group is looked at."""
    found = (_lacks(row, person, facts) for row in table)
    return PersonJudged(id=person.id, missing=tuple(one for one in found if one is not None))


def _without(person: PersonJudged, set_aside: Collection[tuple[str, str]]) -> PersonJudged:
    left = tuple(
        missing
        for missing in person.missing
        if missing.row.protects or (person.id, missing.row.code) not in set_aside
    )
    return PersonJudged(id=person.id, missing=left)


def _lacks(row: Row, person: Person, facts: Facts) -> Missing | None:
    """None where the row is not for this person or is met; not known counts as not met."""
    applies = row.whom.applies(person, facts)
    if applies is False:
        return None
    gate, text = row.gate, row.text
    if applies is None:
        text = row.text_not_known or row.text
    elif row.met(person, facts):
        if row.at_the_door is None or row.at_the_door.met(person, facts):
            return None
        gate, text = BOARD, row.at_the_door.text
    on_track = row.whose_on_child_track is not None and is_on_child_track(person, facts)
    whose = row.whose_on_child_track if on_track else None
    return Missing(row=row, gate=gate, text=text, whose=whose or row.whose)


def who_stays(own: Sequence[PersonJudged], facts: Facts, *, gate: str) -> frozenset[str]:
    """Those whom a valid split leaves behind at `gate`; nobody where the group must hold together."""
    going = {person.id for person in own if person.may(gate)}
    if not may_split(going, facts):
        return frozenset()
    return frozenset(person.id for person in own) - going


def _with_the_group(
    person: PersonJudged,
    own: Sequence[PersonJudged],
    staying: dict[str, frozenset[str]],
    table: Sequence[Row],
) -> PersonJudged:
    """The person's rows with GROUP_TOGETHER in its place, once for each gate where others hold back."""
    if GROUP_TOGETHER not in table:
        return person
    held = tuple(
        Missing(row=GROUP_TOGETHER, gate=gate, text=GROUP_TOGETHER.text, whose=GROUP_TOGETHER.whose)
        for gate in GATES
        if person.may(gate) and not staying[gate] and not all(one.may(gate) for one in own)
    )
    order = {row.code: place for place, row in enumerate(table)}
    rows = sorted((*person.missing, *held), key=lambda missing: order[missing.row.code])
    return PersonJudged(id=person.id, missing=tuple(rows))


def _file_may(persons: Sequence[PersonJudged], staying: frozenset[str], *, gate: str) -> bool:
    going = [person for person in persons if person.id not in staying]
    return bool(going) and all(person.may(gate) for person in going)
