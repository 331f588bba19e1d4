"""From a signed-in user to the values that rules read."""

import uuid
from datetime import date

from django.db import models

from rumbo.access import demo
from rumbo.access.models import Grant, Office, User
from rumbo.access.rules import compartments_of
from rumbo.access.values import Actor, Reader
from rumbo.common import clock, codes


def reader_of(user: User, day: date) -> Reader:
    """Say what a user may see on a day: the union of the grants that hold then."""
    return signed_in(user, day)[0]


def actor_of(user: User, day: date) -> Actor:
    """Say who acts when this user does; a user of every office acts for the first one."""
    return signed_in(user, day)[1]


def signed_in(user: User, day: date) -> tuple[Reader, Actor, str]:
    """Give what a user may see, who acts, and the time zone of their office, in one reading."""
    rows = Grant.objects.filter(user=user).live_on(day).select_related("office")
    grants = list(rows.order_by("valid_from", "id"))
    roles = frozenset(grant.role for grant in grants)
    own = [grant.office for grant in grants if grant.office]
    everywhere = any(grant.office_id is None for grant in grants)
    office = own[0] if own else Office.objects.order_by("code").first()
    reader = Reader(
        user.id,
        roles,
        compartments_of(roles),
        None if everywhere else frozenset(office.id for office in own),
    )
    actor = Actor("user", user.id, office.id if office else None, roles)
    return reader, actor, own[0].zone if own else clock.DEFAULT_ZONE


def office_codes_of(user_id: uuid.UUID, day: date) -> frozenset[str] | None:
    """The codes of the offices in which somebody works on a day; None for every office."""
    reader = reader_of(User.objects.get(pk=user_id), day)
    if reader.offices is None:
        return None
    return frozenset(offices_of(reader).values_list("code", flat=True))


def offices_of(reader: Reader) -> models.QuerySet[Office]:
    """List the offices that a reader works in."""
    rows = Office.objects.order_by("code")
    return rows if reader.offices is None else rows.filter(id__in=reader.offices)


def names_of(user_ids: set[object]) -> dict[object, str]:
    """Give the display names of users, for "who did it" beside a sentence."""
    return {u.id: u.display_name or u.username for u in User.objects.filter(id__in=user_ids)}


def demo_user(username: str) -> User | None:
    """The user behind one of the sign-ins of a demonstration; nobody else can be asked for."""
    if username not in {account.username for account in demo.ACCOUNTS}:
        return None
    return User.objects.filter(username=username, is_active=True).first()


def demo_accounts() -> list[dict[str, str]]:
    """The sign-ins of a demonstration that exist, for the page where one enters."""
    names = [account.username for account in demo.ACCOUNTS]
    there = set(User.objects.filter(username__in=names).values_list("username", flat=True))
    office = Office.objects.filter(code=demo.OFFICE).first()
    return [
        {
            "username": account.username,
            "role": codes.label("role", account.role),
            "name": account.name,
            "office": "" if account.everywhere or office is None else office.name,
        }
        for account in demo.ACCOUNTS
        if account.username in there
    ]
