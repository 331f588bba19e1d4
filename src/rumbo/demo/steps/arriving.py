"""Those who arrive: seen in person, given a kit and money for the way, sent on where they need it."""

from datetime import timedelta
from functools import partial

from rumbo.common import clock
from rumbo.demo.scene import Party, Scene, Trip
from rumbo.demo.tables import rate
from rumbo.followup import actions as followup
from rumbo.movements import actions as movements
from rumbo.reception import actions as reception
from rumbo.reception import queries, tables
from rumbo.reception.models import Arrival
from rumbo.reception.values import NewPayment, NewReferral
from rumbo.registry.models import Person

TARGETS = (("HEALTH_MINISTRY", "HEALTH"), ("JOBS_EXCHANGE", "WORK"), ("MINTRAB", "WORK"))
CALL_AFTER = 31


def receive(scene: Scene, trip: Trip) -> None:
    """Receive a departure; of those that have just come, some still wait to be seen."""
    parties = _arrived(trip)
    seen = parties
    if trip.role == "arrived":
        seen = parties[: max(1, len(parties) // 2)]
    for number, party in enumerate(seen):
        moment = clock.now() + timedelta(minutes=6 + 5 * number)
        scene.agenda.plan(moment, "arrival", partial(welcome, scene, party, first=number == 0))
    scene.agenda.plan(
        clock.now() + timedelta(days=1), "departure closed", partial(put_away, scene, trip)
    )


def _arrived(trip: Trip) -> list[Party]:
    return [p for p in trip.parties if p.trip is trip and p.reread().stage == "ARRIVED"]


def put_away(scene: Scene, trip: Trip) -> None:
    """Everybody is accounted for: the departure's papers are closed."""
    if trip.departure is not None:
        actor = scene.staff.actor("movements", trip.departure.office_id)
        movements.close_departure(actor=actor, departure=trip.departure)


def welcome(scene: Scene, party: Party, *, first: bool) -> None:
    """See each person of a group; hand over what is theirs."""
    actor = scene.actor("reception", party)
    draw = party.chance
    if not first and draw.happens(rate("not_arrived")) and len(party.people) == 1:
        reception.not_arrived(
            actor=actor, case=party.case, person=party.head, why="No bajó del autobús."
        )
        return
    arrivals = [
        reception.confirm_arrival(actor=actor, case=party.case, person=person)
        for person in party.people
    ]
    for arrival in arrivals:
        reception.give_kit(actor=actor, arrival=arrival)
    _pay(scene, party, arrivals[party.people.index(party.head)])
    met = draw.happens(rate("family_meets"))
    for person, arrival in zip(party.people, arrivals, strict=True):
        if person in party.adults:
            reception.set_next_step(actor=actor, arrival=arrival, kind="FAMILY" if met else "HOME")
    if first or draw.happens(rate("referred_on_arrival")):
        _refer(scene, party, party.head)
    scene.after(party, 0, "reception closed", close)


def _pay(scene: Scene, party: Party, arrival: Arrival) -> None:
    people = 1 + sum(m.guardian_id == party.head.id for m in party.members)
    limit = tables.onward_limit(arrival.country, people)
    reception.pay_onward(
        actor=scene.actor("reception", party),
        arrival=arrival,
        payment=NewPayment(amount=limit.usual, signed="SCREEN", strokes=party.chance.strokes()),
    )


def _partner(person: Person, target: str) -> str:
    """The partner of somebody's country that does this work, where there is one."""
    country = person.return_country or person.origin_country
    found = queries.partners_in(country, clock.today())
    return next((one.code for one in found if one.referral_target == target), "")


def _refer(scene: Scene, party: Party, person: Person) -> None:
    target, need = party.chance.pick(TARGETS)
    made = reception.refer(
        actor=scene.actor("reception", party),
        case=party.case,
        person=person,
        referral=NewReferral(
            target=target,
            need=need,
            agreed_on=clock.today(),
            organisation=_partner(person, target),
            told=("name", "age", "place"),
        ),
    )
    if party.chance.happens(0.7):
        scene.after(
            party,
            party.chance.between(1, 3),
            "referral answered",
            lambda s, p: reception.answer_referral(
                actor=s.actor("reception", p), referral=made, accepted=True
            ),
        )


def close(scene: Scene, party: Party) -> None:
    """End the reception of a group; some are called a month later."""
    reception.close_reception(actor=scene.actor("reception", party), case=party.case)
    arrival = Arrival.objects.filter(person=party.head).order_by("-occurred_at").first()
    if arrival is not None and party.chance.happens(0.5):
        scene.after(
            party,
            CALL_AFTER + party.chance.between(0, 3),
            "call",
            lambda s, p: followup.note_attempt(
                actor=s.actor("reception", p),
                arrival=arrival,
                outcome=p.chance.pick(("DONE", "NO_ANSWER")),
            ),
        )
