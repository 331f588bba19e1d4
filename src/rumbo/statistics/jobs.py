"""What statistics does without being asked."""

from procrastinate.contrib.django import app

from rumbo.statistics.mirror import refreshing


@app.periodic(cron="11 9 * * *")
@app.task(name="statistics.refresh_mirror")
def refresh_mirror(timestamp: int) -> None:
    """Refresh the extract each night (03:11 in Mexico), and put its parts together."""
    del timestamp  # the queue says when it was due
    refreshing.refresh(together=True)


@app.task(name="statistics.refresh_now")
def refresh_now() -> None:
    """Refresh the extract because somebody asked: with the dashboards they read."""
    refreshing.refresh()
