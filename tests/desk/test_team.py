"""An administrator lets people work here, gives them functions, and never widens their own account."""

from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from rumbo.access import actions, queries
from rumbo.access.models import Grant, Office, User
from rumbo.access.values import SYSTEM
from rumbo.audit.models import JournalEntry
from rumbo.common import clock
from rumbo.common.refusal import Refusal
from rumbo.desk.team import TEAM
from tests import factories
from tests.factories import ready
from tests.factories.pages import client_for, elsewhere, pages_of

pytestmark = pytest.mark.django_db
PHRASE = "un rumbo 93 largo"
NEW = {
    "display_name": "Rosa Hernández",
    "username": "rosa.hernandez",
    "role": "registrar",
    "office": "TAP",
}


@pytest.fixture
def admin() -> Client:
    factories.office()
    return client_for("admin")


def page(name: str, *args: object, **kwargs: object) -> str:
    return reverse(f"desk:{name}", args=args or None, kwargs=kwargs or None)


def test_somebody_invited_sets_a_password_by_a_link_that_works_once(admin: Client) -> None:
    answer = admin.post(page("team_new"), NEW)
    assert answer.status_code == 200
    address = str(answer.context["address"])
    made = User.objects.get(username="rosa.hernandez")
    assert queries.reader_of(made, clock.today()).roles == {"registrar"}
    theirs = Client()
    form = theirs.get(address, follow=True)
    where = form.redirect_chain[-1][0]
    theirs.post(where, {"password1": PHRASE, "password2": PHRASE})
    made.refresh_from_db()
    assert made.check_password(PHRASE)
    again = Client().get(address, follow=True)
    assert "password1" not in again.content.decode()


def test_a_name_that_is_taken_is_refused_and_nothing_is_made(admin: Client) -> None:
    admin.post(page("team_new"), NEW)
    answer = admin.post(page("team_new"), NEW | {"display_name": "Otra Rosa"})
    assert answer.status_code == 422
    assert "Ya hay una cuenta" in answer.content.decode()
    assert User.objects.filter(username__iexact="rosa.hernandez").count() == 1


def test_roles_that_check_each_other_leave_no_half_made_account(admin: Client) -> None:
    user = factories.user("coordinator")
    answer = admin.post(page("colleague_give", user=user.pk), {"role": "finance", "office": "TAP"})
    assert answer.status_code == 422
    assert not Grant.objects.filter(user=user, role="finance").exists()


def test_a_function_that_ended_holds_no_more_from_that_minute(admin: Client) -> None:
    user = factories.user("counsellor")
    grant = Grant.objects.get(user=user)
    admin.post(page("colleague_end", user=user.pk, grant=grant.pk))
    assert queries.reader_of(user, clock.today()).roles == set()


def test_a_function_that_ended_long_ago_keeps_its_last_day(admin: Client) -> None:
    rosa, last = factories.user("registrar"), date(2025, 6, 30)
    grant = rosa.grants.get()
    actions.end_role(actor=SYSTEM, grant=grant, on=last)
    answer = admin.post(page("colleague_end", user=rosa.pk, grant=grant.pk))
    assert answer.status_code == 404
    grant.refresh_from_db()
    assert grant.valid_until == last


def test_a_closed_account_is_out_at_once_and_may_be_opened_again(admin: Client) -> None:
    user = factories.user("counsellor")
    theirs = Client()
    theirs.force_login(user)
    assert theirs.get("/").status_code == 200
    admin.post(page("colleague_act", user=user.pk, what="close"))
    assert theirs.get("/").status_code == 302
    admin.post(page("colleague_act", user=user.pk, what="reopen"))
    user.refresh_from_db()
    assert user.is_active


def test_a_link_given_before_an_account_was_closed_opens_nothing_ever_again(admin: Client) -> None:
    user = factories.user("counsellor")
    address = str(admin.post(page("colleague_link", user=user.pk)).context["address"])
    waiting = Client()
    open_already = waiting.get(address, follow=True).redirect_chain[-1][0]
    admin.post(page("colleague_act", user=user.pk, what="close"))
    for reopened in (False, True):
        if reopened:
            admin.post(page("colleague_act", user=user.pk, what="reopen"))
        waiting.post(open_already, {"password1": PHRASE, "password2": PHRASE})
        assert "password1" not in Client().get(address, follow=True).content.decode()
        user.refresh_from_db()
        assert not user.check_password(PHRASE)


def test_no_link_is_given_for_an_account_that_was_closed_meanwhile(admin: Client) -> None:
    user = factories.user("counsellor")
    admin.post(page("colleague_act", user=user.pk, what="close"))
    answer = admin.post(page("colleague_link", user=user.pk))
    assert answer.status_code == 409
    assert "Esa cuenta está cerrada" in answer.content.decode()


@pytest.mark.parametrize("what", ["close", "reopen", "second-factor"])
def test_nobody_changes_their_own_account(what: str) -> None:
    user = factories.user("admin")
    client = Client()
    client.force_login(user)
    assert client.post(page("colleague_act", user=user.pk, what=what)).status_code == 409
    given = client.post(page("colleague_give", user=user.pk), {"role": "protection", "office": "*"})
    assert given.status_code == 422
    assert client.post(page("colleague_link", user=user.pk)).status_code == 409
    assert set(Grant.objects.filter(user=user).values_list("role", flat=True)) == {"admin"}


def test_a_lost_second_factor_is_taken_away(admin: Client) -> None:
    user = factories.user("counsellor")
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    assert queries.team().get(pk=user.pk).second  # type: ignore[attr-defined]
    admin.post(page("colleague_act", user=user.pk, what="second-factor"))
    assert not queries.team().get(pk=user.pk).second  # type: ignore[attr-defined]


def test_an_office_is_opened_at_a_place_of_the_reference_data(admin: Client) -> None:
    ready.reference()
    answer = admin.post(page("offices"), {"place": "CJS"})
    assert answer.status_code == 302
    office = Office.objects.get(code="CJS")
    assert (office.country, office.zone) == ("MEX", "America/Ciudad_Juarez")
    assert admin.post(page("offices"), {"place": "CJS"}).status_code == 422


def test_the_data_protection_officer_reads_the_team_and_changes_nothing() -> None:
    user = factories.user("counsellor")
    reads = client_for("dpo")
    text = reads.get(page("team")).content.decode()
    assert user.username in text
    assert page("team_new") not in text
    assert reads.get(page("team_new")).status_code == 404
    assert reads.post(page("colleague_act", user=user.pk, what="close")).status_code == 404


@pytest.mark.parametrize("role", ["coordinator", "protection", "registrar", "partner", "donor"])
def test_the_team_does_not_exist_for_other_roles(role: str) -> None:
    client = client_for(role)
    assert client.get(page("team")).status_code == 404
    assert client.get(page("offices")).status_code == 404


def test_the_team_is_narrowed_by_function_and_by_what_is_missing(admin: Client) -> None:
    factories.user("counsellor")
    factories.user("reception")
    found = admin.get(page("team"), {"funcion": "counsellor"}).context["page"].rows
    assert [one.functions for one in found] == [["Consejería de retorno, Tapachula"]]
    without = admin.get(page("team"), {"como": "sin-segundo"}).context["page"]
    assert without.total == User.objects.filter(is_active=True).count()


def test_giving_a_function_is_written_in_the_journal(admin: Client) -> None:
    user = factories.user("counsellor")
    before = JournalEntry.objects.filter(code="access.grant_given").count()
    admin.post(page("colleague_give", user=user.pk), {"role": "health", "office": "TAP"})
    assert JournalEntry.objects.filter(code="access.grant_given").count() == before + 1


def test_the_system_may_still_set_up_a_home() -> None:
    user = actions.invite_user(actor=SYSTEM, username="nueva", display_name="Nueva")
    grant = actions.give_role(
        actor=SYSTEM, user=user, role="admin", office=None, since=date(2018, 1, 1)
    )
    assert grant.role == "admin"
    with pytest.raises(Refusal):
        actions.invite_user(actor=SYSTEM, username="NUEVA", display_name="Otra")


def test_sorted_by_last_sign_in_every_page_follows_the_one_before(admin: Client) -> None:
    for role in ("counsellor", "reception", "health"):
        factories.user(role)
    seen: list[str] = []
    with pages_of(TEAM, 1):
        address = page("team") + "?orden=entrada"
        while address:
            shown = admin.get(address).context["page"]
            seen += [one.row.username for one in shown.rows]
            address = page("team") + shown.pager.next if shown.pager.next else ""
    assert len(seen) == len(set(seen)) == User.objects.count()


def test_the_focal_point_of_an_office_knows_its_own_staff_and_no_other(admin: Client) -> None:
    here, there = factories.user("registrar"), factories.user("registrar", at=elsewhere())
    watching = client_for("dpo")
    listed = watching.get(page("team")).content.decode()
    assert here.username in listed
    assert there.username not in listed
    assert watching.get(page("colleague", user=here.pk)).status_code == 200
    assert watching.get(page("colleague", user=there.pk)).status_code == 404
    assert there.username in admin.get(page("team")).content.decode()
