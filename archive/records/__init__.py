"""The nouns that travel between stages, each a frozen dataclass.

Entry -> Page -> Article -> Analysis -> Incident -> Alert -> Receipt

`Alert` and `Receipt` are at home in `alerts/`, which nothing below needs. Records are turned into JSON and back by
`archive.records.codec`.
"""
