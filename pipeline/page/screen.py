"""Decides from raw bytes whether a page can be relevant at all: most pages end here, for a fraction of a millisecond.

    bytes | words of offices and elections present? | near each other where a reader sees them?
      | fast main text | near each other in it? -> Screened

The first gate reads the bytes as they came. The second drops words in scripts, attributes and headlines of other
stories and asks for an office and an election word within two sentences: no parsing so far. The third reads the title
and a fast main text, so that sidebars do not count. Pages that veil words (entities, tags inside words, soft hyphens,
look-alike letters) are unveiled and read by the third. About recall: the analysis decides.
"""

import html
import re
from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from resiliparse.extract.html2text import extract_plain_text

from pipeline.page.decode import MAX_BYTES, decode
from pipeline.page.depth import flat_text, is_crowded, is_too_deep
from pipeline.page.matcher import Hit, Matcher, build_matcher
from pipeline.page.screen_terms import ScreenTerms, load_terms
from pipeline.page.shown import SCRIPTS, is_brief, scripts, shown
from pipeline.page.veil import VEILS, latin, unveil

OFFICE_STRONG, OFFICE_WEAK, ELECTION_STRONG, ELECTION_WEAK, HANDLING, VEIL, SCRIPT = range(7)
_MARKUP = re.compile(r"<(?:html|head|body|p|div|br|article|span|h1|a|amp-|!doctype)\b", re.IGNORECASE)
_MARKUP_BYTES = re.compile(_MARKUP.pattern.encode(), re.IGNORECASE)
_TITLES = re.compile(
    r"<title[^>]*>([^<]{3,400})|<h1[^>]*>(.{3,600}?)</h1|"
    r"<meta[^>]{0,80}?(?:og:title|og:description|name=[\"']description)[^>]{0,40}?content=[\"']([^\"'>]{3,500})",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<[^<>]*>")
_HEAD = 200_000  # characters in which titles are looked for
_THIN = 250  # characters; a main text below this was not found, the whole page is read instead
_BRIEF = 1_500  # bytes of running text; a page with less may hold a short item, which is judged leniently
_FULL = 3_000  # words in a page; one that is so full of them is parsed without a look at each
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Screened:
    """The screen's answer.

    Args:
        passed: Whether the page is worth extracting.
        hits: The words that decided, at most 12, as they stand; empty when the first gate ended it.
    """

    passed: bool
    hits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Screen:
    """The screen with its words, compiled."""

    terms: ScreenTerms
    matcher: Matcher

    @classmethod
    def load(cls, config: Path, engine: str | None = None) -> Self:
        """Read `lexicon/screen.yaml` and compile it.

        Args:
            config: The configuration folder.
            engine: `hyperscan` or `re2`; None takes the faster one that is installed.

        Raises:
            ConfigError: The file is wrong; the message names the line.
        """
        terms = load_terms(config)
        return cls(terms, build_matcher(terms.groups, engine, (VEILS, SCRIPTS)))

    def check(self, body: bytes) -> Screened:
        """Tell whether a body (markup, plain text or JSON; any charset) may hold a relevant story. Raises nothing."""
        cut = body[:MAX_BYTES]
        if b"\x00" in cut[:2_000]:
            cut = cut.replace(b"\x00", b"").replace(b"\xff\xfe", b"", 1)  # UTF-16: its ASCII letters become plain
        ends = self.matcher.ends(cut)
        present = frozenset(group for group, _ in ends)
        if _possible(present) or (len(cut) < self.terms.short and ELECTION_STRONG in present):
            if not self._near(cut, ends) and VEIL not in present:
                return Screened(passed=False)
            return self.judge(*_story(decode(cut)))
        if VEIL not in present:
            return Screened(passed=False)
        text = unveil(decode(cut))
        if not _possible(self.matcher.present(latin(text))):
            return Screened(passed=False)
        return self.judge(*_story(text))

    def _near(self, body: bytes, ends: list[tuple[int, int]]) -> bool:
        """Tell whether the words that a reader sees stand so near each other that a closer look is worth its time."""
        if len(ends) > _FULL or not _MARKUP_BYTES.search(body[:_HEAD]):
            return True
        unseen = scripts(body, [end for group, end in ends if group == SCRIPT])
        words = [(group, end) for group, end in ends if group < HANDLING]
        hits = shown(body, words, unseen, self.terms.reach)
        handled = any(group == HANDLING for group, _ in ends)
        score = self._score(hits)
        if 0 < score < self.terms.threshold and handled:  # a word of handling nearby counts double
            words = [(group, end) for group, end in ends if group <= HANDLING]
            score = self._score(shown(body, words, unseen, self.terms.reach))
        if score >= self.terms.threshold:
            return True
        return self._lenient(hits, handled=handled) and is_brief(body, unseen, _BRIEF)

    def judge(self, title: str, text: str) -> Screened:
        """Judge a title and a main text by the words that stand near each other."""
        data = latin(f"{title}\n{text}")
        hits = self.matcher.find(data)
        needed = self.terms.threshold + len(data) // self.terms.longer
        passed = self._lenient(hits) if len(data) < self.terms.short else self._score(hits) >= needed
        if not passed and title:
            passed = self._score(self.matcher.find(latin(title))) >= self.terms.threshold
        shown = dict.fromkeys(data[hit.start : hit.end].decode().lower() for hit in hits if hit.group != HANDLING)
        return Screened(passed, tuple(shown)[:_SHOWN] if passed else ())

    def _score(self, hits: list[Hit]) -> int:
        places: list[list[int]] = [[hit.start for hit in hits if hit.group == group] for group in range(5)]
        for group in places:
            group.sort()
        strong_strong, strong_weak, weak_strong = self.terms.weights
        score = 0
        for office, election, weight in (
            (OFFICE_STRONG, ELECTION_STRONG, strong_strong),
            (OFFICE_STRONG, ELECTION_WEAK, strong_weak),
            (OFFICE_WEAK, ELECTION_STRONG, weak_strong),
        ):
            for place in places[office]:
                if _near(places[election], place, self.terms.reach):
                    score += weight * (2 if _near(places[HANDLING], place, self.terms.reach) else 1)
        return score

    @staticmethod
    def _lenient(hits: list[Hit], *, handled: bool = False) -> bool:
        """Tell whether a short text may be part of a story: two of office, election and handling, or election twice."""
        groups = [hit.group for hit in hits]
        office, election = OFFICE_STRONG in groups, ELECTION_STRONG in groups
        weak = OFFICE_WEAK in groups or ELECTION_WEAK in groups
        handled = handled or HANDLING in groups
        return (
            (office and (election or weak or handled))
            or (election and (weak or handled))
            or (groups.count(ELECTION_STRONG) > 1)
        )


def _possible(present: frozenset[int]) -> bool:
    """Tell whether both sides are present at all; a short fragment may name one side and its handling."""
    office = OFFICE_STRONG in present or OFFICE_WEAK in present
    election = ELECTION_STRONG in present or ELECTION_WEAK in present
    return (office and election) or (HANDLING in present and (OFFICE_STRONG in present or ELECTION_STRONG in present))


def _near(places: list[int], place: int, reach: int) -> bool:
    index = bisect_left(places, place - reach)
    return index < len(places) and places[index] <= place + reach


def _story(text: str) -> tuple[str, str]:
    """Return titles and fast main text of markup; other text is its own main text."""
    if not _MARKUP.search(text[:_HEAD]):
        return "", text
    titles = " . ".join(
        html.unescape(_TAG.sub(" ", next(filter(None, found)))) for found in _TITLES.findall(text[:_HEAD])[:4]
    )
    if is_too_deep(text) or is_crowded(text):
        return titles, flat_text(text)
    main = extract_plain_text(text, main_content=True, alt_texts=False, links=False, form_fields=False)
    if len(main) < _THIN:
        main = html.unescape(_TAG.sub(" ", text))  # the story may stand in data (Next.js) or outside of any container
    return titles, main
