"""Decides from raw bytes whether a page can be relevant at all: most pages end here, for a fraction of a millisecond.

    bytes | words of offices and elections present? | fast main text | words near each other? -> Screened

The first gate reads the bytes as they came and looks for presence alone. Pages that veil words (entities, tags inside
words, soft hyphens, look-alike letters) are unveiled and read again. The second gate reads the title and a fast main
text, so that sidebars do not count, and asks for an office and an election word within two sentences. About recall: the
analysis decides.
"""

import html
import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from resiliparse.extract.html2text import extract_plain_text

from pipeline.page.decode import MAX_BYTES, decode
from pipeline.page.depth import flat_text, is_too_deep
from pipeline.page.matcher import Hit, Matcher, build_matcher
from pipeline.page.screen_terms import ScreenTerms, load_terms

OFFICE_STRONG, OFFICE_WEAK, ELECTION_STRONG, ELECTION_WEAK, HANDLING = range(5)
_VEIL = (
    r"[a-z]</?(?:b|i|em|strong|span|font|u|mark|wbr|small|a|s)(?:\s[^<>]*)?>[a-z]",
    r"&(?:#|shy;|zw|amp;#)",
    r"[a-z][\x80-\xff]{1,4}[a-z]",
)
_INLINE = re.compile(r"(?<=\w)</?(?:b|i|em|strong|span|font|u|mark|wbr|small|a|s)\b[^<>]{0,300}>(?=\w)", re.IGNORECASE)
_MARKUP = re.compile(r"<(?:html|head|body|p|div|br|article|span|h1|a|amp-|!doctype)\b", re.IGNORECASE)
_TITLES = re.compile(
    r"<title[^>]*>([^<]{3,400})|<h1[^>]*>(.{3,600}?)</h1|"
    r"<meta[^>]{0,80}?(?:og:title|og:description|name=[\"']description)[^>]{0,40}?content=[\"']([^\"'>]{3,500})",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<[^<>]*>")
_HEAD = 200_000  # characters in which titles are looked for
_THIN = 250  # characters; a main text below this was not found, the whole page is read instead
_SHOWN = 12
# Letters of other scripts that look like Latin ones (Unicode confusables that words here could be veiled with).
_LOOKALIKES = str.maketrans(
    "аеорсухіјѕһԁԛԝᴀʙᴄᴅᴇɢʜɪᴋʟᴍɴᴏᴘᴛᴜᴠᴡᴢАВЕКМНОРСТУХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορτυ",
    "aeopcyxijshdqwabcdeghiklmnoptuvwzabekmhopctyxijsabezhikmnoptyxaiknoptu",
)


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
        return cls(terms, build_matcher((*terms.groups, _VEIL), engine))

    def check(self, body: bytes) -> Screened:
        """Tell whether a body (markup, plain text or JSON; any charset) may hold a relevant story. Raises nothing."""
        cut = body[:MAX_BYTES]
        if b"\x00" in cut[:2_000]:
            cut = cut.replace(b"\x00", b"").replace(b"\xff\xfe", b"", 1)  # UTF-16: its ASCII letters become plain
        present = self.matcher.present(cut)
        text: str | None = None
        if not _possible(present) and not (len(cut) < self.terms.short and ELECTION_STRONG in present):
            if len(self.terms.groups) not in present:
                return Screened(passed=False)
            text = unveil(decode(cut))
            if not _possible(self.matcher.present(_ascii(text))):
                return Screened(passed=False)
        return self.judge(*_story(text if text is not None else decode(cut)))

    def judge(self, title: str, text: str) -> Screened:
        """Judge a title and a main text by the words that stand near each other."""
        data = _ascii(f"{title}\n{text}")
        hits = self.matcher.find(data)
        hits = [hit for hit in hits if hit.group <= HANDLING]
        needed = self.terms.threshold + len(data) // self.terms.longer
        passed = self._lenient(hits) if len(data) < self.terms.short else self._score(hits) >= needed
        if not passed and title:
            passed = self._score(self.matcher.find(_ascii(title))) >= self.terms.threshold
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
    def _lenient(hits: list[Hit]) -> bool:
        """Tell whether a short text may be part of a story: two of office, election and handling, or election twice."""
        groups = [hit.group for hit in hits]
        office, election = OFFICE_STRONG in groups, ELECTION_STRONG in groups
        weak = OFFICE_WEAK in groups or ELECTION_WEAK in groups
        handled = HANDLING in groups
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
    if is_too_deep(text):
        return titles, flat_text(text)
    main = extract_plain_text(text, main_content=True, alt_texts=False, links=False, form_fields=False)
    if len(main) < _THIN:
        main = html.unescape(_TAG.sub(" ", text))  # the story may stand in data (Next.js) or outside of any container
    return titles, main


def unveil(text: str) -> str:
    """Return the text with entities resolved and words joined that inline tags or soft hyphens split."""
    return _INLINE.sub("", html.unescape(html.unescape(text)).replace("\u00ad", "").replace("\u200b", ""))


def _ascii(text: str) -> bytes:
    """Return the text's Latin letters without diacritics; look-alikes of other scripts become what they look like."""
    if text.isascii():
        return text.encode()
    folded = unicodedata.normalize("NFKD", text.translate(_LOOKALIKES))
    kept = "".join(character for character in folded if not unicodedata.combining(character))
    return kept.encode("ascii", "replace").replace(b"?", b" ")
