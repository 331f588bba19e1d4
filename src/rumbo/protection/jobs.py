"""What protection does without being asked."""

from procrastinate.contrib.django import app

from rumbo.protection import actions


@app.periodic(cron="41 10 * * *")
@app.task(name="protection.look_for_siblings")
def look_for_siblings(timestamp: int) -> None:
    """Look again each morning for the sisters and brothers of every child on the way."""
    del timestamp  # the queue says when it was due
    actions.look_for_all()
