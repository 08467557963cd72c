"""Writes and reads of the archive: plain functions over a connection; transactions are the caller's."""
