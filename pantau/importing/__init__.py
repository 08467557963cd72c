"""Brings existing collections into the archive through the same stages as crawled pages."""
