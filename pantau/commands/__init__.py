"""Commands, one module a command; `pantau.cli` finds them by name."""
