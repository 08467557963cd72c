"""Copies, pair scores, cases and their life."""
