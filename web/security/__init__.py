"""Who may see and do what: users, sessions, tokens, limits, headers."""
