"""What movements does without being asked."""

from procrastinate.contrib.django import app

from rumbo.movements import actions


@app.periodic(cron="17 11 * * *")
@app.task(name="movements.release_expired")
def release_expired(timestamp: int) -> None:
    """Give back, each morning, the provisional seats whose last day is over."""
    del timestamp  # the queue says when it was due
    actions.release_expired()
