"""How much memory the server keeps pages in: a large registry's keys should lie there."""

import os
from contextlib import suppress
from pathlib import Path

MIB = 1 << 20
LEAST, MOST = 256 * MIB, 4096 * MIB
SHARE = 8  # an eighth of the machine's memory, for other programs live here too
LIMIT = Path("/sys/fs/cgroup/memory.max")


def shared_buffers(limit: Path = LIMIT) -> str:
    """Give PostgreSQL's `shared_buffers` for this machine, in whole megabytes."""
    there = _memory(limit) // SHARE
    return f"{min(max(there, LEAST), MOST) // MIB}MB"


def _memory(limit: Path) -> int:
    """Bytes of memory: the machine's, or what a container may use of it; 0 where nobody says."""
    found = 0
    with suppress(ValueError, OSError, AttributeError):
        found = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    with suppress(ValueError, OSError):
        found = min(found, int(limit.read_text()))
    return found
