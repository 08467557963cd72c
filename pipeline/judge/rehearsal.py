"""Tries a lexicon before it is switched on: its own examples, and what stored articles would become."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from archive.records.analysis import Analysis
from archive.records.article import Article
from pipeline.judge.reading import Reader
from pipeline.text.document import Document
from pipeline.text.lexicon import Lexicon, Sample


def failures(lexicon: Lexicon) -> list[Sample]:
    """Return the examples of a lexicon that do not come out as its author wanted."""
    reader = Reader(lexicon)
    return [sample for sample in lexicon.samples if _found(reader, sample) != sample.wanted]


def _found(reader: Reader, sample: Sample) -> bool:
    kind, _, name = sample.target.partition(":")
    reading = reader.read(Document("", sample.text))
    if kind == "group":
        return any(sentence.mask >> reader.lexicon.groups[name] & 1 for sentence in reading.sentences)
    return any(finding.frame.name == name for finding in reading.findings)


@dataclass(frozen=True, slots=True)
class Change:
    """How one stored article would be judged differently.

    Args:
        key: The caller's key of the article.
        fields: Name of each changed field with its value before and after, as text.
        article: As stored, so that a person knows which one is meant.
    """

    key: str
    fields: tuple[tuple[str, str, str], ...]
    article: Article

    @property
    def alarms(self) -> bool:
        """Tell whether the article would become, or cease to be, a case."""
        return any(name == "case" for name, _, _ in self.fields)


def rehearse(
    stored: Iterable[tuple[str, Article, Analysis | None]], analyse: Callable[[Article], Analysis]
) -> Iterator[Change]:
    """Yield what would change, article by article.

    Args:
        stored: Key, article and its present analysis (None for the text of a rejected page).
        analyse: The analysis with the new lexicon.
    """
    for key, article, before in stored:
        after = analyse(article)
        changed = tuple(
            (name, old, new)
            for (name, old), (_, new) in zip(_told(before), _told(after), strict=True)
            if old != new and not (before is None and not after.relevant)
        )
        if changed:
            yield Change(key, changed, article)


def _told(analysis: Analysis | None) -> list[tuple[str, str]]:
    if analysis is None:
        return [(name, "rejected") for name in ("relevant", "case", "kind", "stage", "acts", "rules", "sanctions")]
    return [
        ("relevant", str(analysis.relevant)),
        ("case", str(analysis.kind.is_case)),
        ("kind", analysis.kind.value),
        ("stage", analysis.stage.value if analysis.stage else "-"),
        ("acts", " ".join(sorted(act.code for act in analysis.acts)) or "-"),
        ("rules", " ".join(sorted(rule.code for rule in analysis.rules)) or "-"),
        ("sanctions", "; ".join(sorted(sanction.label for sanction in analysis.sanctions)) or "-"),
    ]
