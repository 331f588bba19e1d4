"""Finding people: by keys that are hashed, then weighed in memory; what is outside stays masked."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from rumbo.access.values import Reader
from rumbo.common import clock
from rumbo.registry import errors, finding, index
from rumbo.registry.finding import filed_under
from rumbo.registry.models import (
    AccessRequest,
    DataConsent,
    GroupMember,
    Person,
    PossibleDuplicate,
    Probe,
    Profile,
)
from rumbo.registry.rules.features import Features
from rumbo.registry.rules.keys import phone_keys, sibling_keys
from rumbo.registry.rules.likeness import Likeness
from rumbo.registry.rules.limits import CANDIDATES, SHARING
from rumbo.registry.rules.phones import are_one_phone
from rumbo.registry.rules.reasons import is_whole_name
from rumbo.registry.values import Correction

# A hint is shown from here; a warning from the second (calibrated: registry's benchmark).
HINT, WARNING = 0.30, 0.90
# A whole name without a date is a hint as well, however many bear it: down to here it is weighed.
FAINTEST = 0.001
# So many are shown of those whom the reader may see, and so many masks beside them; a paper's number
# or folio shows a large family whole.
MOST, MOST_OF_FILE = 10, 30
# How often somebody may ask in a quarter of an hour before somebody looks at why.
PROBES, WINDOW = 400, timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody who may be the one typed: the person, or a mask where the reader may not see."""

    person_id: uuid.UUID
    person: Person | None
    likeness: Likeness

    @property
    def is_warning(self) -> bool:
        """Whether this is likely enough to stop and look."""
        return self.likeness.probability >= WARNING

    @property
    def is_hint(self) -> bool:
        """Whether this may be said of somebody masked: likely, or the whole name or the paper is theirs."""
        codes = self.likeness.reasons
        return self.likeness.probability >= HINT or is_whole_name(codes) or "SAME_DOCUMENT" in codes


def likely(told: Features, *, least: float = HINT, most: int = 10) -> list[tuple[Person, Likeness]]:
    """Give whoever is likely the one described, best first, of every office. For verbs and jobs.

    Pages go through `look_up`, which masks.
    """
    return likely_readings([told], least=least, most=most)


def likely_readings(
    readings: Sequence[Features], *, least: float = HINT, most: int = 10
) -> list[tuple[Person, Likeness]]:
    """Give the same of one person whose words can be read in several ways."""
    found = finding.likely(readings, least=least, most=most)
    people = Person.objects.in_bulk([pk for pk, _weight in found])
    return [(people[pk], weight) for pk, weight in found if pk in people]


def look_up(reader: Reader, told: Features, *, least: float = HINT) -> list[Hit]:
    """Find likely earlier registrations for a reader, those of other offices as masked hints.

    Sealed persons are shown to protection alone. Who asks is logged (how often, never what),
    and somebody who asks about very many people is stopped.
    """
    return look_up_readings(reader, [told], least=least)


def look_up_readings(
    reader: Reader, readings: Sequence[Features], *, least: float = HINT
) -> list[Hit]:
    """Look up one person whose words can be read in several ways (which is the surname?)."""
    _require_few_probes(reader)
    weights = {
        pk: weight
        for pk, weight in finding.likely(readings, least=min(least, FAINTEST), most=CANDIDATES)
        if weight.probability >= least or is_whole_name(weight.reasons)
    }
    for pk, alike in _by_phone(tuple(p for told in readings for p in told.phones)).items():
        weights.setdefault(pk, alike)
    return _as_seen(reader, weights)


def look_up_phone(reader: Reader, number: str) -> list[Hit]:
    """Find who gave a telephone, however it was written down; masked, logged and limited alike."""
    _require_few_probes(reader)
    return _as_seen(reader, _by_phone([number]))


def _by_phone(phones: Sequence[str]) -> dict[uuid.UUID, Likeness]:
    if not phones:
        return {}
    people = Person.objects.filter(search_no__in=filed_under(phone_keys(phones), most=SHARING))
    alike = Likeness(HINT, 0.0, ("SAME_PHONE",))
    return {
        person.pk: alike
        for person in people.order_by("-recorded_at")
        if any(are_one_phone(a, b) for a in index.phones_of(person) for b in phones)
    }


def look_up_file(
    reader: Reader, people: Sequence[Person], why: str = "SAME_CASE_NUMBER"
) -> list[Hit]:
    """Show people of the file whose number, folio or code was given; masked, logged, limited alike.

    `why` is SAME_CASE_NUMBER, SAME_FOLIO or SAME_CODE.
    """
    _require_few_probes(reader)
    alike = Likeness(HINT, 0.0, (why,))
    return _as_seen(reader, {person.pk: alike for person in people}, most=MOST_OF_FILE)


def _as_seen(
    reader: Reader, weights: Mapping[uuid.UUID, Likeness], *, most: int = MOST
) -> list[Hit]:
    """Give the likeliest that may be shown, best first; of those alike in their order.

    What may be seen comes before the cut, and masks are counted apart: however many are registered
    elsewhere under a common name, they do not push out whom the reader's own office knows.
    """
    may_be_shown = Person.objects.filter(pk__in=weights)
    if "protection" not in reader.roles:
        may_be_shown = may_be_shown.filter(sealed=False)
    there = set(may_be_shown.values_list("pk", flat=True))
    ranked = sorted((pk for pk in weights if pk in there), key=lambda pk: -weights[pk].probability)
    seen = set(Person.objects.visible_to(reader).filter(pk__in=ranked).values_list("pk", flat=True))
    seen |= granted(reader, [pk for pk in ranked if pk not in seen])
    own = Person.objects.in_bulk([pk for pk in ranked if pk in seen][:most])
    masks = [pk for pk in ranked if pk not in seen and Hit(pk, None, weights[pk]).is_hint][:MOST]
    told = {*own, *masks}
    hits = [Hit(pk, own.get(pk), weights[pk]) for pk in ranked if pk in told]
    if reader.user_id is not None:
        Probe.objects.create(reader_id=reader.user_id, shown=len(hits), masked=len(masks))
    return hits


def granted(reader: Reader, people: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these people another office has opened to this reader."""
    if reader.user_id is None or not people:
        return set()
    rows = AccessRequest.objects.holding(clock.now())
    rows = rows.filter(asked_by=reader.user_id, person_id__in=people)
    return set(rows.values_list("person_id", flat=True))


def _require_few_probes(reader: Reader) -> None:
    if reader.user_id is None:
        return
    since = clock.now() - WINDOW
    if Probe.objects.filter(reader_id=reader.user_id, at__gte=since).count() >= PROBES:
        raise errors.too_many_probes()


def pairs_seen(reader: Reader) -> QuerySet[PossibleDuplicate]:
    """The pairs that a reader may know of, likeliest first; with somebody reserved: protection's."""
    rows: QuerySet[PossibleDuplicate] = PossibleDuplicate.objects.visible_to(reader)
    if "protection" not in reader.roles:
        rows = rows.filter(earlier__sealed=False, later__sealed=False)
    return rows.select_related("earlier", "later").order_by("-probability", "id")


def open_duplicates(reader: Reader) -> QuerySet[PossibleDuplicate]:
    """The pairs that wait for somebody to look at them, likeliest first."""
    return pairs_seen(reader).filter(decision="")


def travelling_with(person: Person, reader: Reader) -> list[GroupMember]:
    """The members of a person's group now, in their order, as far as the reader may see them."""
    mine = GroupMember.objects.filter(person=person, left_at=None).values("group")
    rows = GroupMember.objects.filter(group__in=mine, left_at=None)
    if not reader.roles & {"protection", "child_officer"}:
        rows = rows.filter(person__sealed=False)
    members = list(rows.order_by("position").select_related("person"))
    ids = [member.person_id for member in members]
    seen = set(Person.objects.visible_to(reader).filter(id__in=ids).values_list("id", flat=True))
    seen |= granted(reader, ids)
    return [member for member in members if member.person_id in seen]


def same_human_being(person: Person) -> QuerySet[Person]:
    """Every registration of the human being behind this one, itself too."""
    rows: QuerySet[Person] = Person.objects.all()
    if person.individual_id is None:
        return rows.filter(pk=person.pk)
    return rows.filter(individual=person.individual_id)


def families_of(people: Collection[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """In which group each of these people is now, whosever they are: to mask a family as one."""
    rows = GroupMember.objects.filter(person__in=people, left_at=None)
    return dict(rows.values_list("person_id", "group_id"))


def asked_for(reader: Reader, people: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    """Give those of these people to whose file this reader asked access, and nobody answered yet."""
    if reader.user_id is None:
        return set()
    rows = AccessRequest.objects.filter(asked_by=reader.user_id, person_id__in=people)
    return set(rows.filter(answered_at=None).values_list("person_id", flat=True))


def waiting_requests(reader: Reader) -> QuerySet[AccessRequest]:
    """The requests to open a file of the reader's offices that nobody has answered, oldest first."""
    rows = AccessRequest.objects.filter(answered_at=None)
    if reader.user_id is not None:
        rows = rows.exclude(asked_by=reader.user_id)
    if reader.offices is not None:
        rows = rows.filter(person__office__in=reader.offices)
    return rows.select_related("person", "asked_office").order_by("asked_at", "id")


def opened_to(reader: Reader, person: uuid.UUID) -> Person | None:
    """A person whose file another office opened to this reader, or None."""
    return Person.objects.filter(id__in=granted(reader, [person])).first()


def every_registration_of(people: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """These persons, and every other registration of the human beings behind them."""
    mine = Person.objects.filter(pk__in=list(people), individual__isnull=False)
    same = Person.objects.filter(individual__in=mine.values("individual"))
    return {*people, *same.values_list("pk", flat=True)}


def registrations_of(people: Collection[uuid.UUID]) -> dict[uuid.UUID, set[uuid.UUID]]:
    """Each of these persons with every registration of the human being behind them, their own too."""
    rows = Person.objects.filter(pk__in=list(people), individual__isnull=False)
    behind = dict(rows.values_list("pk", "individual"))
    same: dict[uuid.UUID, set[uuid.UUID]] = {}
    others = Person.objects.filter(individual__in=set(behind.values()))
    for key, individual in others.values_list("pk", "individual"):
        same.setdefault(individual, set()).add(key)
    return {one: {one, *same.get(behind.get(one, one), ())} for one in people}


def probes_since(moment: datetime) -> QuerySet[Probe]:
    """Every search for people from a moment on, for whoever watches over searching."""
    return Probe.objects.filter(at__gte=moment)


def live_consent_of(person: OuterRef) -> QuerySet[DataConsent]:
    """The yes of a person (of an outer query) to being registered, where it still holds."""
    return DataConsent.objects.filter(person=person, withdrawn_at=None)


def sharing_surnames(told: Features) -> list[uuid.UUID]:
    """Give those filed with the same two surnames and a birth year that siblings may have.

    It reads every office: for protection's verbs and jobs, never for a page.
    """
    numbers = filed_under(sibling_keys(told), most=SHARING)
    return list(Person.objects.filter(search_no__in=numbers).values_list("pk", flat=True))


def took_consent_back(person: OuterRef) -> Q:
    """Whether a person (of an outer query) said yes once, and took it back."""
    once = DataConsent.objects.filter(person=person)
    return Q(Exists(once)) & ~Q(Exists(live_consent_of(person)))


def who_lacks_consent(people: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Of these people, those without a live yes: it was never written down, or was taken back."""
    rows = Person.objects.filter(pk__in=list(people))
    rows = rows.filter(~Exists(live_consent_of(OuterRef("pk"))))
    return set(rows.values_list("pk", flat=True))


def who_took_consent_back(people: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Of these people, those who said yes once and took it back: nothing more of them is handed on."""
    rows = Person.objects.filter(took_consent_back(OuterRef("pk")), pk__in=list(people))
    return set(rows.values_list("pk", flat=True))


def as_registered(person: Person) -> Correction:
    """How a registration reads now: what a correction begins from (opens what is sealed)."""
    profile = Profile.objects.filter(person=person).first()
    return Correction(
        identity=dict(person.identity),
        sex=person.sex,
        birth_date=person.birth_date,
        birth_precision=person.birth_precision,
        age_disputed=person.age_disputed,
        nationalities=tuple(person.nationalities),
        origin_country=person.origin_country,
        origin_department=person.origin_department,
        place=dict(person.place),
        return_country=person.return_country,
        return_department=person.return_department,
        language=person.language,
        other_languages=tuple(person.other_languages),
        needs_interpreter=person.needs_interpreter,
        can_read=person.can_read,
        contact=dict(person.contact),
        contact_channel=person.contact_channel,
        profile=profile.answers() if profile is not None else {},
    )


def is_asked_about(one: Person, other: Person) -> bool:
    """Whether two registrations were put before somebody's eyes already, in whatever order."""
    rows = PossibleDuplicate.objects.filter(earlier__in=[one, other], later__in=[one, other])
    return rows.exists()
