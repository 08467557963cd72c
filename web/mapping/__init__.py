"""Boundaries of the regions as SVG paths."""
