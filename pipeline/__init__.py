"""page -> screen -> extract -> clean -> fingerprint -> analyse -> store and link; mostly pure."""
