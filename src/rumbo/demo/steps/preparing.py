"""Papers and the clinic: some have everything, some wait for a consulate that answers late."""

from datetime import timedelta
from typing import Any

from rumbo.casework import actions as casework
from rumbo.common import clock
from rumbo.demo.scene import Party, Scene
from rumbo.demo.steps import booking
from rumbo.demo.tables import days, rate, span
from rumbo.documents import actions as documents
from rumbo.documents.models import ConsularRequest
from rumbo.documents.values import NewDocument, NewOtherParent, NewRequest
from rumbo.network import queries as network
from rumbo.protection import actions as protection
from rumbo.protection.values import NewFitness
from rumbo.registry.models import GroupMember, Person

CARE = ("WHEELCHAIR", "MEDICATION", "DIET", "AISLE_SEAT", "INTERPRETER")


def papers(scene: Scene, party: Party) -> None:
    """See what each person travels with, what the way asks for, and whose child each child is."""
    if party.trip is None:
        return
    actor = scene.actor("documents", party)
    crossed = _countries_on_the_way(party)
    asked: list[ConsularRequest] = []
    for member in party.members:
        about: dict[str, Any] = {"actor": actor, "case": party.case, "person": member.person}
        documents.record_exit_paper(**about, needed=False)
        documents.record_legal_check(**about, bar=False)
        documents.record_transit(**about, countries=dict.fromkeys(crossed, True))
        if party.chance.happens(rate("has_document")):
            _record(scene, party, member, own=True)
        else:
            asked.append(_ask_consulate(scene, party, member.person))
    _show_children(scene, party)
    scene.after(party, 0, "clinic", clinic)
    if not asked:
        scene.after(party, 1, "book", booking.book)
    elif party.fate != "LATE":
        first, last = span("consulate")
        wait = party.chance.between(first, last)
        scene.after(party, wait, "consulate", lambda s, p: _answered(s, p, asked))


def _countries_on_the_way(party: Party) -> list[str]:
    if party.trip is None or party.trip.mode == "AIR":
        return []
    crossings = network.crossings_of(party.trip.route)
    passed = [c.country_b_id for c in crossings]
    return [c for c in dict.fromkeys(passed) if c != party.trip.home]


def _kind(party: Party, member: GroupMember, *, own: bool) -> str:
    """Children need a passport or a permit; an identity card carries nobody on a flight."""
    if member in party.children:
        return "PASSPORT" if own else "MINOR_PERMIT"
    by_land = party.trip is not None and party.trip.mode == "LAND"
    if not own:
        return "LAISSEZ_PASSER"
    return "NATIONAL_ID" if by_land and party.chance.happens(0.7) else "PASSPORT"


def _record(scene: Scene, party: Party, member: GroupMember, *, own: bool) -> None:
    documents.record_document(
        actor=scene.actor("documents", party),
        case=party.case,
        person=member.person,
        document=_paper(party, member, own=own),
    )


def _paper(party: Party, member: GroupMember, *, own: bool) -> NewDocument:
    kind = _kind(party, member, own=own)
    lasts = party.chance.between(200, 2200) if own else 30 + party.chance.between(0, 10)
    keeps = party.chance.happens(0.25)
    return NewDocument(
        type=kind,
        issuer=member.person.nationalities[0],
        number=f"{party.chance.pick('ABCEFG')}{party.chance.digits(7)}",
        valid_until=clock.today() + timedelta(days=lasts),
        original_with="office" if keeps else "person",
    )


def _ask_consulate(scene: Scene, party: Party, person: Person) -> ConsularRequest:
    host = network.consulates_of(person.nationalities[0], "MEX", clock.today())
    child = any(m.person_id == person.id for m in party.children)
    actor = scene.actor("documents", party)
    asked = documents.ask_consulate(
        actor=actor,
        case=party.case,
        person=person,
        request=NewRequest(
            type="MINOR_PERMIT" if child else "LAISSEZ_PASSER",
            country=person.nationalities[0],
            consulate=host[0].code if host else "",
            due_on=clock.today() + timedelta(days=span("consulate")[1]),
        ),
    )
    for code in asked.items.values_list("code", flat=True):
        state = "NOT_NEEDED" if code == "TICKET" else "GATHERED"
        documents.gather_item(actor=actor, request=asked, code=code, state=state)
    return documents.send_request(actor=actor, request=asked)


def _answered(scene: Scene, party: Party, asked: list[ConsularRequest]) -> None:
    """The consulate gave the papers; the group can be booked."""
    people = {m.person_id: m for m in party.members}
    for request in asked:
        member = people[request.person_id]
        documents.issue_paper(
            actor=scene.actor("documents", party),
            request=request,
            document=_paper(party, member, own=False),
        )
    casework.add_contact(
        actor=scene.actor("documents", party),
        case=party.case,
        person=party.head,
        about="DOCUMENT",
    )
    scene.after(party, 0, "book", booking.book)


def _show_children(scene: Scene, party: Party) -> None:
    actor = scene.actor("documents", party)
    for member in party.children:
        about: dict[str, Any] = {"actor": actor, "case": party.case, "child": member.person}
        documents.show_parentage(**about, shown=True, shown_by="DOCUMENT")
        both = len(party.adults) > 1
        other = NewOtherParent(
            state="TRAVELS_TOO" if both else party.chance.pick(("SOLE_CUSTODY", "DECEASED")),
            on=clock.today(),
            has_paper=not both,
        )
        documents.record_other_parent(**about, other=other)


def clinic(scene: Scene, party: Party) -> None:
    """See everybody before travel; what is found stays with the clinic, the needs are told."""
    if party.trip is None:
        return
    actor = scene.actor("health", party)
    until = party.trip.day + timedelta(days=days("fit_for"))
    for person in party.people:
        unfit = party.chance.happens(rate("temporarily_unfit"))
        needs = party.chance.happens(rate("needs_care"))
        result = "TEMP_UNFIT" if unfit else "FIT_WITH_CONDITIONS" if needs else "FIT"
        protection.record_fitness(
            actor=actor,
            case=party.case,
            person=person,
            fitness=NewFitness(
                result=result,
                valid_until=None if unfit else until,
                conditions=(party.chance.pick(("RESPIRATORY", "MUSCULOSKELETAL")),)
                if needs
                else (),
            ),
        )
        protection.record_care_needs(
            actor=actor,
            case=party.case,
            person=person,
            needs=(party.chance.pick(CARE),) if needs else (),
        )
