"""The bottom room: errors, clock, address guard, text catalogues, configuration readers."""
