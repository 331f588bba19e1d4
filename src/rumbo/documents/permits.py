"""Whether a recipient may be told of somebody now: the one question before every transfer.

TRANSFER_CONSENT of requirements.md: that recipient's own live yes. For somebody who said that they
fear to go back, who asks for asylum or has protection, a yes counts only when it was given after
protection talked it over, and was written down as such (domain.md 9, principle 5). What somebody
told under another registration of theirs counts as if it were told here.
"""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from rumbo.common import clock
from rumbo.counselling import queries as counselling
from rumbo.counselling.models import ShareConsent
from rumbo.documents import errors, queries
from rumbo.documents.models import ExplicitConsent
from rumbo.protection.models import AsylumClaim, FearAnswer
from rumbo.registry import queries as registry
from rumbo.registry.models import Person, Profile


def require(people: Collection[Person], recipient: str, day: date) -> dict[UUID, ShareConsent]:
    """Give the yes of each of these people to a recipient; refuse where one does not live."""
    yes = counselling.live_shares([p.id for p in people], recipient, day)
    without = [p.full_name for p in people if p.id not in yes]
    if without:
        raise errors.no_consent_to_share(recipient, without)
    if recipient == "CONSULATE" and not all(queries.may_ask_consulate(p) for p in people):
        raise errors.consulate_not_cleared()
    if lacking_explicit([p.id for p in people], yes):
        if recipient == "CONSULATE":
            raise errors.consulate_not_cleared()
        raise errors.recipient_not_cleared(recipient)
    return yes


def allowed(people: Collection[UUID], recipient: str, day: date) -> set[UUID]:
    """Keep those of many people whom a recipient may be told of, for those who tell of groups."""
    yes = counselling.live_shares(people, recipient, day)
    return set(yes) - lacking_explicit(yes, yes)


def may_ask(person: Person, day: date | None = None) -> bool:
    """Whether a consulate may be told of somebody now, as every verb judges it."""
    if person.id not in allowed([person.id], "CONSULATE", day or clock.today()):
        return False
    return queries.may_ask_consulate(person)


def needs_explicit(people: Iterable[UUID]) -> dict[UUID, date | None]:
    """Those whose yes must be explicit, with the day of what asks for it where it has one."""
    every = registry.registrations_of(list(people))
    told = _asks_for_it({key for keys in every.values() for key in keys})
    found: dict[UUID, date | None] = {}
    for person, registrations in every.items():
        days = [told[key] for key in registrations if key in told]
        if days:
            found[person] = max((day for day in days if day is not None), default=None)
    return found


def _asks_for_it(keys: Collection[UUID]) -> dict[UUID, date | None]:
    """The registrations under which somebody told of a claim, a protection or a fear, and when."""
    found: dict[UUID, date | None] = {}
    status = Profile.objects.filter(person_id__in=keys, status__in=queries.ASYLUM)
    found.update(dict.fromkeys(status.values_list("person_id", flat=True)))
    claims = AsylumClaim.objects.filter(person_id__in=keys)
    for claim in claims.order_by("occurred_at", "recorded_at"):
        found[claim.person_id] = claim.effects_explained_on
    newest = {}
    for row in FearAnswer.objects.filter(person_id__in=keys).order_by("occurred_at", "recorded_at"):
        newest[row.person_id] = row
    for person, row in newest.items():
        if row.answer in {"YES", "UNSURE"}:
            day = clock.day_of(row.occurred_at)
            found[person] = max(day, found.get(person) or day)
    return found


def lacking_explicit(people: Iterable[UUID], yes: dict[UUID, ShareConsent]) -> set[UUID]:
    """Those whose yes must be explicit and is not: none given, or given before the counselling."""
    asked = needs_explicit(people)
    rows = ExplicitConsent.objects.filter(person_id__in=list(asked))
    stated = {(row.person_id, row.consent): row for row in rows.order_by("occurred_at")}
    lacking = set()
    for person, since in asked.items():
        share = yes.get(person)
        row = stated.get((person, share.id)) if share else None
        if row is None or (since is not None and row.counselled_on < since):
            lacking.add(person)
    return lacking
