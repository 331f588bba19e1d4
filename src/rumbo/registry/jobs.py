"""What the registry does without being asked."""

from procrastinate.contrib.django import app

from rumbo.access.values import SYSTEM
from rumbo.registry import actions


@app.periodic(cron="29 8 * * *")
@app.task(name="registry.link")
def link(timestamp: int) -> None:
    """Compare the registry with itself each night (02:29 in Mexico), as far as it has changed."""
    del timestamp  # the queue says when it was due
    actions.begin_linking(actor=SYSTEM)


@app.task(name="registry.link_some")
def link_some(linking: int, done_no: int, done_entry: int) -> None:
    """Go on with a comparison where it stood."""
    actions.link_some(actor=SYSTEM, linking_no=linking, after=(done_no, done_entry))
