"""What documents does without being asked."""

from procrastinate.contrib.django import app

from rumbo.access.values import SYSTEM
from rumbo.documents import actions


@app.periodic(cron="4,19,34,49 * * * *")
@app.task(name="documents.stop_what_may_not_go_on")
def stop_what_may_not_go_on(timestamp: int) -> None:
    """Stop, each quarter of an hour, what a consulate has and should not have any more."""
    del timestamp  # the queue says when it was due
    actions.stop_what_may_not_go_on(actor=SYSTEM)
