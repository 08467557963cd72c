"""Forward-only migrations, shipped with the package."""
