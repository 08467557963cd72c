"""The parts of the search benchmark: a made archive, our searches, the peers beside them."""
