"""What every step of the play needs: the staff, the agenda, chance, and the moment it is."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from rumbo.access.models import Office
from rumbo.access.values import Actor
from rumbo.casework.models import Case
from rumbo.common import clock
from rumbo.common.ids import Drawn
from rumbo.counselling.rules import may_be_twelve
from rumbo.demo.agenda import Agenda
from rumbo.demo.chance import Chance
from rumbo.demo.people import People
from rumbo.demo.staff import Staff
from rumbo.demo.tally import Tally
from rumbo.movements.models import Departure
from rumbo.registry.models import GroupMember, Person
from rumbo.registry.rules.ages import is_adult

ZONE = ZoneInfo(clock.DEFAULT_ZONE)
OPENS, CLOSES = 8, 16
MEETING = timedelta(minutes=45)


@dataclass
class Trip:
    """A departure of the timetable: where to, for whom, and who is to travel with it."""

    leaves_at: datetime
    route: str
    start: str
    home: str
    seats: int
    role: str = ""
    departure: Departure | None = None
    parties: list["Party"] = field(default_factory=list)

    @property
    def mode(self) -> str:
        """By land or by air: the route's first letter."""
        return {"L": "LAND", "A": "AIR"}.get(self.route[0], "MIXED")

    @property
    def day(self) -> date:
        """The day on which it leaves."""
        return clock.day_of(self.leaves_at)


@dataclass
class Party:
    """A group on its way through the play, with its own chance."""

    case: Case
    members: list[GroupMember]
    chance: Chance
    trip: Trip | None = None
    fate: str = ""

    @property
    def office(self) -> uuid.UUID:
        """The office of the case."""
        key: uuid.UUID = self.case.office_id
        return key

    @property
    def people(self) -> list[Person]:
        """Everybody of the group, in its order."""
        return [member.person for member in self.members]

    @property
    def adults(self) -> list[Person]:
        """The grown-up people of the group."""
        return [p for p in self.people if grown(p)]

    @property
    def children(self) -> list[GroupMember]:
        """The children of the group, each with who answers for it."""
        return [m for m in self.members if not grown(m.person)]

    @property
    def head(self) -> Person:
        """Who speaks for the group."""
        return (self.adults or self.people)[0]

    def reread(self) -> Case:
        """Read the case as it stands now."""
        self.case.refresh_from_db()
        return self.case


def grown(person: Person) -> bool:
    """Say whether somebody is known to be 18 today."""
    born, precision = person.birth_date, person.birth_precision
    return is_adult(born, precision, clock.today(), disputed=person.age_disputed)


def asked_alone(person: Person) -> bool:
    """Say whether somebody is old enough to be asked alone."""
    return may_be_twelve(person.birth_date, person.birth_precision, clock.today())


def party_of(case: Case, chance: Chance) -> Party:
    """Read a case with its people."""
    rows = GroupMember.objects.filter(group=case.group_id, left_at=None)
    members = list(rows.order_by("position", "id").select_related("person", "guardian"))
    return Party(case, members, chance.fork(case.number))


@dataclass
class Scene:
    """The world while it is played."""

    chance: Chance
    staff: Staff
    offices: dict[str, Office]
    agenda: Agenda
    people: People
    ids: Drawn
    now: datetime
    first_day: date
    trips: list[Trip] = field(default_factory=list)
    full: dict[tuple[uuid.UUID, date], int] = field(default_factory=dict)

    @property
    def tally(self) -> Tally:
        """What was tried and refused so far."""
        return self.agenda.tally

    @property
    def today(self) -> date:
        """The last day of the play: the real today."""
        return clock.day_of(self.now)

    def actor(self, role: str, party: Party, turn: int = 0) -> Actor:
        """Give who acts in a role for a group."""
        return self.staff.actor(role, party.office, turn)

    def moment(self, day: date, hour: int, minute: int = 0) -> datetime:
        """Give an hour of a day where most of our booths stand."""
        return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)

    def office_hour(self, day: date, chance: Chance) -> datetime:
        """Give a moment of a day at which a booth is open."""
        return self.moment(day, chance.between(OPENS, CLOSES), 5 * chance.between(0, 11))

    def after(
        self, party: Party, days: int, name: str, step: Callable[["Scene", Party], object]
    ) -> None:
        """Let a step of a group follow after some days; on the same day, a little later."""
        now = clock.now()
        moment = now + timedelta(minutes=party.chance.between(35, 70))
        if days:
            day = clock.day_of(now) + timedelta(days=days)
            moment = self.office_hour(day, party.chance)
        self.agenda.plan(moment, name, lambda: step(self, party))

    def free_hour(self, user: uuid.UUID, day: date) -> datetime:
        """Give somebody's next free hour of a day; each meeting takes three quarters of one."""
        taken = self.full.get((user, day), 0)
        self.full[user, day] = taken + 1
        return self.moment(day, OPENS) + taken * MEETING
