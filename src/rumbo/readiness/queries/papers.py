"""Facts about papers: documents, parentage, exit papers, transit and what forbids leaving."""

from collections.abc import Collection
from uuid import UUID

from rumbo.documents.models import (
    ExitPaper,
    LegalCheck,
    OtherParent,
    Parentage,
    ResidenceRight,
    TransitCheck,
    TravelDocument,
)
from rumbo.readiness import facts
from rumbo.readiness.queries.latest import every, latest


def gather(people: Collection[UUID]) -> dict[UUID, dict[str, object]]:
    """Give, by person, the keywords of facts.Person that the documents room knows."""
    found: dict[UUID, dict[str, object]] = {person: {} for person in people}
    for person, papers in every(TravelDocument, people, ended_at=None).items():
        found[person]["documents"] = tuple(
            facts.Document(
                type=paper.type,
                issuer=paper.issuer,
                valid_until=paper.valid_until,
                original_with=paper.original_with or None,
            )
            for paper in papers
        )
    for child, parentage in latest(Parentage, people, "child").items():
        found[child]["parentage_shown"] = parentage.shown
    for child, other in latest(OtherParent, people, "child").items():
        found[child]["other_parent"] = facts.OtherParent(
            state=other.state, on=other.on, paper=other.has_paper
        )
    for person, exit_paper in latest(ExitPaper, people).items():
        found[person]["exit_paper"] = facts.ExitPaper(
            needed=exit_paper.needed, valid_until=exit_paper.valid_until
        )
    for person, check in latest(LegalCheck, people).items():
        found[person]["legal_bar"] = check.bar
    for person, right in latest(ResidenceRight, people).items():
        found[person]["residence_permit"] = facts.ResidencePermit(
            country=right.country, valid_until=right.valid_until
        )
    for person, checks in every(TransitCheck, people).items():
        found[person]["transit"] = _transit(checks)
    return found


def _transit(checks: list[TransitCheck]) -> tuple[facts.Transit, ...]:
    """The newest word on each country since the way was last looked at from its beginning."""
    newest: dict[str, bool | None] = {}
    for check in checks:
        if not check.country:
            newest.clear()
            continue
        newest[check.country] = check.allowed
    return tuple(facts.Transit(country=c, allowed=allowed) for c, allowed in newest.items())
