"""How records are shown on a terminal."""
