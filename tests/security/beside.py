"""What two offices have besides, so that no address is tried with an id of nothing.

Who came home, was parted, handed over, set aside; and the colleagues: kept apart from the world that
the lists and the page of the day count.
"""

from datetime import timedelta
from typing import Any

from rumbo.access.models import Grant
from rumbo.casework.models import FamilyChange, Override
from rumbo.common.ids import new_id
from rumbo.exchange.models import IntakeRow
from rumbo.movements.models import Proposal, ProposedSeat, WhatIf
from rumbo.network.models import Organisation
from rumbo.protection.models import Handover, Siblings
from rumbo.readiness.lists import ROWS
from rumbo.reception.models import Arrival, DirectArrival, OnwardMoney, Referral
from tests import factories
from tests.factories import reception as arrivals
from tests.security.world import World


def add(of: World, given: str) -> World:
    """Give an office everything that an address may name and its world does not have."""
    office = of.office
    colleague = factories.user("counsellor", at=office)
    of.ids["user"] = colleague.pk
    of.ids["grant"] = Grant.objects.get(user=colleague).pk
    case, person = of.case, factories.people_of(of.case)[0]
    about: dict[str, Any] = {"office": office, "case": case, "person": person}
    parted = factories.registered(factories.new_person(identity={"given_names": given}), at=office)
    of.ids["change"] = FamilyChange.objects.create(
        office=office, case=case, other=parted, decided_by=new_id(),
        family_word=given, word_on=factories.MONDAY.date(), why=given,
        before={
            "places": [], "there": [], "stage": "", "decisions": [], "tasks": [], "made": [],
        },
    ).pk  # fmt: skip
    of.ids["override"] = Override.objects.create(
        **about, requirement=min(ROWS), why=given, asked_by=new_id()
    ).pk
    of.ids["act"] = Handover.objects.create(
        **about, end="DEPARTURE", number=f"ACT-{office.code}", place=given,
        giver={"name": given}, taker={"name": given},
    ).pk  # fmt: skip
    of.ids["protection:pair"] = Siblings.objects.create(
        office=office, other_office=office, earlier=person, later=factories.people_of(parted)[0]
    ).pk
    row = IntakeRow.objects.get(pk=of.ids["row"])
    of.ids["lookalikes:row"] = IntakeRow.objects.create(
        office=office, sheet=row.sheet, number=8, key=new_id().bytes, raw={"nombres": given},
        outcome="suspected_duplicate", probability=0.7, resembles=person,
    ).pk  # fmt: skip
    of.ids["proposal"] = Proposal.objects.create(
        office=office, first=factories.MONDAY.date(), last=factories.MONDAY.date(), state="DONE"
    ).pk
    line = {"office": office, "proposal_id": of.ids["proposal"], "people": 1}
    ProposedSeat.objects.create(**line, case=parted, kind="ADDED", outcome="TAKEN")
    ProposedSeat.objects.create(**line, case=of.case, kind="LEFT", code="LACKS")
    of.ids["what_if"] = WhatIf.objects.create(
        office=office, first=factories.MONDAY.date(), last=factories.MONDAY.date(), state="DONE"
    ).pk
    _came(of, given)
    return of


def _came(of: World, given: str) -> None:
    """Somebody who came without having travelled with us: received, paid, and sent on."""
    office, day = of.office, factories.MONDAY.date()
    case = factories.registered(factories.new_person(identity={"given_names": given}), at=office)
    person = factories.people_of(case)[0]
    arrivals.agrees(case, "REFERRAL_BODIES")
    about: dict[str, Any] = {
        "office": office, "receiving_office": office, "case": case, "person": person,
    }  # fmt: skip
    DirectArrival.objects.create(
        office=office, case=case, centre="HN-OMOA", country="HND", manner="DEPORTED"
    )
    arrival = Arrival.objects.create(**about, centre="HN-OMOA", country="HND")
    of.ids["arrival"], of.ids["reception:person"] = arrival.pk, person.pk
    of.ids["payment"] = OnwardMoney.objects.create(
        **about, arrival=arrival, number=f"R-{office.code}", amount=100, currency="HNL"
    ).pk
    ours = Organisation.objects.create(
        code=office.code, name_es="Centro de trabajo", name_en="Labour centre", country_id="HND"
    )
    of.ids["referral"] = Referral.objects.create(
        **about, target="MINTRAB", organisation=ours, need="WORK", told=["name"], note=given,
        agreed_on=day,
        status_since=factories.MONDAY, answer_by=day, attend_by=day + timedelta(days=9),
    ).pk  # fmt: skip
