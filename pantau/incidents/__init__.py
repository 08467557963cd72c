"""What the terminal shows of cases: the list, one case, suggestions, counts beside official ones."""
