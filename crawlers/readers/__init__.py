"""Discovery readers, one small module a means, all pure: bytes and what is known of them -> entries."""
