"""Keeps what must be settled before a real person's data may enter."""


def is_ready() -> bool:
    """Say whether everything that real people need has been settled."""
    return False
