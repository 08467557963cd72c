"""One small file a channel; all pass one contract test (`tests/contracts/test_channels.py`)."""
