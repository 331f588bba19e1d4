"""What movements does without being asked."""

import uuid

from procrastinate.contrib.django import app

from rumbo.movements import actions


@app.periodic(cron="17 11 * * *")
@app.task(name="movements.release_expired")
def release_expired(timestamp: int) -> None:
    """Give back, each morning, the provisional seats whose last day is over."""
    del timestamp  # the queue says when it was due
    actions.release_expired()


@app.periodic(cron="37 * * * *")
@app.task(name="movements.ask_about_twofold")
def ask_about_twofold(timestamp: int) -> None:
    """Ask protection, each hour, about whoever has a seat under one file and another file under way."""
    del timestamp
    actions.ask_about_twofold()


@app.task(name="movements.ask_about_booking")
def ask_about_booking(booking: str) -> None:
    """Ask protection the same of whoever was just booked."""
    actions.ask_about_booking(booking=uuid.UUID(booking))


@app.task(name="movements.look_for_plan")
def look_for_plan(proposal: str) -> None:
    """Look for a plan that somebody asked for."""
    actions.look_for_plan(proposal=uuid.UUID(proposal))


@app.task(name="movements.take_accepted")
def take_accepted(proposal: str, by: str | None) -> None:
    """Do what somebody accepted of a plan."""
    actions.take_accepted(proposal=uuid.UUID(proposal), by=uuid.UUID(by) if by else None)


@app.task(name="movements.look_what_if")
def look_what_if(what_if: str) -> None:
    """Work out what somebody supposed."""
    actions.look_what_if(what_if=uuid.UUID(what_if))
