"""Who takes part in the play: people of the sheet who come back, and people who come to the booth."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from rumbo.casework import actions as casework
from rumbo.casework.models import Case, Task
from rumbo.demo.chance import Chance
from rumbo.demo.scene import Party, Scene, Trip, party_of
from rumbo.demo.steps import inquiring, meeting
from rumbo.demo.tables import count, rate, share, span
from rumbo.registry import actions as registry
from rumbo.registry.models import GroupMember

if TYPE_CHECKING:
    from rumbo.casework.models import Inquiry
    from rumbo.registry.values import NewGroup

# What somebody else must look at first: these people are not simply on their way home.
SERIOUS = (
    "FEAR", "TRAFFICKING", "SURVIVOR_SAFETY", "CHILD_ALONE", "CHILD_AT_RISK", "PROTECTION_NEED",
    "CUSTODY",
)  # fmt: skip
# On the first bus of these weeks somebody does not come, somebody changes their mind, a child is ill.
AT_FIRST_DOOR = {2: "NO_SHOW", 3: "AT_DOOR", 4: "OFFLOADED"}


class Waiting:
    """The groups of the sheet that may come back, by the country to which they would return."""

    def __init__(self, chance: Chance) -> None:
        self.plain: dict[str, list[Party]] = {}
        self.flagged: dict[str, list[Party]] = {}
        told: dict[object, set[str]] = {}
        for case, code in Task.objects.open().values_list("case_id", "code"):
            told.setdefault(case, set()).add(code)
        for party in _parties(chance):
            codes = told.get(party.case.id, set()) & set(SERIOUS)
            if not _is_whole(party):
                continue
            if not codes:
                self.plain.setdefault(party.head.nationalities[0], []).append(party)
            elif len(codes) == 1:
                self.flagged.setdefault(next(iter(codes)), []).append(party)

    def take(self, home: str, sites: Sequence[str] = ()) -> Party | None:
        """Take the group that waits longest, of these sites if there are any."""
        rows = self.plain.get(home, [])
        near = [p for p in rows if p.case.site in sites] if sites else rows
        if not near:
            return None
        rows.remove(near[0])
        return near[0]

    def take_any(self, site: str) -> Party | None:
        """Take a group of a site, wherever it would return."""
        homes = sorted(self.plain, key=lambda home: (-len(self.plain[home]), home))
        return next((p for home in homes if (p := self.take(home, (site,)))), None)

    def take_flagged(self, code: str) -> Party | None:
        """Take a group for which one such task is open."""
        rows = self.flagged.get(code, [])
        return rows.pop(0) if rows else None


def _parties(chance: Chance) -> list[Party]:
    """Read every case still at its registration, longest waiting first, in a few queries."""
    cases = {c.group_id: c for c in Case.objects.filter(stage="REGISTRATION")}
    members: dict[object, list[GroupMember]] = {}
    rows = GroupMember.objects.filter(left_at=None, group__in=cases)
    for row in rows.order_by("position", "id").select_related("person__profile", "guardian"):
        members.setdefault(row.group_id, []).append(row)
    ordered = sorted(cases.values(), key=lambda c: (c.requested_on, c.number))
    return [
        Party(c, members[c.group_id], chance.fork(c.number))
        for c in ordered
        if c.group_id in members
    ]


def _is_whole(party: Party) -> bool:
    """Everything is known of them that the way home asks first, and each child has a parent here."""
    people = party.people
    if not party.adults or not all(p.birth_date and p.nationalities for p in people):
        return False
    if len({p.nationalities[0] for p in people}) > 1:
        return False
    if not all(p.profile.status for p in people):
        return False
    return all(m.guardian in party.adults for m in party.children)


def for_trip(scene: Scene, trip: Trip, waiting: Waiting | None) -> None:
    """Choose who is to travel with a departure, and let each begin in time."""
    groups = count("groups_by_land" if trip.mode == "LAND" else "groups_by_air")
    chance = scene.chance.fork(f"trip {trip.route} {trip.day - scene.first_day}")
    is_first = trip is next((t for t in scene.trips if t.mode == "LAND"), None)
    if is_first and waiting:
        groups += len(AT_FIRST_DOOR)
    for number in range(groups):
        fate = _fate(chance) if waiting and number else ""
        if is_first and waiting:
            fate = AT_FIRST_DOOR.get(number, "")
        start = _start(scene, trip, chance, is_new=waiting is None)
        party = None
        if waiting is not None and not chance.happens(share("newcomers_share")):
            sites = ("TAP",) if trip.mode == "LAND" else ("CDMX", "TIJ", "MTY", "CJS")
            party = waiting.take(trip.home, sites)
        if party is not None:
            begin(scene, party, start, fate, trip)
        else:
            newcomer(scene, start, chance.fork(number), fate, trip)


def _fate(chance: Chance) -> str:
    if chance.happens(rate("withdraws")):
        return "WITHDRAWN"
    return "LATE" if chance.happens(rate("consulate_late") * 0.5) else ""


def _start(scene: Scene, trip: Trip, chance: Chance, *, is_new: bool) -> datetime:
    first, last = span("lead_land" if trip.mode == "LAND" else "lead_air")
    day = trip.day - timedelta(days=chance.between(first, last))
    if not is_new:
        day = max(day, scene.first_day)
    return scene.moment(day, chance.between(8, 12), chance.between(0, 11) * 5)


def begin(scene: Scene, party: Party, start: datetime, fate: str, trip: Trip | None = None) -> None:
    """Let a group of the sheet come back to the booth."""
    party.fate, party.trip = fate, trip
    scene.agenda.plan(start, "meet", lambda: meeting.meet(scene, party))


def newcomer(
    scene: Scene, start: datetime, chance: Chance, fate: str, trip: Trip | None = None
) -> None:
    """Let a group come to the booth for the first time: registered at once, with its consent."""
    site = trip.start if trip else "TAP"
    home = trip.home if trip else ""
    scene.people.chance = chance
    group = scene.people.group(start, site, country=home)
    asked = inquiring.before_registering(scene, group, start, chance.fork("asked"))

    def come() -> None:
        party = register(scene, group, chance, asked.inquiry)
        party.fate, party.trip = fate, trip
        scene.after(party, 0, "meet", meeting.meet)

    scene.agenda.plan(start, "register", come)


def register(
    scene: Scene, group: "NewGroup", chance: Chance, inquiry: "Inquiry | None" = None
) -> Party:
    """Register a group and open its case; what they asked before is carried on."""
    office = scene.offices[group.site]
    actor = scene.staff.actor("registrar", office.id)
    made = registry.register_group(actor=actor, office=office, group=group)
    case = casework.open_case(
        actor=actor, office=office, group=made, site=group.site, at=group.at, inquiry=inquiry
    )
    return party_of(case, chance)


def some_day(scene: Scene, chance: Chance, first: int, last: int) -> datetime:
    """Give an office hour so many days before today, never before the first day played."""
    day: date = scene.today - timedelta(days=chance.between(first, last))
    return scene.office_hour(max(day, scene.first_day), chance)
