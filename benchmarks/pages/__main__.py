"""Our extractor and bare Trafilatura on the pages, template by template.

    python benchmarks/pages [--strangers] [--held-out] [--faults]

`--strangers` tells our extractor nothing of the outlets (else name, home and time zone); `--faults` lists what differs,
but never on the pages held out.
"""

import argparse
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import trafilatura

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

from shingles import Overlap, overlap, score  # noqa: E402 - the folder is put on the path

from archive.records.page import Page  # noqa: E402 - the folder is put on the path
from pages import PageCase, held_out, leaks, load  # noqa: E402 - the folder is put on the path
from pipeline.page.extract import extract  # noqa: E402 - the folder is put on the path
from pipeline.page.outlet import OutletContext  # noqa: E402 - the folder is put on the path

FIELDS = ("title", "published", "modified", "reporter", "editor")


@dataclass(frozen=True, slots=True)
class Found:
    """What our extractor and bare Trafilatura gave for one page.

    Args:
        case: The page.
        ours: Overlap of our text with the gold.
        bare: Overlap of Trafilatura's text with the gold.
        leaked: Boilerplate lines in our text.
        wrong: For each field that differs: its name, the gold and what was found.
    """

    case: PageCase
    ours: Overlap
    bare: Overlap
    leaked: tuple[str, ...]
    wrong: tuple[tuple[str, str, str], ...]


def measure(case: PageCase, *, stranger: bool) -> Found:
    """Return what is found on one page."""
    home = "/".join(case.url.split("/")[:3])
    outlet = None if stranger else OutletContext(case.template, case.outlet, home, case.zone)
    page = Page(case.url, case.html, "html", case.fetched_at)
    article = extract(page, outlet, case.fetched_at)
    bare = trafilatura.extract(case.html.decode(case.charset), include_comments=False) or ""
    given = {name: getattr(article, name) for name in FIELDS}
    for name in ("published", "modified"):
        moment = given[name]
        given[name] = moment.at.replace(second=0, microsecond=0) if moment else None
    wrong = tuple(
        (name, str(getattr(case, name)), str(value)) for name, value in given.items() if not _same(case, name, value)
    )
    found = article.text
    return Found(case, overlap(case.gold, found), overlap(case.gold, bare), leaks(case, found), wrong)


def _same(case: PageCase, name: str, found: object) -> bool:
    gold = getattr(case, name)
    if isinstance(gold, str) and isinstance(found, str):
        return gold.casefold() == found.casefold()
    return gold == found or (gold is None and found in case.initials and name in {"reporter", "editor"})


def line(name: str, found: list[Found]) -> str:
    """Return one line of the table."""
    ours, bare = score(one.ours for one in found), score(one.bare for one in found)
    clean = sum(not one.leaked for one in found)
    exact = " ".join(f"{sum(all(w[0] != field for w in one.wrong) for one in found):>9}" for field in FIELDS)
    return f"{name:<10} {bare.f1:>7.4f} {ours.f1:>7.4f} {ours.precision:>7.4f} {ours.recall:>7.4f} {clean:>6} {exact}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--strangers", action="store_true")
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--faults", action="store_true")
    options = parser.parse_args()
    groups: dict[str, list[Found]] = defaultdict(list)
    for case in held_out() if options.held_out else load():
        groups[case.template].append(measure(case, stranger=options.strangers))
    print(
        f"{'':<10} {'bare F1':>7} {'F1':>7} {'prec.':>7} {'recall':>7} {'clean':>6} "
        + " ".join(f"{f:>9}" for f in FIELDS)
    )
    for name, found in groups.items():
        print(line(name, found))
    everything = [one for found in groups.values() for one in found]
    print(line(f"all {len(everything)}", everything))
    if options.faults and not options.held_out:
        for one in everything:
            for text in one.leaked:
                print(f"{one.case.id}\tleaked\t{text}")
            for name, gold, given in one.wrong:
                print(f"{one.case.id}\t{name}\t{gold}\t{given}")
            if one.ours.f1 < 1:
                print(f"{one.case.id}\ttext\twrong {one.ours.wrong:.3f}\tmissed {one.ours.missed:.3f}")


if __name__ == "__main__":
    main()
