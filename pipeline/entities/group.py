"""A person, or the unnamed bearers of one office, with all that is told of them and how much of it accuses."""

from dataclasses import dataclass, field

from pipeline.entities.model import Cues, RoleFind

_CHIEF = 0.8
CHIEFS = frozenset(
    "kepala_dinas sekda kepala_daerah inspektur kabag sekwan sekretaris_dinas kabid kepala_sekolah".split()  # noqa: SIM905
)
"""Offices whose holders comment on others more often than they are accused."""
_VICTIM = 0.5
_WRONGED = 3.0
"""Whoever was threatened or used without consent is no accused, however often named."""


_COMPLAINING = 1.5
"""Whoever brings a wrong to light is seldom the one accused, though he was moved or dismissed for it."""
_HEADS = frozenset(["pj_kepala_daerah", "camat", "kepala_puskesmas", "kepala_uptd"])
"""Further offices whose holders speak of what their people did."""
_OTHERS = 0.35
_MOST_AGAINST = 1.5
_AGAINST = 0.25
EMPLOYMENT = frozenset(["pppk", "honorer"])
JOBS = frozenset(["guru", "staf", "tenaga_kesehatan", "satpol_pp", "penyuluh"])
"""Work that civil servants, contract staff and honorary staff do alike."""


@dataclass
class Group:
    """A person, or the unnamed bearers of one role.

    Args:
        role: The role; None for a person without one.
        person: Index of the person; None for unnamed bearers.
        finds: Role finds that belong to it.
        points: What each mention says for being accused (negative: against).
        cues: What is said of it, summed over its mentions.
        bonus: What does not hang on a single mention.
        heard: True where it is told of as a witness.
    """

    role: str | None
    person: int | None
    finds: list[RoleFind] = field(default_factory=list)
    points: list[float] = field(default_factory=list)
    cues: Cues = field(default_factory=Cues)
    bonus: float = 0.0
    heard: bool = False

    @property
    def score(self) -> float:
        """Return the strongest mention, a share of the other ones for it, and a smaller share of those against."""
        ranked = sorted(self.points, reverse=True)
        best = ranked[0] if ranked else 0.0
        others = sum(point for point in ranked[1:6] if point > 0)
        against = sum(point for point in ranked[1:] if point < 0)
        prior = self.bonus - (_CHIEF if self.role in CHIEFS else 0.0)
        if self.cues.suffers > _VICTIM * self.cues.accused:
            prior -= _WRONGED
        if self.cues.complains > _VICTIM * self.cues.accused:
            prior -= _COMPLAINING
        if self.cues.chief and self.role in CHIEFS | _HEADS:
            prior -= _WRONGED
        return best + _OTHERS * others + max(-_MOST_AGAINST, _AGAINST * against) + prior


def is_bound(group: Group) -> bool:
    """Tell whether an office bound by the neutrality rules is held now."""
    for find in group.finds:  # noqa: SIM110 - asked very often, and a loop is twice as fast here as any()
        if find.side == "bound" and not find.former:
            return True
    return False
