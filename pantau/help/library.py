"""The command line library's own words (`Usage:`, `No such option`) in the reader's language.

Click asks the standard library's gettext, which reads compiled catalogues from a folder and takes the language from the
environment. The compiled one lies beside its source; `python -m pantau.help.library` makes it again.
"""

import gettext
import io
import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from base.catalogue import Language

FOLDER = Path(__file__).parent / "locale"
SOURCE = FOLDER / "id" / "LC_MESSAGES" / "messages.po"
COMPILED = SOURCE.with_suffix(".mo")


def speak(language: Language) -> None:
    """Have the command line library speak a language, in this process and in those it starts."""
    gettext.bindtextdomain("messages", str(FOLDER))
    os.environ["LANGUAGE"] = language


def compiled() -> bytes:
    """Return the compiled form of the source."""
    with SOURCE.open("rb") as stream:
        texts = read_po(stream, locale="id", charset="utf-8")
    out = io.BytesIO()
    write_mo(out, texts)
    return out.getvalue()


if __name__ == "__main__":
    COMPILED.write_bytes(compiled())
