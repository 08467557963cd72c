"""Pages and API over the archive."""
