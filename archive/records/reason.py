"""`Reason`: a feature that decided something about an article."""

from dataclasses import dataclass

from archive.records.span import Span
from base.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class Reason:
    """A feature that decided something, for the reader.

    Args:
        claim: What it speaks for: `kind:incident`, `relevant`, `stage:S4` ...
        feature: Name of the feature.
        weight: Signed contribution.
    """

    claim: str
    feature: str
    weight: float
    spans: tuple[Span, ...] = ()
