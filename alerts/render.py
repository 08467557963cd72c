"""Templates to documents: one Jinja2 environment, styles inlined for mail programs."""

from functools import cache
from pathlib import Path
from typing import Any

import css_inline
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

TEMPLATES = Path(__file__).parent / "templates"


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(enabled_extensions=("html.j2",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


@cache
def _inliner() -> css_inline.CSSInliner:
    # The style element stays: dark mode and narrow screens are media queries, which cannot be inlined.
    return css_inline.CSSInliner(keep_style_tags=True, keep_at_rules=True, load_remote_stylesheets=False)


def fill(template: str, **values: Any) -> str:
    """Return the template filled; HTML templates escape every value."""
    return _environment().get_template(template).render(**values)


def inline(html: str) -> str:
    """Return the document with its styles also on the elements, for mail programs that drop style elements."""
    return _inliner().inline(html)
