"""Page to article: screen, extraction, cleaning, metadata, dates, addresses."""
