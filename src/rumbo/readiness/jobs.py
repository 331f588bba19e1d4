"""What readiness does without being asked."""

from procrastinate.contrib.django import app

from rumbo.access.values import SYSTEM
from rumbo.readiness import actions


@app.periodic(cron="23 9 * * *")
@app.task(name="readiness.judge_all")
def judge_all(timestamp: int) -> None:
    """Judge every case before departure each night (03:23 in Mexico), before the day begins."""
    del timestamp  # the queue says when it was due
    actions.judge_all(actor=SYSTEM)


@app.periodic(cron="*/10 * * * *")
@app.task(name="readiness.judge_changed")
def judge_changed(timestamp: int) -> None:
    """Judge every ten minutes the cases in which something happened."""
    del timestamp  # the queue says when it was due
    actions.judge_changed(actor=SYSTEM)
