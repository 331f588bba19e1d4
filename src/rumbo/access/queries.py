"""From a signed-in user to the values that rules read."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce

from rumbo.access import demo
from rumbo.access.models import BreakGlass, Grant, Office, User
from rumbo.access.posts import Post, chosen, posts_of
from rumbo.access.rules import compartments_of
from rumbo.access.values import Actor, Opened, Reader
from rumbo.common import clock, codes

# Sorts whoever has not come in yet before everybody else.
NEVER = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Standing:
    """What follows from a sign-in: what is seen, who acts, by which clock, and from which post."""

    reader: Reader
    actor: Actor
    zone: str
    post: Post
    others: Sequence[Post] = ()
    has_glass: bool = False


def reader_of(user: User, day: date, post: str = "") -> Reader:
    """Say what a user may see on a day from a post: the grants that hold there and then."""
    return standing(user, day, post).reader


def actor_of(user: User, day: date, post: str = "") -> Actor:
    """Say who acts when this user does; a user of every office acts for the first one."""
    return standing(user, day, post).actor


def standing(user: User, day: date, post: str = "") -> Standing:
    """Give all that follows from somebody's grants, in one reading."""
    grants = _grants(user.id, day)
    posts = posts_of(grants)
    mine = chosen(posts, post)
    office = mine.home or Office.objects.order_by("code").first()
    reader = Reader(
        user.id,
        mine.roles,
        compartments_of(mine.roles),
        None if mine.offices is None else frozenset(place.id for place in mine.offices),
    )
    return Standing(
        reader,
        Actor("user", user.id, office.id if office else None, mine.roles),
        mine.home.zone if mine.home else clock.DEFAULT_ZONE,
        mine,
        [other for other in posts if other is not mine],
        any(grant.has_glass for grant in grants),
    )


def _grants(user_id: uuid.UUID, day: date) -> list[Any]:
    """Somebody's grants; in the same reading, whether any emergency access of theirs is live."""
    glass = BreakGlass.objects.live_at(clock.now()).filter(by=OuterRef("user_id"))
    rows = Grant.objects.filter(user=user_id).live_on(day).select_related("office")
    return list(rows.annotate(has_glass=Exists(glass)).order_by("valid_from", "id"))


def opened_to(reader: Reader, case: uuid.UUID) -> tuple[Opened, ...]:
    """What a reader opened of one file in an emergency, while they still hold the role for it."""
    if reader.user_id is None:
        return ()
    rows = BreakGlass.objects.live_at(clock.now()).filter(
        by=reader.user_id, case_id=case, role__in=reader.roles
    )
    return tuple(
        Opened(
            row.id,
            row.case_id,
            row.group_id,
            frozenset(row.people_ids),
            row.compartment,
            frozenset(row.opens),
            row.until,
        )
        for row in rows.order_by("occurred_at")
    )


def office_codes_of(actor: Actor, day: date) -> frozenset[str] | None:
    """The codes of the offices of the post that somebody acts from; None for every office."""
    if actor.id is None:
        return frozenset()
    posts = posts_of(_grants(actor.id, day))
    own = [post for post in posts if post.roles == actor.roles]
    if not own or own[0].offices is None:
        return None if own else frozenset()
    return frozenset(office.code for office in own[0].offices)


def offices_of(reader: Reader) -> models.QuerySet[Office]:
    """List the offices that a reader works in."""
    rows = Office.objects.order_by("code")
    return rows if reader.offices is None else rows.filter(id__in=reader.offices)


def names_of(user_ids: set[object]) -> dict[object, str]:
    """Give the display names of users, for "who did it" beside a sentence."""
    return {u.id: u.display_name or u.username for u in User.objects.filter(id__in=user_ids)}


def names_holding(role: str, offices: Collection[uuid.UUID] | None, day: date) -> list[str]:
    """Who holds a role at one of these offices, or at every office: whom a reader may ask."""
    rows = Grant.objects.filter(role=role, user__is_active=True).live_on(day)
    if offices is not None:
        rows = rows.filter(Q(office=None) | Q(office__in=offices))
    users = {grant.user for grant in rows.select_related("user")}
    return sorted(user.display_name or user.username for user in users)


def named(login: str) -> User | None:
    """Whose account somebody means who types a user name or a mail address to come in."""
    rows = User.objects.filter(Q(username__iexact=login) | Q(email__iexact=login))
    return rows.order_by("date_joined").first() if login else None


def staff_of(offices: Collection[uuid.UUID], since: date, until: date) -> models.QuerySet[Grant]:
    """The grants at one of these offices that held on some day of a time."""
    return Grant.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=since), office__in=offices, valid_from__lte=until
    )


def grants_at(offices: Collection[uuid.UUID]) -> models.QuerySet[Grant]:
    """Every function that was ever held at one of these offices."""
    return Grant.objects.filter(office__in=offices)


def second_factors_of(user: User) -> models.QuerySet[Any]:
    """The keys and codes with which somebody signs in beside their password."""
    # Late: allauth reads its models at import.
    from allauth.mfa.models import Authenticator  # noqa: PLC0415

    rows: models.QuerySet[Any] = Authenticator.objects.filter(user=user)
    return rows


def every_office() -> models.QuerySet[Office]:
    """Every office that is open, by country and name: where somebody may be given a function."""
    return Office.objects.order_by("country", "name")


def team() -> models.QuerySet[User]:
    """Everybody with an account: whether a second factor is set, when they came in (0001: never)."""
    from allauth.mfa.models import Authenticator  # noqa: PLC0415 - late, as above

    second = Authenticator.objects.filter(user=OuterRef("pk"))
    entered = Coalesce("last_login", Value(NEVER), output_field=models.DateTimeField())
    return User.objects.annotate(second=Exists(second), entered=entered).order_by("username")


def grants_on(day: date) -> models.QuerySet[Grant]:
    """Every function that holds on a day, with its office and whose it is."""
    return Grant.objects.live_on(day).select_related("office", "user").order_by("role", "id")


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
