"""What the rules propose for a whole group: each person asked, the most careful answer counts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from rumbo.casework import queries, reserve, signals
from rumbo.casework.models import Case
from rumbo.programmes import books
from rumbo.programmes import queries as programmes
from rumbo.programmes.rules import Facts, Proposal, Reason, propose
from rumbo.registry.models import Person, Profile


@dataclass(frozen=True, slots=True)
class GroupProposal:
    """What is proposed for a case: yes, no, or somebody must look; and each reason with whom."""

    eligible: bool | None
    reasons: tuple[tuple[Reason, tuple[Person, ...]], ...]
    programme: str
    lines: tuple[str, ...]

    def seen_with(self, sees: frozenset[str]) -> "GroupProposal":
        """The proposal for who sees these compartments: what is another's word names nobody."""
        shown: dict[str, tuple[Reason, tuple[Person, ...]]] = {}
        for reason, whom in self.reasons:
            said = reserve.told(reason, sees)
            shown.setdefault(said.code, (said, () if said.code in reserve.NEUTRALS else whom))
        outcomes = {reason.outcome for reason, _ in shown.values()}
        hides = bool(reserve.NEUTRALS & shown.keys())
        eligible = self.eligible
        if hides:
            eligible = False if "NO" in outcomes else None
        return replace(self, eligible=eligible, reasons=tuple(shown.values()))

    def kept(self) -> dict[str, Any]:
        """What the decision remembers of it: codes only, and none of a compartment."""
        plain = self.seen_with(frozenset())
        return {
            "eligible": plain.eligible,
            "reasons": [reason.code for reason, _ in plain.reasons],
            "programme": self.programme,
        }


def propose_for(case: Case, day: date) -> GroupProposal:
    """Ask the published criteria for each person of a case; nobody is decided by this."""
    people = queries.people_of(case)
    told = _told_by_later_rooms(case, people)
    statuses = dict(Profile.objects.filter(person__in=people).values_list("person_id", "status"))
    found = [
        (person, _proposal(case, person, day, statuses.get(person.pk, ""), told))
        for person in people
    ]
    outcomes = {proposal.eligible for _, proposal in found}
    reasons: dict[str, tuple[Reason, list[Person]]] = {}
    for person, proposal in found:
        for reason in proposal.reasons:
            reasons.setdefault(reason.code, (reason, []))[1].append(person)
    names = [proposal.programme for _, proposal in found if proposal.programme]
    return GroupProposal(
        eligible=_carefully(outcomes),
        reasons=tuple((reason, tuple(whom)) for reason, whom in reasons.values()),
        programme=names[0] if names else "",
        lines=found[0][1].funding_lines if found else (),
    )


def _carefully(outcomes: set[bool | None]) -> bool | None:
    if False in outcomes:
        return False
    return True if outcomes == {True} else None


def _proposal(
    case: Case, person: Person, day: date, status: str, told: dict[Any, dict[str, Any]]
) -> Proposal:
    origin = person.return_country or person.origin_country or next(iter(person.nationalities), "")
    area = person.return_department or person.origin_department or None
    known: dict[str, Any] = {
        "nationalities": frozenset(person.nationalities),
        "in_mpp": status == "MPP" if status else None,
        **told.get(person.pk, {}),
    }
    left = books.free()
    context = programmes.context(case.office.country, origin, area, day, left=left)
    return propose(Facts(**known), context)


def _told_by_later_rooms(case: Case, people: Sequence[Person]) -> dict[Any, dict[str, Any]]:
    """Later rooms answer with what they know of each person; what nobody knows stays unknown."""
    told: dict[Any, dict[str, Any]] = {}
    for _, answer in signals.facts_wanted.send(Case, case=case, people=people):
        for person, facts in _mapping(answer).items():
            told.setdefault(person, {}).update(facts)
    return told


def _mapping(answer: object) -> dict[Any, dict[str, Any]]:
    return answer if isinstance(answer, dict) else {}
