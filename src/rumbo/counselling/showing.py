"""What counselling's panel shows of each person, as sentences: gathered in a few queries."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from rumbo.access.values import Reader
from rumbo.casework.models import Case
from rumbo.casework.rules import BEFORE_DEPARTURE
from rumbo.common import clock
from rumbo.counselling import elsewhere, queries, rules, wording, words
from rumbo.counselling.models import (
    Declaration,
    GuardianDeclaration,
    Session,
    ShareConsent,
    Signed,
    VoluntarinessFinding,
)
from rumbo.registry.models import DataConsent, Person

if TYPE_CHECKING:
    from uuid import UUID


@dataclass(frozen=True, slots=True)
class Shared:
    """One recipient: what it is, what was answered, what cannot be done without it.

    `narrowed` says that a no under another registration of theirs holds against this yes.
    """

    code: str
    label: str
    without: str
    answer: ShareConsent | None
    narrowed: bool = False


@dataclass(slots=True)
class Shown:
    """One person of the panel."""

    person: Person
    is_adult: bool
    has_consent: bool
    is_counselled: bool
    since: date | None
    sessions: list[Session] = field(default_factory=list)
    finding: VoluntarinessFinding | None = None
    declaration: Signed | None = None
    shares: list[Shared] = field(default_factory=list)

    @property
    def missing_topics(self) -> list[str]:
        """What was not explained yet, in words."""
        told = queries.topics_explained(self.sessions)
        return words.in_a_sentence(rules.missing_topics(told))

    @property
    def is_past(self) -> bool:
        """Whether what was signed was for a day that has gone by: it lets nobody travel any more."""
        day = self.declaration.travel_date if self.declaration else None
        return day is not None and self.since is not None and day < self.since

    @property
    def must_sign(self) -> bool:
        """Whether a declaration is to be read and signed: none lives, or its day has gone by."""
        return self.declaration is None or self.is_past

    @property
    def next_step(self) -> str:
        """What comes next, so that one button stands out: to talk, then to judge, then to sign."""
        if self.is_counselled and (not self.sessions or self.missing_topics):
            return "session"
        found = self.finding
        if self.is_counselled and not (found is not None and found.free and found.informed):
            return "finding"
        return "declaration" if self.must_sign else ""

    @property
    def decision(self) -> str:
        """The last word about returning, as a code; empty where nothing was said."""
        return next((s.decision for s in reversed(self.sessions) if s.decision), "")

    @property
    def unanswered(self) -> int:
        """How many recipients were not asked about."""
        return sum(shared.answer is None for shared in self.shares)


def panel(case: Case, reader: Reader, lang: wording.Lang) -> list[Shown]:
    """Give each person of a case with what the reader may see about them."""
    today = clock.today()
    group = queries.members(case)
    people = [member.person_id for member in group]
    small = queries.answered_for(case, today + queries.AHEAD)
    consents = set(
        DataConsent.objects.visible_to(reader)
        .filter(person_id__in=people, withdrawn_at=None)
        .values_list("person_id", flat=True)
    )
    shown = {
        m.person_id: Shown(
            m.person,
            queries.is_adult(m.person, today),
            m.person_id in consents,
            m.person_id not in small,
            today if case.stage in BEFORE_DEPARTURE else None,
        )
        for m in group
    }
    seen = Session.objects.visible_to(reader).filter(person_id__in=people)
    for session in seen.order_by("occurred_at", "recorded_at"):
        shown[session.person_id].sessions.append(session)
    found = VoluntarinessFinding.objects.visible_to(reader).filter(person_id__in=people)
    for finding in found.order_by("occurred_at", "recorded_at"):
        shown[finding.person_id].finding = finding
    own = Declaration.objects.visible_to(reader).filter(person_id__in=people, withdrawn_at=None)
    for signed in own:
        shown[signed.person_id].declaration = signed
    others = GuardianDeclaration.objects.visible_to(reader).filter(
        child_id__in=people, withdrawn_at=None
    )
    for made in others:
        shown[made.child_id].declaration = made
    answers: dict[UUID, dict[str, ShareConsent]] = defaultdict(dict)
    for row in ShareConsent.objects.visible_to(reader).filter(
        person_id__in=people, withdrawn_at=None
    ):
        answers[row.person_id][row.recipient] = row
    for key, one in shown.items():
        one.shares = shares(answers[key], lang)
    return list(shown.values())


def shares(answers: dict[str, ShareConsent], lang: wording.Lang) -> list[Shared]:
    """Give every recipient with its answer and, in words, what is lost without it."""
    narrowed = elsewhere.overruled(answers.values())
    return [
        Shared(
            code=clause.code.upper(),
            label=clause.lead,
            without=clause.without,
            answer=(answer := answers.get(clause.code.upper())),
            narrowed=answer is not None and answer.id in narrowed,
        )
        for clause in wording.current("sharing", lang).clauses
    ]


def language_for(person: Person, asked: str) -> wording.Lang:
    """Choose the language of a text: the one asked for, the person's, else Spanish."""
    for choice in (asked, person.language):
        if choice in wording.LANGS:
            return "en" if choice == "en" else "es"
    return "es"
