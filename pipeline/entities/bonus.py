"""What the place of a mention says: sentences of acts and steps accuse, other stories and witnesses do not."""

from dataclasses import dataclass, replace

from archive.records.analysis import Act, Step
from archive.records.span import Span
from pipeline.entities.model import Cues, Entities
from pipeline.entities.scenes import Scenes
from pipeline.text.document import Document

_ACT_SENTENCE = 0.8
_STEP_SENTENCE = 0.5
_LEAD_LENGTH = 500
_LEAD = 0.5
_TITLE = 1.5
_DISMISSES = frozenset(["A16", "A17"])
_CERTAIN = 3.0
"""An accusation (`terdakwa`) that stands whatever else the sentence tells."""
_ELSEWHERE = 0.2
_WITNESS = 0.4
"""What an accusation counts in a sentence about another case, and in one about witnesses."""


@dataclass(frozen=True)
class Bonus:
    """Sentences in which acts and steps stand.

    Args:
        document: The article.
        acts: Ordinals of sentences that tell acts.
        steps: Ordinals of sentences that tell steps.
        scenes: Sentences of other stories.
        codes: Codes of the acts found.
    """

    document: Document
    acts: frozenset[int]
    steps: frozenset[int]
    scenes: Scenes
    codes: frozenset[str] = frozenset()

    @classmethod
    def of(cls, document: Document, entities: Entities, acts: tuple[Act, ...], steps: tuple[Step, ...]) -> "Bonus":
        """Find the sentences of the acts and steps, and those of other stories."""

        def ordinals(spans: list[Span]) -> frozenset[int]:
            pieces = (document.sentence_at(span.start) for span in spans if span.where == "text")
            return frozenset(piece.index for piece in pieces if piece is not None)

        return cls(
            document,
            ordinals([span for act in acts for span in act.spans]),
            ordinals([span for step in steps for span in step.spans]),
            Scenes.of(document, entities),
            frozenset(act.code for act in acts),
        )

    def fitting(self, cues: Cues, span: Span) -> Cues:
        """Return the cues of a mention, less of an accusation where the sentence is about another case or witnesses."""
        if cues.chief and self.codes & _DISMISSES:
            cues = replace(cues, chief=0.0)  # who moves or threatens his people is the accused himself
        if not cues.accused:
            return cues
        if self.scenes.is_elsewhere(span):
            return replace(cues, accused=_ELSEWHERE * cues.accused, weak=_ELSEWHERE * cues.weak)
        if cues.accused < _CERTAIN and self.scenes.is_witness(span):
            return replace(cues, accused=_WITNESS * cues.accused, weak=_WITNESS * cues.weak)
        return cues

    def at(self, span: Span) -> float:
        """Return what the place of a mention adds."""
        if span.where != "text":
            return _TITLE if span.where == "title" else 0.0
        if self.scenes.is_elsewhere(span):
            return 0.0
        extra = _LEAD if span.start < _LEAD_LENGTH else 0.0
        piece = self.document.sentence_at(span.start)
        if piece is not None:
            extra += _ACT_SENTENCE * (piece.index in self.acts) + _STEP_SENTENCE * (piece.index in self.steps)
        return extra
