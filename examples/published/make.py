"""Makes the files of returns, July's public edition and the pages: `python -m examples.published.make`."""

from pathlib import Path

from examples.published import page, reports, returns
from examples.published.figures import HERE
from rumbo.statistics.report.data_files import as_json
from rumbo.statistics.report.paper import as_pdf

PUBLIC = HERE / "public"


def main() -> None:
    """Write everything, always the same from the same code."""
    for name, people in returns.FILES.items():
        (HERE / name).write_text(returns.as_csv(people()), encoding="utf-8")
    PUBLIC.mkdir(exist_ok=True)
    july = reports.public("july")
    (PUBLIC / "sitrep-2019-07-11.json").write_bytes(as_json(july))
    (PUBLIC / "sitrep-2019-07-11.pdf").write_bytes(as_pdf(july))
    for lang, path in page.PAGES.items():
        path.write_text(page.page(lang), encoding="utf-8")
    for path in sorted(Path(HERE).rglob("*.*")):
        if path.suffix in {".csv", ".json", ".pdf"}:
            print(f"{path.stat().st_size:>8} {path.relative_to(HERE)}")  # noqa: T201


if __name__ == "__main__":
    main()
