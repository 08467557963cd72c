"""One small module a site shape."""
