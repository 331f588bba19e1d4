"""Who works in the demonstration: the sign-ins, and enough colleagues for rules that ask for two."""

import uuid
from dataclasses import dataclass
from datetime import date

from rumbo.access import actions as access
from rumbo.access import queries as who
from rumbo.access.models import Grant, Office, User
from rumbo.access.values import SYSTEM, Actor
from rumbo.demo.chance import Chance
from rumbo.demo.tables import table
from rumbo.network.models import Site

SINCE = date(2018, 1, 1)
BOOTHS = ("TAP", "CDMX", "TIJ", "CJS", "MTY")
# Offices that receive: code, name, country, zone.
RECEIVING = (
    ("OMOA", "Omoa", "HND", "America/Tegucigalpa"),
    ("SPS", "San Pedro Sula", "HND", "America/Tegucigalpa"),
    ("DGME", "San Salvador", "SLV", "America/El_Salvador"),
    ("GUA", "Ciudad de Guatemala", "GTM", "America/Guatemala"),
    ("CCS", "Caracas", "VEN", "America/Caracas"),
    ("BOG", "Bogotá", "COL", "America/Bogota"),
)
LOCAL = ("registrar", "counsellor", "documents")
EVERYWHERE = (
    ("coordinator", 2), ("protection", 2), ("child_officer", 1), ("health", 1), ("movements", 1),
    ("field", 2), ("reception", 1), ("counsellor", 1), ("registrar", 1), ("documents", 1),
    ("outreach", 1),
)  # fmt: skip


@dataclass(frozen=True)
class Colleague:
    """Somebody of the staff, with the offices where they hold a role (None: every office)."""

    user: User
    actor: Actor
    role: str
    offices: frozenset[uuid.UUID] | None


class Staff:
    """Finds who acts: somebody with the role at the office, else somebody who works everywhere."""

    def __init__(self, people: list[Colleague]) -> None:
        self.by_role: dict[str, list[Colleague]] = {}
        for one in people:
            self.by_role.setdefault(one.role, []).append(one)

    def somebody(self, role: str, office: uuid.UUID | None, turn: int = 0) -> Colleague:
        """Give one of those who may act; another `turn` gives another one where there is one."""
        all_of_role = self.by_role[role]
        here = [c for c in all_of_role if c.offices is not None and office in c.offices]
        everywhere = [c for c in all_of_role if c.offices is None]
        able = [*here, *everywhere]
        return able[turn % len(able)]

    def actor(self, role: str, office: uuid.UUID | None, turn: int = 0) -> Actor:
        """Give who acts in a role at an office."""
        return self.somebody(role, office, turn).actor


def open_offices() -> dict[str, Office]:
    """Open the booths where people are registered and the offices that receive; by code."""
    sites = Site.objects.filter(code__in=BOOTHS).order_by("code")
    told = [*((s.code, s.name, s.country_id, s.zone) for s in sites), *RECEIVING]
    return {
        code: access.open_office(actor=SYSTEM, code=code, name=name, country=country, zone=zone)
        for code, name, country, zone in told
    }


def hire(chance: Chance, today: date) -> Staff:
    """Make the sign-ins and their colleagues; nobody learns a colleague's password."""
    offices = open_offices()
    access.ensure_demo_accounts(actor=SYSTEM, since=SINCE)
    signs = {u.username: u for u in User.objects.filter(username__startswith="demo-")}
    for role in ("reception", "reintegration"):
        for code, *_rest in RECEIVING:
            access.give_role(
                actor=SYSTEM,
                user=signs[f"demo-{role}"],
                role=role,
                office=offices[code],
                since=SINCE,
            )
    names = iter(_shuffled(chance, table("names")["staff"]))
    for code in BOOTHS:
        for role in LOCAL:
            _invite(f"{code.lower()}-{role}", next(names), role, offices[code])
    for role, number in EVERYWHERE:
        for n in range(number):
            _invite(f"todas-{role.replace('_', '-')}-{n + 1}", next(names), role, None)
    return Staff(_colleagues(today))


def _shuffled(chance: Chance, names: list[str]) -> list[str]:
    mixed = list(names)
    chance.random.shuffle(mixed)
    return mixed


def _invite(username: str, name: str, role: str, office: Office | None) -> None:
    # A world that was cut off is opened again: who is there already stays.
    user = User.objects.filter(username=username).first() or access.invite_user(
        actor=SYSTEM, username=username, display_name=name
    )
    access.give_role(actor=SYSTEM, user=user, role=role, office=office, since=SINCE)


def _colleagues(today: date) -> list[Colleague]:
    grants = Grant.objects.live_on(today).select_related("user").order_by("user__username", "role")
    found: dict[tuple[str, str], list[Grant]] = {}
    for grant in grants:
        found.setdefault((grant.user.username, grant.role), []).append(grant)
    actors = {g.user_id: who.actor_of(g.user, today) for g in grants}
    return [
        Colleague(
            rows[0].user,
            actors[rows[0].user_id],
            role,
            None
            if any(g.office_id is None for g in rows)
            else frozenset(g.office_id for g in rows if g.office_id),
        )
        for (_name, role), rows in found.items()
    ]
