"""How much memory the server is given."""

from pathlib import Path

import pytest

from rumbo.config.postgres import memory


@pytest.mark.parametrize(
    ("allowed", "given"),
    [
        ("536870912", "256MB"),
        ("4294967296", "512MB"),
        ("1", "256MB"),
    ],
)
def test_a_container_is_given_its_share(tmp_path: Path, allowed: str, given: str) -> None:
    limit = tmp_path / "memory.max"
    limit.write_text(allowed)
    assert memory.shared_buffers(limit) == given


def test_it_is_within_bounds_where_no_container_limits_it(tmp_path: Path) -> None:
    limit = tmp_path / "memory.max"
    limit.write_text("max\n")
    megabytes = int(memory.shared_buffers(limit).removesuffix("MB"))
    assert 256 <= megabytes <= 4096
    assert memory.shared_buffers(tmp_path / "nothing") == f"{megabytes}MB"
