"""What keeps an installation sound: examination, backup, pruning, tracing, figures for monitoring."""
