"""Search, single articles and exports on the terminal."""
