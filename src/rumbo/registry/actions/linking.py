"""The registry is compared with itself at night: whoever is likely there twice is asked about."""

from django.db.models import Max

from rumbo.access.entry import verb
from rumbo.access.values import Actor
from rumbo.audit.models import JournalEntry
from rumbo.common import clock
from rumbo.common.later import later
from rumbo.registry import linking
from rumbo.registry.actions.duplicates import suspect_duplicate
from rumbo.registry.linking import Found
from rumbo.registry.models import Linking, Person

STRETCH = 2_000  # people in one transaction; another job goes on after them
CORRECTED = "registry.corrected"


def begin_linking(*, actor: Actor) -> Linking:
    """Begin to compare whoever is new or was corrected since the last time with everybody.

    A comparison that was stopped goes on where it stood instead.
    """
    with verb(actor):
        last = Linking.objects.select_for_update().order_by("-number").first()
        if last is None or last.finished_at is not None:
            last = _begun(last)
        _go_on(last)
    return last


def link_some(*, actor: Actor, linking_no: int, after: tuple[int, int]) -> Linking | None:
    """Compare the next stretch, and put the following one off.

    `after` says where it stood when this was put off; None where another job was there first.
    """
    with verb(actor):
        row = (
            Linking.objects.select_for_update(skip_locked=True)
            .filter(pk=linking_no, done_no=after[0], done_entry=after[1], finished_at=None)
            .first()
        )
        if row is None:
            return None
        found = _new_ones(row) if row.done_no < row.last_no else _corrected_ones(row)
        row.compared += found.compared
        row.suspected += sum(_ask(actor, one) for one in found.suspicions)
        if row.done_no >= row.last_no and row.done_entry >= row.last_entry:
            row.finished_at = clock.now()
        row.save()
        if row.finished_at is None:
            _go_on(row)
    return row


def _begun(last: Linking | None) -> Linking:
    newest = Person.objects.aggregate(newest=Max("search_no"))["newest"] or 0
    entry = JournalEntry.objects.aggregate(newest=Max("number"))["newest"] or 0
    first = last.last_no if last else 0
    return Linking.objects.create(
        first_no=first,
        done_no=first,
        last_no=max(newest, first),
        # Of the first time everybody is compared: who was corrected before is among them.
        done_entry=last.last_entry if last else entry,
        last_entry=entry,
    )


def _go_on(row: Linking) -> None:
    later("registry.link_some", linking=row.pk, done_no=row.done_no, done_entry=row.done_entry)


def _new_ones(row: Linking) -> Found:
    """Compare the next people by their numbers with whoever was registered before them."""
    people = Person.objects.filter(search_no__gt=row.done_no, search_no__lte=row.last_no)
    numbers = list(people.order_by("search_no").values_list("search_no", flat=True)[:STRETCH])
    row.done_no = numbers[-1] if len(numbers) == STRETCH else row.last_no
    return linking.compared(numbers, with_later=False)


def _corrected_ones(row: Linking) -> Found:
    """Compare the next people who were corrected with everybody, before them and after."""
    told = JournalEntry.objects.filter(
        number__gt=row.done_entry, number__lte=row.last_entry, code=CORRECTED
    ).exclude(person_id=None)
    entries = list(told.order_by("number").values_list("number", "person_id")[:STRETCH])
    row.done_entry = entries[-1][0] if len(entries) == STRETCH else row.last_entry
    people = Person.objects.filter(pk__in={person for _number, person in entries})
    numbers = list(people.order_by("search_no").values_list("search_no", flat=True))
    return linking.compared(numbers, with_later=True)


def _ask(actor: Actor, one: linking.Suspicion) -> int:
    """Put a pair before a person's eyes, unless somebody was asked already: 1 where it was new."""
    people = Person.objects.filter(search_no__in=(one.earlier, one.later))
    both = list(people.order_by("search_no"))
    if len(both) < 2 or linking.is_settled(*both):
        return 0
    suspect_duplicate(
        actor=actor,
        earlier=both[0],
        later=both[1],
        probability=one.probability,
        reasons=one.reasons,
    )
    return 1
