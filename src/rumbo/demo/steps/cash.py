"""Cash on the way: given to whoever escorts, told by receipts, and closed by another person."""

from datetime import timedelta

from rumbo.common import clock
from rumbo.common.money import Money
from rumbo.demo.scene import Scene, Trip
from rumbo.programmes import actions as programmes
from rumbo.programmes.models import Advance
from rumbo.programmes.values import NewAdvance, NewReceipt, Signature

# What is given for meals and tolls, in quetzales, and the part of it that is spent on each.
AMOUNT = Money.of(1200, "GTQ")
SPENT = (("Comidas en la parada de descanso", "GTQ", "640.00"), ("Agua y pañales", "MXN", "310.50"))


def give(scene: Scene, trip: Trip) -> None:
    """Give whoever escorts a bus cash for the way; a flight needs none."""
    if trip.departure is None or trip.mode != "LAND" or not trip.departure.funding_line:
        return
    office = trip.departure.office
    programmes.give_advance(
        actor=scene.staff.actor("coordinator", office.pk),
        advance=NewAdvance(
            line=trip.departure.funding_line,
            holder=scene.staff.somebody("field", office.pk).user.pk,
            office=office,
            amount=AMOUNT,
            what_for="Comidas y peajes del camino",
            reference=trip.departure.code,
            signature=Signature(
                how="SCREEN", giver=scene.chance.strokes(), holder=scene.chance.strokes()
            ),
        ),
    )


def account(scene: Scene, trip: Trip) -> None:
    """Tell of it at the end of the way; days later another person takes the rest and closes it."""
    if trip.departure is None:
        return
    row = Advance.objects.filter(reference=trip.departure.code, closed_at=None).first()
    if row is None:
        return
    for what_for, currency, amount in SPENT:
        programmes.note_receipt(
            actor=scene.staff.actor("field", row.office_id),
            advance=row,
            receipt=NewReceipt(
                amount=Money.of(amount, currency), what_for=what_for, on=clock.today()
            ),
        )
    scene.agenda.plan(clock.now() + timedelta(days=2), "cash", lambda: _close(scene, row))


def _close(scene: Scene, row: Advance) -> None:
    row.refresh_from_db()
    second = scene.staff.actor("coordinator", row.office_id, 1)
    programmes.note_return(
        actor=second,
        advance=row,
        amount=row.open,
        signature=Signature(how="SCREEN", holder=scene.chance.strokes()),
    )
    programmes.close_advance(actor=second, advance=row)
