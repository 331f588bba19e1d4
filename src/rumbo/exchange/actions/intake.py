"""Taking a sheet in: whole or not at all, and the same row never twice."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import connection

from rumbo.access import actions as access
from rumbo.access.entry import verb
from rumbo.access.models import Office
from rumbo.access.values import SYSTEM, Actor
from rumbo.audit import actions as audit
from rumbo.casework import actions as casework
from rumbo.casework.actions.opening import NewCase
from rumbo.common import clock
from rumbo.common.ids import new_id
from rumbo.exchange import queries, taking
from rumbo.exchange.intake import values
from rumbo.exchange.intake.duplicates import Known
from rumbo.exchange.intake.rows import (
    NOT_YOUR_SITE,
    Outcome,
    Reading,
    Registry,
    Row,
    classify,
)
from rumbo.exchange.intake.sheet import read
from rumbo.exchange.keys import family_key, row_key
from rumbo.exchange.models import ImportedSheet, IntakeRow, SheetFamily
from rumbo.network.models import Site
from rumbo.protection import actions as protection
from rumbo.registry import actions as registry
from rumbo.registry import index
from rumbo.registry.finding import sharing_keys
from rumbo.registry.models import Person
from rumbo.registry.rules.features import Features

if TYPE_CHECKING:
    from rumbo.casework.models import Case

Progress = Callable[[str, int, int], None]
LOCK = 7_203_114_903  # any number that nobody else takes as an advisory lock


def _silent(_stage: str, _done: int, _all: int) -> None:
    """Say nothing while work goes on."""


def import_sheet(
    *,
    actor: Actor,
    path: Path,
    year_first: bool = False,
    today: date | None = None,
    progress: Progress = _silent,
) -> Reading:
    """Take in a booth's sheet (contracts.md section 1) and give back how each row was judged.

    Each row becomes a person in a case, a suspicion for a human, a row to correct, or was here
    already. A file that is no sheet is refused, and nothing is written. What comes from a site
    that is none of the actor's offices is to correct: nobody writes into another's office.
    """
    sheet = read(path)
    progress("read", len(sheet.rows), len(sheet.rows))
    with verb(actor, "registrar", "coordinator"):
        _one_at_a_time()
        keys = [row_key(row.cells) for row in sheet.rows]
        here, astray = _keys_here(keys)
        reading = classify(
            sheet,
            today=today or clock.today(),
            year_first=year_first,
            row_key=row_key,
            registry=Registry(
                here, astray, _candidates, Person.objects.count(), queries.sites_of(actor)
            ),
        )
        progress("judged", len(sheet.rows), len(sheet.rows))
        if any(row.outcome is not Outcome.ALREADY_HERE for row in reading.rows):
            new = {row.key for row in reading.rows if row.outcome is not Outcome.ALREADY_HERE}
            _let_go(actor, astray & new)
            _Taking(actor, reading, year_first=year_first).write(progress)
    return reading


def _let_go(actor: Actor, keys: Collection[bytes]) -> None:
    """An office that was sent another's rows has nothing more to do with those now taken in."""
    for row in IntakeRow.objects.select_for_update(of=("self",)).filter(key__in=keys):
        row.key, row.outcome, row.raw = row.pk.bytes, "elsewhere", {}
        row.settled_by, row.settled_at = actor.id, clock.now()
        row.version += 1
        row.save()


def _one_at_a_time() -> None:
    """Wait for a sheet that is being read: the same one sent twice then finds its rows here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _candidates(people: Sequence[Features]) -> list[list[Known]]:
    """Give, for each person of the sheet, those of the registry who share a key."""
    numbers = [sharing_keys(told) for told in people]
    wanted = {number for found in numbers for number in found}
    rows = {p.search_no: p for p in Person.objects.filter(search_no__in=wanted)}
    return [[Known(rows[n].id, index.features_of(rows[n])) for n in found] for found in numbers]


class _Taking:
    """The rows of one reading on their way into registry, cases and lists."""

    def __init__(self, actor: Actor, reading: Reading, *, year_first: bool) -> None:
        self.actor = actor
        self.reading = reading
        self.now = clock.now()
        sexes = (row.cells.get("sexo", "") for row in reading.rows)
        self.sheet = ImportedSheet.objects.create(
            by=actor.id,
            read_at=self.now,
            year_first=year_first,
            lone_m=values.lone_m(sexes),
            median=reading.median,
            counts=asdict(reading.counts),
        )
        sites, ours = {row.entry.site for row in reading.rows}, queries.sites_of(actor)
        self.offices = _offices(sites if ours is None else sites & ours, actor)
        self.cases: dict[int, tuple[Case, Person]] = {}

    def office_of(self, row: Row) -> Office:
        """The office of a row's site; of whoever imports, where the site is not known."""
        return self.offices.get(row.entry.site) or self.offices[""]

    def write(self, progress: Progress) -> None:
        """Register, open cases, raise what cannot wait, and keep every row sealed."""
        groups = self._groups()
        by_office: dict[Office, list[list[Row]]] = {}
        for rows in groups:
            by_office.setdefault(self.office_of(rows[0]), []).append(rows)
        for done, (office, ours) in enumerate(by_office.items(), start=1):
            self._register(office, ours)
            progress("registered", done, len(by_office))
        self._keep_rows()
        self._raise_signals(progress)
        audit.record(
            actor=self.actor,
            code="exchange.sheet_read",
            rows=self.reading.counts.rows,
            registered=self.reading.counts.registered,
            suspected=self.reading.counts.suspected_duplicates,
            to_correct=self.reading.counts.to_correct,
        )

    def _groups(self) -> list[list[Row]]:
        """The registered rows, families together, everybody else alone."""
        families: dict[str, list[Row]] = {}
        groups: list[list[Row]] = []
        for row in self.reading.rows:
            if row.outcome is not Outcome.REGISTERED:
                continue
            if not row.entry.family:
                groups.append([row])
            elif row.entry.family in families:
                families[row.entry.family].append(row)
            else:
                families[row.entry.family] = [row]
                groups.append(families[row.entry.family])
        return groups

    def _register(self, office: Office, groups: list[list[Row]]) -> None:
        new = [taking.new_group(rows, self.now, office.zone) for rows in groups]
        made = registry.register_many(actor=self.actor, office=office, groups=new)
        cases = casework.open_many(
            actor=self.actor,
            office=office,
            cases=[
                NewCase(
                    group,
                    told.site,
                    clock.day_of(told.at, office.zone),
                    told.at,
                    any(row.presumed_unaccompanied for row in rows),
                )
                for group, told, rows in zip(made, new, groups, strict=True)
            ],
        )
        people = {p.id: p for p in Person.objects.filter(memberships__group__in=made)}
        families = []
        for told, case, rows in zip(new, cases, groups, strict=True):
            for row, person in zip(rows, told.people, strict=True):
                self.cases[row.number] = (case, people[person.id])
            if rows[0].entry.family:
                key = family_key(rows[0].entry.family)
                families.append(
                    SheetFamily(sheet=self.sheet, family_key=key, group=case.group, case=case)
                )
        SheetFamily.objects.bulk_create(families)

    def _keep_rows(self) -> None:
        kept: dict[int, IntakeRow] = {}
        for place, row in enumerate(self.reading.rows):
            if row.outcome is not Outcome.ALREADY_HERE:
                kept[place] = self._kept(row, kept)
        IntakeRow.objects.bulk_create(kept.values(), batch_size=1000)

    def _kept(self, row: Row, kept: dict[int, IntakeRow]) -> IntakeRow:
        case, person = self.cases.get(row.number, (None, None))
        made = IntakeRow(
            id=new_id(),
            office=self.office_of(row),
            occurred_at=taking.moment_of(row, self.now, self.office_of(row).zone),
            sheet=self.sheet,
            number=row.number,
            key=row.key,
            raw=dict(row.cells),
            folio=row.entry.folio,
            outcome=row.outcome.value,
            faults=[asdict(remark) for remark in row.faults],
            flags=[asdict(remark) for remark in row.flags],
            child_alone=row.presumed_unaccompanied,
            urgent=row.outcome is not Outcome.REGISTERED and taking.is_urgent(row),
            family_key=family_key(row.entry.family) if row.entry.family else None,
            person=person,
            case=case,
        )
        if row.same_as:
            match = row.same_as[0]
            made.probability, made.reasons = match.probability, list(match.reasons)
            if match.place is None:
                made.resembles_id = match.ref  # type: ignore[assignment]
            else:
                made.resembles_row = kept.get(match.place)
                made.resembles = kept[match.place].person if match.place in kept else None
        return made

    def _raise_signals(self, progress: Progress) -> None:
        rows = [row for row in self.reading.rows if row.number in self.cases]
        for done, row in enumerate(rows, start=1):
            told = taking.signals(row)
            if told != taking.NOTHING:
                case, person = self.cases[row.number]
                protection.intake_signals(
                    actor=self.actor, case=case, person=person, signals=told, at=self.now
                )
            progress("signals", done, len(rows))


def _offices(sites: set[str], actor: Actor) -> dict[str, Office]:
    """The office of each site, opened where it is not yet; "" is the importer's own or the first."""
    found: dict[str, Office] = {}
    for site in Site.objects.filter(code__in=sites).order_by("code"):
        found[site.code] = access.open_office(
            actor=SYSTEM,
            code=site.code,
            name=site.name,
            country=site.country_id,
            zone=site.zone,
        )
    own = Office.objects.filter(pk=actor.office).first() if actor.office else None
    found[""] = (
        own
        or next(iter(found.values()), None)
        or access.open_office(
            actor=SYSTEM,
            code="CDMX",
            name="Ciudad de México",
            country="MEX",
            zone=clock.DEFAULT_ZONE,
        )
    )
    return found


def _keys_here(keys: Sequence[bytes]) -> tuple[set[bytes], set[bytes]]:
    """Of these keys, those taken in before, and those that only went to the wrong office so far."""
    rows = IntakeRow.objects.filter(key__in=keys)
    lost = rows.to_correct().filter(settled_at=None, faults__contains=[{"code": NOT_YOUR_SITE}])
    astray = set(map(bytes, lost.values_list("key", flat=True)))
    return set(map(bytes, rows.values_list("key", flat=True))) - astray, astray
