"""Which sentences, or ends of sentences, tell of another case than the one an article is about.

Groups of words say so (`kasus serupa`, `pada Pilkada 2020`, `camat lain`). Beside them a sentence that looks back tells
another's case where it names a holder of an office whom nothing before names (`Sebelumnya, Kades Margahayu divonis`),
or counts some that nobody told of (`Pekan lalu dua camat dicopot`), and what was done to them: so it is in eight
development cases, in all rightly.
"""

from collections.abc import Sequence

from pipeline.judge.told import Told
from pipeline.text.automaton import Hit
from pipeline.text.document import Document
from pipeline.text.lexicon import Lexicon
from pipeline.text.words import Words

OPENING = 2  # paragraphs that tell what the article is about
_BACK = 6  # words of a sentence within which it looks back
_NAME = 3  # words behind an office that may name its holder or place
_DONE = 9  # words behind an office within which is told what was done to its holder
_SOME = frozenset({"seorang", "satu", "dua", "tiga", "empat", "lima", "enam", "sejumlah", "beberapa"})
_SAME = (["itu"], ["ini"], ["tersebut"], ["tadi"])


class Apart:
    """Finds what is told of other cases, with the groups of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        mask = lexicon.mask
        self._elsewhere = mask("elsewhere", "other_poll")
        self._other_poll, self._aside = mask("other_poll"), mask("aside")
        self._back, self._official, self._done = mask("looking_back"), mask("official"), mask("done_to")
        self._fellow = mask("fellow")

    def places(
        self, title: Told, sentences: Sequence[Told], document: Document, title_words: Words, words: Words
    ) -> dict[int, int]:
        """Return for each sentence about another case the word from which on it is.

        Args:
            title: The headline, a sentence with the index -1.
            sentences: Those of the text, in order.
            document: What they stand in.
            title_words: Of the headline.
            words: Of the text.
        """
        found = self._said(title, sentences)
        turn = found.setdefault(-1, self._turn(title, title_words))
        known, upto = title_words.texts[:turn], 0
        before, own = set(known), " ".join(known)
        for sentence in sentences:
            if sentence.mask & self._back and sentence.mask & self._done and sentence.index not in found:
                before.update(words.texts[upto : sentence.first])
                upto = sentence.first
                if self._looks_back(sentence, document.text, words, before, own):
                    found[sentence.index] = sentence.first
        return found

    def _turn(self, title: Told, words: Words) -> int:
        """Return from which word on a headline tells of others (`Kades Diadukan, Padahal Dua Camat Dicopot`)."""
        if title.mask & self._fellow:
            return next(hit.first for hit in title.hits if hit.mask & self._fellow)
        if title.mask & self._back and title.mask & self._done:
            for back in title.hits:
                behind = [hit for hit in title.hits if hit.first > back.last]
                if back.mask & self._back and back.first and any(hit.mask & self._done for hit in behind):
                    told = " ".join(words.texts[: back.first])
                    if any(hit.mask & self._official and _counted(hit, words, told) for hit in behind):
                        return back.first
        return len(words.texts)

    def _said(self, title: Told, sentences: Sequence[Told]) -> dict[int, int]:
        """Return the sentences whose own words tell of another case, with those that go on about it.

        A year of an election that title or opening name is the article's own, not another one's.
        """
        own = title.mask
        for sentence in sentences:
            own |= sentence.mask if sentence.paragraph < OPENING else 0
        mask = self._elsewhere & ~self._other_poll if own & self._other_poll else self._elsewhere
        found = {-1: 0} if title.mask & mask else {}
        going_on = -1
        for sentence in sentences:
            if sentence.mask & mask:
                found[sentence.index] = sentence.first
                if sentence.mask & self._aside and sentence.paragraph >= OPENING:
                    going_on = sentence.paragraph
            elif sentence.paragraph == going_on:
                found[sentence.index] = sentence.first
        return found

    def _looks_back(self, sentence: Told, text: str, words: Words, before: set[str], own: str) -> bool:
        hits = sentence.hits
        backs = [hit.last for hit in hits if hit.mask & self._back and hit.first - sentence.first < _BACK]
        done = [hit.first for hit in hits if hit.mask & self._done]
        return bool(backs) and any(
            hit.mask & self._official
            and hit.first > backs[0]
            and any(0 < place - hit.last <= _DONE for place in done)
            and _another(hit, text, words, before, own)
            for hit in hits
        )


def _another(office: Hit, text: str, words: Words, before: set[str], own: str) -> bool:
    """Tell whether an office is held by somebody whom nothing before tells of."""
    named = []
    for place in range(office.last + 1, min(office.last + 1 + _NAME, len(words.texts))):
        if not text[words.starts[place]].isupper():
            break
        named.append(words.texts[place])
    return before.isdisjoint(named) if named else _counted(office, words, own)


def _counted(office: Hit, words: Words, own: str) -> bool:
    """Tell whether some are counted whom the headline does not count as its own (`dua lurah`, not `dua lurah itu`)."""
    start = office.first - (office.first > 0 and words.texts[office.first - 1] in _SOME)
    told = words.texts[start] in _SOME and " ".join(words.texts[start : start + 2]) not in own
    return told and words.texts[office.last + 1 : office.last + 2] not in _SAME
