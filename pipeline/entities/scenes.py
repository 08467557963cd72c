"""Tells which sentences speak of another story: another case, another place, or of witnesses of this one."""

import re
from dataclasses import dataclass

from archive.records.span import Span
from pipeline.entities.model import Entities
from pipeline.entities.resolve_places import resolve_places
from pipeline.text.document import Document

_OTHER_CASE = re.compile(
    r"""\b(?:
        pada\ (?:pemilu|pilkada|pileg|pilpres)\ (?:lalu|sebelumnya|20\d\d\ lalu) | tahun\ lalu
      | (?:kasus|perkara|laporan)\ (?:ini\ )?(?:kedua|ketiga|keempat|kelima|keenam|lagi) | membandingkan | dibandingkan
      | (?:perkara|kasus|laporan|aduan)\ (?:soal\ netralitas\ )?di\ \w+\ (?:pada|selama|sepanjang|tahun)
      | (?:tercatat|diproses|ditangani|menangani|terdapat|menerima|sudah|telah)
        \ (?:[\w.]+\ ){1,9}(?:sejak|selama|sepanjang)\ \w+
      | kali\ kedua | laporan\ kedua
      | yang\ pertama\ (?:menyangkut|datang) | rekomendasi\ lain | sudah\ pernah | belajar\ dari
      | (?:kasus|perkara|laporan|hal|pelanggaran|kejadian|peristiwa)\ (?:serupa|lain|lainnya|sejenis|berbeda)
      | (?:dua|tiga|empat|beberapa|sejumlah)\ (?:kasus|perkara|laporan|rekomendasi)\ (?:lain|serupa)
      | pernah\ (?:dijatuhi|menangani|terjadi|memproses|menyidangkan)
      | (?:selama|sepanjang)\ (?:pilkada|pemilu|tahapan|masa\ kampanye|kampanye|20\d\d)
      | (?:sebelumnya|sebelum\ ini|bulan\ lalu|pekan\ lalu),\ (?:di|pada)[ ]
    )""",
    re.VERBOSE,
)
"""Words with which a story turns to other cases."""
_CONTINUES = re.compile(
    r"(?:satu|dua|tiga|empat|lima|seorang|sisanya|salah satu|satunya|di antaranya|yang (?:pertama|kedua)|lainnya)\b"
)
"""How a sentence begins that goes on with the cases of the one before."""
_CONTRAST = re.compile(
    r"\b(?:sebelumnya|lain|lainnya|serupa|pernah|malah|bahkan|selain itu|sementara itu|sedangkan|berbeda|menyusul)\b",
)
"""Words with which a story may turn to another place."""
_WITNESS = re.compile(
    r"\b(?:(?:sebagai|selaku|jadi|menjadi|para|berstatus|orang|sejumlah|beberapa|dua|tiga|empat|lima|enam|tujuh) saksi"
    r"|saksi (?:itu|tersebut|yakni|yaitu|dari|di antaranya|antara lain|terdiri)|bersaksi|kesaksian\w*)\b"
)
_LEAD = 300
"""Characters of the opening, which tells the story itself."""
_MOST = 40_000
"""Characters read; longer texts are no news articles."""
_PROVINCE = 2


@dataclass(frozen=True)
class Scenes:
    """The sentences of an article that are not about the accused of its story.

    Args:
        document: The article.
        elsewhere: Ordinals of sentences about other cases or other places.
        witnesses: Ordinals of sentences in which witnesses are told of.
    """

    document: Document
    elsewhere: frozenset[int]
    witnesses: frozenset[int]

    @classmethod
    def of(cls, document: Document, entities: Entities) -> "Scenes":
        """Find these sentences."""
        text = document.text[:_MOST].lower()

        def ordinals(pattern: re.Pattern[str]) -> set[int]:
            pieces = (document.sentence_at(match.start()) for match in pattern.finditer(text))
            return {piece.index for piece in pieces if piece is not None and piece.start >= _LEAD}

        elsewhere = ordinals(_OTHER_CASE)
        far = _far_sentences(document, entities)
        if far:
            elsewhere |= far & ordinals(_CONTRAST)
        for piece in document.sentences[1:]:
            begins = piece.index - 1 in elsewhere and piece.end < _MOST
            if begins and _CONTINUES.match(text, piece.start) and "\n" not in text[piece.start - 2 : piece.start]:
                elsewhere.add(piece.index)
        witnesses = ordinals(_WITNESS)
        return cls(document, frozenset(elsewhere), frozenset(witnesses))

    def is_elsewhere(self, span: Span) -> bool:
        """Tell whether a mention stands in a sentence about another case."""
        return self._stands_in(span, self.elsewhere)

    def is_witness(self, span: Span) -> bool:
        """Tell whether a mention stands in a sentence about witnesses."""
        return self._stands_in(span, self.witnesses)

    def _stands_in(self, span: Span, ordinals: frozenset[int]) -> bool:
        if not ordinals or span.where != "text":
            return False
        piece = self.document.sentence_at(span.start)
        return piece is not None and piece.index in ordinals


def _far_sentences(document: Document, entities: Entities) -> set[int]:
    """Return the ordinals of sentences whose places are all others than those of the story."""
    events = {place.code[:5] for place in resolve_places(document, entities, None) if place.part == "event"}
    if not events or any(len(code) == _PROVINCE for code in events):
        return set()
    near: dict[int, bool] = {}
    for find in entities.places:
        piece = document.sentence_at(find.span.start) if find.span.where == "text" else None
        if piece is None:
            continue
        codes = {parent.code for parent in find.parents}
        own = any(code in events or any(event.startswith(code) for event in events) for code in codes)
        near[piece.index] = near.get(piece.index, False) or own
    return {index for index, own in near.items() if not own}
