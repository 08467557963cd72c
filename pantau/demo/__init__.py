"""A newsroom of our own on loopback addresses, so that the whole job can be seen without internet.

    articles/*.yaml -> articles.py -> desk.py -> sites/<shape>.py -> server.py -> newsroom.py

Articles, persons, villages, schools and outlets are invented; provinces, regencies, institutions and laws are real.
"""
