"""The weights of who is accused: of the signs of `pipeline.entities.accused`, and of the words around each mention.

Signs are read by cues that were written with articles in view, and are less sure where a new hand says it otherwise;
plain words carry over. Fitted on the hands of one day and measured on ten later ones, which the cues had not met, names
rose from F1 .857 to .863 by the words. They only say what the signs leave open: a short text stands on its signs.
"""

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from base.datafile import read_json
from base.errors import ConfigError
from base.said import said
from pipeline.entities.surroundings import Weights

FILE = Path("model") / "accused.json"
"""Under the configuration folder."""


@dataclass(frozen=True, slots=True)
class Accusing:
    """Weights of who is accused, as the logarithm of odds.

    Args:
        signs: By sign.
        words: By place and word (`pipeline.entities.surroundings`).
        version: Of the file.
    """

    signs: Mapping[str, float]
    words: Weights
    version: str

    def chance(self, signs: Mapping[str, float], words: float = 0.0) -> float:
        """Return how likely (0..1) a candidate is accused, of whom these signs are told and the words say so much."""
        total = sum([self.signs.get(name, 0.0) * value for name, value in signs.items()]) + words
        return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, total))))


def load_accusing(config: Path) -> Accusing:
    """Read the weights under a configuration folder.

    Raises:
        ConfigError: The file is missing or damaged; `python benchmarks/accusing.py --write` makes it again.
    """
    path = config / FILE
    try:
        data, raw = read_json(path)
        signs = {str(name): float(weight) for name, weight in data["signs"].items()}
        words = {
            str(place): {str(word): float(told) for word, told in row.items()} for place, row in data["words"].items()
        }
        return Accusing(signs, words, hashlib.sha256(raw).hexdigest()[:12])
    except (ConfigError, ValueError, KeyError, TypeError, AttributeError) as error:
        told = error.problem if isinstance(error, ConfigError) else said("it is of another form")
        line = error.line if isinstance(error, ConfigError) else None
        problem = said(
            "the weights of who is accused cannot be read ({error}); copy the delivered file again", error=told
        )
        raise ConfigError(problem, file=str(path), line=line) from error
