"""Spiders: the generic outlet spider; a Python spider only where data cannot say it."""
