"""What the desks have written down of groups that wait for a seat: the rows of the verbs, many at once.

Row by row it is what `steps` write through the verbs for a group that nothing befalls; a test keeps
the two alike. A thumb is taken where the play draws a signature, so that no file is written.
"""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit import actions as audit
from rumbo.casework.models import Case, EligibilityDecision
from rumbo.casework.proposing import GroupProposal
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.common.many import fresh, insert_many
from rumbo.counselling import wording
from rumbo.counselling.models import Declaration, Session, ShareConsent, VoluntarinessFinding
from rumbo.counselling.rules import TOPICS, may_be_twelve
from rumbo.demo.chance import Chance
from rumbo.demo.scene import Scene
from rumbo.demo.tables import days, table
from rumbo.documents.models import ExitPaper, LegalCheck, TransitCheck, TravelDocument
from rumbo.programmes import queries as programmes
from rumbo.programmes.rules import Context, Facts, propose
from rumbo.protection.models import CareNeeds, FearAnswer, FitnessFinding, Screening
from rumbo.registry.rules.ages import is_adult
from rumbo.registry.values import NewPerson

if TYPE_CHECKING:
    from rumbo.audit.models import JournalEntry

RECIPIENTS = (
    "CONSULATE", "RECEIVING_MISSION", "GOVERNMENT_RECEPTION", "REFERRAL_BODIES",
    "MONITORING_CALL", "FAMILY_CONTACT",
)  # fmt: skip
# The countries between us and home, by land.
CROSSED = {"HND": ("GTM",), "SLV": ("GTM",), "NIC": ("GTM", "HND")}
BY_LAND = {"GTM", *CROSSED}
# Before this moment they signed, for a journey so many days after it.
SIGNED_BEFORE, TRAVEL_AFTER = timedelta(days=5), timedelta(days=11)


@dataclass(frozen=True, slots=True)
class Carried:
    """A group that goes on, with its case and the chance of its own."""

    case: Case
    people: Sequence[NewPerson]
    chance: Chance

    @property
    def adults(self) -> list[NewPerson]:
        """Those of age on the day they registered."""
        day = self.case.requested_on
        return [p for p in self.people if is_adult(p.birth_date, p.birth_precision, day)]

    @property
    def all_grown(self) -> bool:
        """Whether no child is among them: what is declared for a child is played verb by verb."""
        return len(self.adults) == len(self.people)


class Desks:
    """Gathers the rows of many groups; each table is written once."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.rows: dict[tuple[Actor, type[models.Model]], list[models.Model]] = defaultdict(list)
        self.journal: list[JournalEntry] = []
        self.granted: dict[tuple[Actor, str, str], list[Case]] = defaultdict(list)
        self.contexts: dict[tuple[str, str, str | None, date], Context] = {}

    def actor(self, role: str, one: Carried, turn: int = 0) -> Actor:
        """Give who acts in a role at the office of a group."""
        return self.scene.staff.actor(role, one.case.office_id, turn)

    def put(
        self,
        actor: Actor,
        model: type[models.Model],
        one: Carried,
        person: NewPerson | None,
        at: datetime,
        **told: Any,
    ) -> uuid.UUID:
        """Add a row, written down when it happened; give its id."""
        about = {"person_id": person.id} if person else {}
        office, key = one.case.office_id, new_id()
        self.rows[actor, model].append(
            fresh(model, id=key, office_id=office, occurred_at=at, recorded_at=at, **about, **told)
        )
        return key

    def tell(
        self, actor: Actor, code: str, one: Carried, person: NewPerson | None, at: datetime,
        **told: Any,
    ) -> None:  # fmt: skip
        """Add a sentence to the journal."""
        about = person.id if person else None
        entry = audit.entry(actor=actor, code=code, at=at, person=about, case=one.case.id, **told)
        entry.recorded_at = at
        self.journal.append(entry)

    def context(self, person: NewPerson, one: Carried, day: date) -> Context:
        """Give what programmes say of a journey home, asked once for many."""
        origin = person.return_country or person.origin_country or person.nationalities[0]
        area = person.return_department or person.origin_department or None
        key = (one.case.office.country, origin, area, day)
        if key not in self.contexts:
            self.contexts[key] = programmes.context(*key)
        return self.contexts[key]

    def write(self) -> None:
        """Write every table once for each who wrote in it, and programme and fund into the cases."""
        for (actor, _model), rows in self.rows.items():
            with verb(actor):
                insert_many(rows)
        self.journal.sort(key=lambda entry: entry.occurred_at)
        insert_many(self.journal)
        for (actor, programme, line), cases in self.granted.items():
            found = Case.objects.filter(id__in=[c.id for c in cases])
            with verb(actor):
                found.update(programme=programme, funding_line=line)


def counsel(desks: Desks, one: Carried, at: datetime) -> None:
    """Each adult has heard everything, asylum first, and decides freely."""
    actor = desks.actor("counsellor", one)
    for person in one.adults:
        about = {"case_id": one.case.id, "by": actor.id}
        desks.put(actor, Session, one, person, at, **about,
            language="es", interpreter=_interpreter(person), minutes=one.chance.between(25, 60),
            topics=list(TOPICS), asylum_explained="asylum" in TOPICS,
            alternatives=["ASYLUM", "REGULARISATION"], decision="RETURN",
        )  # fmt: skip
        desks.tell(actor, "counselling.session_held", one, person, at, language="language:es")
        desks.tell(actor, "counselling.said_return", one, person, at)
        desks.put(actor, VoluntarinessFinding, one, person, at, **about,
            alone=True, free=True, informed=True, capacity=True,
        )  # fmt: skip
        desks.tell(actor, "counselling.finding_recorded", one, person, at)


def screen(desks: Desks, one: Carried, at: datetime) -> None:
    """Everybody is screened, and whoever is old enough says that they fear nothing."""
    actor = desks.actor("counsellor", one)
    for person in one.people:
        about = {"case_id": one.case.id, "by": actor.id, "alone": True}
        desks.put(actor, Screening, one, person, at, **about, by_child_officer=False, in_custody=False,
            in_mpp=False,
        )  # fmt: skip
        desks.tell(actor, "protection.screened", one, person, at)
        if may_be_twelve(person.birth_date, person.birth_precision, clock.day_of(at)):
            desks.put(actor, FearAnswer, one, person, at, **about, answer="NO")
            desks.tell(actor, "protection.asked", one, person, at)
            desks.tell(
                actor, "protection.fear_answered", one, person, at,
                compartment="protection", answer="fear_answer:NO",
            )  # fmt: skip


def decide(desks: Desks, one: Carried, at: datetime, *, confirmed: bool) -> None:
    """An officer decides as the rules propose; another one confirms the day after, or not yet."""
    first, second = desks.actor("coordinator", one), desks.actor("coordinator", one, 1)
    proposal = _proposal(desks, one, clock.day_of(at))
    line = next(iter(proposal.lines), "")
    later = at + timedelta(days=1)
    desks.put(
        first, EligibilityDecision, one, None, at, case_id=one.case.id, eligible=True,
        proposed=proposal.kept(), programme=proposal.programme, funding_line=line,
        decided_by=first.id, countersigned_by=second.id if confirmed else None,
        countersigned_at=later if confirmed else None,
    )  # fmt: skip
    desks.tell(first, "casework.decided_eligible", one, None, at)
    if confirmed:
        desks.tell(second, "casework.countersigned", one, None, later)
        desks.granted[second, proposal.programme, line].append(one.case)


def declare(desks: Desks, one: Carried, at: datetime) -> None:
    """Everybody answers for each recipient and signs for the next journey."""
    actor = desks.actor("counsellor", one)
    travel = clock.day_of(at + TRAVEL_AFTER)
    for person in one.adults:
        sharing = wording.current("sharing").version
        for recipient in RECIPIENTS:
            desks.put(actor, ShareConsent, one, person, at, recipient=recipient, given=True, by="SELF",
                wording=sharing, recorded_by=actor.id,
            )  # fmt: skip
        desks.tell(actor, "counselling.shares_recorded", one, person, at, yes=len(RECIPIENTS), no=0)
        interpreter = _interpreter(person)
        desks.put(actor, Declaration, one, person, at, case_id=one.case.id, travel_date=travel,
            wording=wording.current("declaration").version, language="es", interpreter=interpreter,
            interpreter_name=one.chance.pick(table("names")["interpreters"])
            if interpreter != "NONE" else "",
            read_aloud=True, witness=one.chance.pick(table("names")["witnesses"]), how="THUMB",
            recorded_by=actor.id,
        )  # fmt: skip
        desks.tell(actor, "counselling.declared", one, person, at, day=f"{travel:%d/%m/%Y}")


def prepare(desks: Desks, one: Carried, at: datetime) -> None:
    """Papers are there, the way lets them through, and the clinic has seen them."""
    papers, clinic = desks.actor("documents", one), desks.actor("health", one)
    for person in one.adults:
        home = person.return_country or person.nationalities[0]
        by = {"by": papers.id}
        desks.put(papers, ExitPaper, one, person, at, needed=False, **by)
        desks.tell(papers, "documents.exit_paper", one, person, at)
        desks.put(papers, LegalCheck, one, person, at, bar=False, **by)
        desks.tell(papers, "documents.legal_check", one, person, at)
        for country in ("", *CROSSED.get(home, ())):
            desks.put(papers, TransitCheck, one, person, at, country=country, allowed=True if country else None,
                **by,
            )  # fmt: skip
        desks.tell(papers, "documents.transit", one, person, at)
        _show_document(desks, one, person, papers, at)
        about = {"case_id": one.case.id, "by": clinic.id}
        until = clock.day_of(at + TRAVEL_AFTER) + timedelta(days=days("fit_for"))
        desks.put(clinic, FitnessFinding, one, person, at, result="FIT", valid_until=until, **about)
        desks.tell(clinic, "protection.fitness_found", one, person, at)
        desks.put(clinic, CareNeeds, one, person, at, needs=[], **about)
        desks.tell(clinic, "protection.care_noted", one, person, at)


def _show_document(
    desks: Desks, one: Carried, person: NewPerson, papers: Actor, at: datetime
) -> None:
    home = person.return_country or person.nationalities[0]
    kind = "NATIONAL_ID" if home in BY_LAND and one.chance.happens(0.7) else "PASSPORT"
    made = desks.put(papers, TravelDocument, one, person, at,
        type=kind, issuer=person.nationalities[0],
        number=f"{one.chance.pick('ABCEFG')}{one.chance.digits(7)}",
        valid_until=clock.day_of(at) + timedelta(days=one.chance.between(200, 2200)),
        original_with="office" if one.chance.happens(0.25) else "person", seen_by=papers.id,
    )  # fmt: skip
    desks.tell(
        papers, "documents.recorded", one, person, at, type=f"document_type:{kind}",
        document=made,
    )  # fmt: skip


def _proposal(desks: Desks, one: Carried, day: date) -> GroupProposal:
    """Ask the published criteria for each, as they are known after the screen."""
    found = [
        (person, propose(_facts(person), desks.context(person, one, day))) for person in one.people
    ]
    reasons = {r.code: (r, ()) for _person, proposal in found for r in proposal.reasons}
    answers = {proposal.eligible for _person, proposal in found}
    return GroupProposal(
        eligible=False if False in answers else True if answers == {True} else None,
        reasons=tuple(reasons.values()),
        programme=next((p.programme for _person, p in found if p.programme), ""),
        lines=found[0][1].funding_lines,
    )


def _facts(person: NewPerson) -> Facts:
    return Facts(
        nationalities=frozenset(person.nationalities), free=True, capacity=True, fear="NO",
        in_custody=False, in_mpp=False,
    )  # fmt: skip


def _interpreter(person: NewPerson) -> str:
    return "INDEPENDENT" if person.language != "es" else "NONE"
