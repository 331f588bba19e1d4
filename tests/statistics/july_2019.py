"""The people of the report of July 2019, rebuilt: 1,703, none of them real."""

from examples.published import returns


def people():
    """Return the rows of the file."""
    return returns.july()
