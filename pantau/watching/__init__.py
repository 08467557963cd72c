"""Watching the watch: who is told of outlets that are not seen as they should be."""
