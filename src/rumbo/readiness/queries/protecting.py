"""Facts about screening, fear, special tracks and health: the rules read all compartments.

What the rules then say is neutral: a reader who may not see a compartment learns from a missing
row whose turn it is, never what is written there.
"""

from collections.abc import Collection
from uuid import UUID

from rumbo.protection.models import (
    AsylumClaim,
    CareNeeds,
    ChildTrack,
    CustodyFinding,
    FearAnswer,
    FitnessFinding,
    MppStanding,
    Pregnancy,
    Screening,
    SurvivorFinding,
    TraffickingClearance,
)
from rumbo.readiness import facts
from rumbo.readiness.queries.latest import day_of, every, latest, name_of

FAMILY_VIOLENCE = frozenset({"GBV", "FAMILY_VIOLENCE"})


def gather(people: Collection[UUID]) -> dict[UUID, dict[str, object]]:
    """Give, by person, the keywords of facts.Person that protection and health know."""
    found: dict[UUID, dict[str, object]] = {person: {} for person in people}
    for person, screenings in every(Screening, people).items():
        found[person].update(_screened(screenings))
    for person, fear in latest(FearAnswer, people).items():
        found[person]["fear"] = _fear(fear)
    for person, claim in latest(AsylumClaim, people).items():
        found[person]["asylum_claim"] = facts.AsylumClaim(
            effects_explained_on=claim.effects_explained_on,
            own_decision_on=claim.own_decision_on,
            protection_officer=name_of(claim.protection_officer),
        )
    for person, custody in latest(CustodyFinding, people).items():
        found[person]["custody_finding"] = facts.CustodyFinding(
            by=name_of(custody.by), counsel=custody.counsel or None
        )
    _gather_survivors(people, found)
    _gather_health(people, found)
    for person, mpp in latest(MppStanding, people).items():
        found[person]["mpp"] = _mpp(mpp)
    for person, track in latest(ChildTrack, people).items():
        found[person].update(_child_track(track))
    return found


def _screened(screenings: list[Screening]) -> dict[str, object]:
    """The last screen; what any screen flagged stays flagged until a finding clears it."""
    last = screenings[-1]
    codes = {code for screening in screenings for code in screening.codes}
    told: dict[str, object] = {
        "screened": facts.Screened(
            on=day_of(last.occurred_at),
            by=name_of(last.by),
            alone=last.alone,
            child_officer=last.by_child_officer,
        ),
        "trafficking": facts.Trafficking(flag="VOT" in codes),
        "survivor": facts.Survivor(
            kidnapping="KIDNAPPING_VICTIM" in codes, family_violence=bool(codes & FAMILY_VIOLENCE)
        ),
        "in_custody": last.in_custody,
    }
    if last.in_mpp is not None:
        told["mpp"] = facts.Mpp(in_mpp=last.in_mpp)
    return told


def _fear(row: FearAnswer) -> facts.Fear:
    return facts.Fear(
        asked_on=day_of(row.occurred_at),
        alone=row.alone,
        answer=row.answer,
        resolution=row.resolution or None,
        resolved_on=day_of(row.resolved_at),
        resolved_by=name_of(row.resolved_by),
        second_officer=name_of(row.confirmed_by),
    )


def _gather_survivors(people: Collection[UUID], found: dict[UUID, dict[str, object]]) -> None:
    for person, row in latest(TraffickingClearance, people).items():
        found[person]["trafficking"] = facts.Trafficking(
            flag=row.flag,
            host_cleared_on=row.host_cleared_on,
            host_cleared_by=name_of(row.host_cleared_by),
            origin_cleared_on=row.origin_cleared_on,
            share_with_origin=row.share_with_origin,
            second_officer=name_of(row.second_officer),
        )
    for person, survivor in latest(SurvivorFinding, people).items():
        found[person]["survivor"] = facts.Survivor(
            kidnapping=survivor.kidnapping,
            family_violence=survivor.family_violence,
            safety_finding_on=survivor.safety_finding_on,
            rights_explained_on=survivor.rights_explained_on,
        )


def _gather_health(people: Collection[UUID], found: dict[UUID, dict[str, object]]) -> None:
    for person, fitness in latest(FitnessFinding, people).items():
        found[person]["health"] = facts.Health(
            result=fitness.result,
            on=day_of(fitness.occurred_at),
            valid_until=fitness.valid_until,
            escort=fitness.escort or None,
        )
    for person, pregnancy in latest(Pregnancy, people).items():
        found[person]["pregnancy"] = facts.Pregnancy(
            status=pregnancy.status,
            weeks=pregnancy.weeks,
            on=day_of(pregnancy.occurred_at),
            multiple=pregnancy.multiple,
            certificate=pregnancy.certificate,
        )
    for person, care in latest(CareNeeds, people).items():
        found[person]["care_needs"] = bool(care.needs)


def _mpp(row: MppStanding) -> facts.Mpp:
    return facts.Mpp(
        in_mpp=row.in_mpp,
        explained=tuple(row.explained),
        understood=row.understood,
        keeps_case=row.keeps_case,
        court_date=row.court_date,
        reentry_paper=facts.ReentryPaper(valid_until=row.reentry_valid_until),
        no_guarantee_signed_on=row.no_guarantee_signed_on,
    )


def _child_track(row: ChildTrack) -> dict[str, object]:
    return {
        "child_heard_on": row.heard_on,
        "guardian_assigned": row.guardian_assigned or None,
        "family_traced": row.family_traced_on is not None or None,
        "best_interests": facts.BestInterests(
            decision=row.best_interests or None, on=row.best_interests_on
        ),
        "guardian_consent_origin": facts.GuardianConsentOrigin(
            on=row.guardian_consent_on,
            withdrawn_on=row.guardian_consent_withdrawn_on,
            dispensed_by_authority_on=row.dispensed_by_authority_on,
        ),
        "receiver": facts.Receiver(
            name=str(row.receiver.get("name") or "") or None,
            confirmed=row.receiver_confirmed_on is not None or None,
        ),
        "escort": facts.Escort(name=row.escort or None, specialised=row.escort_is_specialised),
        "handover_arranged": row.handover_arranged_on is not None or None,
    }
