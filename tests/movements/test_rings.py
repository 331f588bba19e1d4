"""Who goes round for each other's seats: all who hang together first, then the fewest."""

from uuid import UUID

from rumbo.movements.proposal.rings import Move, rings


def found(*ways: str) -> list[str]:
    """The rings of moves written as "from to", each line by its place, sorted within a ring."""
    moves = [
        Move(UUID(int=n), UUID(int=ord(way[0])), UUID(int=ord(way[1])))
        for n, way in enumerate(ways)
    ]
    return ["".join(sorted(str(line.int) for line in ring)) for ring in rings(moves)]


def test_whoever_only_leaves_or_only_comes_is_in_no_ring() -> None:
    assert found() == []
    assert found("AB", "BC", "AC") == []
    assert found("AB", "BA", "CA", "BD") == ["01"]


def test_three_who_go_round_are_one_ring() -> None:
    assert found("AB", "BC", "CA") == ["012"]


def test_two_rings_that_share_nobody_are_two() -> None:
    assert sorted(found("AB", "BA", "CD", "DC")) == ["01", "23"]


def test_all_who_hang_together_come_before_the_fewest() -> None:
    assert found("AB", "BA", "BA") == ["012", "01", "02"]
    whole, *fewest = found("AB", "BA", "BC", "CB")
    assert whole == "0123"
    assert sorted(fewest) == ["01", "23"]
