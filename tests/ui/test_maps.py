"""The small map of the way home."""

import re

import pytest
from django.utils.translation import override

from rumbo.ui.maps import LAND, Place, distance_km, view_of, way_map

TAPACHULA = Place(14.908, -92.262, "Tapachula")
YORO = Place(15.333, -87.283, "Victoria, Yoro")
TIJUANA = Place(32.533, -117.019, "Tijuana")
ACCRA = Place(5.56, -0.2, "Accra")


def test_distances_are_great_circles():
    assert distance_km(TAPACHULA, YORO) == pytest.approx(537, abs=3)
    assert distance_km(TAPACHULA, TAPACHULA) == 0
    assert distance_km(Place(0, 0, ""), Place(0, 180, "")) == pytest.approx(20015, abs=1)
    assert distance_km(TAPACHULA, ACCRA) == distance_km(ACCRA, TAPACHULA)


@pytest.mark.parametrize("way", [[TAPACHULA, YORO], [TIJUANA, TAPACHULA, YORO], [TAPACHULA, ACCRA]])
def test_every_place_is_in_sight_and_named(way):
    view = view_of(way, 340, 170)
    for place in way:
        x, y = view.pixel(place.lon, place.lat)
        assert 0 < x < 340
        assert 0 < y < 170
        assert f">{place.label}</text>" in way_map(way)


def boxes(svg: str) -> list[tuple[float, float, float, float]]:
    found = re.findall(r'<text x="([\d.-]+)" y="([\d.-]+)">([^<]+)</text>', svg)
    return [
        (float(x), float(y) - 10, float(x) + len(label) * 6.3, float(y) + 3)
        for x, y, label in found
    ]


def test_names_of_close_places_do_not_cover_each_other():
    close = [Place(14.9, -92.26, "Tapachula"), Place(14.68, -92.15, "Ciudad Hidalgo"), YORO]
    drawn = boxes(way_map(close))
    assert len(drawn) == 3
    for at, a in enumerate(drawn):
        assert a[0] >= 0
        assert a[2] <= 340
        for b in drawn[at + 1 :]:
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_the_map_is_told_to_those_who_cannot_see_it_in_their_language():
    with override("es"):
        assert "Mapa: de Tapachula a Victoria, Yoro hay 537\u00a0km" in way_map([TAPACHULA, YORO])
    with override("en"):
        assert "Map: from Tijuana to Victoria, Yoro by way of" in way_map(
            [TIJUANA, TAPACHULA, YORO]
        )


def test_a_name_is_text_and_never_markup():
    svg = way_map([TAPACHULA, Place(15.3, -87.2, "<script>&")])
    assert "<script>" not in svg
    assert "&lt;script&gt;&amp;" in svg


def test_the_picture_has_no_style_of_its_own_and_stays_small():
    for way in ([TAPACHULA, YORO], [TIJUANA, YORO], [TAPACHULA, ACCRA]):
        svg = way_map(way)
        assert "style=" not in svg
        assert len(svg) < 16_000


def test_no_way_gives_no_map():
    assert way_map([TAPACHULA]) == ""
    assert way_map([TAPACHULA, TAPACHULA]) == ""


def test_the_shipped_land_is_small():
    assert LAND.stat().st_size <= 300_000
