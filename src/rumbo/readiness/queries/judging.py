"""From cases to the three answers: facts are gathered in a fixed number of queries, then judged."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rumbo.casework.models import Case, EligibilityDecision
from rumbo.common import clock
from rumbo.documents.models import ReceivingNotice
from rumbo.programmes import queries as programmes
from rumbo.readiness import facts
from rumbo.readiness.gates import Missing, judge
from rumbo.readiness.queries import deciding, papers, protecting
from rumbo.readiness.queries.latest import day_of, name_of
from rumbo.readiness.queries.travel import TravelPlan, assumed_plan
from rumbo.registry.models import GroupMember


@dataclass(frozen=True, slots=True)
class Lack:
    """One requirement that is not met: its words in both languages, and whose turn it is."""

    code: str
    gate: str
    protects: bool
    es: str
    en: str
    whose: str
    source: str

    def text(self, lang: str) -> str:
        """The sentence in the reader's language."""
        return self.en if lang == "en" else self.es


@dataclass(frozen=True, slots=True)
class PersonStanding:
    """What one person may do and still needs."""

    person_id: UUID
    may_book: bool
    may_confirm: bool
    may_board: bool
    missing: tuple[Lack, ...]


@dataclass(frozen=True, slots=True)
class CaseStanding:
    """The three answers for a case, and each person's own, for the journey `plan`."""

    case_id: UUID
    plan: TravelPlan
    may_book: bool
    may_confirm: bool
    may_board: bool
    people: tuple[PersonStanding, ...]


def judge_case(
    case: Case | UUID, *, plan: TravelPlan | None = None, today: date | None = None
) -> CaseStanding:
    """Judge one case for a journey (the usual one where no plan is given)."""
    row = case if isinstance(case, Case) else Case.objects.select_related("office").get(pk=case)
    return judge_many([row], plan=plan, today=today)[row.id]


def judge_many(
    cases: Sequence[Case], *, plan: TravelPlan | None = None, today: date | None = None
) -> dict[UUID, CaseStanding]:
    """Judge many cases at once: the number of queries does not grow with theirs."""
    day = today or clock.today()
    members = _members(cases)
    everybody = [m.person_id for group in members.values() for m in group]
    known = [gather(everybody) for gather in (deciding.gather, protecting.gather, papers.gather)]
    merged = {p: {k: v for part in known for k, v in part[p].items()} for p in everybody}
    decisions = _decisions(cases)
    told = _notices(cases)
    found = {}
    for case in cases:
        group = members[case.group_id]
        journey = plan or assumed_plan(case, [m.person for m in group], day)
        asked = _facts(case, group, journey, day, merged, decisions.get(case.id), told.get(case.id))
        found[case.id] = _standing(case, journey, asked)
    return found


def _members(cases: Sequence[Case]) -> dict[UUID, list[GroupMember]]:
    found: dict[UUID, list[GroupMember]] = defaultdict(list)
    rows = GroupMember.objects.filter(group__in=[c.group_id for c in cases], left_at=None)
    for row in rows.order_by("position").select_related("person"):
        found[row.group_id].append(row)
    return found


def _decisions(cases: Sequence[Case]) -> dict[UUID, EligibilityDecision]:
    rows = EligibilityDecision.objects.filter(
        case__in=[c.id for c in cases], revoked_at=None, eligible=True
    )
    return {row.case_id: row for row in rows}


def _notices(cases: Sequence[Case]) -> dict[UUID, ReceivingNotice]:
    rows = ReceivingNotice.objects.filter(case__in=[c.id for c in cases]).order_by("occurred_at")
    return {row.case_id: row for row in rows}


def _facts(
    case: Case,
    group: list[GroupMember],
    plan: TravelPlan,
    day: date,
    known: dict[UUID, dict[str, object]],
    decision: EligibilityDecision | None,
    notice: ReceivingNotice | None,
) -> facts.Facts:
    since, until = programmes.agreement_on(case.programme, plan.date) or (None, None)
    return facts.Facts(
        today=day,
        programme=case.programme or None,
        agreement_from=since,
        agreement_until=until,
        country_open=all(
            programmes.is_open(plan.origin, plan.destination, area, plan.date)
            for area in {m.person.return_department or None for m in group}
        ),
        travel=facts.Travel(
            date=plan.date,
            mode=plan.mode,
            origin=plan.origin or None,
            destination=plan.destination or None,
            arrives=plan.arrives,
        ),
        receiving_side=facts.ReceivingSide(
            told_on=notice.told_on if notice else None,
            answered_on=notice.answered_on if notice else None,
        ),
        persons=tuple(_person(m, known[m.person_id], decision) for m in group),
    )


def _person(
    member: GroupMember, known: dict[str, object], decision: EligibilityDecision | None
) -> facts.Person:
    person = member.person
    profile_status = getattr(getattr(person, "profile", None), "status", "")
    return facts.Person(
        id=str(person.id),
        birth_date=person.birth_date,
        birth_date_precision=person.birth_precision if person.birth_date else None,
        age_disputed=person.age_disputed,
        sex=person.sex or None,
        nationalities=tuple(person.nationalities) or None,
        status=profile_status or None,
        guardian_id=str(member.guardian_id) if member.guardian_id else None,
        relation_to_guardian=member.guardian_relation or None,
        language=person.language or None,
        can_read=person.can_read,
        eligibility=facts.Eligibility(
            decided_by=name_of(decision.decided_by) if decision else None,
            countersigned_by=name_of(decision.countersigned_by) if decision else None,
            on=day_of(decision.countersigned_at) if decision else None,
            live=decision is not None,
        ),
        **known,  # type: ignore[arg-type]
    )


def _standing(case: Case, plan: TravelPlan, asked: facts.Facts) -> CaseStanding:
    judged = judge(asked)
    people = tuple(
        PersonStanding(
            UUID(one.id),
            one.may("BOOK"),
            one.may("CONFIRM"),
            one.may("BOARD"),
            tuple(map(_lack, one.missing)),
        )
        for one in judged.persons
    )
    return CaseStanding(
        case.id, plan, judged.may_book, judged.may_confirm, judged.may_board, people
    )


def _lack(missing: Missing) -> Lack:
    return Lack(
        code=missing.row.code,
        gate=missing.gate,
        protects=missing.row.protects,
        es=missing.text.es,
        en=missing.text.en,
        whose=missing.whose,
        source=missing.row.source.es,
    )
