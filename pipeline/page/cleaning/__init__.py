"""Furniture rules, one family a module, and the engine that applies them."""
