"""What pages and API read from the archive, shaped for showing."""
