"""The land is simplified so that neighbours still meet."""

from rumbo.ui import atlas

# Two squares that share the border from (1, 0) to (1, 1), which has a needless point and a real bend.
MAP = {
    "transform": {"scale": [0.01, 0.01], "translate": [0, 0]},
    "arcs": [
        [[100, 0], [0, 50], [20, 25], [-20, 25]],
        [[100, 100], [-100, 0], [0, -100], [100, 0]],
        [[100, 100], [100, 0], [0, -100], [-100, 0]],
    ],
    "objects": {
        "countries": {
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]]},
                {"type": "MultiPolygon", "arcs": [[[~0, ~2]]]},
            ]
        }
    },
}


def test_a_shared_border_is_kept_once_and_bends_where_it_bends():
    packed = atlas.pack(MAP, frame=(-1, -1, 3, 3), tolerance=0.01, least=0.1)
    assert packed["rings"] == [[0, 1], [~0, ~2]]
    assert packed["arcs"][0] == [100, 0, 0, 50, 20, 25, -20, 25]


def test_a_straight_border_keeps_its_ends_only():
    line = [(0.0, 0.0), (0.5, 0.001), (1.0, 0.0)]
    assert atlas.simplify(line, 0.01) == [line[0], line[2]]
    assert atlas.simplify(line, 0.0001) == line


def test_land_out_of_the_frame_and_specks_are_left_out():
    assert atlas.pack(MAP, frame=(5, 5, 9, 9), tolerance=0.01, least=0.1)["rings"] == []
    assert atlas.pack(MAP, frame=(-1, -1, 3, 3), tolerance=0.01, least=9)["rings"] == []
