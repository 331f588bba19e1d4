"""What other rooms ask: which programmes and money there are on a day, and whether a country is open."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from rumbo.common.refusal import Refusal
from rumbo.programmes import errors
from rumbo.programmes.models import (
    RETURN_KINDS,
    Agreement,
    DueDiligence,
    EligibilityCriterion,
    FormalRequest,
    FundingLine,
    Opening,
    Programme,
)
from rumbo.programmes.rules import Context, Criterion, Finding, Line, Terms, strictest
from rumbo.ui.words import country, sentence_list


def openness(host: str, origin: str, area: str | None, day: date) -> Finding | None:
    """The finding that rules a return from a host to an origin (and area, a department code) on a day.

    None where the pair was never studied.
    """
    rows = DueDiligence.objects.live_on(day).filter(host=host, origin=origin)
    return strictest([_finding(row) for row in rows], area or "", day)


def is_open(host: str, origin: str, area: str | None, day: date) -> bool:
    """Whether returns may be arranged on a day; case by case and not studied are not open."""
    found = openness(host, origin, area, day)
    return found is not None and found.finding == "OPEN"


def openness_table(host: str, day: date) -> Sequence[Finding]:
    """Every finding live on a day for a host, by origin and area: the page of open countries."""
    rows = DueDiligence.objects.live_on(day).filter(host=host).order_by("origin", "area")
    return [_finding(row) for row in rows]


def findings_of(host: str, origin: str) -> list[Finding]:
    """Every finding ever made of a host and an origin, the newest day first."""
    rows = DueDiligence.objects.filter(host=host, origin=origin).order_by("-valid_from", "code")
    return [_finding(row) for row in rows]


def every_finding() -> dict[tuple[str, str], list[Finding]]:
    """Every finding ever made, by host and origin, in one read."""
    found: dict[tuple[str, str], list[Finding]] = {}
    for row in DueDiligence.objects.order_by("host", "origin", "-valid_from", "code"):
        found.setdefault((row.host_id, row.origin_id), []).append(_finding(row))
    return found


@dataclass(frozen=True, slots=True)
class Held:
    """The openings and agreements of programmes, by code, the newest first."""

    openings: Mapping[str, list[Opening]]
    agreements: Mapping[str, list[Agreement]]


def terms_of(programmes: Collection[str]) -> Held:
    """When programmes opened and under which agreements, in two reads however many there are."""
    openings: dict[str, list[Opening]] = defaultdict(list)
    agreements: dict[str, list[Agreement]] = defaultdict(list)
    for row in Opening.objects.filter(programme__in=programmes).order_by("-valid_from", "code"):
        openings[row.programme_id].append(row)
    for one in Agreement.objects.filter(programme__in=programmes).order_by("-valid_from", "code"):
        agreements[one.programme_id].append(one)
    return Held(openings, agreements)


def every_programme() -> Sequence[Programme]:
    """Every programme that was ever kept, open or not, in their order."""
    return list(Programme.objects.order_by("order", "code"))


def programme(code: str) -> Programme | None:
    """The programme of a code, if there is one."""
    return Programme.objects.filter(code=code).first()


def may_close(programme: str, day: date) -> bool:
    """Whether a programme takes people on a day and would go on after it."""
    rows = Opening.objects.live_on(day).filter(programme=programme)
    return rows.exclude(valid_until=day).exists()


def requests_of(programme: str) -> Sequence[FormalRequest]:
    """The formal requests of a programme, the newest first."""
    rows = FormalRequest.objects.filter(programme=programme)
    return list(rows.order_by("-valid_from", "code"))


def obstacles(programme: Programme, day: date) -> list[Refusal]:
    """What stands between a programme and its opening on a day, in the order in which it is mended."""
    code, found = programme.code, []
    if not FormalRequest.objects.filter(programme=programme, valid_from__lte=day).exists():
        found.append(errors.no_request(code))
    if not Agreement.objects.live_on(day).filter(programme=programme).exists():
        found.append(errors.no_agreement(code))
    if missing := not_studied(programme, day):
        found.append(errors.not_studied(code, sentence_list([_way(*pair) for pair in missing])))
    return found


def not_studied(programme: Programme, day: date) -> list[tuple[str, str]]:
    """The hosts and origins that nobody studied; a host with an empty origin has no study at all."""
    if programme.kind not in RETURN_KINDS:
        return []
    rows = DueDiligence.objects.live_on(day).filter(host__in=programme.hosts)
    studied = set(rows.values_list("host_id", "origin_id"))
    if programme.nationalities is None:
        return [(host, "") for host in sorted(set(programme.hosts) - {h for h, _ in studied})]
    wanted = {(h, o) for h in programme.hosts for o in programme.nationalities if h != o}
    return sorted(wanted - studied)


def _way(host: str, origin: str) -> str:
    return f"{country(host)} → {country(origin)}" if origin else country(host)


def overlapping(rows: QuerySet[Any], since: date, until: date | None) -> Any:
    """The first row that has a day in common with a stretch of days."""
    found = rows.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=since))
    if until is not None:
        found = found.filter(valid_from__lte=until)
    return found.order_by("valid_from").first()


def funding_lines_on(day: date) -> Sequence[FundingLine]:
    """Every funding line that lives on a day."""
    return list(FundingLine.objects.live_on(day))


def funding_line(code: str) -> FundingLine | None:
    """The line of a code, if there is one."""
    return FundingLine.objects.filter(code=code).first()


def is_programme_open(programme: str, day: date) -> bool:
    """Whether a programme takes people for a day: opened, asked for, and under an agreement."""
    return programme in open_codes(day)


def open_programmes(day: date) -> QuerySet[Programme]:
    """The programmes that are open on a day: opened, asked for, and under an agreement."""
    openings = Opening.objects.live_on(day).values("programme")
    agreements = Agreement.objects.live_on(day).values("programme")
    requests = FormalRequest.objects.filter(valid_from__lte=day).values("programme")
    rows = Programme.objects.live_on(day).filter(code__in=openings)
    return rows.filter(code__in=agreements).filter(code__in=requests)


def open_codes(day: date) -> frozenset[str]:
    """The codes of all programmes that are open on a day."""
    return frozenset(open_programmes(day).values_list("code", flat=True))


def agreements_ending(day: date, by: date) -> QuerySet[Agreement]:
    """The agreements of a day that end soon, where none of the same programme covers the day after."""
    rows = Agreement.objects.live_on(day).filter(valid_until__lte=by)
    after = Agreement.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=OuterRef("valid_until")),
        programme=OuterRef("programme"),
        valid_from__lte=OuterRef("valid_until") + timedelta(days=1),
    )
    return rows.filter(~Exists(after), programme__in=open_programmes(day))


def programmes_on(day: date, *, host: str | None = None) -> Sequence[Programme]:
    """The programmes open on a day (in a host country), in their order."""
    rows = Programme.objects.filter(code__in=open_codes(day))
    return list(rows.filter(hosts__contains=[host]) if host else rows)


def agreement_on(programme: str, day: date) -> tuple[date, date | None] | None:
    """The dates of the agreement that covers a day, the longest if several; None where none does."""
    rows = Agreement.objects.live_on(day).filter(programme=programme)
    spans = [(row.valid_from, row.valid_until) for row in rows]
    return max(spans, key=lambda span: span[1] or date.max, default=None)


def lines_for(programme: str, day: date) -> Sequence[FundingLine]:
    """The funding lines live on a day that may pay for a programme."""
    return list(FundingLine.objects.live_on(day).filter(programmes__contains=[programme]))


def context(
    host: str,
    origin: str,
    area: str | None,
    day: date,
    *,
    left: Mapping[str, int] | None = None,
) -> Context:
    """All that eligibility needs besides the person; `left` is what is left per line, in minor units."""
    found = openness(host, origin, area, day)
    opened = open_codes(day)
    rows = Programme.objects.live_on(day).filter(kind__in=RETURN_KINDS, hosts__contains=[host])
    return Context(
        finding=found.finding if found else None,
        programmes=tuple(_terms(row, opened) for row in rows),
        lines=tuple(_line(row, left or {}) for row in FundingLine.objects.live_on(day)),
        criteria=tuple(_criterion(row) for row in EligibilityCriterion.objects.live_on(day)),
    )


def _finding(row: DueDiligence) -> Finding:
    return Finding(
        code=row.code,
        area=row.area_id or "",
        finding=row.finding,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        source=row.source,
        note_es=row.note_es,
        note_en=row.note_en,
        host=row.host_id,
        origin=row.origin_id,
    )


def _terms(row: Programme, opened: frozenset[str]) -> Terms:
    return Terms(
        code=row.code,
        order=row.order,
        is_open=row.code in opened,
        nationalities=None if row.nationalities is None else frozenset(row.nationalities),
        excluded=frozenset(row.excluded),
        requires_mpp=row.requires_mpp,
        keeps_case=row.keeps_case,
        min_vulnerability=row.min_vulnerability,
    )


def _line(row: FundingLine, left: Mapping[str, int]) -> Line:
    return Line(
        code=row.code,
        programmes=frozenset(row.programmes),
        nationalities=None if row.nationalities is None else frozenset(row.nationalities),
        min_vulnerability=row.min_vulnerability,
        pays_fixed=row.pays_fixed,
        left_minor=left.get(row.code),
    )


def _criterion(row: EligibilityCriterion) -> Criterion:
    names = ("code", "reason", "test", "outcome", "es", "en", "unknown_es", "unknown_en")
    return Criterion(**{name: getattr(row, name) for name in names})
