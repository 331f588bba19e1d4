"""Opening offices, inviting people and giving them roles."""

import secrets
import uuid
from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction

from rumbo.access import demo, errors, queries, rules
from rumbo.access.entry import verb
from rumbo.access.models import Grant, Office, User
from rumbo.access.values import SYSTEM, Actor
from rumbo.audit import actions as audit
from rumbo.common import clock
from rumbo.common.ids import new_id


def open_office(
    *, actor: Actor, code: str, name: str, country: str, zone: str, id: uuid.UUID | None = None
) -> Office:
    """Open an office; one with this code that is open already is given back as it is."""
    with verb(actor, "admin", "coordinator"):
        office, is_new = Office.objects.get_or_create(
            code=code,
            defaults={"id": id or new_id(), "name": name, "country": country, "zone": zone},
        )
        if is_new:
            audit.record(actor=actor, code="access.office_opened", office=code)
    return office


def invite_user(
    *,
    actor: Actor,
    username: str,
    display_name: str,
    email: str = "",
    password: str | None = None,
    id: uuid.UUID | None = None,
) -> User:
    """Make an account: without a password nobody can sign in until the one-time link is used."""
    with verb(actor, "admin"):
        if User.objects.filter(username__iexact=username).exists():
            raise errors.name_taken(username)
        user = User(id=id or new_id(), username=username, email=email, display_name=display_name)
        if password is None:
            user.set_unusable_password()
        else:
            user.set_password(password)
        try:
            with transaction.atomic():
                user.save(force_insert=True)
        except IntegrityError:
            raise errors.name_taken(username) from None
        audit.record(actor=actor, code="access.user_invited", user=user.id)
    return user


def give_role(
    *,
    actor: Actor,
    user: User,
    role: str,
    office: Office | None,
    since: date | None = None,
    until: date | None = None,
) -> Grant:
    """Give a role at an office (None: at every office); roles that check each other stay apart."""
    with verb(actor, "admin"):
        _not_to_oneself(actor, user)
        # Two administrators at once: the second one sees what the first has given.
        User.objects.select_for_update(of=("self",)).get(pk=user.pk)
        day = since or clock.today()
        held = frozenset(
            Grant.objects.filter(user=user).live_on(day).values_list("role", flat=True)
        )
        if (pair := rules.kept_apart(held | {role})) is not None:
            raise errors.roles_kept_apart(*sorted(pair))
        grant, is_new = Grant.objects.get_or_create(
            user=user,
            role=role,
            office=office,
            valid_until=until,
            defaults={"valid_from": day, "given_by": actor.id},
        )
        if is_new:
            audit.record(actor=actor, code="access.grant_given", role=f"role:{role}", user=user.id)
    return grant


def end_role(*, actor: Actor, grant: Grant, on: date) -> None:
    """End a role from a day; what was done with it stays done."""
    with verb(actor, "admin"):
        _not_to_oneself(actor, grant.user)
        grant.valid_until = on
        grant.save(update_fields=["valid_until"])
        audit.record(
            actor=actor, code="access.grant_ended", role=f"role:{grant.role}", user=grant.user_id
        )


def close_account(*, actor: Actor, user: User) -> None:
    """Let somebody in no more, from this minute, by no link given before; what they did stays."""
    with verb(actor, "admin"):
        _not_to_oneself(actor, user)
        user.is_active = False
        user.save(update_fields=["is_active"])
        # A link is signed with the password that it replaces.
        _keep_unknown_password(user)
        audit.record(actor=actor, code="access.account_closed", user=user.id)


def reopen_account(*, actor: Actor, user: User) -> None:
    """Let somebody in again, with the functions never ended, once a new link sets a password."""
    with verb(actor, "admin"):
        _not_to_oneself(actor, user)
        user.is_active = True
        user.save(update_fields=["is_active"])
        audit.record(actor=actor, code="access.account_reopened", user=user.id)


def open_by_link(*, actor: Actor, user: User) -> User:
    """Make ready that somebody sets a new password by a link: the old one opens nothing any more."""
    with verb(actor, "admin"):
        _not_to_oneself(actor, user)
        # A page that was open while the account was closed still holds the old answer.
        if not User.objects.select_for_update(of=("self",)).get(pk=user.pk).is_active:
            raise errors.account_closed()
        _keep_unknown_password(user)
        audit.record(actor=actor, code="access.link_given", user=user.id)
    return user


def forget_second_factor(*, actor: Actor, user: User) -> None:
    """Take away the keys and codes of somebody who lost them: they set new ones on coming in."""
    with verb(actor, "admin"):
        _not_to_oneself(actor, user)
        queries.second_factors_of(user).delete()
        audit.record(actor=actor, code="access.second_factor_forgotten", user=user.id)


def note_export(
    *, actor: Actor, name: str, kind: str, filters: Mapping[str, str], rows: int
) -> None:
    """Write down that a list left the house as a file: which, narrowed by which codes, how long."""
    with verb(actor, *rules.ROLES):
        audit.record(
            actor=actor,
            code="access.list_exported",
            list=name,
            format=kind,
            filters=dict(filters),
            rows=rows,
        )


def invite_first_administrator(*, actor: Actor = SYSTEM, username: str = "admin") -> User | None:
    """Make the one account of a new real home; None where anybody exists already."""
    with verb(actor):
        if User.objects.exists():
            return None
        user = invite_user(
            actor=actor, username=username, display_name="Administración", password=None
        )
        _keep_unknown_password(user)
        give_role(actor=actor, user=user, role="admin", office=None)
    return user


def ensure_demo_accounts(*, actor: Actor = SYSTEM, since: date = date(2018, 1, 1)) -> list[User]:
    """Make the invented people of a demonstration, one a role; those that exist stay as they are.

    They have no password: they are entered by one click, in a demo home alone.
    """
    with verb(actor):
        office = open_office(
            actor=actor,
            code=demo.OFFICE,
            name="Tapachula",
            country="MEX",
            zone="America/Mexico_City",
        )
        known = {u.username: u for u in User.objects.filter(username__startswith=demo.PREFIX)}
        for account in demo.ACCOUNTS:
            if account.username in known:
                continue
            user = invite_user(
                actor=actor,
                username=account.username,
                display_name=account.name,
                password=None,
            )
            where = None if account.everywhere else _demo_post(actor, account.partner) or office
            give_role(actor=actor, user=user, role=account.role, office=where, since=since)
            known[account.username] = user
    return [known[account.username] for account in demo.ACCOUNTS]


def _not_to_oneself(actor: Actor, user: User) -> None:
    """Nobody widens, ends or opens their own account: another administrator does."""
    if actor.id == user.id:
        raise errors.not_to_oneself()


def _keep_unknown_password(user: User) -> None:
    """A random password that nobody learns: the one-time link sets the real one."""
    user.set_password(secrets.token_urlsafe(48))
    user.save(update_fields=["password"])


def _demo_post(actor: Actor, partner: tuple[str, str, str] | None) -> Office | None:
    """The post of somebody who works for a partner in a demonstration."""
    if partner is None:
        return None
    code, name, country = partner
    return open_office(
        actor=actor, code=code, name=name, country=country, zone="America/Tegucigalpa"
    )
