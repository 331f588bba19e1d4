"""What access does without being asked: what counted tries is worth nothing once its time is over."""

from procrastinate.contrib.django import app

from rumbo.access.models import Tries
from rumbo.common import clock


@app.periodic(cron="53 * * * *")
@app.task(name="access.forget_tries")
def forget_tries(timestamp: int) -> None:
    """Take out of the table, each hour, what says when somebody tried."""
    del timestamp  # the queue says when it was due
    Tries.objects.filter(expires__lt=clock.now()).delete()
