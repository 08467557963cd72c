"""Subscriptions, matching, digest, rendering, outbox, one small file a channel. Never analyses text."""
