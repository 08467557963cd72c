"""Downloader middlewares: politeness and the work-arounds that hostile or sloppy sites ask for.

Order, from the engine outwards: politeness (give up, count, back off, retry) -> robots -> redirects -> decompress.
"""
