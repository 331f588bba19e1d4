"""Facts about consent, counselling, voluntariness and what was signed."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from rumbo.counselling import wording
from rumbo.counselling.models import (
    Declaration,
    GuardianDeclaration,
    Reconfirmation,
    Session,
    VoluntarinessFinding,
)
from rumbo.readiness import facts
from rumbo.readiness.codes import TOPICS
from rumbo.readiness.queries.latest import day_of, every, latest, name_of
from rumbo.registry.models import DataConsent


def gather(people: Collection[UUID]) -> dict[UUID, dict[str, object]]:
    """Give, by person, the keywords of facts.Person that these rooms know."""
    found: dict[UUID, dict[str, object]] = {person: {} for person in people}
    for person, consent in latest(DataConsent, people).items():
        found[person]["data_consent"] = facts.DataConsent(
            on=day_of(consent.occurred_at),
            by=consent.by,
            withdrawn_on=day_of(consent.withdrawn_at),
        )
    for person, sessions in every(Session, people).items():
        found[person]["counselling"] = _counselling(sessions)
    for person, finding in latest(VoluntarinessFinding, people).items():
        found[person]["voluntariness"] = facts.Voluntariness(
            assessed_on=day_of(finding.occurred_at),
            by=name_of(finding.by),
            alone=finding.alone,
            free=finding.free,
            informed=finding.informed,
            capacity=finding.capacity,
            decision_maker=finding.decision_maker or None,
        )
    for person, signed in latest(Declaration, people).items():
        found[person]["declaration"] = _declaration(signed)
    for child, for_child in latest(GuardianDeclaration, people, "child").items():
        found[child]["guardian_declaration"] = facts.GuardianDeclaration(
            by=for_child.signed_by or name_of(for_child.guardian_id),
            capacity=for_child.capacity,
            on=day_of(for_child.occurred_at),
            withdrawn_on=day_of(for_child.withdrawn_at),
        )
    for person, said in latest(Reconfirmation, people, taken_back_at=None).items():
        found[person]["reconfirmed_on"] = said.on
    return found


def _counselling(sessions: list[Session]) -> facts.Counselling:
    """What all sessions explained together; the language and interpreter of the last one."""
    last = sessions[-1]
    topics = {topic for session in sessions for topic in session.topics}
    asylum = [s.occurred_at for s in sessions if s.asylum_explained]
    return facts.Counselling(
        on=day_of(last.occurred_at),
        topics=tuple(topic for topic in TOPICS if topic in topics),
        asylum_on=day_of(asylum[-1]) if asylum else None,
        language=last.language,
        interpreter=last.interpreter,
    )


def _declaration(signed: Declaration) -> facts.Declaration:
    return facts.Declaration(
        on=day_of(signed.occurred_at),
        travel=signed.travel_date,
        wording=date.fromisoformat(signed.wording),
        oldest_accepted_wording=date.fromisoformat(wording.oldest_accepted("declaration")),
        language=signed.language,
        interpreter=signed.interpreter,
        read_aloud=signed.read_aloud,
        witness=signed.witness or None,
        withdrawn_on=day_of(signed.withdrawn_at),
    )
