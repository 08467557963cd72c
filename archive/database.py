"""The archive's database as other rooms use it: open, migrate, write, read."""

from archive.engine import open_database, read, write
from archive.upgrade import migrate, pending

__all__ = ["migrate", "open_database", "pending", "read", "write"]
