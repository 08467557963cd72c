"""In which regencies a kecamatan may lie whose name stands in several: 291 of 6,906 names of kecamatan do."""

from collections.abc import Mapping

from pipeline.entities.model import PlaceFind

_PROVINCE = 2
"""Digits of a province's code."""


def bounds_of(find: PlaceFind, known: Mapping[str, float], outlet_region: str | None) -> frozenset[str]:
    """Return the regencies, or else the one province, in which a kecamatan may lie; empty where it may lie anywhere.

    Its name may stand in many regencies (`Camat Sukaraja`): where neither another name of the text nor the outlet's
    home says which, any choice were a guess.
    """
    parents = {parent.code for parent in find.parents}
    if len(parents) == 1 or any(one.level != "district" for one in find.options):
        return frozenset(parents)
    told = {code for code in parents if code in known or code == outlet_region}
    if told:
        return frozenset(told)
    home = outlet_region[:_PROVINCE] if outlet_region is not None else ""
    near = {code for code in parents if code[:_PROVINCE] in known or code[:_PROVINCE] == home} or parents
    provinces = frozenset(code[:_PROVINCE] for code in near)
    return frozenset(near) if len(near) == 1 else provinces if len(provinces) == 1 else frozenset()
