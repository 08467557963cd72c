"""How a search is carried out: which articles in which order, highlighted passages, counts by facet."""
