"""Whether a probability means what it says: of pairs shown at 90%, are nine in ten one person?

    bin/bench calibration [--people 300000] [--asked 4000] [--seed 11] [--picture FILE.svg]

The weights were fitted on seed 3 of bench/make_registry.py; any other seed is a fair trial. People
who are in the registry under another writing and people who are not are asked for; each pair
counts as often as it comes about where 14 in 100 registrations are of somebody known.
"""

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random

import corpus
from blocks import Blocks
from run_find import SHAPES, said

from rumbo.registry.rules.frequencies import learn
from rumbo.registry.rules.likeness import score
from rumbo.registry.rules.weights import LEARNED

KNOWN = 0.14  # share of registrations whose person is registered already, as the corpus has it
DRAWN = 6_000
ASKED_WITH = ("all fields", "names and date", "names and age")
EDGES = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
Bins = dict[float, list[tuple[float, float, bool]]]  # by lower edge: weight, probability, truth


def measured(folder: Path, told: argparse.Namespace) -> dict[str, Bins]:
    """Weigh every pair that the search would open, by what was asked with."""
    asked = corpus.asked(corpus.make(folder, told.people, told.seed), told.asked, told.seed)
    rows = list(asked.kept)
    blocks = Blocks([row.told for row in rows])
    drawn = Random(told.seed).sample(rows, min(DRAWN, len(rows)))  # noqa: S311 - a draw, no secret
    shares = learn(row.told for row in drawn)
    found: dict[str, Bins] = {}
    for name in ASKED_WITH:
        bins: Bins = defaultdict(list)
        for people, weight in ((asked.present, KNOWN), (asked.absent, 1 - KNOWN)):
            for row in people:
                places = blocks.candidates(SHAPES[name](row))
                others = [rows[place] for place in places]
                weighed = score(
                    SHAPES[name](row), [one.told for one in others],
                    population=len(rows), frequencies=shares, weights=LEARNED,
                )  # fmt: skip
                for one, likeness in zip(others, weighed, strict=True):
                    edge = _edge(likeness.probability)
                    bins[edge].append((weight, likeness.probability, one.person == row.person))
        found[name] = bins
    return found


def _edge(probability: float) -> float:
    return max((edge for edge in EDGES[:-1] if edge <= probability), default=0.0)


def table(bins: Bins) -> Iterator[tuple[float, float, float, int]]:
    """Lower edge, what was said on average, how many were one person, how many pairs."""
    for edge in EDGES[:-1]:
        pairs = bins.get(edge, [])
        whole = sum(weight for weight, _said, _true in pairs)
        if pairs:
            yield (
                edge,
                sum(weight * stated for weight, stated, _true in pairs) / whole,
                sum(weight for weight, _said, true in pairs if true) / whole,
                len(pairs),
            )


def picture(found: dict[str, Bins]) -> str:
    """Draw what was said against what was so."""
    size, edge = 420, 50
    ink = 'font-family="sans-serif" font-size="13" fill="#1c2422"'
    colours = ("#09574a", "#c98a24", "#7a3b69")

    def at(share: float) -> float:
        return edge + share * (size - edge - 20)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size + 190} {size}" role="img">',
        "<title>Of pairs shown at a probability, how many are one person</title>",
        f'<rect width="{size + 190}" height="{size}" fill="#fbfaf7"/>',
        f'<path d="M{at(0)} {size - at(0)}L{at(1)} {size - at(1)}" stroke="#8b918e"'
        ' stroke-dasharray="4 4"/>',
    ]
    for share in (0, 0.25, 0.5, 0.75, 1):
        parts.append(
            f'<text x="{at(share)}" y="{size - 22}" text-anchor="middle" {ink}>{share:.0%}</text>'
            f'<text x="{edge - 8}" y="{size - at(share) + 4}" text-anchor="end" {ink}>'
            f"{share:.0%}</text>"
            f'<path d="M{at(0)} {size - at(share)}H{at(1)}" stroke="#e3e0d7"/>'
        )
    for (name, bins), colour, row in zip(found.items(), colours, (1, 2, 3), strict=True):
        points = [(at(stated), size - at(true)) for _edge_, stated, true, _n in table(bins)]
        way = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{way}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>' for x, y in points]
        parts.append(f'<circle cx="{size + 8}" cy="{row * 24 + 30}" r="5" fill="{colour}"/>')
        parts.append(f'<text x="{size + 20}" y="{row * 24 + 34}" {ink}>{name}</text>')
    parts.append(f'<text x="{at(0.5)}" y="{size - 4}" text-anchor="middle" {ink}>said</text>')
    parts.append(f'<text x="{edge}" y="26" {ink}>so</text>')
    return "\n".join([*parts, "</svg>", ""])


def main() -> None:
    """Print one table for each way of asking, and draw them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=300_000)
    parser.add_argument("--asked", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--picture", type=Path)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="rumbo-bench-") as folder:
        found = measured(Path(folder), told)
    said("| asked with | shown at | said | one person | pairs |")
    said("|---|---|---|---|---|")
    for name, bins in found.items():
        for edge, stated, true, pairs in table(bins):
            above = EDGES[EDGES.index(edge) + 1]
            said(f"| {name} | {edge:.0%} to {above:.0%} | {stated:.1%} | {true:.1%} | {pairs:,} |")
    if told.picture:
        told.picture.write_text(picture(found), "utf-8")


if __name__ == "__main__":
    main()
