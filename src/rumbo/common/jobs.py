"""What the house does on its own: files that no row knows go after a day."""

import logging

from procrastinate.contrib.django import app

from rumbo.common.sealed import orphans

log = logging.getLogger(__name__)


@app.periodic(cron="47 9 * * *")
@app.task(name="common.sweep_files")
def sweep_files(timestamp: int) -> None:
    """Take the files off the disk each night (03:47 in Mexico) whose row was never written."""
    del timestamp  # the queue says when it was due
    if gone := orphans.sweep():
        log.warning("sealed files without a row, taken off the disk: %s", gone)
