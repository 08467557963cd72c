"""Extraction in a process pool with limits of time and memory, as a plain function for the pipeline."""

from collections.abc import Generator
from contextlib import contextmanager

from pantau.settings import Extraction
from pipeline.page.extract import extract
from pipeline.process import Extractor


@contextmanager
def pooled_extractor(limits: Extraction) -> Generator[Extractor]:
    """Give an extractor; replaced by the pool."""
    _ = limits
    yield extract
