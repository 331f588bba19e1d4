"""What the panel "Qué falta" shows: three answers and the missing rows, as one reader may know them."""

from dataclasses import dataclass, field
from uuid import UUID

from rumbo.access.values import Reader
from rumbo.casework.models import Case, Override
from rumbo.counselling import queries as counselling
from rumbo.readiness import queries, turns
from rumbo.readiness.queries import Told
from rumbo.readiness.requirements.children import CHILD_BY_AIR
from rumbo.registry.models import Person

GATES = ("BOOK", "CONFIRM", "BOARD")
# What is not shown as open of a small child: whoever cares for them is asked on the day, in their row.
ANSWERED_FOR = {"GROUP_TOGETHER", "RECONFIRMED"}


@dataclass(frozen=True, slots=True)
class Missing:
    """One row as it is shown: what is said, and whether it may be, or was, set aside."""

    told: Told
    may_ask: bool
    override: Override | None

    @property
    def is_aside(self) -> bool:
        """Whether two people set it aside."""
        return self.override is not None and self.override.confirmed_by is not None


@dataclass(slots=True)
class Shown:
    """One person: the three answers as verbs hear them, and the rows as the table stands."""

    person: Person
    may: dict[str, bool]
    missing: list[Missing] = field(default_factory=list)
    together: bool = False
    may_ask_land: bool = False

    @property
    def by_gate(self) -> list[tuple[str, list[Missing]]]:
        """The missing rows under the gate that each one closes first."""
        groups = ((gate, [m for m in self.missing if m.told.gate == gate]) for gate in GATES)
        return [(gate, rows) for gate, rows in groups if rows]


@dataclass(frozen=True, slots=True)
class Panel:
    """The whole of it: the file's three answers, its journey, its people."""

    standing: queries.CaseStanding
    may: dict[str, bool]
    people: list[Shown]
    turns: list[str]
    is_booked: bool = False


def panel(case: Case, reader: Reader) -> Panel:
    """Judge a case now and say it to one reader."""
    booked = queries.booked_plans([case]).get(case.pk)
    as_it_stands = queries.judge_case(case, plan=booked)
    heard = queries.effective(case, plan=booked)
    answers = {one.person_id: one for one in heard.people}
    overrides = _overrides(case, reader)
    people = {m.person_id: m.person for m in counselling.members(case)}
    small = counselling.answered_for(case, as_it_stands.plan.date)
    grounded = _would_go_by_land(case, as_it_stands, reader) if booked is None else set()
    found = []
    for one in as_it_stands.people:
        answer = answers[one.person_id]
        may = {"BOOK": answer.may_book, "CONFIRM": answer.may_confirm, "BOARD": answer.may_board}
        hidden = ANSWERED_FOR if one.person_id in small else {"GROUP_TOGETHER"}
        rows = [lack for lack in one.missing if lack.code not in hidden]
        rows += [lack for lack in answer.missing if lack.code == turns.SIBLINGS_APART]
        held = any(lack.code == "GROUP_TOGETHER" for lack in answer.missing)
        shown = Shown(
            people[one.person_id], may, together=held and not rows,
            may_ask_land=one.person_id in grounded,
        )  # fmt: skip
        for told in queries.told(rows, reader.roles):
            override = overrides.get((one.person_id, told.code))
            asks = told.code in queries.SERVES_THE_PROCESS and override is None
            allowed = (
                asks and case.is_open and not told.later and turns.may_ask(told.code, reader.roles)
            )
            shown.missing.append(Missing(told, allowed, override))
        found.append(shown)
    next_ones = dict.fromkeys(
        m.told.turn for s in found for m in s.missing if not m.is_aside and m.told.gate != "BOARD"
    )
    return Panel(heard, queries.answers_of(heard), found, list(next_ones), booked is not None)


def _would_go_by_land(case: Case, standing: queries.CaseStanding, reader: Reader) -> set[UUID]:
    """Who flies as a child alone, shown to those who may ask that they go another way."""
    may_ask = case.is_open and turns.may_ask(CHILD_BY_AIR.code, reader.roles)
    if not may_ask or standing.plan.mode != "AIR":
        return set()
    by_land = queries.judge_case(case, plan=queries.by_land(standing.plan))
    return {
        one.person_id
        for one in by_land.people
        if any(lack.code == CHILD_BY_AIR.code for lack in one.missing)
    }


def _overrides(case: Case, reader: Reader) -> dict[tuple[UUID, str], Override]:
    rows = Override.objects.visible_to(reader).filter(case=case, ended_at=None)
    return {(row.person_id, row.requirement): row for row in rows.order_by("occurred_at")}
