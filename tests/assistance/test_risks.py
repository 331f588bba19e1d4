"""Two look together at the risk of going back; the survivor says who may know, and may take it back."""

from collections.abc import Callable

import pytest
from django.db import transaction

from rumbo.access import queries as who
from rumbo.access.entry import reading
from rumbo.access.models import Office, User
from rumbo.access.values import SYSTEM, Reader
from rumbo.assistance import actions as assistance
from rumbo.assistance import shown
from rumbo.assistance.models import JointRisk, OriginConsent
from rumbo.common.refusal import Refusal
from rumbo.counselling import actions as counselling
from tests import factories
from tests.factories import MONDAY
from tests.factories import assistance as helped
from tests.factories.assistance import DAY

pytestmark = pytest.mark.django_db


def refused(code: str, deed: Callable[[], object]) -> None:
    with pytest.raises(Refusal) as caught, transaction.atomic():
        deed()
    assert caught.value.code == code


def there(office: Office, role: str = "protection") -> User:
    return factories.user(role, at=office)


def reader(user: User) -> Reader:
    return who.reader_of(user, DAY)


def seen_by(user: User) -> int:
    with reading(reader(user)) as me:
        return int(JointRisk.objects.visible_to(me).count())


def test_nothing_is_shared_with_the_office_of_origin_without_the_survivors_yes() -> None:
    case, person = helped.survivor()
    office, me = helped.origin(), factories.actor("protection")
    asked = helped.view()
    with_them = type(asked)(
        matrix=asked.matrix, finding=asked.finding, notes=asked.notes, origin_office=office.pk
    )

    def look() -> JointRisk:
        return assistance.assess_risk(actor=me, case=case, person=person, view=with_them, at=MONDAY)

    refused("assistance.no_yes_for_origin", look)
    # The yes to telling a receiving mission of an arrival says nothing of this.
    counselling.record_share_consents(
        actor=SYSTEM, case=case, person=person, answers={"RECEIVING_MISSION": True}, at=MONDAY
    )
    refused("assistance.no_yes_for_origin", look)
    assistance.let_origin_know(
        actor=me, case=case, person=person, office=helped.origin("SPS"), given_on=DAY, at=MONDAY
    )
    refused("assistance.no_yes_for_origin", look)
    assistance.let_origin_know(
        actor=me, case=case, person=person, office=office, given_on=DAY, at=MONDAY
    )
    assert OriginConsent.objects.filter(withdrawn_at=None).count() == 1
    look()
    assert seen_by(there(office)) == 1
    assert seen_by(there(helped.origin("SPS"))) == 0
    assert seen_by(there(office, "reception")) == 0
    assert seen_by(there(office, "child_officer")) == 0


def _shared() -> tuple[JointRisk, Office]:
    case, person = helped.survivor()
    office, me = helped.origin(), factories.actor("protection")
    assistance.let_origin_know(
        actor=me, case=case, person=person, office=office, given_on=DAY, at=MONDAY
    )
    asked = helped.view(DEBT="HIGH")
    view = type(asked)(
        matrix=asked.matrix, finding=asked.finding, notes=asked.notes, origin_office=office.pk
    )
    row = assistance.assess_risk(actor=me, case=case, person=person, view=view, at=MONDAY)
    return row, office


def test_both_offices_conclude_with_two_names_and_the_more_careful_holds() -> None:
    row, office = _shared()
    other = factories.actor("protection")
    refused(
        "assistance.other_office_concludes",
        lambda: assistance.conclude_risk(actor=other, risk=row, view=helped.view(), at=MONDAY),
    )
    origin = who.actor_of(there(office), DAY)
    done = assistance.conclude_risk(
        actor=origin, risk=row, view=helped.view("NOT_SAFE"), is_of_origin=True, at=MONDAY
    )
    assert done.by != done.second_by == origin.id
    assert shown.risk(done).is_safe is False
    refused(
        "assistance.concluded_already",
        lambda: assistance.conclude_risk(
            actor=origin, risk=row, view=helped.view(), is_of_origin=True, at=MONDAY
        ),
    )


def test_a_withdrawal_ends_the_sharing_at_once_and_a_second_officer_here_concludes() -> None:
    row, office = _shared()
    user = there(office)
    assert seen_by(user) == 1
    assistance.stop_origin_knowing(
        actor=factories.actor("protection"), case=row.case, person=row.person, at=MONDAY
    )
    assert seen_by(user) == 0
    refused(
        "assistance.no_yes_for_origin",
        lambda: assistance.conclude_risk(
            actor=who.actor_of(user, DAY), risk=row, view=helped.view(), is_of_origin=True,
            at=MONDAY,
        ),
    )  # fmt: skip
    refused(
        "assistance.nothing_to_take_back",
        lambda: assistance.stop_origin_knowing(
            actor=factories.actor("protection"), case=row.case, person=row.person
        ),
    )
    done = assistance.conclude_risk(
        actor=factories.actor("protection"), risk=row, view=helped.view(), at=MONDAY
    )
    assert done.second_at is not None


def test_nobody_concludes_alone() -> None:
    case, person = helped.survivor()
    me = factories.actor("protection")
    row = assistance.assess_risk(actor=me, case=case, person=person, view=helped.view(), at=MONDAY)
    refused(
        "access.same_person_twice",
        lambda: assistance.conclude_risk(actor=me, risk=row, view=helped.view(), at=MONDAY),
    )
    refused(
        "access.not_your_role",
        lambda: assistance.conclude_risk(
            actor=factories.actor("coordinator"), risk=row, view=helped.view(), at=MONDAY
        ),
    )


@pytest.mark.parametrize(
    ("finding", "levels", "code"),
    [
        ("SAFE", {"TRAFFICKER": "HIGH"}, "assistance.finding_too_light"),
        ("MEASURES", {"POLICE": "NOT_KNOWN"}, "assistance.finding_too_light"),
        ("", {}, "assistance.finding_needed"),
        ("SAFE", {"DEBT": "MAYBE"}, "assistance.matrix_unanswered"),
    ],
)
def test_a_conclusion_is_not_lighter_than_its_matrix(
    finding: str, levels: dict[str, str], code: str
) -> None:
    case, person = helped.survivor()
    refused(
        code,
        lambda: assistance.assess_risk(
            actor=factories.actor("protection"),
            case=case,
            person=person,
            view=helped.view(finding, **levels),
            at=MONDAY,
        ),
    )


def test_an_office_of_the_same_country_is_no_office_of_origin() -> None:
    case, person = helped.survivor()
    refused(
        "assistance.not_an_office_of_origin",
        lambda: assistance.let_origin_know(
            actor=factories.actor("protection"),
            case=case,
            person=person,
            office=factories.office("TIJ", "Tijuana"),
            given_on=DAY,
        ),
    )
