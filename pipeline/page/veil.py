"""Words that markup or look-alike letters hide from a matcher, and how they are read all the same.

Writers veil words against filters, editors split them by accident: entities for letters, tags or soft hyphens inside a
word, letters of other scripts that look Latin, accents.
"""

import html
import re
import unicodedata

# What may veil a word, as patterns for the matcher over raw bytes (UTF-8 where it matters).
VEILS = (
    r"[a-z]</?(?:b|i|em|strong|span|font|u|mark|wbr|small|a|s)(?:\s[^<>]{0,200})?>[a-z]",
    # Entities that stand for a letter (Latin, Greek, Cyrillic), a soft hyphen or a zero-width sign, not for quotes.
    r"&#0*(?:6[5-9]|[78][0-9]|9[0-9]|1[01][0-9]|12[0-2]|173|820[3-7]|9[0-9][0-9]|10[0-9][0-9]|11[01][0-9]);",
    r"&#x0*(?:[46][1-9a-f]|[57][0-9a]|ad|200[b-f]|4[0-4][0-9a-f]|3[7-9a-f][0-9a-f]);",
    r"&shy;|&zwn?j;|&amp;#",
    # Inside a word: accented letters, soft hyphen, zero-width signs, small capitals, Greek and Cyrillic letters.
    r"[a-z](?:\xc3[\x80-\xbf]|\xc2\xad|\xe2\x80[\x8b-\x8f]|\xe1\xb4[\x80-\xbf]|[\xc9-\xd1][\x80-\xbf]|\xef\xbb\xbf){1,4}[a-z]",
    r"\xef(?:\xbc[\xa1-\xba]|\xbd[\x81-\x9a])",  # a full-width letter
    r"(?:[\xce-\xd1][\x80-\xbf]){1,4}[a-z]|[a-z](?:[\xce-\xd1][\x80-\xbf]){1,4}",
)
_INLINE = re.compile(r"(?<=\w)</?(?:b|i|em|strong|span|font|u|mark|wbr|small|a|s)\b[^<>]{0,300}>(?=\w)", re.IGNORECASE)
# Letters of other scripts that look like Latin ones (Unicode confusables that words here could be veiled with).
_LOOKALIKES = str.maketrans(
    "аеорсухіјѕһԁԛԝᴀʙᴄᴅᴇɢʜɪᴋʟᴍɴᴏᴘᴛᴜᴠᴡᴢАВЕКМНОРСТУХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορτυ",
    "aeopcyxijshdqwabcdeghiklmnoptuvwzabekmhopctyxijsabezhikmnoptyxaiknoptu",
)
_FOREIGN = re.compile("[\u0262-\u029f\u0370-\u052f\u1d00-\u1d7f]")  # small capitals, Greek, Cyrillic
_ACCENTS = re.compile("[\u0300-\u036f]+")


def unveil(text: str) -> str:
    """Return the text with entities resolved and words joined that inline tags or soft hyphens split."""
    return _INLINE.sub("", html.unescape(html.unescape(text)).replace("\u00ad", "").replace("\u200b", ""))


def latin(text: str) -> bytes:
    """Return the text's Latin letters without diacritics; look-alikes of other scripts become what they look like."""
    if text.isascii():
        return text.encode()
    alike = text.translate(_LOOKALIKES) if _FOREIGN.search(text) else text
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", alike)).encode("ascii", "replace").replace(b"?", b" ")
